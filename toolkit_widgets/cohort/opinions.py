"""Questionnaires: where the room stands and where it disagrees, in all and by role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Questionnaire, RiskRow, Scale
from ..scoring.score import Scorer
from ..scoring.several import Tally, in_vetoes, tally
from .contents import DONT_KNOW, NOT_APPLICABLE
from .groups import FEWEST, shown_groups
from .reading import Room, Sheet

if TYPE_CHECKING:
    import numpy as np

EVERYBODY = "Everybody"
NO_ROLE = "Role not given"


@dataclass(frozen=True)
class Standing:
    """The means of one dimension over the people of one group, in points."""

    form: str
    dimension: str
    group: str
    people: int
    median: float
    low: float
    """25th percentile."""
    high: float
    """75th percentile."""


@dataclass(frozen=True)
class Levels:
    """How many of a group put a risk at each level, lowest first, by the worst end."""

    form: str
    risk: str
    labels: tuple[str, ...]
    group: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Medians:
    """The median step of each shown role on one item, and how many people that is."""

    item: str
    by_role: tuple[tuple[str, float, int], ...]


def roles_of(room: Room, sheet: Sheet) -> np.ndarray:
    """The role of each row of the sheet."""
    import numpy as np

    return np.array([room.roles.get(who, NO_ROLE) for who in sheet.learners], dtype=object)


def groups_among(roles: np.ndarray, who: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Everybody of ``who``, then the roles that may be shown; nothing for fewer than five."""
    import numpy as np

    if who.sum() < FEWEST:
        return
    yield EVERYBODY, who
    names, sizes = np.unique(roles[who].astype(str), return_counts=True)
    if len(names) < 2:
        return
    for name in shown_groups(dict(zip(names.tolist(), sizes.tolist(), strict=True))):
        yield name, who & (roles == name)


def tallies(sheet: Sheet) -> list[Tally]:
    """Every scale item that at least five people placed on a step, in page order."""
    import numpy as np

    form = sheet.known.content
    if not isinstance(form, Questionnaire):
        return []
    codes, vetoes, out = sheet.codes, in_vetoes(form), []
    for place, column in enumerate(sheet.known.columns):
        if not isinstance(column.item, Scale):
            continue
        mine = codes[:, place]
        counts = np.bincount(mine[mine > 0], minlength=len(column.labels) + 1)[1:]
        if counts.sum() >= FEWEST:
            out.append(
                tally(
                    column.item,
                    column.labels,
                    counts.tolist(),
                    int((mine == DONT_KNOW).sum()),
                    int((mine == NOT_APPLICABLE).sum()),
                    vetoes,
                )
            )
    return out


def medians(room: Room, sheet: Sheet, wanted: Sequence[str]) -> dict[str, Medians]:
    """Median steps by role of the ``wanted`` items."""
    import numpy as np

    codes, roles, out = sheet.codes, roles_of(room, sheet), {}
    for place, column in enumerate(sheet.known.columns):
        if column.item.id in wanted:
            mine = codes[:, place]
            found = [
                (name, float(np.median(mine[who])), int(who.sum()))
                for name, who in groups_among(roles, mine > 0)
                if name != EVERYBODY
            ]
            out[column.item.id] = Medians(column.item.id, tuple(found))
    return out


def standings(room: Room, sheet: Sheet) -> Iterator[Standing]:
    """Each dimension that is a weighted mean of steps, ``Σ w·p / Σ w``, person by person.

    Hidden, unanswered, "don't know" and "not applicable" do not count. Dimensions that are summed
    or derived otherwise are left out: a class report ranks nobody by them.
    """
    import numpy as np

    form = sheet.known.content
    if not isinstance(form, Questionnaire):
        return
    codes, roles, scorer = sheet.codes, roles_of(room, sheet), Scorer(form)
    places = {column.item.id: n for n, column in enumerate(sheet.known.columns)}
    for key, dimension in form.dimensions.items():
        items = [scorer.items[name] for name in scorer.members(key)]
        scales = [item for item in items if isinstance(item, Scale)]
        derived = dimension.based_on or dimension.modifiers or dimension.round
        if dimension.aggregate != "mean" or derived or not scales or len(scales) < len(items):
            continue
        total, weight = np.zeros(len(codes)), np.zeros(len(codes))
        for item in scales:
            mine = codes[:, places[item.id]]
            points = np.array([0.0, *(float(s.points) for s in form.scales[item.scale].steps)])
            total += item.weight * points[np.maximum(mine, 0)]
            weight += item.weight * (mine > 0)
        some = weight > 0
        means = np.divide(total, weight, where=some, out=np.zeros(len(total)))
        for name, who in groups_among(roles, some):
            low, middle, high = np.percentile(means[who], [25, 50, 75])
            yield Standing(
                plain(form.title), plain(dimension.title), name, int(who.sum()),
                float(middle), float(low), float(high),
            )  # fmt: skip


def risk_levels(room: Room, sheet: Sheet) -> Iterator[Levels]:
    """Each risk: how many put it at which level now; "don't know" is no level here."""
    import numpy as np

    form = sheet.known.content
    if not isinstance(form, Questionnaire):
        return
    codes, roles = sheet.codes, roles_of(room, sheet)
    for place, column in enumerate(sheet.known.columns):
        if not isinstance(column.item, RiskRow):
            continue
        mine = codes[:, place]
        for name, who in groups_among(roles, mine > 0):
            counts = np.bincount(mine[who], minlength=len(column.labels) + 1)[1:]
            yield Levels(
                plain(form.title), column.text, column.labels, name,
                tuple(counts.tolist()),
            )  # fmt: skip


def role_sizes(room: Room) -> Mapping[str, int]:
    """The people of each role that may be shown beside the number of all learners."""
    sizes: dict[str, int] = {}
    for who in room.learners:
        role = room.roles.get(who, NO_ROLE)
        sizes[role] = sizes.get(role, 0) + 1
    if len(room.learners) < FEWEST:
        return {}
    return {name: sizes[name] for name in shown_groups(sizes)}
