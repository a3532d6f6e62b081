"""A questionnaire file that belongs to no lesson, for example an imported one."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

from ..content.catalogues import read_catalogue
from ..content.counted import count
from ..content.library import library
from ..content.markdown import markdown, markdown_inline, plain
from ..content.parse import parse_file
from ..content.problems import ContentError, Problem
from ..content.translate import translated
from ..models import Answer, Questionnaire
from ..reports.gates import gate_fragment, gates_of
from ..reports.papers_html import papers_fragment
from ..scoring.level import Level, level
from ..scoring.numbers import show as decimal
from ..scoring.score import Measure, Scorer
from ..scoring.visibility import cycle
from ..store import Store, answers_folder
from .activity import Activity
from .files import questionnaire_file
from .form import Form
from .words import level_words


def show(questionnaire: str | Path, folder: str | Path | None = None, language: str = "en") -> Form:
    """The form for a questionnaire file, with its level where it has bands.

    ``folder`` holds the answers; by default ``$TOOLKIT_ANSWERS`` or ``answers/`` in the current
    folder. Raises :class:`~toolkit_widgets.content.problems.ContentError` with every problem of
    the file, or where it has no such language.
    """
    file = Path(questionnaire)
    if file.is_dir():
        file = file / "questionnaire.yaml"
    form = parse_file(file, Questionnaire).model
    circle = cycle(form)
    if circle:
        message = f"conditions go round in a circle: {' → '.join(circle)}"
        raise ContentError([Problem("error", file.name, 1, form.id, message)])
    where = Path(folder) if folder is not None else answers_folder()
    activity = Activity(form, Store(form, where), library(), f"{where.resolve()}|file|{form.id}")
    said = form
    if language != "en":
        catalogue = read_catalogue(file, language)
        activity.speak(language, catalogue)
        said = translated(form, catalogue)
    summary = f"Questionnaire {form.id}: {count(len(activity.items), 'item')}"
    if form.papers or form.results == "gates":
        return _with_files(activity, summary)
    if not form.bands:
        return Form(activity, summary)
    activity.extra = {"results": True}
    scorer = Scorer(said)
    return Form(
        activity, summary, results=lambda: level_fragment(scorer, activity.answers, language)
    )


def _with_files(activity: Activity, summary: str) -> Form:
    """The form of a questionnaire that makes documents, or has gates."""
    form = activity.form
    assert isinstance(form, Questionnaire)

    def results() -> str:
        gates = gates_of(form, activity.answers) if form.results == "gates" else None
        if gates is None:
            return papers_fragment(form, activity.answers)
        return gate_fragment(gates, heading_level=4)

    return Form(
        activity,
        summary,
        results=results,
        files=lambda what: questionnaire_file(form, activity.store.file, library().course, what),
    )


def level_fragment(scorer: Scorer, answers: Mapping[str, Answer], language: str = "en") -> str:
    """The level in one sentence, its meaning, the scores as a table, and texts of the level."""
    words = level_words(language)
    form, found = scorer.questionnaire, level(scorer, answers)
    parts = [f"<p><strong>{_sentence(found, words)}</strong></p>"]
    if found.band is not None:
        parts.append(f"<p>{words['meaning']} {markdown_inline(found.band.meaning)}</p>")
        parts += [f"<p>{markdown_inline(veto.because)}</p>" for veto in found.vetoes]
    rows = [_row(scorer, measure, words) for measure in scorer.measures(answers).values()]
    if rows:
        head = "".join(
            f'<th scope="col">{words[key]}</th>'
            for key in ("score", "value", "maximum", "answered")
        )
        parts.append(
            f"<table><caption>{words['scores']}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
    if found.band is not None:
        told = [texts[found.band.id] for texts in form.texts.values() if found.band.id in texts]
        if told:
            parts.append(f"<h4>{words['texts']}</h4>{''.join(markdown(text) for text in told)}")
    return "".join(parts)


def _sentence(found: Level, words: Mapping[str, str]) -> str:
    if found.band is None:
        return words["none"]
    names = {
        "level": escape(plain(found.band.label)),
        "low": escape(plain(found.low.label)),
        "high": escape(plain(found.high.label)),
    }
    return words["now" if found.settled else "between"].format(**names)


def _row(scorer: Scorer, measure: Measure, words: Mapping[str, str]) -> str:
    value = words["blank"] if measure.value is None else decimal(measure.value)
    most = decimal(measure.maximum)
    how = scorer.questionnaire.dimensions[measure.id]
    if how.aggregate == "sum" and how.max_scope == "declared":
        every = scorer.declared_alternatives(measure.id)
        if every != measure.maximum:
            most += f" ({words['alternatives'].format(n=decimal(every))})"
    answered = words["of"].format(n=measure.answered, of=measure.applicable)
    cells = "".join(f"<td>{cell}</td>" for cell in (value, most, answered))
    return f'<tr><th scope="row">{markdown_inline(measure.title)}</th>{cells}</tr>'
