"""An import as files: the questionnaire, its catalogues, and a page that says what is what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .. import __version__
from ..content.catalogues import FOLDER, is_language, write_catalogues
from ..content.characters import printable
from ..content.parse import MAX_BYTES
from ..content.problems import ContentError
from ..models import Answer, AnswerFile, Questionnaire
from ..store import stamp_of
from ..store.files import write_atomic
from .surveyjs import Imported, NotASurvey
from .yaml_text import to_yaml

MAPPING = "import.json"


def as_yaml(imported: Imported) -> str:
    """The questionnaire as a file of ours. The same import always gives the same text.

    Raises :class:`NotASurvey` where it would be larger than a content file may be.
    """
    head = (
        f"# Made from {_printable(imported.source)} by 'toolkit-course import surveyjs'.\n"
        f"# SHA-256 of that file: {imported.sha256}\n"
        f"# What could not be expressed, and the original's own names: {MAPPING}\n"
    )
    try:
        body = to_yaml(imported.questionnaire, "questionnaire.yaml")
    except ContentError as error:
        raise NotASurvey(f"{imported.source} holds text that no YAML file can hold.") from error
    if len(body.encode()) > MAX_BYTES:
        raise NotASurvey(
            f"The import would be larger than {MAX_BYTES:,} bytes, more than a content file may be."
        )
    return head + body


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)


def as_mapping(imported: Imported) -> dict[str, Any]:
    """The original's names for our ids, and every loss."""
    return {
        "format": "toolkit-import/1",
        "source": imported.source,
        "sha256": imported.sha256,
        "languages": ["en", *imported.translations],
        "items": {
            key: {
                "name": origin.name,
                **({"part": origin.part} if origin.part else {}),
                "type": origin.kind,
                **({"options": dict(origin.options)} if origin.options else {}),
            }
            for key, origin in imported.origins.items()
        },
        "losses": [loss.as_dict() for loss in imported.losses.found],
    }


def write_import(imported: Imported, folder: Path, answers: AnswerFile | None = None) -> list[Path]:
    """Write everything below ``folder`` and return the files. Raises OSError, NotASurvey."""
    text = as_yaml(imported)
    good = {code: words for code, words in imported.translations.items() if is_language(code)}
    for code in imported.translations.keys() - good.keys():  # it would be the name of a file
        what = f"'{code}' is no language code"
        imported.losses.add("warning", "", "", what, "its texts are left out")
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / "questionnaire.yaml": text.encode()}
    files[folder / MAPPING] = _json(as_mapping(imported))
    for language, catalogue in good.items():
        po, mo = write_catalogues(catalogue, language)
        files[folder / FOLDER / f"{language}.po"] = po
        files[folder / FOLDER / f"{language}.mo"] = mo
    if answers is not None:
        file = folder / "answers" / f"{imported.questionnaire.id}.json"
        files[file] = _json(answers.dump())
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(file, content)
    return list(files)


def answers_json(questionnaire: Questionnaire, answers: dict[str, Answer], source: str) -> bytes:
    """A new file of answers to ``questionnaire``, as read from a file named ``source``."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    file = AnswerFile(
        content=stamp_of(questionnaire),
        tool=f"toolkit-widgets {__version__}, from {printable(source)}",
        revision=1,
        created=now,
        updated=now,
        answers=answers,
    )
    return _json(file.dump())


def _json(data: Any) -> bytes:
    try:
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
    except UnicodeEncodeError:  # half of an emoji: only escapes can carry it
        return json.dumps(data, indent=1).encode() + b"\n"
