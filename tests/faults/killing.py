"""Child processes that save in a loop, tell over a pipe what was acknowledged, and are killed.

A child is a fork of this process: a real process of its own, without the second it would take to
import everything anew. What is patched in it stays in it.
"""

from __future__ import annotations

import errno
import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.samples import small_questionnaire
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store
from toolkit_widgets.store import store as store_module

FORM = small_questionnaire()
ITEMS = [item.id for item in FORM.items if item.type == "scale"]

STEPS = ("mkstemp", "half written", "written", "fsync", "replace", "replaced", "unlink", "close")
"""Where a child can be killed: before these calls, within and after writing, after the rename."""

Say = Callable[[str], None]
Work = Callable[[Say], None]


# -- the child -------------------------------------------------------------------------------------


def saving(folder: Path, times: int = 100_000) -> Work:
    """Open the file and save one answer after the other; say which ones are acknowledged."""

    def work(say: Say) -> None:
        store = Store(FORM, folder)
        start = 1 + max(numbers(store).values(), default=-1)
        for number in range(start, start + times):
            item = ITEMS[number % len(ITEMS)]
            if store.put(item, Answer(value="defined", comment=text_of(number))).on_disk:
                say(f"{number} {item}")

    return work


def text_of(number: int) -> str:
    """What change ``number`` writes: long enough for a write to be cut in two."""
    return f"{number} " + "words of a learner, " * 20


def die() -> None:
    """As ``kill -9`` does: no clean-up, no flush."""
    os.kill(os.getpid(), signal.SIGKILL)


def full_disk() -> None:
    """As a full disk answers."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Trap:
    """Does something bad to its own process at the chosen call of a step."""

    def __init__(self, step: str, call: int, act: Callable[[], None] = die) -> None:
        self.step, self.left, self.act = step, call, act

    def passes(self, step: str) -> None:
        """Say that a step is reached."""
        if step == self.step:
            self.left -= 1
            if self.left == 0:
                self.act()

    def set(self) -> None:
        """Put the trap before the calls that a save makes. In a child only."""
        import tempfile

        for module, name in ((tempfile, "mkstemp"), (os, "fsync"), (os, "unlink"), (os, "close")):
            setattr(module, name, self._trapped(name, getattr(module, name)))
        replace, fdopen = os.replace, os.fdopen

        def trapped_replace(*args: Any) -> None:
            self.passes("replace")
            replace(*args)
            self.passes("replaced")

        os.replace = trapped_replace  # type: ignore[assignment]
        os.fdopen = lambda *args: _Cut(fdopen(*args), self)  # type: ignore[assignment, return-value]

    def _trapped(self, step: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def trapped(*args: Any, **named: Any) -> Any:
            self.passes(step)
            return call(*args, **named)

        return trapped


class _Cut:
    """A file that is written in two halves, with a step between and one after."""

    def __init__(self, out: Any, trap: Trap) -> None:
        self._out, self._trap = out, trap

    def __enter__(self) -> _Cut:
        return self

    def __exit__(self, *error: Any) -> None:
        self._out.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)

    def write(self, data: bytes) -> None:
        half = len(data) // 2
        for part, step in ((data[:half], "half written"), (data[half:], "written")):
            self._out.write(part)
            self._out.flush()
            self._trap.passes(step)


def trapped(work: Work, step: str, call: int, naive: bool = False) -> Work:
    """``work`` that dies at a step; ``naive``: with a store that writes into the file itself."""

    def inner(say: Say) -> None:
        Trap(step, call).set()
        if naive:
            store_module.write_atomic = naive_write  # type: ignore[attr-defined]
        work(say)

    return inner


def naive_write(file: Path, data: bytes) -> None:
    """What a save must not do: write into the only copy."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as out:
        out.write(data)


# -- the parent ------------------------------------------------------------------------------------


class Child:
    """A running child."""

    def __init__(self, work: Work) -> None:
        self._said, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 3  # something was raised
            try:
                work(lambda line: os.write(tell, f"{line}\n".encode()) and None)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(tell)

    def kill(self) -> None:
        """``kill -9``."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Ended:
        """Wait until it is dead, by whatever. Raises AssertionError where it failed."""
        with os.fdopen(self._said) as pipe:
            said = pipe.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        assert code in (0, -signal.SIGKILL), f"the child failed: {code}"
        whole = said[: said.rfind("\n") + 1]  # the last line may be cut
        return Ended(whole.splitlines(), code != 0)


@dataclass
class Ended:
    """What a child had said when it was dead."""

    lines: list[str]
    killed: bool
    """False where it came to its end: a trap that was not reached."""

    @property
    def acknowledged(self) -> dict[str, int]:
        """Item → number of the last change that :func:`saving` called saved."""
        return {item: int(number) for number, item in map(str.split, self.lines)}


def run(work: Work) -> Ended:
    """Run a child to its end."""
    return Child(work).end()


def run_for(work: Work, seconds: float) -> Ended:
    """Run a child and kill it."""
    child = Child(work)
    time.sleep(seconds)
    child.kill()
    return child.end()


def moments(seed: int, count: int) -> list[float]:
    """Seconds from the start to the kill: within opening or some save. Seeded."""
    dice = random.Random(seed)
    return [dice.uniform(0, 0.1) for _ in range(count)]


def numbers(store: Store) -> dict[str, int]:
    """Item → the number of the change that the store holds."""
    return {key: int(a.comment.split()[0]) for key, a in store.answers.items() if a.comment}


def lost(store: Store, acknowledged: dict[str, int]) -> list[str]:
    """Acknowledged changes that neither the store holds nor a later one replaced."""
    held = numbers(store)
    return [
        f"{item}: {number} was acknowledged, {held.get(item)} is there"
        for item, number in acknowledged.items()
        if held.get(item, -1) < number
    ]
