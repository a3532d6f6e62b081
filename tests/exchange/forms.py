"""Questionnaires of every shape that the models allow, for the laws of exchange."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from toolkit_widgets.models import Questionnaire

Data = dict[str, Any]
NAMES = ["a", "b1", "c.d", "e-f", "g_h", "01", "1.10", "true", "no", "all", "not", "in", "is"]
ID = st.sampled_from(NAMES)
_CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"],
    exclude_characters="\ufffe\uffff",
    include_characters="\n\t",
)
TEXT = (
    st.text(_CHARACTERS, min_size=1, max_size=25)
    | st.sampled_from(
        ["=1+1", "-x", "+2", "@a", "'=a", "_x0041_", "_x005F_", "yes", "0x1", "1.5e3", "…", "a; b",
         '"quoted"', "'", "null", "~", "- a\n- b", "{{7*7}}", "2026-03-01", "# no", "a: b"]
    )
).map(str.strip).filter(bool)  # fmt: skip
NUMBER = st.integers(-(10**6), 10**6) | st.floats(
    allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6
).map(lambda value: float(f"{value:.12g}") + 0.0)  # a cell has 15 digits, and no negative zero
SCALAR = st.booleans() | NUMBER | TEXT
REF = st.fixed_dictionaries({"source": ID, "at": TEXT})
REFS = st.lists(REF, max_size=2)


def comparisons() -> st.SearchStrategy[Data]:
    """One comparison."""
    kinds = [
        st.fixed_dictionaries({"q": ID, "is": SCALAR}),
        st.fixed_dictionaries({"q": ID, "in": st.lists(SCALAR, max_size=3)}),
        st.fixed_dictionaries({"q": ID, "contains": SCALAR}),
        st.fixed_dictionaries({"q": ID, "at_least": NUMBER}),
        st.fixed_dictionaries({"q": ID, "at_most": NUMBER}),
        st.fixed_dictionaries({"q": ID, "answered": st.booleans()}),
    ]
    return st.one_of(kinds)


CONDITION: st.SearchStrategy[Data] = st.recursive(
    comparisons(),
    lambda part: (
        st.fixed_dictionaries({"all": st.lists(part, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"any": st.lists(part, min_size=1, max_size=3)})
        | st.fixed_dictionaries({"not": part})
    ),
    max_leaves=5,
)


def some(**optional: st.SearchStrategy[Any]) -> Data:
    """Fields that may be given or not."""
    return dict(optional)


BASE = some(
    help=TEXT,
    show_when=CONDITION,
    required=st.booleans(),
    allow=st.lists(st.sampled_from(["not_applicable", "dont_know"]), max_size=2),
    comment=st.booleans(),
    evidence=TEXT,
    roles=st.lists(TEXT, max_size=2),
    principles=st.lists(ID, max_size=2),
    stages=st.lists(st.sampled_from(["planning", "data"]), max_size=2),
    refs=REFS,
    lesson=ID,
    objective=ID,
    dimension=ID,
    weight=st.integers(1, 10),
)


def unique(fields: Data, optional: Data, low: int = 0, high: int = 3) -> st.SearchStrategy[Any]:
    """A list of things with ids of their own."""
    one = st.fixed_dictionaries({"id": ID, **fields}, optional=optional)
    return st.lists(one, min_size=low, max_size=high, unique_by=lambda thing: thing["id"])


OPTIONS = unique({"text": TEXT}, {"points": NUMBER}, 2)
MARKED = unique({"text": TEXT, "feedback": TEXT}, {"correct": st.booleans(), "refs": REFS}, 2)
FEEDBACK = st.fixed_dictionaries({"right": TEXT, "low": TEXT, "high": TEXT})
RULE = st.one_of(
    st.fixed_dictionaries(
        {"rule": st.just("count"), "of": st.lists(ID, min_size=1, max_size=2)},
        optional={"part": ID, "values": st.lists(SCALAR, max_size=3)},
    ),
    st.fixed_dictionaries(
        {"rule": st.just("share"), "of": st.just(["a"]), "values": st.lists(SCALAR, min_size=1)}
    ),
    st.fixed_dictionaries({"rule": st.sampled_from(["sum", "mean"]), "of": st.just(["a", "01"])}),
    st.fixed_dictionaries(
        {"rule": st.just("level"), "matrix": ID, "likelihood": ID, "severity": ID}
    ),
)


def item(kind: str, fields: Data, optional: Data | None = None) -> st.SearchStrategy[Data]:
    """An item of one type, without its id."""
    return st.fixed_dictionaries(
        {"type": st.just(kind), "text": TEXT, **fields}, optional={**BASE, **(optional or {})}
    )


SIMPLE = [
    item("choice", {"options": OPTIONS}),
    item("yesno", {}),
    item("scale", {"scale": ID}, {"anchors": st.lists(TEXT, max_size=3)}),
    item(
        "number", {}, {"unit": TEXT, "minimum": NUMBER, "maximum": NUMBER, "whole": st.booleans()}
    ),
    item("text", {}),
    item("long_text", {}),
    item("date", {}),
]


@st.composite
def named(draw: st.DrawFn, things: st.SearchStrategy[Data], low: int, high: int) -> list[Data]:
    """Things with ids of their own, drawn in order."""
    names = draw(st.lists(ID, min_size=low, max_size=high, unique=True))
    return [{"id": name, **draw(things)} for name in names]


ITEM = st.one_of(
    *SIMPLE,
    item("choices", {"options": OPTIONS}, {"at_most": st.integers(1, 3)}),
    item("note", {}),
    item("rank", {"options": OPTIONS}, {"choose": st.integers(1, 3)}),
    item("evidence", {}),
    item(
        "gate",
        {"decides": TEXT, "needs": unique({"when": CONDITION, "because": TEXT}, {}, 1)},
        {"after": ID},
    ),
    item(
        "repeat",
        {"parts": named(st.one_of(*SIMPLE), 1, 2)},
        {"noun": TEXT, "at_least": st.integers(0, 3), "at_most": st.integers(3, 9)},
    ),
    item(
        "risk_row",
        {"matrix": ID, "likelihood": ID, "severity": ID},
        {
            "what": TEXT,
            "whom": TEXT,
            "ranges": st.booleans(),
            "controls": unique({"text": TEXT}, {}),
        },
    ),
    item("computed", {"value": RULE}, {"unit": TEXT, "digits": st.integers(0, 6)}),
    item("single", {"options": MARKED}),
    item("multiple", {"options": MARKED}),
    item("numeric", {"answer": NUMBER, "feedback": FEEDBACK}, {"tolerance": st.integers(0, 3)}),
    item(
        "ordering",
        {
            "entries": unique({"text": TEXT, "feedback": TEXT}, {"refs": REFS}, 3, 4),
            "start": st.lists(ID, min_size=1, max_size=4),
        },
    ),
)


@st.composite
def matching(draw: st.DrawFn) -> Data:
    """Prompts and targets share no id, so that a source says whose it is."""
    names = draw(st.permutations(NAMES))
    prompts = [
        {"id": name, "text": draw(TEXT), "feedback": draw(TEXT), "accept": [names[0]]}
        for name in names[2:4]
    ]
    prompts[0]["refs"] = draw(REFS)
    targets = [{"id": name, "text": draw(TEXT)} for name in names[:2]]
    return {
        "type": "matching",
        "text": draw(TEXT),
        "targets": targets,
        "prompts": prompts,
    }


STEPS = unique({"label": TEXT, "points": NUMBER}, {"meaning": TEXT}, 2)
DIMENSION = st.fixed_dictionaries(
    {"title": TEXT},
    optional={
        "target": NUMBER,
        "aggregate": st.sampled_from(["mean", "sum", "minimum", "share"]),
        "max_scope": st.sampled_from(["visible", "declared"]),
        "pools": st.lists(ID, max_size=2),
        "based_on": ID,
        "modifiers": st.lists(
            st.fixed_dictionaries(
                {
                    "dimension": ID,
                    "share_at_least": st.sampled_from([0, 0.1, 0.85, 1, 1.0]),
                    "multiply": NUMBER,
                    "because": TEXT,
                }
            ),
            max_size=2,
        ),
        "round": st.fixed_dictionaries(
            {}, optional={"mode": st.just("up"), "digits": st.integers(0, 6)}
        ),
    },
)
MATRIX = st.fixed_dictionaries(
    {
        "likelihood": ID,
        "severity": ID,
        "levels": unique({"label": TEXT, "meaning": TEXT}, {}, 2),
        "grid": st.lists(st.lists(ID, min_size=1, max_size=3), min_size=2, max_size=3),
    },
    optional={"label": TEXT},
)
MOVE = st.one_of(
    st.fixed_dictionaries({"op": st.just("rename"), "old": ID, "new": ID}),
    st.fixed_dictionaries({"op": st.just("retire"), "item": ID}),
    st.fixed_dictionaries(
        {"op": st.just("rescale"), "item": ID, "how": st.just("map")},
        optional={"map": st.dictionaries(ID, ID, max_size=3)},
    ),
    st.fixed_dictionaries(
        {
            "op": st.just("rescale"),
            "item": ID,
            "how": st.just("clamp"),
            "old": st.lists(ID, min_size=1, max_size=3),
            "new": st.lists(ID, min_size=1, max_size=3),
        }
    ),
)

TAKE = st.fixed_dictionaries({"item": ID, "questionnaire": ID, "source": ID})
BLOCK = st.fixed_dictionaries(
    {"lines": st.lists(TEXT, min_size=1, max_size=3)},
    optional={"heading": TEXT, "open": TEXT, "show_when": CONDITION},
)
PAPER = st.fixed_dictionaries(
    {"title": TEXT, "for": TEXT, "blocks": st.lists(BLOCK, min_size=1, max_size=3)},
    optional={"pages": st.integers(1, 20), "signature": st.lists(TEXT, max_size=2)},
)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any questionnaire whose ids are its own; what they refer to may be missing."""
    names = draw(st.lists(ID, min_size=1, max_size=5, unique=True))
    things = [{"id": name, **draw(ITEM | matching())} for name in names]
    cut = draw(st.integers(0, len(things) - 1))
    pages = [page for page in (things[:cut], things[cut:]) if page]
    sections = [
        {
            "id": f"s{number}",
            **draw(
                st.fixed_dictionaries(
                    {"title": TEXT},
                    optional={
                        "intro": TEXT,
                        "dimension": ID,
                        "show_when": CONDITION,
                        "exclusive_group": ID,
                    },
                )
            ),
            "items": page,
        }
        for number, page in enumerate(pages)
    ]
    edge = st.one_of(
        st.fixed_dictionaries({"at_least": NUMBER}), st.fixed_dictionaries({"above": NUMBER})
    )
    band = st.fixed_dictionaries({"label": TEXT, "meaning": TEXT})
    bands = [{**one, **draw(edge)} for one in draw(named(band, 0, 3))]
    veto = st.fixed_dictionaries({"when": CONDITION, "because": TEXT})
    vetoes = [
        {**one, draw(st.sampled_from(["at_most", "at_least"])): draw(ID)}
        for one in draw(named(veto, 0, 2))
    ]
    action = st.fixed_dictionaries(
        {
            "text": TEXT,
            "effort": st.sampled_from("SML"),
            "lifts": st.lists(ID, min_size=1, max_size=2),
        },
        optional={
            "lesson": ID,
            "to": ID,
            "needs": st.lists(ID, max_size=2),
            "days": st.integers(1, 99),
            "weeks": st.integers(1, 99),
        },
    )
    moves = st.lists(MOVE, max_size=3)
    data = {
        "schema": "toolkit-questionnaire/1",
        "id": draw(ID),
        "version": "1.2.0",
        "title": draw(TEXT),
        "minutes": draw(st.integers(1, 90)),
        "about": draw(TEXT),
        "scales": draw(
            st.dictionaries(
                ID,
                st.fixed_dictionaries({"steps": STEPS}, optional={"kind": st.just("interval")}),
                max_size=2,
            )
        ),
        "matrices": draw(st.dictionaries(ID, MATRIX, max_size=1)),
        "dimensions": draw(st.dictionaries(ID, DIMENSION, max_size=3)),
        "bands": bands,
        "texts": draw(st.dictionaries(ID, st.dictionaries(ID, TEXT, max_size=2), max_size=2)),
        "vetoes": vetoes,
        "sections": sections,
        "actions": draw(named(action, 0, 2)),
        "takes": draw(st.lists(TAKE, max_size=2)),
        "papers": draw(named(PAPER, 0, 2)),
        "review": draw(st.booleans()),
        "examples": draw(st.lists(ID, max_size=2)),
        "migrations": [
            {"from": f"1.{n}.0", "to": f"1.{n + 1}.0", "steps": draw(moves)}
            for n in range(draw(st.integers(0, 2)))
        ],
        "refs": draw(REFS),
    }
    if draw(st.booleans()):
        data["level"] = {"dimension": draw(ID), "of": "share"}
    return Questionnaire.model_validate(data)
