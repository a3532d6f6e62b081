"""The style sheets that every result brings along, on a page, in a card and on paper."""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


def fragment_css() -> str:
    """The styles of the result fragments, for whoever puts one on a page."""
    names = ("profile.css", "paper.css")
    return "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
