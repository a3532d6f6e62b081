"""Canada's Algorithmic Impact Assessment, from the file named by ``TOOLKIT_AIA``: all of it."""

from __future__ import annotations

import json
import os
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit_widgets.content.parse import parse_text
from toolkit_widgets.content.translate import translated
from toolkit_widgets.exchange.profile import PROFILES, read_profile
from toolkit_widgets.exchange.saved import import_answers
from toolkit_widgets.exchange.surveyjs import Imported, import_survey
from toolkit_widgets.exchange.writing import as_yaml
from toolkit_widgets.models import Answer, Choice, Choices, Questionnaire, fingerprint
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.visibility import visible

from .survey_samples import filled, given, vector

WHERE = os.environ.get("TOOLKIT_AIA", "")
pytestmark = pytest.mark.skipif(
    not WHERE, reason="TOOLKIT_AIA does not name a copy of canada-ca/aia-eia-js survey-enfr.json"
)
DIMENSIONS = ("raw", "mitigation", "current")
PHASES = ("item1", "item2")


@cache
def content() -> bytes:
    return Path(WHERE).read_bytes()


@cache
def aia() -> Imported:
    return import_survey(content(), "survey-enfr.json", read_profile(PROFILES / "canada-aia.yaml"))


def form() -> Questionnaire:
    return aia().questionnaire


def scored(dimension: str) -> list[Choice | Choices]:
    return [x for x in form().items if isinstance(x, Choice | Choices) and x.dimension == dimension]


def best(item: Choice | Choices) -> float:
    points = [option.points or 0 for option in item.options]
    return sum(points) if isinstance(item, Choices) else max(points)


def test_nothing_is_lost_in_silence() -> None:
    assert [(x.severity, x.what) for x in aia().losses.found] == [
        ("note", "a page without a title"),
        ("warning", "the name 'consultation-intro' occurs more than once"),
        ("note", "'showQuestionNumbers': looks or button words"),
        ("note", "'showProgressBar': looks or button words"),
        ("note", "'firstPageIsStarted': looks or button words"),
        ("note", aia().losses.found[-1].what),
    ]
    assert re.match(r"\d of \d+ texts have no 'fr'", aia().losses.found[-1].what)


def test_every_question_every_choice_and_every_condition_is_there() -> None:
    originals: list[dict[str, Any]] = []
    queue = list(json.loads(content())["pages"])
    conditions = 0
    while queue:
        one = queue.pop()
        queue += one.get("elements", [])
        conditions += "visibleIf" in one
        if one.get("type", "panel") != "panel":
            originals.append(one)
    items = {item.id: item for item in form().items}
    assert len(originals) == 299
    for one in originals:
        item = items[one["name"]]
        if "choices" in one:
            assert isinstance(item, Choice | Choices)
            assert {o.id for o in item.options} == {c["value"] for c in one["choices"]}
        assert (item.show_when is not None) is ("visibleIf" in one)
    sections = [s for s in form().sections if s.show_when is not None]
    shown_by = len(sections) + sum(item.show_when is not None for item in form().items)
    assert shown_by == conditions == 124


def test_the_imported_file_is_read_without_a_problem_and_is_the_same_every_time() -> None:
    text = as_yaml(aia())
    assert fingerprint(parse_text(text, Questionnaire, "x").model) == fingerprint(form())
    again = import_survey(content(), "survey-enfr.json", read_profile(PROFILES / "canada-aia.yaml"))
    assert as_yaml(again) == text


def test_maxima_fields_and_alternatives() -> None:
    scorer = Scorer(form())
    measures = scorer.measures({})
    assert [int(measures[key].maximum) for key in DIMENSIONS] == [167, 77, 167]
    assert [int(scorer.declared_alternatives(key)) for key in DIMENSIONS] == [167, 154, 167]
    assert [len(scored("raw")), len(scored("mitigation"))] == [70, 90]
    assert [sum(best(x) > 0 for x in scored(d)) for d in ("raw", "mitigation")] == [62, 84]


def test_maxima_by_section() -> None:
    found = {
        s.id: (sum(x in scored("raw") + scored("mitigation") for x in s.items),
               sum(best(x) for x in s.items if x in scored("raw") + scored("mitigation")))
        for s in form().sections
    }  # fmt: skip
    assert {key: row for key, row in found.items() if row[0]} == {
        "businessDrivers": (4, 5), "riskProfile": (8, 15), "projectAuthority": (1, 2),
        "aboutSystem": (11, 17), "aboutAlgorithm": (9, 15), "decisionSector": (1, 8),
        "impact": (18, 52), "aboutData": (18, 53),
        "consultationDesign": (7, 10), "consultationImplementation": (7, 10),
        "dataQualityDesign": (9, 14), "dataQualityImplementation": (9, 14),
        "fairnessDesign": (23, 44), "fairnessImplementation": (23, 44),
        "privacyDesign": (6, 9), "privacyImplementation": (6, 9),
    }  # fmt: skip


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(
    ("high", "expected"),
    [
        (lambda d: True, (167, 77, 142, "level-4")),
        (lambda d: d == "raw", (167, 0, 167, "level-4")),
        (lambda d: d == "mitigation", (14, 77, 12, "level-1")),
        (lambda d: False, (14, 0, 14, "level-1")),
    ],
    ids=["highest", "raw-highest", "mitigation-highest", "lowest"],
)
def test_golden_fills(phase: str, high: Any, expected: tuple[int | str, ...]) -> None:
    answers = filled(form(), high, projectDetailsPhase=phase)
    assert vector(form(), answers, *DIMENSIONS) == expected


def test_the_originals_own_unit_test() -> None:
    answers = given(
        form(), projectDetailsPhase="item1", decisionSector1=["item1-1", "item2-1", "item3-1"]
    )
    assert vector(form(), answers, *DIMENSIONS) == (3, 0, 3, "level-1")


def reached(dimension: str, wanted: int, phase: str, start: dict[str, Answer]) -> dict[str, Answer]:
    """Answers changed one at a time, at random but repeatably, until a score is met exactly."""
    scorer, generator = Scorer(form()), random.Random(f"{dimension} {wanted} {phase}")
    answers = dict(start)
    now = int(scorer.measures(answers)[dimension].value or 0)
    for _ in range(5000):
        if now == wanted:
            return answers
        item = generator.choice(scored(dimension))
        if item.id not in visible(form(), answers):
            continue
        before = answers.get(item.id)
        value: Any = generator.choice(item.options).id
        if isinstance(item, Choices):
            value = [o.id for o in item.options if generator.random() < 0.5]
        new = {**answers, item.id: Answer(value=value)}
        other = "mitigation" if dimension == "raw" else "raw"
        measures = scorer.measures(new)
        then = int(measures[dimension].value or 0)
        kept = measures[other].value == scorer.measures(answers)[other].value
        if kept and abs(then - wanted) <= abs(now - wanted) + (generator.random() < 0.1):
            answers, now = new, then
        elif before is not None:
            answers[item.id] = before
    raise AssertionError(f"{dimension} {wanted} was not met")


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize(
    ("raw", "mitigation", "current", "level"),
    [
        (49, 62, 42, "level-2"),
        (50, 62, 43, "level-2"),
        (98, 62, 83, "level-2"),
        (99, 70, 84, "level-3"),
        (147, 62, 125, "level-3"),
        (148, 77, 126, "level-4"),
        (42, 61, 42, "level-2"),
        (42, 62, 36, "level-1"),
        (41, 0, 41, "level-1"),
        (83, 61, 83, "level-2"),
        (84, 61, 84, "level-3"),
        (125, 30, 125, "level-3"),
        (126, 30, 126, "level-4"),
    ],
)
def test_the_rule_of_85_percent(
    phase: str, raw: int, mitigation: int, current: int, level: str
) -> None:
    high = {d for d, much in (("raw", raw > 90), ("mitigation", mitigation > 40)) if much}
    start = filled(form(), high.__contains__, projectDetailsPhase=phase)
    answers = reached("mitigation", mitigation, phase, start)
    answers = reached("raw", raw, phase, answers)
    assert vector(form(), answers, *DIMENSIONS) == (raw, mitigation, current, level)


def test_a_stem_opens_every_option_that_holds_it() -> None:
    for stem, values in (("item2", ["item2-0"]), ("item3", ["item3-1"]), ("item4", ["item4-1"])):
        target = {"item2": "A", "item3": "B", "item4": "C"}[stem]
        for item in next(x for x in scored("raw") if x.id == "aboutSystem3").options:
            shown = visible(form(), given(form(), aboutSystem3=item.id))
            assert (f"aboutSystem3{target}" in shown) is (item.id in values)


def test_hidden_answers_count_while_saved_by_the_original_and_not_after_completion() -> None:
    data = {"projectDetailsPhase": "item1", "aboutAlgorithm8": "item2-0",
            "aboutAlgorithm8A": "item2-1", "dataQualityImplementation1": "item1-3",
            "projectDetailsDepartment-NS": "056"}  # fmt: skip
    saved = import_answers(json.dumps({"data": data}).encode(), "saved.json", aia())
    assert {a.item for a in saved.file.aside} == {"aboutAlgorithm8A", "dataQualityImplementation1"}
    assert vector(form(), saved.file.answers, *DIMENSIONS) == (0, 0, 0, "level-1")
    assert saved.file.answers["projectDetailsDepartment-NS"].value == "056"


def test_random_fills_against_a_second_reading_of_the_rules() -> None:
    """The rules of the original written down again, on its own file, for 60 random fills."""
    originals: dict[str, tuple[str, str, list[str]]] = {}
    queue: list[tuple[dict[str, Any], str]] = [(p, "") for p in json.loads(content())["pages"]]
    while queue:
        one, parent = queue.pop()
        queue += [(inner, str(one.get("name"))) for inner in one.get("elements", [])]
        if one.get("type") in ("radiogroup", "dropdown", "checkbox"):
            kinds = re.findall(r"-(RS|MS|NS)$", one["name"]) or re.findall(r"-(RS|MS|NS)$", parent)
            values = [c["value"] for c in one["choices"]]
            originals[one["name"]] = (kinds[0] if kinds else "NS", one["type"], values)

    def points(value: str) -> int:
        found = re.search(r"-(\d+)$", value)
        return int(found.group(1)) if found else 0

    for seed in range(60):
        generator = random.Random(seed)
        data: dict[str, Any] = {"projectDetailsPhase": generator.choice(PHASES)}
        for name, (_, kind, values) in originals.items():
            if name != "projectDetailsPhase" and generator.random() < 0.9:
                some = [v for v in values if generator.random() < 0.4]
                data[name] = some if kind == "checkbox" else generator.choice(values)
        file = import_answers(json.dumps({"data": data}).encode(), "s.json", aia()).file
        left = {k: v for k, v in data.items() if k in file.answers}
        sums = {"RS": 0, "MS": 0, "NS": 0}
        for name, value in left.items():
            chosen = value if isinstance(value, list) else [value]
            sums[originals[name][0]] += sum(points(v) for v in chosen)
        raw, care = sums["RS"], sums["MS"]
        current = int(0.85 * raw + 0.5) if care >= 0.8 * 77 else raw
        level = 1 + (current > 167 * 0.25) + (current > 167 * 0.5) + (current > 167 * 0.75)
        found = vector(form(), file.answers, *DIMENSIONS)
        assert found == (raw, care, current, f"level-{level}"), seed


def test_it_speaks_french() -> None:
    french = translated(form(), aia().translations["fr"])
    same = sum(a.text == b.text for a, b in zip(form().items, french.items, strict=True))
    assert same <= 5
    assert [b.label for b in french.bands] == ["Niveau I", "Niveau II", "Niveau III", "Niveau IV"]
