"""Papers: each rule, proved by one broken place in a valid one."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import Problem

from .small_course import SHORT, line_of, write

PAPER = """\
papers:
  - id: order
    title: Order on {rules}
    for: For {heads} people
    pages: 1
    blocks:
      - heading: Since {since}
        lines:
          - The rules are {rules}.
          - "- There are {heads}."
        open: what the rules are
        show_when: {q: rules, is: some}
    signature: [Chief]
"""


def problems(root: Path, paper: str, results: str = "profile") -> tuple[list[Problem], str]:
    """What is found in the form of the small course with this paper, and its text."""
    write(root)
    file = root / SHORT["form"]
    text = file.read_text("utf-8").replace("results: profile", f"results: {results}") + paper
    file.write_text(text, encoding="utf-8")
    found = [p for p in run(root=root) if p.file == SHORT["form"] and p.severity == "error"]
    return found, text


def test_a_valid_paper_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, PAPER)[0] == []
    two = PAPER + PAPER.removeprefix("papers:\n").replace("id: order", "id: second")
    assert problems(tmp_path, two)[0] == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "path", "near"),
    [
        ("are {rules}.", "are {rulse}.", "paper.placeholder", "blocks[0].lines[0]", "rules"),
        ("are {heads}.", "are {heads.where}.", "paper.placeholder", "blocks[0].lines[1]",
         "heads.number"),
        ("Order on {rules}", "Order on {ruels}", "paper.placeholder", "title", "rules"),
        ("For {heads}", "For {head}", "paper.placeholder", "for", "heads"),
        ("Since {since}", "Since {sinse}", "paper.placeholder", "blocks[0].heading", "since"),
        ("open: what the", "open: what {moneys} the", "paper.placeholder", "blocks[0].open",
         "money"),
        ("are {rules}.", "are { rules }.", "paper.brace", "blocks[0].lines[0]", ""),
        ("are {rules}.", "are {rules.", "paper.brace", "blocks[0].lines[0]", ""),
        ("{q: rules, is: some}", "{q: ruls, is: some}", "paper.condition", "blocks[0].show_when",
         "rules"),
    ],
)  # fmt: skip
def test_a_broken_paper_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, rule: str, path: str, near: str
) -> None:
    found, text = problems(tmp_path, PAPER.replace(old, new))
    assert [(p.rule, p.path, p.nearest) for p in found] == [(rule, f"papers[0].{path}", near)]
    assert found[0].line == line_of(text, new)
    assert found[0].message


def test_ids_are_given_once_and_results_need_a_paper(tmp_path: Path) -> None:
    found, _text = problems(tmp_path, PAPER + PAPER.removeprefix("papers:\n"))
    assert [(p.rule, p.path) for p in found] == [("id.duplicate", "papers[1].id")]
    found, _ = problems(tmp_path, "", results="papers")
    assert [(p.rule, p.path) for p in found] == [("paper.none", "results")]


def test_a_note_has_nothing_to_say(tmp_path: Path) -> None:
    note = "      - {id: hint, type: note, text: Ask two people.}\n  - id: second\n"
    write(tmp_path)
    file = tmp_path / SHORT["form"]
    text = file.read_text("utf-8").replace("  - id: second\n", note)
    file.write_text(text + PAPER.replace("are {rules}.", "are {hint}."), encoding="utf-8")
    found = [p.rule for p in run(root=tmp_path) if p.severity == "error"]
    assert found == ["paper.note"]
