"""Sections of facts: who did what, what was hard, what was gained, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..reports.words import count
from . import gains
from .contents import NOTHING, Known
from .groups import FEWEST
from .parts import Section, Table, short
from .pictures import bars, dots
from .questions import Question, chosen
from .reading import Room

if TYPE_CHECKING:
    import pandas as pd

HARDEST = 10
"""Questions in the picture."""
NOT_YET = "–"
SIGNS = "✓ all answered. 3/9 three of nine answered. – not handed in."
TELLS = (
    "“Tells” says whether a question separates those who know more from those who know less: "
    "1 fully, 0 not at all, below 0 the wrong way round. A dash: too few people or questions."
)


def who_did_what(room: Room) -> Section:
    import pandas as pd

    cells: dict[str, dict[str, str]] = {who: {} for who in room.learners}
    last: dict[str, str] = dict.fromkeys(room.learners, "")
    for sheet in room.sheets.values():
        always, total = _always(sheet.known)
        codes = sheet.codes
        some = (codes[:, always] != NOTHING).sum(axis=1) if always else codes.sum(axis=1) * 0
        for who, given, when in zip(sheet.learners, some.tolist(), sheet.updated, strict=True):
            cells[who][_head(sheet.known)] = "✓" if given >= total else f"{given}/{total}"
            last[who] = max(last[who], when)
    heads = [_head(sheet.known) for sheet in room.sheets.values()]
    rows = [
        {
            "Pseudonym": who,
            "Last answer": last[who][:16].replace("T", "\u00a0"),
            **{h: cells[who].get(h, NOT_YET) for h in heads},
        }
        for who in room.learners
    ]
    frame = pd.DataFrame(rows, columns=["Pseudonym", "Last answer", *heads])
    begun = sum(bool(found) for found in cells.values())
    few = sum(len(found) <= max(1, len(heads) // 3) for found in cells.values())
    says = f"{count(begun, 'person')} of the class handed in something."
    says = says.replace("persons", "people")
    if few and begun > 1:
        says += f" {few} of them have no more than a third of the {len(heads)} parts."
    return Section(
        "who",
        "Who has done what",
        says,
        "Who is far behind may have trouble with the computer and not with the course. You do not "
        "know who it is: ask the room whether a computer did not start. Do not show this table on "
        "the wall.",
        (Table("who", "What each person handed in", frame, note=SIGNS),),
    )


def _always(known: Known) -> tuple[list[int], int]:
    """The columns that everybody is asked, and how many those are."""
    places = [n for n, c in enumerate(known.columns) if c.item.show_when is None]
    return places, len(places)


def _head(known: Known) -> str:
    kind = known.stamp.kind
    return f"Lesson {known.name}" if kind == "quizzes" else f"{kind.capitalize()} {known.name}"


def hard(room: Room, asked: list[Question]) -> Section:
    import pandas as pd

    ordered = sorted(asked, key=lambda q: q.right)
    frame = pd.DataFrame(
        [
            {
                "Lesson": q.lesson,
                "Quiz": q.quiz,
                "No.": q.number,
                "Right, %": round(100 * q.right),
                "Tells": None if q.discrimination is None else round(q.discrimination, 2),
                "What to do": q.verdict,
                "Question": short(q.text),
                "Answered": q.answered,
            }
            for q in ordered
        ],
        columns=["Lesson", "Quiz", "No.", "Right, %", "Tells", "What to do", "Question",
                 "Answered"],
    )  # fmt: skip
    if not ordered:
        says = f"No question has answers of {FEWEST} people yet."
        return Section("questions", "What was hard", says)
    hard = sum(q.right < 0.4 for q in ordered)
    says = (
        f"{count(len(ordered), 'question')} with a right answer; fewer than 40 % were right on "
        f"{hard}. The first checked answer counts, not the one after reading the feedback."
    )
    top = ordered[:HARDEST]
    picture = bars(
        f"The {count(len(top), 'hardest question').removeprefix('1 ')}",
        "Share of those who answered and had it right.",
        [(f"{q.lesson} · {q.quiz} · {q.number}", q.right) for q in top],
    )
    options = pd.concat([chosen(sheet) for sheet in room.sheets.values()], ignore_index=True)
    return Section(
        "questions",
        "What was hard",
        says,
        "Begin tomorrow with the two hardest. Read the question and the wrong answer that most "
        "people chose. Ask the room: “What makes it sensible?” Do not ask who chose it.",
        (
            Table("questions", "Questions, the hardest first", frame, 15, TELLS),
            Table("options", "What was chosen", _by_hardness(options, ordered), 60, folded=True),
        ),
        (picture,),
    )  # fmt: skip


def _by_hardness(options: pd.DataFrame, ordered: list[Question]) -> pd.DataFrame:
    """The options in the order of the questions; those without a right answer come last."""
    place = {(q.lesson, q.quiz, q.number): n for n, q in enumerate(ordered)}
    keys = [
        place.get(key, len(place))
        for key in zip(options["Lesson"], options["Quiz"], options["No."], strict=True)
    ]
    return (
        options.assign(_at=keys).sort_values("_at", kind="stable").drop(columns="_at")
    ).reset_index(drop=True)


def gained(compared: list[gains.Compared]) -> Section:
    import pandas as pd

    if not compared:
        return Section("gain", "What was gained", gains.NO_FINAL)
    rows, figures = [], []
    for one in compared:
        if one.gain is None:
            continue
        g = one.gain
        rows.append(
            {
                "From": one.before,
                "To": one.after,
                "People": g.people,
                "Before, %": round(100 * g.before),
                "After, %": round(100 * g.after),
                "Gain, points": round(100 * g.gain, 1),
                "From (95 %)": round(100 * g.low, 1),
                "To (95 %)": round(100 * g.high, 1),
            }
        )
        figures.append(
            dots(
                "Gain in points of 100, with its 95 % interval",
                one.sentence,
                [
                    ("Mean gain", 100 * g.gain, 100 * g.low, 100 * g.high),
                    ("No gain", 0, None, None),
                ],
            )
        )
    tables = (Table("gain", "Before and after, the same people", pd.DataFrame(rows)),)
    return Section(
        "gain",
        "What was gained",
        " ".join(one.sentence for one in compared),
        "It is the class's gain on these questions, and no proof of what caused it. The interval "
        "says how far chance alone could move the mean.",
        tables if rows else (),
        tuple(figures),
    )


def written(room: Room) -> Iterator[Section]:
    import pandas as pd

    writers: dict[tuple[str, str], set[str]] = {}
    for key, item, who, _ in room.texts:
        writers.setdefault((key, item), set()).add(who)
    rows = [
        {
            "Part": room.sheets[key].known.title,
            "Question": short(room.sheets[key].known.column(item).text, 70),
            "What was written": text,
        }
        for key, item, _, text in sorted(room.texts, key=lambda t: (t[0], t[1], t[3]))
        if len(writers[key, item]) >= FEWEST
    ]
    if rows:
        yield Section(
            "text",
            "What people wrote",
            f"{count(len(rows), 'text')}, in alphabetical order, without pseudonyms. Only where "
            f"{FEWEST} people or more wrote something.",
            "People may have named somebody. Read all of it before you show any of it.",
            (Table("text", "Comments, reasons and answers in words", pd.DataFrame(rows)),),
        )


def left_out(room: Room) -> Section:
    import pandas as pd

    if not room.skipped:
        return Section("skipped", "What was left out", "Nothing: every file counts.")
    frame = pd.DataFrame(
        [
            {"File": s.name, "Why": s.why}
            for s in sorted(room.skipped, key=lambda s: (s.why, s.name))
        ]
    )
    return Section(
        "skipped",
        "What was left out",
        f"{count(len(frame), 'file')} left out; each is listed with the reason.",
        "Where the reason is “more than once” or “an older copy”, do nothing: the newest counts. "
        "For any other reason, ask the class to hand in again, and do not read out a pseudonym.",
        (Table("skipped", "Left out, and why", frame, 100),),
    )
