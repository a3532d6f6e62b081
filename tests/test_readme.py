"""The README counts only what exists, and everything it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit_widgets.content.library import library

ROOT = Path(__file__).parents[1]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    *(f"{f}/{p.name}" for f in ("docs", "deploy") for p in (ROOT / f).glob("*.md")),
]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def broken(page: str, text: str) -> list[str]:
    """Links to files that are not there."""
    targets = [t for t in LINK.findall(text) if "://" not in t]
    return [t for t in targets if not ((ROOT / page).parent / t).exists()]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    assert broken(page, (ROOT / page).read_text("utf-8")) == []


def test_a_broken_link_is_found() -> None:
    assert broken("README.md", "[a](docs/none.md) and ![b](nothing.png)") == [
        "docs/none.md",
        "nothing.png",
    ]


def test_the_lessons_listed_are_the_lessons_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"\| (\w+) \| \[([^\]]+)\]\(notebooks/(\w+)\.ipynb\) \| (\d+) \|", text)
    course = {info.id: info for info in library().course.lessons}
    there = sorted(f.stem for f in (ROOT / "notebooks").glob("*.ipynb"))
    assert [name for _, _, name, _ in listed] == there
    for number, title, name, minutes in listed:
        info = course[name]
        assert (number, title, int(minutes)) == (info.number, info.title, info.minutes)


def test_the_number_of_items_is_the_instrument_s() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"a (\d+)-item instrument", text)
    items = library().questionnaire("organizational-readiness").items
    assert found is not None
    assert int(found[1]) == sum(item.type == "scale" for item in items)


def test_the_two_commands_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    asked = set(re.findall(r"^make (\w+)", text, re.MULTILINE))
    assert asked == {"learn", "test"}
    assert asked <= set(targets)
