"""docs/reliability.md lists every fault that is tested, with figures, and none that is not."""

from __future__ import annotations

import re
from pathlib import Path

from .faults import FAULTS, Row
from .table import shown

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
ROW = re.compile(r"\| (?P<fault>[^|]+) \| (?P<tries>[\d,]+) \| (?P<lost>[\d,]+) \| [^|]+ \|")
TESTS = [*Path(__file__).parent.glob("test_*.py"),
         *Path(__file__).parents[1].glob("browser/test_faults_*.py")]  # fmt: skip


def listed(page: str) -> dict[str, int]:
    """Fault → how often the page says it was tried."""
    rows = filter(None, map(ROW.fullmatch, page.splitlines()))
    return {row["fault"]: int(row["tries"].replace(",", "")) for row in rows}


def test_every_fault_has_a_row_with_figures() -> None:
    found = listed(PAGE.read_text("utf-8"))
    assert list(found) == list(FAULTS.values())
    assert min(found.values()) >= 1


def test_every_fault_is_recorded_by_a_test() -> None:
    source = "".join(file.read_text("utf-8") for file in TESTS)
    assert [key for key in FAULTS if f'"{key}"' not in source] == []


def test_a_row_that_is_missing_is_caught() -> None:
    row = shown(Row("file of answers gone", 1, 0, "words"))
    assert listed(row) == {"file of answers gone": 1}
    assert list(listed(row)) != list(FAULTS.values())
