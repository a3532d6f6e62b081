"""``merge`` and ``compare`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from toolkit_widgets.cli import app
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer, AnswerFile, Respondent
from toolkit_widgets.store import stamp_of
from toolkit_widgets.store.consensus import load_consensus

FORM = library().questionnaire("organizational-readiness")
ITEMS = [item.id for item in FORM.items if item.type == "scale"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def handed(folder: Path, name: str, role: str, steps: list[int], **more: object) -> Path:
    """A file with one answer for each of the first items."""
    file = AnswerFile(
        content=stamp_of(FORM),
        respondent=Respondent(pseudonym=name, role=role),
        answers={k: Answer(value=f"s{s}") for k, s in zip(ITEMS, steps, strict=False)},
        **more,
    )
    path = folder / f"{name}.json"
    path.write_text(json.dumps(file.dump()), "utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    agreed = [1 + n % 5 for n in range(len(ITEMS))]
    return [
        handed(tmp_path, "Heron", "Chief", [5, *agreed[1:]]),
        handed(tmp_path, "Wren", "Clerk", [1, *agreed[1:]]),
        handed(tmp_path, "Swift", "[red]Analyst", agreed[:-1]),
    ]


def test_merge_prints_the_table_and_what_to_talk_about(files: list[Path]) -> None:
    result = run("merge", *files)
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert ["1", ITEMS[0], "2", "0", "0", "0", "1", "1", "1–3", "33%"] in lines
    assert max(map(len, result.output.splitlines()[:50])) <= 80
    assert f"3 respondents, {len(ITEMS)} items." in result.output
    assert "Krippendorff's alpha is 0.9" in " ".join(result.output.split())
    assert "By role: Chief 5, Clerk 1, [red]Analyst 1" in " ".join(result.output.split())


def test_merge_writes_a_consensus_to_fill_in_and_never_over_one(files: list[Path]) -> None:
    out = files[0].parent / "consensus-draft.json"
    result = run("merge", *files, "--out", out)
    assert result.exit_code == 0, result.output
    draft = load_consensus(out)
    assert [i.pseudonym for i in draft.inputs] == ["Heron", "Swift", "Wren"]
    assert draft.decisions[0].item == ITEMS[0]
    assert {d.item for d in draft.decisions if d.state == "open"} == {ITEMS[0], ITEMS[-1]}
    before = out.read_bytes()
    again = run("merge", *files, "--out", out)
    assert again.exit_code == 2
    assert "may hold decisions" in again.output
    assert out.read_bytes() == before


def test_merge_reports_duplicates(files: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    later = handed(folder, "Wren", "Clerk", [2], updated="2026-03-01T00:00:00+00:00")
    result = run("merge", *files, later)
    assert "Note: 'Wren' handed in 2 files." in result.output
    assert "3 respondents" in result.output


def test_merge_refuses_mixed_editions_by_name(files: list[Path]) -> None:
    data = json.loads(files[1].read_bytes())
    data["content"] |= {"version": "9.0.0", "sha256": "9" * 64, "scoring_sha256": "9" * 64}
    files[1].write_text(json.dumps(data), "utf-8")
    result = run("merge", *files)
    assert result.exit_code == 1
    assert "2 different editions" in result.output
    assert str(files[1]) in result.output
    assert "Traceback" not in result.output


def test_compare_says_what_moved(tmp_path: Path) -> None:
    before = handed(tmp_path, "spring", "", [1, 3, 3])
    after = handed(tmp_path, "autumn", "", [2, 1, 3, 4], round="autumn 2026")
    result = run("compare", before, after)
    assert result.exit_code == 0, result.output
    words = " ".join(result.output.split())
    assert "Items with a step in both rounds: 3. Of these 1 higher, 1 lower, 1 the same." in words
    assert result.output.index("Lower") < result.output.index(ITEMS[1])
    assert result.output.index("Higher") < result.output.index(ITEMS[0])
    assert "autumn 2026" in result.output
    assert f"{len(ITEMS) - 4} items have no answer in either round." in result.output
    assert "All items: " in result.output


def test_compare_with_itself_is_all_the_same(files: list[Path]) -> None:
    result = run("compare", files[0], files[0])
    assert f"0 higher, 0 lower, {len(ITEMS)} the same" in " ".join(result.output.split())


def test_compare_gives_no_totals_across_major_versions(tmp_path: Path) -> None:
    before, after = (handed(tmp_path, name, "", [1, 3]) for name in ("spring", "autumn"))
    data = json.loads(before.read_bytes())
    data["content"] |= {"version": "0.9.0", "sha256": "9" * 64, "scoring_sha256": "9" * 64}
    before.write_text(json.dumps(data), "utf-8")
    result = run("compare", before, after)
    assert result.exit_code == 0, result.output
    assert "No totals and no levels" in " ".join(result.output.split())
    assert "All items: " not in result.output


@pytest.mark.parametrize("command", ["merge", "compare"])
def test_other_files_are_one_sentence(command: str, files: list[Path], tmp_path: Path) -> None:
    quiz = tmp_path / "quiz.json"
    data = json.loads(files[0].read_bytes())
    data["content"] |= {"kind": "quizzes", "id": "00_start_here"}
    quiz.write_text(json.dumps(data), "utf-8")
    for wrong, says in (
        (quiz, "only questionnaires can be merged or compared"),
        (tmp_path / "none.json", "cannot be read"),
        (tmp_path, "cannot be read"),
    ):
        result = run(command, files[0], wrong)
        assert result.exit_code == 1
        assert says in result.output
        assert "Traceback" not in result.output
