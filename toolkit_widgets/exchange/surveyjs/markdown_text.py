"""Words of others as Markdown of ours: plain text stays plain, HTML becomes safe Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKS = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_OPENING = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:\d{1,9})(?=[.)](?:\s|$)))", re.M)
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_BLOCKS = {"p", "div", "section", "article", "ul", "ol", "table", "tr", "blockquote", "center"}
_SILENT = {"script", "style", "template", "noscript", "head"}
_MISSING = {"img", "iframe", "video", "audio", "object", "embed", "svg", "canvas", "form", "input"}
_VOID = {"img", "input", "embed", "br", "hr", "wbr"}
_STRONG, _EMPHASIS = {"b", "strong"}, {"i", "em"}
_HEADINGS = {f"h{n}" for n in range(1, 7)}


def clean(text: str) -> str:
    """Every kind of line end as ``\\n``, and U+FFFD for what no file of ours can hold."""
    return _UNREADABLE.sub("\ufffd", _LINE_END.sub("\n", text))


def escaped(text: str) -> str:
    """Plain text so that Markdown shows it as it stands, line ends included."""
    safe = _MARKS.sub(lambda m: "\\" + m.group(), text)
    safe = _OPENING.sub(_escape_opening, safe)
    paragraphs = re.split(r"\n\s*\n", safe.strip())
    return "\n\n".join("\\\n".join(x.strip() for x in p.split("\n")) for p in paragraphs)


def _escape_opening(found: re.Match[str]) -> str:
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def from_html(html: str) -> tuple[str, list[str]]:
    """Markdown, and the names of what was left out (pictures, scripts, frames, fields)."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.result(), sorted(set(reader.lost))


class _Reader(HTMLParser):
    """Blocks of Markdown from HTML; a tag it does not know leaves its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.prefix = ""
        self.silent = 0
        self.lists: list[int] = []
        self.links: list[str] = []
        self.lost: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SILENT:
            self.silent += 1
            self.lost.append(tag)
        elif tag in _MISSING:
            self.lost.append(tag)
            self.handle_data(given.get("alt") or "")
        elif tag in _HEADINGS:
            self.end_block("#" * max(1, int(tag[1]) - 1) + " ")
        elif tag in ("ul", "ol"):
            self.end_block()
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self.end_block(self.next_entry())
        elif tag in _BLOCKS:
            self.end_block("> " if tag == "blockquote" else "")
        elif tag == "br":
            self.line += "\\\n"
        elif tag in _STRONG:
            self.line += "\x01"
        elif tag in _EMPHASIS:
            self.line += "\x02"
        elif tag == "a":
            self.links.append(given.get("href") or "")
            self.line += "\x03"
        elif tag in ("td", "th") and self.line.strip():
            self.line += " | "
        elif tag == "hr":
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("ul", "ol"):
            self.end_block()
            if self.lists:
                self.lists.pop()
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self.end_block()
        elif tag in _STRONG:
            self.wrap("\x01", "**")
        elif tag in _EMPHASIS:
            self.wrap("\x02", "*")
        elif tag == "a" and self.links:
            self.link(self.links.pop())

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line += escaped_inline(re.sub(r"\s+", " ", clean(data)))

    def next_entry(self) -> str:
        indent = "  " * max(0, len(self.lists) - 1)
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            return f"{indent}{self.lists[-1]}. "
        return f"{indent}- "

    def wrap(self, start: str, mark: str) -> None:
        before, found, inside = self.line.rpartition(start)
        if found:
            words = inside.strip()
            around = f"{mark}{words}{mark}" if words else ""
            left = " " if inside[:1] == " " else ""
            self.line = before + left + around + (" " if inside[-1:] == " " else "")

    def link(self, address: str) -> None:
        before, found, inside = self.line.rpartition("\x03")
        if not found:
            return
        words, address = inside.strip(), address.strip()
        if words and re.fullmatch(r"(?:https?://|mailto:)[^\s<>()\\]+", address):
            self.line = f"{before}[{words}]({address})"
        else:
            if address:
                self.lost.append(f"the address {address[:40]}")
            self.line = before + inside

    def end_block(self, prefix: str = "") -> None:
        text = re.sub(r"[\x01-\x03]", "", self.line).strip()
        text = re.sub(r"(?:\\\n\s*)+$|^(?:\\\n\s*)+", "", re.sub(r" *\n *", "\n", text)).strip()
        if text and not self.prefix:
            text = _OPENING.sub(_escape_opening, text)
        if text:
            if self.prefix.startswith("#"):  # a heading has one line
                text = text.replace("\\\n", " ")
            self.blocks.append(self.prefix + text)
        self.line, self.prefix = "", prefix if prefix or not self.lists else self.prefix

    def result(self) -> str:
        self.end_block()
        out = ""
        entry = re.compile(r"\s*(?:- |\d+\. )")
        for block in self.blocks:
            together = out and entry.match(block) and entry.match(out.rsplit("\n", 1)[-1])
            out += ("\n" if together else "\n\n" if out else "") + block
        return out


def escaped_inline(text: str) -> str:
    """The same as :func:`escaped` for a run inside a line."""
    return _MARKS.sub(lambda m: "\\" + m.group(), text)
