"""Where colleagues disagree."""

from __future__ import annotations

from tests.samples import small_questionnaire
from toolkit_widgets.models import Answer, Scale
from toolkit_widgets.scoring.compare import compare


def test_the_widest_disagreement_comes_first_and_gaps_are_counted() -> None:
    form = small_questionnaire()
    scale = [item for item in form.items if isinstance(item, Scale)]
    steps = [step.id for step in form.scales[scale[0].scale].steps]
    first, second, third = (item.id for item in scale[:3])
    people = [
        {
            first: Answer(value=steps[1]),
            second: Answer(value=steps[0]),
            third: Answer(value=steps[2]),
        },
        {
            first: Answer(value=steps[2]),
            second: Answer(value=steps[4]),
            third: Answer(value=steps[2]),
        },
        {first: Answer(value=steps[1]), second: Answer(state="dont_know", reason="new")},
    ]
    rows = {row.id: row for row in compare(form, people)}
    assert next(iter(rows)) == second
    assert (rows[second].spread, rows[second].unknown) == (4, 1)
    assert rows[second].within_one == 0
    assert rows[first].within_one == 1
    assert rows[first].median == 2
    assert (rows[third].spread, rows[third].within_one, rows[third].unknown) == (0, 1, 1)
    empty = compare(form, [{}, {}])
    assert all(row.median is None and row.within_one is None for row in empty)
