"""The report as data: it can be read back, and its numbers are exact."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from toolkit_widgets.models import Answer
from toolkit_widgets.reports import write
from toolkit_widgets.reports.json_ import to_json

from .test_report import report


def data(given: dict[str, Answer] | None = None) -> dict[str, Any]:
    return dict(json.loads(to_json(report(given))))


def numbers(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        if set(value) == {"decimal", "exact"}:
            return [value]
        return [n for part in value.values() for n in numbers(part)]
    return [n for part in value for n in numbers(part)] if isinstance(value, list) else []


def test_keys_are_the_documented_ones() -> None:
    assert list(data()) == [
        "schema", "title", "produced", "course", "instrument", "answers", "completeness",
        "result", "dimensions", "figure", "strengths", "weakest", "outlook", "actions",
        "items", "annex",
    ]  # fmt: skip
    assert data()["schema"] == "toolkit-report/1"
    assert data()["produced"] == "2026-03-02T09:30:00Z"


def test_numbers_are_exact() -> None:
    result = report().profile
    read = data()
    assert Fraction(read["result"]["mean"]["exact"]) == result.overall.value == Fraction(16, 7)
    assert read["result"]["mean"]["decimal"] == 2.285714
    for row, dimension in zip(read["dimensions"], result.dimensions, strict=True):
        assert Fraction(row["mean"]["exact"]) == dimension.score.value
        assert Fraction(row["gap"]["exact"]) == dimension.gap
    found = numbers(read)
    assert len(found) > 30
    assert all(abs(Fraction(n["exact"]) - Fraction(n["decimal"])) < 1e-6 for n in found)


def test_answers_survive() -> None:
    read = data()
    items = {item["id"]: item for item in read["items"]}
    assert items["culture.reports"]["comment"] == "Two reports last year.\nNone since."
    assert items["culture.public"]["reason"] == "The press office would know."
    assert items["people.support"]["state"] == "not_applicable"
    assert read["completeness"] == {
        "applicable": 8, "answered": 6, "unanswered": 1, "draft": 0, "dont_know": 1,
        "not_applicable": 1, "evidenced": 2,
    }  # fmt: skip


def test_nothing_answered_has_no_level() -> None:
    result = data({})["result"]
    assert result["mean"] is None
    assert result["level"] == {
        "now": None,
        "low": "begin",
        "high": "learn",
        "without_vetoes": None,
    }


def test_the_same_report_is_the_same_file() -> None:
    assert to_json(report()) == to_json(report())


def test_text_that_no_encoding_holds_does_not_break_the_file() -> None:
    broken = {"culture.leaders": Answer(value="none", comment="before\ud800\x00after")}
    body, _, _ = write(report(broken), "json")
    items = json.loads(body)["items"]
    assert items[0]["comment"] == "beforeafter"
