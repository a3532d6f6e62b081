"""Who may be shown: no group of fewer than five, and none that could be worked out.

A group is a number of people: everybody who answered a question, or those of them with one role.
Where everybody is shown, the people whose groups are not shown are what is left after subtracting
the groups that are. If that rest is one to four people, its figures could be worked out, so the
smallest of the shown groups is left out as well (complementary suppression).
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 5
"""People in a group whose figures are shown."""


def shown_groups(sizes: Mapping[str, int], fewest: int = FEWEST) -> tuple[str, ...]:
    """The groups that may be shown beside everybody, in alphabetical order.

    ``sizes``: how many people each group has; together they are everybody. None where everybody
    together is fewer than ``fewest``. Whatever is returned, the people outside it are none, or
    at least ``fewest``.
    """
    kept = {name: size for name, size in sizes.items() if size >= fewest}
    rest = sum(sizes.values()) - sum(kept.values())
    while 0 < rest < fewest and kept:
        smallest = min(kept, key=lambda name: (kept[name], name))
        rest += kept.pop(smallest)
    return tuple(sorted(kept))
