"""Each rule for questionnaires and their examples, proved by one broken place."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit_widgets.content.check import run

from .small_course import FILES, SHORT, Broken, line_of, prove, write

RULES, MONEY, TRAIN = ("sections[0].items[0]", "sections[0].items[1]", "sections[1].items[0]")
HEADS, SINCE = "sections[1].items[1]", "sections[1].items[2]"

BROKEN = [
    Broken("form", "id: ready\n", "id: raedy\n", "file.name", "id", says="lessons ask for 'ready'"),
    Broken("form", "  - id: second", "  - id: first", "id.duplicate", "sections[1].id",
           at="  - id: first\n    title: The second", says="section 'first'"),
    Broken("form", "      - id: heads", "      - id: training", "id.duplicate", f"{HEADS}.id",
           at="      - id: training\n        type: number", says="item 'training'",
           also=frozenset({"example.item", "example.value", "condition.value",
                           "condition.circle", "action.type", "action.none",
                           "example.hidden"})),
    Broken("form", "{id: full, label", "{id: some, label", "id.duplicate",
           "scales.steps.steps[2].id", at="{id: some, label: All", says="step 'some'",
           also=frozenset({"example.value"})),
    Broken("form", "label: High", "label: Low", "id.duplicate", "bands[1].label",
           at="{id: high, label: Low", says="label 'Low'"),
    Broken("form", "{id: high, label", "{id: low, label", "id.duplicate", "bands[1].id",
           at="label: High", says="band 'low'"),
    Broken("form", "- {id: train,", "- {id: write,", "id.duplicate", "actions[1].id",
           at="Train two", says="action 'write'", also=frozenset({"action.circle"})),
    Broken("form", "points: 3", "points: 2", "scale.points", "scales.steps.steps[2].points",
           at="id: full", says="'full' has 2 after 2", also=frozenset({"dimension.target"})),
    Broken("form", "scale: steps", "scale: stpes", "scale.unknown", f"{RULES}.scale", "steps",
           also=frozenset()),
    Broken("form", "[Nothing there, Some of it, All of it]", "[Nothing there, All of it]",
           "scale.anchors", f"{RULES}.anchors", at="anchors: [Nothing there, All",
           says="has 2 anchors; the scale 'steps' has 3 steps"),
    Broken("form", "        anchors: [Nothing there, Some of it, All of it]\n", "",
           "scale.anchors", RULES + ".anchors", at="- id: rules", says="has 0 anchors"),
    Broken("form", "    dimension: culture\n", "    dimension: cultrue\n", "dimension.unknown",
           "sections[0].dimension", "culture", also=frozenset({"dimension.unused"})),
    Broken("form", "        dimension: people\n", "        dimension: pepole\n",
           "dimension.unknown", f"{SINCE}.dimension", "people"),
    Broken("form", "    dimension: people\n", "", "profile.dimension", TRAIN,
           at="- id: training", says="no dimension"),
    Broken("form", "{title: People, target: 3}", "{title: People, target: 4}", "dimension.target",
           "dimensions.people.target", at="target: 4", says="from 1 to 3 points"),
    Broken("form", "  people: {title", "  law: {title: Law, target: 2}\n  people: {title",
           "dimension.unused", "dimensions.law", severity="warning"),
    Broken("form", "scales:\n", "scales:\n  old: {steps: [{id: a, label: A, points: 1}, "
           "{id: b, label: B, points: 2}]}\n", "scale.unused", "scales.old", severity="warning",
           at="  old:"),
    Broken("form", "at_least: 1,", "at_least: 2,", "band.lowest", "bands[0].at_least",
           says="answers can score 1", at="{id: low", also=frozenset({"band.order"})),
    Broken("form", "at_least: 2, meaning", "at_least: 1, meaning", "band.order",
           "bands[1].at_least", says="not above 'low'", at="{id: high"),
    Broken("form", "at_least: 2, meaning", "at_least: 4, meaning", "band.reach",
           "bands[1].at_least", says="the scale ends at 3", at="{id: high"),
    Broken("form", "        evidence: A dated page.\n        roles: [chief]\n", "",
           "profile.item", RULES, at="- id: rules", says="lacks evidence, roles;"),
    Broken("form", "        lesson: 01_match\n", "        lesson: 01_macth\n", "lesson.unknown",
           f"{RULES}.lesson", "01_match"),
    Broken("form", "[lawfulness]", "[lawfullness]", "principle.unknown", f"{RULES}.principles[0]",
           "lawfulness", at="principles: [lawfullness]"),
    Broken("form", "stages: [planning]", "stages: [plannig]", "shape.literal_error",
           f"{RULES}.stages[0]", "planning"),
    Broken("form", "lifts: [rules, money]", "lifts: [rules, mony]", "action.item",
           "actions[0].lifts[1]", "money", at="lifts: [rules, mony]",
           also=frozenset({"action.none"})),
    Broken("form", "lifts: [training]", "lifts: [training, heads]", "action.type",
           "actions[1].lifts[1]", at="lifts: [training, heads]", says="of type number"),
    Broken("form", "lifts: [rules, money]", "lifts: [rules]", "action.none", f"{MONEY}.id",
           at="- id: money", severity="warning", says="no action lifts"),
    Broken("form", "needs: [write]", "needs: [wriet]", "action.needs", "actions[1].needs[0]",
           "write", at="needs: [wriet]"),
    Broken("form", "needs: [write]", "needs: [train]", "action.circle", "actions[1].needs",
           at="needs: [train]", says="train → train"),
    Broken("form", "lesson: 01_match}", "needs: [train]}", "action.circle", "actions[0].needs",
           at="needs: [train]", says="none can begin"),
    Broken("form", "lesson: 01_match}", "lesson: 1_match}", "lesson.unknown", "actions[0].lesson",
           "01_match"),
    Broken("form", "q: rules, at_least: 1", "q: rulse, at_least: 1", "condition.item",
           "sections[1].show_when.q", "rules"),
    Broken("form", "is: none}}", "is: nothing}}", "condition.value", f"{HEADS}.show_when.not.is",
           "none", says="no answer 'nothing'"),
    Broken("form", "minimum: 1\n", "minimum: 500\n", "item.range", f"{HEADS}.minimum",
           says="not below", also=frozenset({"example.value"})),
    Broken("form", "[dunmore, dunmore-legal]", "[dunmoor, dunmore, dunmore-legal]",
           "example.missing", "examples[0]", "dunmore", at="examples: [dunmoor"),
    Broken("form", "[dunmore, dunmore-legal]", "[dunmore, dunmore, dunmore-legal]",
           "id.duplicate", "examples[1]", at="examples: [dunmore"),
    Broken("form", "to: 2.0.0", "to: 1.0.0", "migration.order", "migrations[1].to",
           says="not from 1.1.0 to 1.0.0"),
    Broken("form", "to: 2.0.0", "to: 3.0.0", "migration.order", "migrations[1].to",
           says="this file is version 2.0.0"),
    Broken("form", "from: 1.1.0", "from: 1.0.5", "migration.order", "migrations[1].from",
           says="oldest first"),
    Broken("form", "old: norms, new: rules", "old: norms, new: rulez", "migration.item",
           "migrations[1].steps[0].new", "rules", at="{op: rename, old: norms"),
    Broken("form", "item: budget", "item: money", "migration.retire",
           "migrations[1].steps[1].item", at="{op: retire", says="still has it"),
    Broken("form", "old: norms, new: rules", "old: training, new: rules", "migration.rename",
           "migrations[1].steps[0].old", at="{op: rename, old: training",
           also=frozenset({"migration.item"})),
    Broken("form", "{little: some}", "{little: sone}", "migration.map",
           "migrations[1].steps[2].map.little", "some", at="{op: rescale"),
    Broken("form", "how: map, map: {little: some}", "how: map", "migration.map",
           "migrations[1].steps[2].how", at="{op: rescale", says="needs a 'map'"),
    Broken("form", "how: map, map: {little: some}", "how: clamp, old: [little, some]",
           "migration.scales", "migrations[1].steps[2].how", at="{op: rescale",
           says="needs 'new', the steps of the new scale, lowest first, each once"),
    Broken("form", "how: map, map: {little: some}",
           "how: proportional, old: [little, little], new: [no, some]", "migration.scales",
           "migrations[1].steps[2].how", at="{op: rescale", says="needs 'old'"),
    Broken("example", "id: dunmore\n", "id: dunmoor\n", "file.name", "id", says="differ"),
    Broken("example", "questionnaire: ready", "questionnaire: redy", "example.questionnaire",
           "questionnaire", "ready", says="stands in the folder of 'ready'"),
    Broken("example", "  heads:", "  haeds:", "example.item", "answers.haeds", "heads",
           also=frozenset({"example.open"})),
    Broken("example", "training: {value: full}", "training: {value: ful}", "example.value",
           "answers.training.value", "full", says="'ful' is not one of the answers"),
    Broken("example", "{value: 12}", "{value: 1200}", "example.value", "answers.heads.value",
           says="too high"),
    Broken("example", "{value: 12}", '{value: "12"}', "example.value", "answers.heads.value",
           says="Write it as 12"),
    Broken("example", '"2025-03-01"', '"2025-02-30"', "example.value", "answers.since.value",
           says="not a date"),
    Broken("example", "{value: 12}", "{comment: none}", "example.value", "answers.heads",
           says="has no value"),
    Broken("example", ", reason: The budget is not mine.", "", "example.reason", "answers.money",
           at="money:", says="needs a 'reason'"),
    Broken("example", "state: dont_know", "state: not_applicable", "example.state",
           "answers.money.state", says="does not allow 'not_applicable'"),
    Broken("example", "{state: dont_know,", "{state: dont_know, value: full,", "example.state",
           "answers.money.value", says="cannot have a value as well"),
    Broken("example", '  since: {value: "2025-03-01"}\n', "", "example.open", "answers",
           severity="warning", at="answers:", says="1 of 5 items stay open: since"),
    Broken("example", "{value: full}", "{value: none}", "example.hidden", "answers.heads",
           at="heads:", severity="warning", says="'heads' is hidden"),
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.name)
def test_broken_place(broken: Broken, tmp_path: Path) -> None:
    prove(broken, tmp_path)


def test_a_profile_needs_bands(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["form"]]
    begins, ends = text.index("bands:\n"), text.index("sections:\n")
    (tmp_path / SHORT["form"]).write_text(text[:begins] + text[ends:], encoding="utf-8")
    (problem,) = run([tmp_path / SHORT["form"]], root=tmp_path)
    assert (problem.rule, problem.path) == ("band.none", "results")
    assert problem.line == line_of(text, "results:")


def test_a_profile_needs_scale_items(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["form"]]
    begins, ends = text.index("sections:\n"), text.index("actions:\n")
    page = (
        "sections: [{id: one, title: One, items: [{id: rules, type: yesno, text: Yes or no?}]}]\n"
    )
    changed = text[:begins] + page + text[ends:]
    (tmp_path / SHORT["form"]).write_text(changed, encoding="utf-8")
    found = {p.rule: p for p in run([tmp_path / SHORT["form"]], root=tmp_path)}
    assert found["scale.none"].path == "results"
    assert found["scale.none"].severity == "error"


def test_an_instrument_without_a_profile_needs_no_anchors(tmp_path: Path) -> None:
    write(tmp_path)
    text = FILES[SHORT["form"]].replace("results: profile", "results: none")
    for line in ("anchors: [Nothing there, Some of it, All of it]", "evidence: A dated page."):
        text = text.replace(f"        {line}\n", "")
    (tmp_path / SHORT["form"]).write_text(text, encoding="utf-8")
    assert run([tmp_path / SHORT["form"]], root=tmp_path) == []


def test_an_example_that_nobody_lists(tmp_path: Path) -> None:
    write(tmp_path)
    stray = tmp_path / "data/questionnaires/ready/examples/stray.yaml"
    stray.write_text(FILES[SHORT["example"]].replace("id: dunmore", "id: stray"), encoding="utf-8")
    (problem,) = run([stray], root=tmp_path)
    assert (problem.rule, problem.severity) == ("example.unlisted", "warning")


def test_an_example_without_its_questionnaire(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / SHORT["form"]).unlink()
    problem = run([tmp_path / SHORT["example"]], root=tmp_path)[0]
    assert problem.rule == "example.questionnaire"
    assert problem.message == "there is no questionnaire 'ready'"


def test_an_example_of_a_broken_questionnaire_is_not_blamed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / SHORT["form"]).write_text("id: [", encoding="utf-8")
    assert {p.file for p in run(root=tmp_path) if p.severity == "error"} == {SHORT["form"]}
