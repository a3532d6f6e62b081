"""Reading HTML in tests: what a browser would make of headings, ids, addresses and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "hr", "link", "input"}


@dataclass
class Page(HTMLParser):
    """One parsed page or fragment."""

    source: str
    headings: list[tuple[int, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    words: str = ""
    unclosed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed[-1:] == [tag], f"</{tag}> closes {self.unclosed[-1:]}"
        self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.unclosed and self.unclosed[-1][0] == "h" and self.unclosed[-1][1:].isdigit():
            level, text = self.headings[-1]
            self.headings[-1] = level, text + data

    def values(self, name: str, tag: str | None = None) -> list[str]:
        """Every value of an attribute, of all tags or of one."""
        return [v for t, n, v in self.attributes if n == name and tag in (None, t)]
