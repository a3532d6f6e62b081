"""``export handout``, ``slides``, ``cards`` and ``factsheet`` as a trainer types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from toolkit_widgets.cli import app
from toolkit_widgets.handouts import pdf
from toolkit_widgets.handouts import reveal as reveal_module


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, on a computer without a browser; PDF has tests of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pdf, "chromium", lambda: None)


def export(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["export", *arguments])


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["handout", "00"], "handout-00.html"),
        (["handout", "00", "--with-answers"], "handout-00-with-answers.html"),
        (["slides", "00"], "slides-00.html"),
        (["cards", "C02"], "cards-C02.html"),
        (["factsheet"], "factsheet.html"),
    ],
)
def test_each_writes_its_page_and_nothing_else(
    tmp_path: Path, arguments: list[str], file: str
) -> None:
    result = export(*arguments)
    assert result.exit_code == 0, result.output
    assert file in result.output
    assert [path.name for path in tmp_path.iterdir()] == [file]
    assert (tmp_path / file).read_text("utf-8").lower().startswith("<!doctype html>")
    again = export(*arguments)
    assert (again.exit_code, again.output) == (
        2,
        f"{file}: there already. Give another --out, or --force.\n",
    )
    assert export(*arguments, "--force").exit_code == 0


def test_without_a_browser_the_page_is_written_and_the_pdf_explained(tmp_path: Path) -> None:
    result = export("factsheet")
    assert result.exit_code == 0
    assert "Note: no PDF was made. A PDF needs Chromium, Chrome or Edge" in result.output
    wanted = export("factsheet", "--to", "pdf")
    assert wanted.exit_code == 1
    assert "Use --to html" in wanted.output
    assert not (tmp_path / "factsheet.pdf").exists()


def test_out_is_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    assert export("factsheet", "--to", "html", "--out", "stick").exit_code == 0
    assert export("factsheet", "--to", "html", "--out", "stick/mine.html").exit_code == 0
    assert {path.name for path in (tmp_path / "stick").iterdir()} == {"factsheet.html", "mine.html"}
    nowhere = export("factsheet", "--to", "html", "--out", "no/such/place.html")
    assert nowhere.exit_code == 1
    assert "Traceback" not in nowhere.output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (
            ["handout", "14_organisational_readiness"],
            1,
            "did you mean '14_organizational_readiness'",
        ),
        (["handout", "02"], 1, "Lesson 02 is in preparation; there is 00, 01"),
        (
            ["slides", "14_organisational_readiness"],
            1,
            "did you mean '14_organizational_readiness'",
        ),
        (["cards", "14"], 1, "Lesson 14 has no case; there are cases in 01, C02"),
        (["handout", "14", "--to", "docx"], 2, "There is no format 'docx'; there is html and pdf."),
        (["handout", "14", "--paper", "a3"], 2, "There is no paper 'a3'; there is a4, letter."),
    ],
)
def test_a_wrong_word_is_one_sentence(
    tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    result = export(*arguments)
    assert result.exit_code == code
    assert says in result.output
    assert len(result.output.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_slides_without_reveal_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reveal_module, "PACKAGE", "no_such_package")
    result = export("slides", "00")
    assert result.exit_code == 1
    assert "comes with the extra 'slides'" in result.output
