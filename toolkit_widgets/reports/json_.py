"""A report as data. Keys are stable; a change of their meaning changes ``schema``.

``schema``        "toolkit-report/1"
``title``         as it stands on the report
``produced``      when it was made: UTC, ISO 8601
``course``        ``title, version, independence``
``instrument``    ``id, title, version, sha256`` of the questionnaire
``answers``       ``subject, role, pseudonym, revision, created, updated, version, same_content``:
                  the file they come from; ``same_content`` is false where they were given to
                  other wording than they are read with
``completeness``  counts of scored items: ``applicable, answered, unanswered, draft, dont_know,
                  not_applicable, evidenced``; without a profile, of all questions that were shown
``result``        ``sentence``, ``level`` with ``now, low, high, without_vetoes`` (band ids; null
                  where nothing is answered), ``vetoes`` in force (``id, because``), ``mean, low,
                  high`` (numbers), ``points`` (lowest and highest step)
``dimensions``    list: ``id, title, mean, low, high, target, gap, answered, applicable``
``figure``        ``title, sentence, table`` of the figure; the table's first row is its header
``strengths, weakest``  ids of items
``outlook``       null before the first answer; else ``up, down`` (``sentence, proven, answers``:
                  what would change the level) and ``plan`` (cheapest actions to the next level)
``actions``       in order: ``id, text, effort, gain, quick_win, lifts`` (ids), ``lesson``
``items``         every scored item that was shown: ``id, dimension, state, points, target, step,
                  weight, reason, comment, evidence``
``risks``         only where the questionnaire has risk rows: ``sentence, matrix, worst`` (level ids
                  ``now, low, high``), ``counts`` (level id, numbers, and which of them
                  nobody could judge), ``risks`` in order of care
                  with their levels, what was said and findings, ``vetoes``, ``forced``
                  (the level that a veto names), ``grid`` (one mapping for each principle: the
                  head of a column → words), ``plan`` (the treatment plan, in its order)
``papers``        only where the answers make documents: ``id, title, for``, ``blocks``
                  (``heading``, ``lines`` with ``kind, text``), ``missing`` (``item, why``),
                  ``words``
``gates``         only where the questionnaire has gates: ``sentence``, ``gates`` in page order
                  (``standing, decision, draft, missing`` and what was said),
                  ``opened_although_shut`` (``until`` null while in force), ``tasks``, ``records``,
                  ``principles`` of each section
``review``        only where others review it: ``state`` (draft, submitted, reviewed, approved,
                  refused), ``changed`` since, ``counts`` (approved and unchanged), ``sentence``,
                  ``changed_items`` (ids), ``steps`` (``step, at, by, role, item, note, counts``),
                  ``open_comments`` (places in ``steps``)
``annex``         every question that was shown, by section, in words

``result`` to ``items`` are there only where the result is a maturity profile, not risks alone.

A number is ``{"decimal": 1.333333, "exact": "4/3"}``: rounded half up to six places, and exact.
Texts of the questionnaire are Markdown. What a respondent typed stands as it was typed, without
the control characters that a document cannot hold.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from ..scoring.profile import Line, Profile, Score, decimal
from ..scoring.sensitivity import Sensitivity
from .gates import gates_data
from .outlook import Outlook
from .papers import papers_data
from .report import Report
from .review import review_data
from .risks import risks_data

SCHEMA = "toolkit-report/1"


def to_json(report: Report) -> str:
    """The report as JSON text, indented, in a fixed order."""
    questionnaire = report.questionnaire
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "title": report.title,
        "produced": report.produced.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "course": {
            "title": report.course_title,
            "version": report.course_version,
            "independence": report.independence,
        },
        "instrument": {
            "id": questionnaire.id,
            "title": questionnaire.title,
            "version": questionnaire.version,
            "sha256": report.sha256,
        },
        "answers": {
            "subject": report.subject,
            "role": report.role,
            "pseudonym": report.pseudonym,
            "revision": report.revision,
            "created": report.created,
            "updated": report.updated,
            "version": report.answered_version,
            "same_content": report.same_content,
        },
        "completeness": {
            "applicable": report.applicable,
            **report.counts,
            "evidenced": report.evidenced,
        },
        **(_profile(report, report.profile) if report.profile else {}),
        **({"risks": risks_data(report.risks)} if report.risks else {}),
        **({"papers": papers_data(report.papers)} if report.papers else {}),
        **({"gates": gates_data(report.gates)} if report.gates else {}),
        **({"review": review_data(report.review)} if report.review else {}),
        "annex": [asdict(section) for section in report.annex],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _profile(report: Report, profile: Profile) -> dict[str, Any]:
    steps = [step for scale in report.questionnaire.scales.values() for step in scale.steps]
    figure = report.figure
    return {
        "result": {
            "sentence": profile.sentence,
            "level": {
                "now": profile.band.id if profile.band else None,
                "low": profile.band_low.id,
                "high": profile.band_high.id,
                "without_vetoes": profile.level.unforced.id if profile.level.unforced else None,
            },
            "vetoes": [{"id": v.id, "because": v.because} for v in profile.vetoes],
            **_score(profile.overall),
            "points": {
                "lowest": _number(Fraction(str(min(step.points for step in steps)))),
                "highest": _number(Fraction(str(max(step.points for step in steps)))),
            },
        },
        "dimensions": [
            {
                "id": row.id,
                "title": row.title,
                **_score(row.score),
                "target": _number(row.target),
                "gap": _number(row.gap),
                "answered": row.score.answered,
                "applicable": row.score.applicable,
            }
            for row in profile.dimensions
        ],
        "figure": figure
        and {"title": figure.title, "sentence": figure.sentence, "table": figure.table},
        "strengths": [line.id for line in profile.strengths],
        "weakest": [line.id for line in profile.weakest],
        "outlook": _outlook(report.outlook),
        "actions": [
            {
                "id": priority.action.id,
                "text": priority.action.text,
                "effort": priority.action.effort,
                "gain": _number(priority.gain),
                "quick_win": priority.quick,
                "lifts": [line.id for line in priority.lifts],
                "lesson": priority.action.lesson,
            }
            for priority in profile.priorities
        ],
        "items": [_item(line) for line in profile.lines],
    }


def _outlook(ahead: Outlook | None) -> dict[str, Any] | None:
    if ahead is None:
        return None

    def changes(found: Sensitivity) -> dict[str, Any]:
        listed = [{"item": c.item, "value": c.value} for c in found.changes]
        return {"sentence": found.sentence, "proven": found.exact, "answers": listed}

    plan = ahead.plan
    return {
        "up": changes(ahead.up),
        "down": changes(ahead.down),
        "plan": plan
        and {
            "sentence": plan.sentence,
            "reached": plan.reached,
            "proven": plan.exact,
            "effort": plan.effort,
            "actions": [action.id for action in plan.actions],
        },
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "mean": _number(score.value),
        "low": _number(score.low),
        "high": _number(score.high),
    }


def _item(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "dimension": line.dimension,
        "state": line.state,
        "points": _number(line.points),
        "target": _number(line.target),
        "step": line.step,
        "weight": line.weight,
        "reason": line.reason,
        "comment": line.comment,
        "evidence": line.evidence,
    }


def _number(value: Fraction | None) -> dict[str, Any] | None:
    return None if value is None else {"decimal": float(decimal(value, 6)), "exact": str(value)}
