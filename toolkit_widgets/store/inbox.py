"""Handing in: one file, put into an inbox that need not be readable.

The inbox is a folder that ``$TOOLKIT_INBOX`` names: shared on a server, or a folder on the
trainer's laptop. A drop folder into which everybody may write and which nobody may list
(mode 1733) is enough. The file has a pseudonym and random letters for its name, so a second
hand-in never meets the first.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

LONGEST = 40
"""Characters of a pseudonym."""
MODE = 0o640
"""The owner may write; the group of the folder (the trainers) may read; others nothing."""
PSEUDONYM_FILE = "pseudonym.txt"
"""In the folder of answers: what the learner called himself or herself at the last hand-in."""


class NotHandedIn(ValueError):
    """It could not be handed in. The message is one sentence that says why."""


def inbox_folder(env: Mapping[str, str] | None = None) -> Path | None:
    """``$TOOLKIT_INBOX``, or None where no inbox is set."""
    found = (os.environ if env is None else env).get("TOOLKIT_INBOX", "").strip()
    return Path(found) if found else None


def pseudonym(text: str) -> str:
    """The pseudonym as it stands in the name of a file: letters, digits and hyphens, lower case.

    Raises :class:`NotHandedIn` where nothing usable is left, or it is too long.
    """
    words = unicodedata.normalize("NFC", text).casefold()
    name = re.sub(r"[\s_.-]+", "-", words).strip("-")
    if not name:
        raise NotHandedIn("Give a pseudonym, for example heron-27. Do not use your name.")
    if not all(letter.isalnum() or letter == "-" for letter in name):
        raise NotHandedIn("A pseudonym has letters, digits and hyphens only, for example heron-27.")
    if len(name) > LONGEST:
        raise NotHandedIn(f"This pseudonym has {len(name)} characters; at most {LONGEST}.")
    return name


def known_pseudonym(answers: Path) -> str:
    """What was given at the last hand-in, or ""."""
    with contextlib.suppress(OSError, UnicodeDecodeError, NotHandedIn):
        return pseudonym((answers / PSEUDONYM_FILE).read_text("utf-8")[: 4 * LONGEST])
    return ""


def remember_pseudonym(answers: Path, name: str) -> None:
    """Keep it beside the answers for the next hand-in. A full disk is no fault."""
    with contextlib.suppress(OSError):
        (answers / PSEUDONYM_FILE).write_text(f"{name}\n", "utf-8")


def drop(inbox: Path, name: str, data: bytes) -> Path:
    """Write ``data`` into ``inbox`` as ``<name>-<12 random characters>.zip``, whole or not at all.

    Needs the right to write into the folder and to pass through it, and no other. Raises
    :class:`NotHandedIn` with one sentence.
    """
    target = inbox / f"{pseudonym(name)}-{secrets.token_hex(6)}.zip"
    temporary = target.with_name(f".{target.name}.tmp")  # an inbox is read without hidden names
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                if hasattr(os, "fchmod"):
                    os.fchmod(out.fileno(), MODE)  # whatever the umask took away
                os.fsync(out.fileno())
            os.rename(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotHandedIn(
            f"Nothing was handed in: the inbox {inbox} cannot be written ({reason}). Your answers "
            "are still here; tell your trainer."
        ) from error
    return target
