"""Prints the rows of docs/reliability.md after a run.

python -m pytest -q -p tests.faults.table tests/faults tests/browser/test_faults_*.py
"""

from __future__ import annotations

import os
import re

import pytest

from .faults import FAULTS, Row


def rows(reports: list[pytest.TestReport]) -> list[Row]:
    """One row for each fault: tries and losses added up, every sentence once."""
    found: dict[str, Row] = {}
    for report in reports:
        for name, value in report.user_properties:
            if name != "fault" or report.when != "call":
                continue
            fault, tries, lost, said = value
            row = found.setdefault(fault, Row(fault, 0, 0, ""))
            row.tries += tries
            row.lost += lost
            if said and said not in row.said:
                row.said = f"{row.said} / {said}" if row.said else said
    order = list(FAULTS.values())
    return sorted(found.values(), key=lambda row: order.index(row.fault))


def shown(row: Row) -> str:
    """A row of a Markdown table; what is another file or folder each time is left out."""
    said = re.sub(r"'/[^']*'", "'…'", row.said).replace("|", "\\|")
    return f"| {row.fault} | {row.tries:,} | {row.lost:,} | {said or '(nothing to say)'} |"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    reports = [r for found in terminalreporter.stats.values() for r in found
               if isinstance(r, pytest.TestReport)]  # fmt: skip
    terminalreporter.write_line(f"\n{os.uname().sysname}, {len(reports)} reports\n")
    terminalreporter.write_line("| Fault | Tries | Lost | What the learner reads |")
    terminalreporter.write_line("|---|---:|---:|---|")
    for row in rows(reports):
        terminalreporter.write_line(shown(row))
