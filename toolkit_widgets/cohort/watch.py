"""Watch an inbox: what is new in it, and when figures may be drawn anew.

The list of who has handed in follows at once. Figures move only when five more people are in, or
when the trainer asks: on a wall, a figure that moves with one press of a button shows what that one
person answered.
"""

from __future__ import annotations

from pathlib import Path

from .contents import Contents
from .groups import FEWEST
from .handed import listing
from .reading import Room, read_class

Snapshot = dict[str, tuple[int, int]]


class Watch:
    """One inbox. ``figures`` is the class as it is drawn, ``room`` as it lies there now."""

    def __init__(self, folder: Path, contents: Contents) -> None:
        self.folder = folder
        self._contents = contents
        self._seen: Snapshot | None = None
        self._read: Snapshot | None = None
        self.room = Room(folder.name)
        self.figures = Room(folder.name)

    def poll(self) -> bool:
        """Read the inbox where it has changed and nothing is being copied into it any more.

        True where something that is shown has changed. Raises OSError where it cannot be read.
        """
        now = snapshot(self.folder)
        quiet, self._seen = now == self._seen, now
        if now == self._read or not (quiet or self._read is None):
            return False
        self._read = now
        self.room = read_class(self.folder, self._contents)
        if len(self.waiting) >= FEWEST:
            self.figures = self.room
        return True

    @property
    def waiting(self) -> list[str]:
        """Who has handed in and is not in the figures yet."""
        drawn = set(self.figures.learners)
        return [who for who in self.room.learners if who not in drawn]

    def draw_everybody(self) -> None:
        """The trainer asks for the figures as they stand."""
        self.figures = self.room


def snapshot(folder: Path) -> Snapshot:
    """Each file with the time of its last change and its size. Raises OSError."""
    found: Snapshot = {}
    for _learner, entry in listing(folder)[0]:
        try:
            facts = entry.stat(follow_symlinks=False)
        except OSError:  # taken away a moment ago
            continue
        found[entry.path] = (facts.st_mtime_ns, facts.st_size)
    return found
