"""The factsheet: sources, accounts named, nothing unconfirmed, and how that is enforced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from toolkit_widgets import resources
from toolkit_widgets.content import check
from toolkit_widgets.content.library import library
from toolkit_widgets.handouts.factsheet import factsheet

from .gates import page_faults, soup, text

LINE = "- It stands on human rights law, ethics and policing principles"


def test_it_stands_alone_and_says_whose_it_is() -> None:
    html = factsheet(library())
    assert page_faults(html) == []
    words = text(html)
    assert "independent" in words
    assert "have neither made nor endorsed this course" in words
    assert [node.get_text() for node in soup(html).select("h2")] == [
        "What is it?", "Why was it made?", "When does it help?", "How do you use it?", "Sources",
    ]  # fmt: skip


def test_every_number_in_the_text_has_a_source_below() -> None:
    page = soup(factsheet(library()))
    entries = page.select(".sources li")
    words = text(str(page))
    assert all(f"[{number}]" in words for number in range(1, len(entries) + 1))
    assert f"[{len(entries) + 1}]" not in words
    accounts = [e.get_text() for e in entries if "Somebody's account" in e.get_text()]
    assert len(accounts) == 3


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course, to break one line of its factsheet."""
    for name in ("data", "lessons"):
        shutil.copytree(resources.course_root() / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (f"{LINE} [@tk-publication-page: overview].", f"{LINE}.", "claim.source"),
        ("[@tk-interpol-launch: whole page]", "[@tk-interpol-lunch: whole page]", "source.unknown"),
        ("By a consultant's account it", "It", "claim.account"),
        ("## When does it help?", "## When?", "page.order"),
        ("# The Toolkit on one page", "# The Toolkit\n\n# on one page", "page.title"),
    ],
)
def test_a_broken_factsheet_is_found(course: Path, before: str, after: str, rule: str) -> None:
    file = course / "data" / "factsheet.md"
    words = file.read_text("utf-8")
    assert before in words
    file.write_text(words.replace(before, after), "utf-8")
    found = check.run([file], root=course)
    assert rule in {problem.rule for problem in found}


def test_an_unconfirmed_source_is_refused(course: Path) -> None:
    sources = course / "data" / "sources.yaml"
    words = sources.read_text("utf-8")
    start = words.index("id: tk-interpol-launch")
    end = words.index("status: confirmed", start)
    changed = f"{words[:end]}status: unconfirmed{words[end + len('status: confirmed') :]}"
    sources.write_text(changed, "utf-8")
    found = check.run([course / "data" / "factsheet.md"], root=course)
    assert "source.unconfirmed" in {problem.rule for problem in found}


def test_the_one_that_ships_is_in_order() -> None:
    assert check.run([resources.data() / "factsheet.md"]) == []
