"""A small risk instrument of our own: twelve risks, a 5 × 5 teaching matrix, a veto, new items."""

from __future__ import annotations

from typing import Any

from toolkit_widgets.models import Answer, Questionnaire

LIKELY = ("rare", "unlikely", "possible", "likely", "expected")
SEVERE = ("minor", "limited", "serious", "grave", "irreparable")
LEVELS = ("low", "medium", "high", "extreme")
GRID = [
    ["low", "low", "low", "medium", "medium"],
    ["low", "low", "medium", "medium", "high"],
    ["low", "medium", "medium", "high", "high"],
    ["low", "medium", "high", "high", "extreme"],
    ["medium", "medium", "high", "extreme", "extreme"],
]
RISKS = (
    ("wrong-match", "A wrong match", "A passer-by is stopped on a wrong match", "passers-by"),
    ("unequal", "Unequal errors", "Errors fall on one group more often", "people of one group"),
    ("chilling", "Chilling effect", "People stay away from a lawful protest", "protesters"),
    ("creep", "New purposes", "The system is used for minor offences", "everybody on the square"),
    ("leak", "A leak", "Faces of people under eighteen are copied out", "children"),
    ("overtrust", "Overtrust", "An officer arrests without looking twice", "a suspect"),
    ("no-appeal", "No way to object", "Nobody can say why a person is listed", "people listed"),
    ("old-list", "A list grown old", "A withdrawn warrant stays on the list", "people cleared"),
    ("outage", "An outage", "The desk is blind during a festival", "visitors"),
    ("supplier", "Supplier's changes", "An update changes the threshold unseen", "people scanned"),
    ("secrecy", "Secrecy in court", "The defence is not told of the match", "the accused"),
    ("staff", "Staff under watch", "Officers are rated by the system's counts", "officers"),
)


def _steps(names: tuple[str, ...], what: str) -> list[dict[str, Any]]:
    return [
        {"id": name, "label": name.title(), "points": place, "meaning": f"{what}: {name}"}
        for place, name in enumerate(names, 1)
    ]


def teaching_matrix() -> dict[str, Any]:
    """As it would stand in a file."""
    return {
        "likelihood": "likelihood",
        "severity": "severity",
        "levels": [
            {"id": name, "label": name.title(), "meaning": f"What {name} asks for."}
            for name in LEVELS
        ],
        "grid": GRID,
    }


def risk_row(name: str, **more: Any) -> dict[str, Any]:
    """One risk row as it would stand in a file."""
    return {
        "id": name,
        "type": "risk_row",
        "text": f"The risk *{name}*",
        "matrix": "rights",
        "likelihood": "likelihood",
        "severity": "severity",
        "allow": ["not_applicable", "dont_know"],
        **more,
    }


def risk_data(**changes: Any) -> dict[str, Any]:
    """The instrument as plain data."""
    rows = [
        risk_row(
            name,
            text=title,
            what=what,
            whom=whom,
            controls=[
                {"id": "second-look", "text": "A second officer looks"},
                {"id": "log", "text": "Every use is logged"},
            ],
        )
        for name, title, what, whom in RISKS[:11]
    ]
    rows.append(risk_row(RISKS[11][0], text=RISKS[11][1]))  # asks what happens to whom
    data: dict[str, Any] = {
        "schema": "toolkit-questionnaire/1",
        "id": "small-risks",
        "version": "1.0.0",
        "title": "Risks of a camera system",
        "minutes": 30,
        "about": "A training instrument of this course. It is **not** the Toolkit's.",
        "results": "profile",
        "scales": {
            "likelihood": {"steps": _steps(LIKELY, "How often")},
            "severity": {"steps": _steps(SEVERE, "How bad")},
            "ready": {
                "steps": [
                    {"id": "no", "label": "Not yet", "points": 1},
                    {"id": "partly", "label": "Partly", "points": 2},
                    {"id": "yes", "label": "In place", "points": 3},
                ]
            },
        },
        "matrices": {"rights": teaching_matrix()},
        "dimensions": {"care": {"title": "Care", "target": 3}},
        "bands": [
            {"id": "stop", "label": "Do not go on", "at_least": 1, "meaning": "Stop here."},
            {"id": "go", "label": "Go on with care", "at_least": 2, "meaning": "Go on."},
        ],
        "vetoes": [
            {
                "id": "prohibited",
                "when": {"q": "screen.prohibited", "is": "yes"},
                "at_most": "stop",
                "because": "A prohibited practice stays prohibited **whatever** its risks are.",
            }
        ],
        "sections": [
            {
                "id": "screening",
                "title": "Screening",
                "dimension": "care",
                "items": [
                    {
                        "id": "screen.prohibited",
                        "type": "yesno",
                        "text": "Is it one of the prohibited practices?",
                    },
                    {
                        "id": "screen.plan",
                        "type": "scale",
                        "scale": "ready",
                        "text": "Is there a plan to stop it?",
                        "anchors": ["No plan", "A draft", "Rehearsed"],
                    },
                    {
                        "id": "groups",
                        "type": "rank",
                        "text": "Who must be heard first?",
                        "choose": 2,
                        "options": [
                            {"id": "youth", "text": "Young people"},
                            {"id": "press", "text": "Journalists"},
                            {"id": "shops", "text": "Shop owners"},
                        ],
                    },
                    {
                        "id": "systems",
                        "type": "repeat",
                        "text": "Which systems feed it?",
                        "noun": "system",
                        "at_most": 3,
                        "parts": [
                            {"id": "name", "type": "text", "text": "Name", "required": True},
                            {"id": "since", "type": "date", "text": "In use since"},
                            {"id": "cameras", "type": "number", "text": "Cameras", "whole": True},
                            {"id": "own", "type": "yesno", "text": "Is it ours?"},
                        ],
                    },
                    {
                        "id": "test-record",
                        "type": "evidence",
                        "text": "Which record shows the last test?",
                    },
                    {
                        "id": "cameras",
                        "type": "computed",
                        "text": "Cameras in all",
                        "unit": "cameras",
                        "value": {"rule": "sum", "of": ["systems"], "part": "cameras"},
                    },
                ],
            },
            {"id": "risks", "title": "Risks", "items": rows},
        ],
    }
    return {**data, **changes}


def risk_questionnaire(**changes: Any) -> Questionnaire:
    """Twelve risk rows, of which the last asks what happens to whom."""
    return Questionnaire.model_validate(risk_data(**changes))


def risks_alone(**changes: Any) -> Questionnaire:
    """The same with risks as its only result: no dimensions, no bands."""
    data = risk_data(
        id="risks-alone", results="risks", dimensions={}, bands=[], vetoes=[], **changes
    )
    for section in data["sections"]:
        section.pop("dimension", None)
    return Questionnaire.model_validate(data)


def judged(likelihood: str, severity: str, **more: Any) -> dict[str, Any]:
    """A judgement; ``possible..likely`` is a range."""
    ends = {"likelihood": likelihood.split(".."), "severity": severity.split("..")}
    return {key: [found[0], found[-1]] for key, found in ends.items()} | more


def risk_value(likelihood: str, severity: str, **more: Any) -> dict[str, Any]:
    """A risk's value with its inherent judgement."""
    return {"inherent": judged(likelihood, severity), **more}


def risk_answers() -> dict[str, Answer]:
    """Ten of twelve risks judged: ranges, controls, an accepted one; one unknown, one left out."""
    second = {"controls": ["second-look"]}
    values: dict[str, dict[str, Any]] = {
        "wrong-match": risk_value(
            "likely..expected",
            "serious..grave",
            current=judged("possible..likely", "serious", **second),
            residual=judged("unlikely", "serious", named="A threshold tested on our own square"),
            knowledge="weak",
            knowledge_reason="No test on our own cameras yet.",
            affected=4000,
            treatment="reduce",
            owner="Head of the control room",
            due="2026-12-01",
        ),
        "unequal": risk_value("likely", "grave", knowledge="weak", knowledge_reason="Few cases."),
        "chilling": risk_value("expected", "irreparable", treatment="avoid"),
        "creep": risk_value("possible", "serious", current=judged("possible", "serious")),
        "leak": risk_value("unlikely", "irreparable", treatment="reduce", owner="Archive"),
        "overtrust": risk_value("likely", "serious", current=judged("rare", "serious")),
        "no-appeal": risk_value("possible", "limited..grave"),
        "old-list": risk_value("unlikely", "limited", residual=judged("likely", "grave")),
        "outage": risk_value(
            "rare",
            "minor",
            treatment="accept",
            accepted_by="Deputy chief",
            accepted_on="2026-11-02",
            accept_reason="The desk works on paper for an hour.",
        ),
        "supplier": risk_value("possible", "grave", affected=200, knowledge="strong"),
    }
    out = {key: Answer(value=value) for key, value in values.items()}
    out["secrecy"] = Answer(state="dont_know", reason="The prosecutor would know.")
    out["staff"] = Answer(state="not_applicable", reason="No counts are kept.")
    out["screen.prohibited"] = Answer(value="no")
    out["screen.plan"] = Answer(value="partly")
    out["systems"] = Answer(value=[{"name": "Square", "cameras": 12}, {"name": "Bus station"}])
    out["groups"] = Answer(value=["press"])
    return out
