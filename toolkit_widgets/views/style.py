"""The style sheets of the widgets; the result fragment brings its own."""

from pathlib import Path

from ..reports.fragment import fragment_css

HERE = Path(__file__).parent


def style(*names: str) -> str:
    """The named style sheets and the fragment's, as one text."""
    return "\n".join([*((HERE / name).read_text("utf-8") for name in names), fragment_css()])
