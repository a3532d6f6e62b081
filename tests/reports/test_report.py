"""One result object: what it knows, what it refuses, and every format made from it."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest

from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer, ContentStamp, Scale
from toolkit_widgets.reports import FORMATS, Report, build_report, write
from toolkit_widgets.reports.words import (
    edge_words,
    lesson_label,
    moment,
    moment_of,
    printable,
    weight_words,
)

from ..samples import NOW, answer_file, small_course, small_questionnaire, some_answers

QUESTIONNAIRE = small_questionnaire()


def report(given: dict[str, Answer] | None = None, **more: object) -> Report:
    answers = some_answers() if given is None else given
    return build_report(
        QUESTIONNAIRE, answer_file(QUESTIONNAIRE, answers, **more), small_course(), NOW
    )


def test_facts_of_the_first_page() -> None:
    facts = dict(report().facts)
    assert facts["Subject"] == "Port Selby Police"
    assert facts["Answered by"] == "Head of unit"
    assert facts["Answers last changed"] == "1 March 2026, 16:45 UTC"
    assert facts["Report made"] == "2 March 2026, 09:30 UTC"
    assert facts["Completeness"] == (
        "6 of 8 applicable items answered, 1 not answered, 1 don't know, 1 not applicable"
    )
    assert facts["Instrument"] == f"Readiness of a small agency 1.2.0, hash {report().hash}"
    assert len(report().hash) == 12


def test_levels_that_begin_above_an_edge_are_in_every_report() -> None:
    bands = [
        band.model_copy(update={"at_least": None, "above": band.edge})
        for band in QUESTIONNAIRE.bands
    ]
    form = QUESTIONNAIRE.model_copy(update={"bands": bands})
    made = build_report(form, answer_file(form, some_answers()), small_course(), NOW)
    said = [f"above {band.above:g}" for band in bands]
    assert [edge_words(band) for band in bands] == said
    page = write(made, "html")[0].decode()
    assert all(f"<td>{words}</td>" in page for words in said)
    cells = [
        cell.text
        for table in docx.Document(io.BytesIO(write(made, "docx")[0])).tables
        for cell in table.columns[1].cells
    ]
    assert set(said) <= set(cells)


def test_unknown_facts_are_left_out() -> None:
    assert "Subject" not in dict(report(subject="").facts)
    assert "Answers begun" not in dict(report(created="").facts)


def test_the_annex_holds_every_question_that_was_shown() -> None:
    rows = {row.id: row for section in report().annex for row in section.rows}
    asked = [item.id for item in QUESTIONNAIRE.items if item.type != "note"]
    assert list(rows) == asked
    assert rows["ctx.uses"].answer == "Computer vision; Text and speech"
    assert (rows["ctx.staff"].answer, rows["ctx.staff"].typed) == ("12 officers", True)
    assert rows["people.roles"].anchor == "roles: what a reader would see at step 5"
    assert rows["culture.public"].state == "dont_know"
    assert rows["processes.testing"].state == "unanswered"
    assert rows["processes.stopping"].weight == 2


def test_answers_to_other_wording_are_named() -> None:
    assert report().caution == ""
    other = ContentStamp(
        kind="questionnaire", id=QUESTIONNAIRE.id, version="1.1.0", sha256="0" * 64
    )
    assert "given to version 1.1.0" in report(content=other).caution
    same_version = other.model_copy(update={"version": "1.2.0"})
    assert "wording of version 1.2.0 has changed" in report(content=same_version).caution


def test_answers_to_another_questionnaire_are_refused() -> None:
    stamp = ContentStamp(kind="questionnaire", id="other", version="1.0.0", sha256="0" * 64)
    with pytest.raises(ValueError, match="belong to questionnaire 'other', not to"):
        report(content=stamp)


def test_time_needs_a_zone_and_is_kept_in_utc() -> None:
    file = answer_file(QUESTIONNAIRE, {})
    with pytest.raises(ValueError, match="has no time zone"):
        build_report(QUESTIONNAIRE, file, small_course(), datetime(2026, 3, 2, 9, 30))
    lima = datetime(2026, 3, 2, 4, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert build_report(QUESTIONNAIRE, file, small_course(), lima).produced == NOW


@pytest.mark.parametrize("to", list(FORMATS))
@pytest.mark.parametrize("given", [None, {}], ids=["some", "nothing"])
def test_every_format_is_written_quickly(to: str, given: dict[str, Answer] | None) -> None:
    start = time.perf_counter()
    body, media_type, suffix = write(report(given), to)
    assert time.perf_counter() - start < 3
    assert len(body) > 1000
    assert (media_type, suffix) == (FORMATS[to].media_type, f".{to}")


def test_the_courses_own_instrument_is_reported_quickly() -> None:
    course, real = library().course, library().questionnaire("organizational-readiness")
    steps = [step.id for step in next(iter(real.scales.values())).steps]
    scales = [item for item in real.items if isinstance(item, Scale)]
    given = {
        item.id: Answer(value=steps[place % len(steps)], comment="A remark. " * 20)
        for place, item in enumerate(scales)
    }
    start = time.perf_counter()
    made = build_report(real, answer_file(real, given), course, NOW)
    sizes = {to: len(write(made, to)[0]) for to in FORMATS}
    assert time.perf_counter() - start < 3
    assert all(20_000 < size < 500_000 for size in sizes.values()), sizes
    assert sum(len(section.rows) for section in made.annex) >= len(scales) >= 36
    assert made.profile.overall.answered == len(scales)


@pytest.mark.parametrize(
    ("to", "hint"),
    [("pdf", "no report format 'pdf'; there is docx, xlsx, html, json"),
     ("doc", "no report format 'doc'; did you mean 'docx'?"),
     ("htm", "no report format 'htm'; did you mean 'html'?")],
)  # fmt: skip
def test_an_unknown_format_says_what_there_is(to: str, hint: str) -> None:
    with pytest.raises(ValueError, match="no report format") as caught:
        write(report(), to)
    assert str(caught.value) == hint


def test_words() -> None:
    assert printable("a\x00b\x0b\ud800\ufffe\tc\r\nd\re\U0001f600") == "ab\tc\nd\ne\U0001f600"
    assert lesson_label("14_readiness", {"14_readiness": "Readiness"}) == "Lesson 14, Readiness"
    assert lesson_label("C02_festival", {}) == "Case C02"
    assert lesson_label("B0_briefing", {}) == "Briefing B0"
    assert lesson_label("", {}) == ""
    assert moment(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == "31 December 2026, 23:59 UTC"
    assert moment_of("2026-03-01T16:45:00+02:00") == "1 March 2026, 14:45 UTC"
    assert moment_of("2026-03-01") == "1 March 2026, 00:00 UTC"
    assert moment_of("last week") == "last week"
    assert [weight_words(n) for n in (1, 2, 3, 5)] == [
        "", "counts double", "counts triple", "counts 5 times",
    ]  # fmt: skip
