"""The style sheets and modules of the widgets; the result fragment brings its own style."""

from pathlib import Path

from ..reports.styles import fragment_css

HERE = Path(__file__).parent


def style(*names: str) -> str:
    """The named style sheets and the fragment's, as one text."""
    return "\n".join([*((HERE / name).read_text("utf-8") for name in names), fragment_css()])


def script(*names: str) -> str:
    """The named files as one ES module: a widget has one, and asks for nothing else.

    A line of comment does not travel.
    """
    lines = (line for name in names for line in (HERE / name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if not line.lstrip().startswith("//"))
