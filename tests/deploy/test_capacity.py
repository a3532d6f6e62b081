"""The table of capacity.md is the one that its formula gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.hub import LABS, PLAN, QUESTIONNAIRE, cells, fits, labs

PAGE = (Path(__file__).parents[2] / "deploy" / "capacity.md").read_text("utf-8")
CORES = (2, 4, 8, 16)


def wrong(page: str) -> list[str]:
    """The cells of the table that differ from the formula."""
    rows = re.findall(r"^\| (\d+) GB \| (.+) \|$", page, re.MULTILINE)
    assert [int(memory) for memory, _ in rows] == [4, 8, 16, 32]
    return [
        f"{memory} GB, {cores} cores: {said}"
        for memory, numbers in rows
        for cores, said in zip(CORES, numbers.split(" | "), strict=True)
        if int(said) != min(fits(int(memory), cores))
    ]


def test_the_table_is_what_the_formula_gives() -> None:
    assert wrong(PAGE) == []


def test_a_number_that_is_wrong_would_be_found() -> None:
    assert wrong(PAGE.replace("| 16 GB | 17 |", "| 16 GB | 71 |")) == ["16 GB, 2 cores: 71"]


def test_the_plan_is_never_below_what_was_measured() -> None:
    def measured(row: str) -> int:
        found = re.search(rf"^\| {row}[^|]*\| \d+ \| (\d+) \|", PAGE, re.MULTILINE)
        assert found is not None, row
        return int(found[1])

    server, kernel = measured("a learner's server"), measured("the same after results")
    assert PLAN["learner, MiB"] >= server + 2 * kernel
    assert PLAN["learner, MiB"] >= measured("server with lessons 14 and 03")
    assert PLAN["system, hub and proxy, MiB"] >= 2 * (measured("hub") + measured("proxy that"))
    cpu = re.search(r"CPU for it: ([\d.]+) s", PAGE)
    assert cpu is not None
    assert PLAN["Start lesson, s of CPU"] >= float(cpu[1])


def test_the_lessons_that_are_measured_are_what_the_page_calls_them() -> None:
    assert any("lesson.questionnaire(" in cell for cell in cells(QUESTIONNAIRE))
    assert len(labs(LABS)) > 3


@pytest.mark.parametrize(("memory", "cores"), [(4, 2), (8, 4), (64, 16)])
def test_more_of_one_thing_never_carries_fewer(memory: int, cores: int) -> None:
    assert fits(2 * memory, cores)[0] > fits(memory, cores)[0]
    assert fits(memory, 2 * cores)[1] > fits(memory, cores)[1]
