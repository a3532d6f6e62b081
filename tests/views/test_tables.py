"""A data set on the page: thirty rows at most, everything escaped, its card folded below."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit_widgets import resources
from toolkit_widgets.content.library import Library, UnknownName
from toolkit_widgets.views.lesson import Lesson
from toolkit_widgets.views.tables import FIRST_ROWS, SHOWN_ROWS, dataset_table

CARD = """\
schema: toolkit-dataset/1
id: odd
title: "Odd <b>words</b>"
why: To be shown.
file: odd.csv
columns:
  - {{id: name, title: "Name <i>", type: text, meaning: A word}}
  - {{id: share, title: Share, type: share, meaning: "Of all, from 0 to 1"}}
{more}synthetic: {synthetic}
how: By hand.
licence: CC BY 4.0
limits: It shows *nothing* about anybody.
refs: [{{source: course, at: lesson 04}}]
"""
ORIGIN = (
    "  - {id: source, title: Source, type: text, meaning: Id}\n"
    "  - {id: place, title: Place, type: text, meaning: Page}\n"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """The shipped sources, and one data set of our own."""
    (tmp_path / "sources.yaml").write_text((resources.data() / "sources.yaml").read_text("utf-8"))
    folder = tmp_path / "datasets" / "odd"
    folder.mkdir(parents=True)
    (folder / "dataset.yaml").write_text(CARD.format(more="", synthetic="true"))
    (folder / "odd.csv").write_text("name,share\n<script>alert(1)</script>,0.055\n,\n")
    return Library(tmp_path)


def test_words_are_only_words_and_values_have_their_format(shelf: Library) -> None:
    panel = dataset_table(shelf, "odd")
    assert repr(panel) == "Table odd: 2 rows"
    assert "<script" not in panel.html
    assert "&lt;script&gt;" in panel.html
    assert "Odd &lt;b&gt;words" in panel.html
    assert "Name &lt;i&gt;" in panel.html
    assert '<td><span class="tk-whole">5.5 %</span></td>' in panel.html
    assert panel.html.count('<span class="tk-whole">–</span>') == 2


def test_the_card_is_folded_below_the_rows(shelf: Library) -> None:
    html = dataset_table(shelf, "odd").html
    card = html[html.index("<details>") :]  # two rows: nothing else is folded
    for words in ("Synthetic", "To be shown.", "By hand.", "CC BY 4.0", "<em>nothing</em>"):
        assert words in card
        assert words not in html[: html.index("<details>")]
    assert "Of all, from 0 to 1" in card


def test_published_rows_name_their_source(shelf: Library) -> None:
    folder = shelf.data / "datasets" / "odd"
    (folder / "dataset.yaml").write_text(CARD.format(more=ORIGIN, synthetic="false"))
    (folder / "odd.csv").write_text(
        "name,share,source,place\nA,0.5,tk-technical-reference-book,p. 36\n"
    )
    html = dataset_table(shelf, "odd").html
    assert "<td><em>Technical Reference Book</em></td>" in html
    assert "p. 36" in html
    assert "Published figures" in html


def test_a_long_table_says_how_much_of_it_is_shown(tmp_path: Path) -> None:
    panel = Lesson("04", Library(resources.data()), tmp_path).table("dirty-records")
    assert repr(panel) == "Table dirty-records: 200 rows"
    assert "first 30 of 200 rows" in panel.html
    rows, folded = panel.html.split("<summary>About this data set")[0].split("<summary>The next ")
    shown = [len(re.findall('<th scope="row">', part)) for part in (rows, folded)]
    assert shown == [FIRST_ROWS, SHOWN_ROWS - FIRST_ROWS] == [12, 18]


def test_a_wrong_name_is_said_with_the_nearest_one(shelf: Library) -> None:
    with pytest.raises(UnknownName, match="did you mean 'odd'"):
        dataset_table(shelf, "ood")
