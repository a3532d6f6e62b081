"""Facts that are entered once: answers that start with what another questionnaire already says.

An item that was never touched takes the answer of its source when its form is shown. From then on
it is the learner's: what was emptied on purpose stays empty, what was changed stays changed, and
where the source says something else by now a sentence beside the item says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..content.library import Library, UnknownName
from ..content.markdown import plain
from ..models import Answer, Item, Questionnaire, Take
from ..scoring.saying import said
from ..scoring.values import read_answer
from ..scoring.visibility import Answers, counting, visible
from .gate_words import gate_words

Read = Callable[[Questionnaire], Answers]
"""The answers to another questionnaire of the same folder, as they are now."""
LONGEST = 300
"""Characters of the other answer that are shown beside an item."""


class Takes:
    """What one questionnaire takes from others."""

    def __init__(self, form: Questionnaire, library: Library, read: Read) -> None:
        self._form = form
        self._library = library
        self._read = read
        self._items: dict[str, Item] = {item.id: item for item in form.items}

    def start(self, answers: Answers) -> dict[str, Answer]:
        """Answers for the items that were never touched and whose source is answered."""
        found: dict[str, Answer] = {}
        for take, _, _, answer in self._sources():
            if take.item in answers or take.item not in self._items:
                continue
            item = self._items[take.item]
            copy, problem = read_answer(item, {"value": answer.value}, self._form.scales)
            if problem is None:
                found[take.item] = copy
        return found

    def notes(self, answers: Answers, language: str = "en") -> dict[str, str]:
        """Item → where its answer is from, or what its source says now. Plain text."""
        words = gate_words(language)
        out: dict[str, str] = {}
        for take, other, source, answer in self._sources():
            own = answers.get(take.item)
            if own is None or own.value in (None, "", [], {}):
                continue  # emptied on purpose, or not taken yet
            title = plain(other.title)
            if own.value == answer.value:
                out[take.item] = words["taken"].format(title=title)
                continue
            spoken = said(other, source, "", {source.id: answer})
            text = plain("; ".join(spoken.pieces)) if spoken else "–"
            if len(text) > LONGEST:
                text = f"{text[:LONGEST].rstrip()} …"
            out[take.item] = words["taken_other"].format(title=title, said=text)
        return out

    def _sources(self) -> Iterator[tuple[Take, Questionnaire, Item, Answer]]:
        """Every source that exists, is shown and has an answer."""
        known: dict[str, tuple[Questionnaire, Answers, Mapping[str, Item]]] = {}
        for take in self._form.takes:
            if take.questionnaire not in known:
                try:
                    other = self._library.questionnaire(take.questionnaire)
                except UnknownName:  # not in this edition
                    continue
                items: dict[str, Item] = {item.id: item for item in other.items}
                given = {k: a for k, a in self._read(other).items() if k in items}
                counts = counting(items, visible(other, given), given)
                known[take.questionnaire] = (other, counts, items)
            other, answers, theirs = known[take.questionnaire]
            if take.source in answers:
                yield take, other, theirs[take.source], answers[take.source]
