"""Exhibits on the page: four kinds, one renderer."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.content.small_course import write
from tests.content.test_check_datasets import CARD, PUBLISHED, PUBLISHED_ROWS, ROWS
from toolkit_widgets.content.library import Library, UnknownName, library
from toolkit_widgets.content.problems import ContentError
from toolkit_widgets.models import (
    ChartExhibit,
    DocumentExhibit,
    ImageExhibit,
    TableExhibit,
)
from toolkit_widgets.views.exhibits import exhibit_html, exhibit_panel, folded, sorted_rows

MORE = ROWS + "West,2026-03-11,3,0.5,1\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """A small course with the data set *stops* and a picture."""
    write(tmp_path)
    folder = tmp_path / "data/datasets/stops"
    folder.mkdir(parents=True)
    (folder / "dataset.yaml").write_text(CARD, encoding="utf-8")
    (folder / "stops.csv").write_text(MORE, encoding="utf-8")
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><title>Ünder</title></svg>"
    (tmp_path / "data/cases/night/desk.svg").write_text(svg, encoding="utf-8")
    return Library(tmp_path / "data")


def test_a_document(shelf: Library) -> None:
    refs = [{"source": "court-page", "at": "p. 2"}]
    paper = DocumentExhibit.model_validate(
        {"type": "document", "id": "d", "title": "D", "text": "| a |\n|---|\n| <b> |", "refs": refs}
    )
    html = exhibit_html(paper, Path(), shelf)
    assert "<table>" in html
    assert "&lt;b&gt;" in html
    assert "p. 2" in html
    assert folded(paper, Path(), shelf).startswith('<details class="tk-exhibit" open><summary>D<')


def table(**more: object) -> TableExhibit:
    data: dict[str, object] = {
        "type": "table", "id": "t", "title": "T", "dataset": "stops", "say": "Look at the west.",
        "columns": ["area", "count", "share"],
    }  # fmt: skip
    return TableExhibit.model_validate(data | more)


def first_cells(html: str) -> list[str]:
    cells = re.findall(r'<th scope="row">(.*?)</th>', html)
    return [re.sub(r"<[^>]+>", "", cell) for cell in cells]


def test_a_table_in_the_declared_order_with_its_sentence(shelf: Library) -> None:
    html = exhibit_html(table(), Path(), shelf)
    assert "Look at the west." in html
    assert first_cells(html) == ["North", "South, old town", "West"]
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["Area", "Stops", "Share"]
    assert "25 %" in html
    assert "Minutes" not in html


def test_sorting_puts_what_is_not_known_last_both_ways(shelf: Library) -> None:
    up = first_cells(exhibit_html(table(sort="count"), Path(), shelf))
    assert up == ["West", "North", "South, old town"]
    down = first_cells(exhibit_html(table(sort="count", descending=True), Path(), shelf))
    assert down == ["North", "West", "South, old town"]


def test_sorting_keeps_ties_in_file_order() -> None:
    rows = [{"n": 1, "id": "a"}, {"n": 1, "id": "b"}, {"n": None, "id": "c"}, {"n": 0, "id": "d"}]
    assert [r["id"] for r in sorted_rows(rows, "n")] == ["d", "a", "b", "c"]
    assert [r["id"] for r in sorted_rows(rows, "n", descending=True)] == ["a", "b", "d", "c"]


def test_a_cut_table_says_so(shelf: Library) -> None:
    html = exhibit_html(table(rows=2), Path(), shelf)
    assert "2 of 3 rows" in html
    assert len(first_cells(html)) == 2
    assert "of 3 rows" not in exhibit_html(table(rows=3), Path(), shelf)


def test_a_chart_comes_light_and_dark_with_its_numbers_in_words(shelf: Library) -> None:
    chart = ChartExhibit.model_validate(
        {"type": "chart", "id": "c", "title": "Half are in the west", "dataset": "stops",
         "kind": "bars", "label": "area", "value": "share", "say": "The west has most."}
    )  # fmt: skip
    html = exhibit_html(chart, Path(), shelf)
    alts = set(re.findall(r'alt="(.*?)"', html))
    assert len(alts) == 1
    assert alts.pop() == "North 25 %; South, old town 75 %; West 50 %."
    assert "<p>The west has most.</p>" in html
    assert [f"tk-only-{theme}" in html for theme in ("light", "dark")] == [True, True]
    assert first_cells(html) == ["North", "South, old town", "West"]
    assert "<summary>The same as a table</summary>" in html


def test_published_figures_name_their_sources_once(shelf: Library) -> None:
    folder = shelf.data / "datasets/stops"
    (folder / "dataset.yaml").write_text(PUBLISHED, encoding="utf-8")
    (folder / "stops.csv").write_text(PUBLISHED_ROWS, encoding="utf-8")
    html = exhibit_html(table(rows=1), Path(), shelf)
    assert html.count('class="tk-source"') == 1
    assert "whole page" in html
    assert "p. 2" not in html, "only the rows that are shown"
    given = exhibit_html(table(refs=[{"source": "court-page", "at": "p. 9"}]), Path(), shelf)
    assert "p. 9" in given
    assert "whole page" not in given
    own = exhibit_html(table(columns=["area", "source"]), Path(), shelf)
    assert 'class="tk-source"' not in own


def test_a_picture_is_inside_the_page(shelf: Library) -> None:
    image = ImageExhibit(type="image", id="p", title="P", file="desk.svg", alt='A "desk".')
    html = exhibit_html(image, shelf.data / "cases/night", shelf)
    found = re.search(r'src="data:image/svg\+xml;base64,(.*?)" alt="A &quot;desk&quot;\."', html)
    assert found
    assert "Ünder" in base64.b64decode(found[1]).decode()


@pytest.mark.parametrize("name", ["../demo/desk.svg", "story.yaml", "none.svg", "bad.svg"])
def test_what_is_no_picture_of_this_folder_is_not_shown(name: str, shelf: Library) -> None:
    here = shelf.data / "cases/night"
    for file in (here / "bad.svg", shelf.data / "cases/demo/desk.svg"):
        file.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "utf-8")
    image = ImageExhibit(type="image", id="p", title="P", file=name, alt="A")
    with pytest.raises(ContentError, match=r"picture|neither|holds <script>"):
        exhibit_html(image, here, shelf)


def test_one_exhibit_of_the_shipped_story() -> None:
    panel = exhibit_panel(library(), "spine", "time-clock")
    assert repr(panel) == "Exhibit spine time-clock: document"
    assert "22:31" in panel.html
    assert "<h3" in panel.html
    with pytest.raises(UnknownName, match="did you mean 'time-clock'"):
        exhibit_panel(library(), "spine", "time-clok")
    with pytest.raises(UnknownName, match="did you mean 'spine'"):
        exhibit_panel(library(), "spin", "request")


def test_every_exhibit_of_every_shipped_case_and_story_can_be_shown() -> None:
    shelf = library()
    for file in (shelf.data / "cases").glob("*/*.yaml"):
        name = file.parent.name
        content = shelf.story(name) if file.name == "story.yaml" else shelf.case(name)
        for exhibit in content.exhibits:
            assert exhibit_html(exhibit, file.parent, shelf)
