"""Times that grow with each save, whatever the clock of the computer does."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta


def later_than(*earlier: str) -> str:
    """Now, in UTC, as ISO 8601 with milliseconds.

    Where the clock stands at or before one of ``earlier``, for it was set back: a millisecond
    after that one, so that the later answer has the later time. What is no time counts as none.
    """
    now = datetime.now(UTC)
    for text in earlier:
        with contextlib.suppress(ValueError, OverflowError, TypeError):  # TypeError: no time zone
            now = max(now, datetime.fromisoformat(text) + timedelta(milliseconds=1))
    return now.astimezone(UTC).isoformat(timespec="milliseconds")
