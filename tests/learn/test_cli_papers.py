"""``toolkit-course report --paper``: a document made from a file of answers."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from typer.testing import CliRunner

from tests.samples import answer_file, small_course
from tests.samples_papers import NAME, paper_answers, paper_questionnaire
from toolkit_widgets.cli import app
from toolkit_widgets.content import library


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answers to the sample, which stands in for the course's own."""
    form = paper_questionnaire()
    shelf = SimpleNamespace(questionnaire=lambda _: form, course=small_course())
    monkeypatch.setattr(library, "library", lambda: shelf)
    found = tmp_path / f"{NAME}.json"
    found.write_text(json.dumps(answer_file(form, paper_answers()).dump()), encoding="utf-8")
    return found


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *arguments])
    return result.exit_code, result.output


def test_a_paper_stands_beside_the_answers(file: Path) -> None:
    code, said = run(str(file), "--paper", "order")
    made = file.with_name(f"{NAME}-order.docx")
    assert (code, said.replace("\n", "")) == (0, f"Paper: {made}")
    document = docx.Document(io.BytesIO(made.read_bytes()))
    assert document.paragraphs[0].text == "Standing order on CamWatch"


def test_a_page_too_long_is_noted(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    data["answers"]["sys.purpose"]["value"] = "Five words are too many. " * 300
    file.write_text(json.dumps(data), encoding="utf-8")
    code, said = run(str(file), "--paper", "order", "--to", "html")
    assert code == 0
    assert "hardly fit on 1 page" in said


@pytest.mark.parametrize(
    ("paper", "to", "says"),
    [("ordre", "docx", "has no paper 'ordre'; there is order"), ("order", "xlsx", "docx, html")],
)
def test_what_is_not_there_is_one_sentence(file: Path, paper: str, to: str, says: str) -> None:
    code, said = run(str(file), "--paper", paper, "--to", to)
    assert code == 1
    assert says in said.replace("\n", " ")
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def test_the_report_says_where_the_review_stands(file: Path) -> None:
    assert run(str(file), "--to", "html")[0] == 0
    assert "Draft, not reviewed." in file.with_suffix(".html").read_text("utf-8")
