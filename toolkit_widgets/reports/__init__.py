"""Reports of a maturity profile: one result object, written for the desk in several formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..content.problems import nearest

if TYPE_CHECKING:
    from .report import Report, build_report
else:

    def __getattr__(name: str) -> Any:
        # Imported late: a card without a result takes nothing but the style sheets from here.
        if name not in ("Report", "build_report"):
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        from . import report

        return getattr(report, name)


__all__ = [
    "FORMATS",
    "Format",
    "Report",
    "build_report",
    "write",
]


@dataclass(frozen=True)
class Format:
    """What a report can be written as."""

    name: str
    media_type: str
    suffix: str


FORMATS = {
    "docx": Format(
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xlsx": Format(
        "spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "html": Format("web page", "text/html; charset=utf-8", ".html"),
    "json": Format("data", "application/json", ".json"),
}


def write(report: Report, to: str) -> tuple[bytes, str, str]:
    """The report as bytes, its media type and the ending of its file name.

    Raises ValueError if there is no such format.
    """
    if to not in FORMATS:
        near = nearest(to, FORMATS)
        hint = f"did you mean '{near}'?" if near else f"there is {', '.join(FORMATS)}"
        raise ValueError(f"no report format '{to}'; {hint}")
    form = FORMATS[to]
    return _bytes(report, to), form.media_type, form.suffix


def _bytes(report: Report, to: str) -> bytes:
    # Imported late: a notebook that shows a result needs no Word library.
    if to == "docx":
        from .docx import to_docx

        return to_docx(report)
    if to == "xlsx":
        from .xlsx import to_xlsx

        return to_xlsx(report)
    if to == "html":
        from .html import to_html

        return to_html(report).encode()
    from .json_ import to_json

    return to_json(report).encode()
