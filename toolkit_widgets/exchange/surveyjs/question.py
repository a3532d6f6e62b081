"""One question on its way from the original to items of ours."""

from __future__ import annotations

from typing import Any

from .choices import Choice
from .conditions import Data, Target
from .localized import Localized, own, read_localized
from .reading import Element
from .work import Draft, Origin, Place, Wish, Work


class Question:
    """One question on its way: what its builder needs."""

    def __init__(
        self,
        element: Element,
        place: Place,
        work: Work,
        item_id: str,
        name: str,
        wishes: tuple[Wish, ...],
        hidden: bool,
    ) -> None:
        self.element, self.place, self.work = element, place, work
        self.id, self.name, self.wishes, self.hidden = item_id, name, wishes, hidden

    @property
    def title(self) -> Localized:
        """The question; where it has none, the original shows its name."""
        found = read_localized(self.element.take("title"))
        words = read_localized(self.name)
        return found or words or own("Question", "Question")

    @property
    def dimension(self) -> str | None:
        """Where its points go; None where the profile or its type says that it has none."""
        profile = self.work.profile
        if profile is None or self.element.type not in profile.points.types:
            return None
        return profile.dimension_of(self.name, self.place.parent, self.place.page)

    def loss(self, severity: Any, what: str, instead: str) -> None:
        """Report something about this question."""
        self.work.losses.add(severity, self.element.path, self.name, what, instead)

    def item(self, kind: str, item_id: str = "", title: Localized | None = None) -> Data:
        """An item with what every question can have."""
        key = item_id or self.id
        item: Data = {"id": key, "type": kind}
        item["text"] = self.work.put(f"items.{key}.text", title or self.title, self.element)
        described = read_localized(self.element.take("description"))
        helped = read_localized(self.element.take("help"))
        if not item_id:
            self.work.help(item, described, helped)
        if self.element.flag("isRequired") and kind != "note":
            item["required"] = True
        if self.element.flag("hasComment", "showCommentArea"):
            item["comment"] = True
        return item

    def draft(self, item: Data, also: Data | bool = True) -> Draft:
        """Ready to be put into its section."""
        path = self.element.path
        return Draft(item, path, self.name, self.wishes, also, self.hidden)

    def know(
        self, item_id: str, kind: Any, choices: list[Choice] | None = None, part: str = ""
    ) -> None:
        """Let conditions and saved answers find an item."""
        pairs = tuple((c.id, c.value) for c in choices or [])
        self.work.origins[item_id] = Origin(self.name, part, pairs, self.element.type)
        name = f"{self.name}.{part}" if part and part != "#comment" else self.name
        name = f"{self.name}-Comment" if part == "#comment" else name
        self.work.aim(name, Target(item_id, kind, pairs))
