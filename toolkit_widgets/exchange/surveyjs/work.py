"""What an import carries along while it goes through the original."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..profile import ScoringProfile
from .conditions import Target, Verdict
from .localized import Catalogues, Localized, joined, own
from .markdown_text import clean, escaped
from .names import Names, slug
from .reading import Element
from .report import Losses


@dataclass(frozen=True)
class Wish:
    """A condition of the original, as it is written there, and whose it is."""

    text: str
    path: str
    name: str


@dataclass
class Draft:
    """One item of ours in the making."""

    item: dict[str, Any]
    path: str
    name: str
    """The name in the original."""
    wishes: tuple[Wish, ...]
    """Its own condition and those of its panels."""
    also: Verdict = True
    """A condition of ours that comes on top."""
    hidden: bool = False
    """The original never shows it."""


@dataclass(frozen=True)
class Origin:
    """Where an item's answer stands in a file saved by the original tool.

    ``part``: the row of a matrix, the field of several texts, or ``#comment`` for the words
    beside "other".
    """

    name: str
    part: str = ""
    options: tuple[tuple[str, object], ...] = ()
    kind: str = ""


@dataclass
class Place:
    """Where in the original we are: its page, the panel around, and inherited conditions."""

    page: str
    parent: str
    wishes: tuple[Wish, ...] = ()
    hidden: bool = False
    depth: int = 0


@dataclass
class Work:
    """Everything that grows while the original is read."""

    profile: ScoringProfile | None
    losses: Losses = field(default_factory=Losses)
    words: Catalogues = field(default_factory=Catalogues)
    names: Names = field(default_factory=Names)
    targets: dict[str, Target] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)

    def item_id(self, name: str, element: Element, fallback: str) -> str:
        """A new item id; a changed or doubled name is reported."""
        wanted = slug(name) if name else fallback
        taken = wanted.lower() in self.names.taken
        found = self.names.take(name or fallback)
        if not name:
            what, instead = "it has no name", f"the id '{found}', from its place"
            self.losses.add("warning", element.path, name, what, instead)
        elif taken:
            what = f"the name '{name}' occurs more than once"
            self.losses.add("warning", element.path, name, what, f"this one has the id '{found}'")
        elif found != name:
            what = "a name that cannot be an id here"
            self.losses.add("note", element.path, name, what, "an id made from it; see import.json")
        return found

    def aim(self, name: str, target: Target) -> None:
        """Let conditions find an item under the name of the original; the first one stays."""
        if name:
            self.targets.setdefault(name, target)

    def put(self, string_id: str, text: Localized, element: Element | None = None) -> str:
        """Plain words into the catalogues, safe as Markdown; returns the English."""
        return self.put_markdown(string_id, text.map(lambda t: escaped(clean(t))), element)

    def put_markdown(self, string_id: str, text: Localized, element: Element | None = None) -> str:
        """Words that are Markdown already."""
        if text.stand_in and element is not None:
            what = f"there is no English text; it has {', '.join(sorted(set(text.texts) - {'en'}))}"
            instead = f"the text in '{text.stand_in}' stands for it"
            self.losses.add("warning", element.path, string_id, what, instead)
        return self.words.put(string_id, text.map(lambda t: t.strip() or "…"))

    def help(self, item: dict[str, Any], *parts: Localized | None) -> None:
        """One help text from several."""
        text = joined(" ", *parts)
        if text:
            item["help"] = self.put(f"items.{item['id']}.help", text)

    def mark(self, draft: Draft, wish: Wish) -> None:
        """Say below the item itself that it is shown always."""
        code = "`" + clean(wish.text).replace("`", "'").strip() + "`"
        sentence = own(
            f"Import: the original shows this only under the condition {code}. "
            "Here it is always shown.",
            f"Importation : l'original n'affiche ceci que sous la condition {code}. "
            "Ici, c'est toujours affiché.",
        )
        where = "text" if draft.item["type"] == "note" else "help"
        string_id = f"items.{draft.item['id']}.{where}"
        whole = joined("\n\n" if where == "text" else " ", self._known(string_id), sentence)
        assert whole is not None
        draft.item[where] = self.put_markdown(string_id, whole)

    def _known(self, string_id: str) -> Localized | None:
        english = self.words.english.get(string_id)
        if english is None:
            return None
        texts = {
            lang: words[string_id]
            for lang, words in self.words.others.items()
            if string_id in words
        }
        return Localized({**texts, "en": english})
