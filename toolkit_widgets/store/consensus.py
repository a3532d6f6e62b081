"""Save a consensus with the same care as answers: written whole, backed up, no dissent lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from .. import __version__
from ..models import CONSENSUS_FORMAT, Consensus, Overruled
from .files import back_up, write_atomic
from .reading import load_as
from .strict_json import as_json


def load_consensus(file: Path) -> Consensus:
    """Read a consensus. Raises ``Unreadable`` with a sentence that says why."""
    return load_as(file, Consensus, CONSENSUS_FORMAT, "a consensus")


def save_consensus(consensus: Consensus, file: Path) -> Consensus:
    """Write the consensus; returns it as it stands on disk.

    A dissent of the file on disk that is in no decision any more is kept under ``former``, and a
    backup of that file is made first. Raises OSError where the disk cannot be written, and
    :class:`Unreadable` where the file there is something else or damaged: that one is left alone.
    """
    former = list(consensus.former)
    if file.exists():
        known = consensus.dissents()
        before = load_consensus(file)
        for item, dissent in before.dissents():
            if (item, dissent) not in known:
                former.append(Overruled(item=item, dissent=dissent))
        back_up(file)
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    saved = consensus.model_copy(
        update={
            "former": former,
            "created": consensus.created or now,
            "updated": now,
            "tool": f"toolkit-widgets {__version__}",
        }
    )
    write_atomic(file, as_json(saved.dump()))
    return saved
