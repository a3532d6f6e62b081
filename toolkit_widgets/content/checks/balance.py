"""Can a quiz be passed without knowing? Length and place of the right answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import ascii_lowercase

from ...models import QuizSet, Single
from ..parse import Document
from ..problems import Problem
from ..prose import read_prose
from ..yaml_marks import Path

MAX_LONGEST, LONGEST_FROM = 0.4, 5
"""At most this share of right options may be the longest, in files with so many items."""
MAX_PLACE, PLACE_FROM = 0.5, 6
"""No place may hold more than this share of the right options, from so many items on."""


def check_balance(document: Document[QuizSet]) -> Iterator[Problem]:
    """The shares of one quiz file: an error where one is too high, and always a note."""
    singles: list[tuple[Path, Single]] = [
        (("quizzes", number, "items", place), item)
        for number, quiz in enumerate(document.model.quizzes)
        for place, item in enumerate(quiz.items)
        if isinstance(item, Single) and sum(o.correct for o in item.options) == 1
    ]
    if not singles:
        return
    total = len(singles)
    longest = [(path, item) for path, item in singles if right_is_longest(item)]
    places = Counter(right_place(item) for _, item in singles)
    shares = ", ".join(f"{p} {n}" for p, n in sorted(places.items()))
    yield document.problem(
        (),
        f"{total} single-choice items: the right option is the longest in {len(longest)} "
        f"({len(longest) / total:.0%}); places of the right option: {shares}",
        "note",
        rule="quiz.balance",
    )
    if total >= LONGEST_FROM and len(longest) / total > MAX_LONGEST:
        names = ", ".join(item.id for _, item in longest)
        yield document.problem(
            longest[0][0],
            f"the right option is the longest in {len(longest)} of {total} single-choice items; "
            f"at most {MAX_LONGEST:.0%} may be. Shorten them or lengthen a wrong one: {names}",
            found=f"{len(longest) / total:.0%}",
            allowed=f"at most {MAX_LONGEST:.0%}",
            rule="quiz.longest",
        )
    place, count = places.most_common(1)[0]
    if total >= PLACE_FROM and count / total > MAX_PLACE:
        first = next(path for path, item in singles if right_place(item) == place)
        yield document.problem(
            first,
            f"the right option is option {place} in {count} of {total} single-choice items; at "
            f"most {MAX_PLACE:.0%} may be. Move some of them",
            found=f"{count / total:.0%}",
            allowed=f"at most {MAX_PLACE:.0%}",
            rule="quiz.place",
        )


def right_is_longest(item: Single) -> bool:
    """True if the right option has more characters, without markup, than each other one."""
    lengths = {o.correct: 0 for o in item.options}
    for option in item.options:
        shown = " ".join(p.plain for p in read_prose(option.text).passages)
        lengths[option.correct] = max(lengths[option.correct], len(shown))
    return lengths[True] > lengths.get(False, 0)


def right_place(item: Single) -> str:
    """The place of the right option: ``a`` for the first."""
    return ascii_lowercase[next(i for i, o in enumerate(item.options) if o.correct)]
