"""Sections of opinions: where the room disagrees, readiness and risks by role."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.markdown import plain
from ..scoring.several import Point, Tally, discussion
from . import opinions
from .groups import FEWEST
from .parts import Section, Table, short
from .pictures import bars
from .reading import Room

TALKED_ABOUT = 8
"""Items of the discussion that are shown first."""
Points = list[tuple[str, Point[Tally]]]
"""What to talk about, each with the key of its sheet."""


def points_of(room: Room) -> Points:
    """What to talk about, over all questionnaires, with the sheet it is from."""
    found = [
        (key, point)
        for key, sheet in room.sheets.items()
        for point in discussion(opinions.tallies(sheet))
    ]
    return sorted(found, key=lambda pair: -pair[1].priority)


def disagreement(room: Room, points: Points) -> Section:
    import pandas as pd

    rows, every = [], []
    top = points[:TALKED_ABOUT]
    by_role = {
        key: opinions.medians(room, room.sheets[key], [p.item.id for k, p in top if k == key])
        for key in {key for key, _ in top}
    }
    for key, point in points:
        item = point.item
        steps = {f"Step {n}": c for n, c in enumerate(item.distribution, 1)}
        low, high = item.quartiles or (None, None)
        every.append(
            {
                "Questionnaire": plain(room.sheets[key].known.title),
                "Item": plain(item.text),
                **steps,
                "Don't know": item.dont_know,
                "Median": item.median,
                "Middle half": f"{low:g} to {high:g}" if low is not None else "",
                "Close, %": None if item.within_one is None else round(100 * item.within_one),
                "Why": point.why,
            }
        )
    for place, (key, point) in enumerate(top, 1):
        found = by_role[key].get(point.item.id)
        rows.append(
            {
                "No.": place,
                "Item": plain(point.item.text),
                "Chosen, lowest step first": " · ".join(map(str, point.item.distribution)),
                "Don't know": point.item.dont_know,
                "Median by role": ", ".join(f"{r} {m:g}" for r, m, _ in found.by_role)
                if found and found.by_role
                else "not shown",
                "Why": point.why,
            }
        )
    if not points:
        says = f"No item of a questionnaire has steps of {FEWEST} people, or all chose the same."
        return Section("disagree", "Where the room disagrees most", says)
    says = (
        "In the order of discussion: how far two people stand apart on average, times what hangs "
        "on the item. The first: "
        f"“{short(plain(top[0][1].item.text))}” ({top[0][1].why})."
    )
    picture = bars(
        "How many pairs of people stand close",
        "Share of all pairs who are at most one step apart; a short bar is a divided room.",
        [(short(plain(p.item.text), 90), p.item.within_one or 0.0) for _, p in top],
    )
    return Section(
        "disagree",
        "Where the room disagrees most",
        says,
        "Take the first. Show the counts. Ask what speaks for the lowest step, and what for the "
        "highest. Who wants to, speaks; the lower rank first. Each names the paper behind it. "
        "Nobody has to say what he or she chose.",
        (
            Table("disagree", "To talk about first", pd.DataFrame(rows)),
            Table("items", "Every item on which people differ", pd.DataFrame(every), 0),
        ),
        (picture,),
    )


def readiness(room: Room) -> Iterator[Section]:
    import pandas as pd

    found = [s for sheet in room.sheets.values() for s in opinions.standings(room, sheet)]
    if not found:
        return
    frame = pd.DataFrame(
        [
            {
                "Dimension": s.dimension,
                "Who": s.group,
                "People": s.people,
                "Median": round(s.median, 1),
                "Middle half": f"{s.low:.1f} to {s.high:.1f}",
                "Questionnaire": s.form,
            }
            for s in found
        ]
    )
    everybody = [s for s in found if s.group == opinions.EVERYBODY]
    lowest = min(everybody, key=lambda s: s.median)
    yield Section(
        "standing",
        "Readiness by role",
        f"The lowest dimension is “{lowest.dimension}”: the median of {lowest.people} people is "
        f"{lowest.median:.1f}. These are the steps that people gave their own agencies; different "
        "agencies may rightly differ.",
        "Where two roles of one agency stand a step or more apart, let them compare the papers "
        "that they had in mind. A high figure with few papers behind it is a hope.",
        (Table("standing", "Mean step of each person, by dimension and role", frame),),
    )


def risks(room: Room) -> Iterator[Section]:
    import pandas as pd

    found = [one for sheet in room.sheets.values() for one in opinions.risk_levels(room, sheet)]
    if not found:
        return
    frame = pd.DataFrame(
        [
            {
                "Risk": one.risk,
                "Who": one.group,
                "People": sum(one.counts),
                **dict(zip(one.labels, one.counts, strict=True)),
            }
            for one in found
        ]
    )
    everybody = [one for one in found if one.group == opinions.EVERYBODY]
    top = max(everybody, key=lambda one: one.counts[-1] / sum(one.counts))
    yield Section(
        "risks",
        "Risks by role",
        f"{top.counts[-1]} of {sum(top.counts)} people put “{short(top.risk)}” at the highest "
        f"level, {top.labels[-1]}. A level is looked up in a table and counts by its worst end.",
        "Where the levels of one risk lie far apart, ask what each side thinks happens to whom. "
        "Levels are never averaged.",
        (Table("risks", "How many put each risk at which level now", frame),),
    )
