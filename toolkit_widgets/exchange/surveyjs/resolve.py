"""Conditions of the original, once every item is known: ours where possible, else marked."""

from __future__ import annotations

from .conditions import Data, NotExpressible, Target, Verdict, every, negated, to_condition
from .expressions import Binary, Call, ExpressionError, ListOf, Name, Node, Unary, parse
from .pages import Page
from .work import Draft, Wish, Work


class Resolver:
    """Turns wishes into conditions; each is reported once, wherever it is inherited."""

    def __init__(self, work: Work, pages: list[Page]) -> None:
        self.work = work
        self.pages = pages
        self._known: dict[tuple[str, str], Verdict | None] = {}

    def resolve(self) -> None:
        """Give every section and every item its condition."""
        for page in self.pages:
            if page.wish is not None or page.hidden:
                self._section(page)
            for draft in page.drafts:
                self._item(draft)

    def _section(self, page: Page) -> None:
        verdict = self.verdict(page.wish) if page.wish is not None else False
        if verdict is None:
            for draft in page.drafts:
                assert page.wish is not None
                self.work.mark(draft, page.wish)
        elif isinstance(verdict, bool):
            if not verdict:
                for draft in page.drafts:
                    draft.hidden = True
        else:
            page.section["show_when"] = verdict

    def _item(self, draft: Draft) -> None:
        found: Verdict = draft.also
        for wish in draft.wishes:
            verdict = self.verdict(wish)
            if verdict is None:
                self.work.mark(draft, wish)
            else:
                found = every(found, verdict)
        if draft.hidden:
            found = False
        if found is False:
            found = self.never(draft)
        if isinstance(found, dict):
            draft.item["show_when"] = found

    def verdict(self, wish: Wish) -> Verdict | None:
        """The condition; None where we cannot say it, which is then reported."""
        key = (wish.path, wish.text)
        if key not in self._known:
            self._known[key] = self._read(wish)
        return self._known[key]

    def _read(self, wish: Wish) -> Verdict | None:
        losses = self.work.losses
        try:
            node = parse(wish.text)
            verdict = to_condition(node, self.work.targets)
        except (ExpressionError, NotExpressible) as error:
            what = f"visibleIf '{wish.text}': {error}"
            losses.add("warning", wish.path, wish.name, what, "always shown, and marked so")
            return None
        if isinstance(verdict, bool):
            what = f"visibleIf '{wish.text}' is {str(verdict).lower()} whatever is answered"
            instead = "always shown" if verdict else "never shown"
            losses.add("note" if verdict else "warning", wish.path, wish.name, what, instead)
            return verdict or self._contradiction(node)
        return verdict

    def _contradiction(self, node: Node) -> Verdict:
        """Never true, said with the first item that the expression looks at."""
        for name in names_in(node):
            target = self.work.targets.get(name)
            if target is not None:
                return never_with(target)
        return False

    def never(self, draft: Draft) -> Verdict:
        """Never true; True, with a report, where no other item is there to say it with."""
        own = draft.item["id"]
        for page in self.pages:
            for other in page.drafts:
                item = other.item
                free = not (other.wishes or other.hidden or page.wish or page.hidden)
                if free and other.also is True and item["id"] != own and item["type"] != "note":
                    return never_with(Target(item["id"], "text"))
        what = "the original never shows it"
        self.work.losses.add("error", draft.path, draft.name, what, "shown; please delete it")
        return True


def never_with(target: Target) -> Data:
    """A contradiction."""
    known: Data = {"q": target.item, "answered": True}
    return {"all": [known, negated(known)]}


def names_in(node: Node) -> list[str]:
    """The questions that an expression looks at, in order."""
    if isinstance(node, Name):
        return [node.name]
    if isinstance(node, Unary):
        return names_in(node.part)
    if isinstance(node, Binary):
        return names_in(node.left) + names_in(node.right)
    if isinstance(node, ListOf | Call):
        return [name for part in node.parts for name in names_in(part)]
    return []
