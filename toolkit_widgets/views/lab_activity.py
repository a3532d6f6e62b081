"""A lab as an activity: predict, commit, move, see. No widget, no browser."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from ..content.characters import printable
from ..content.cited import sources_html
from ..content.library import Library
from ..content.markdown import markdown, plain
from ..figures import svg_uri
from ..labs import Outcome, Run, find
from ..models import SILENT, Answer, Item, Lab, LabControl, Number, SelectControl, YesNo
from ..scoring.values import read_answer
from ..store import Store
from .activity import Activity, Reply
from .progress import LabProgress
from .spec import Spec
from .words import form_words, lab_words

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

THEMES = ("light", "dark")
KEPT = 40
"""Outcomes that are remembered with their pictures: a slider goes to and fro."""
Position = int | float | str


class LabFailed(RuntimeError):
    """The model of a lab cannot say anything at these positions. The message says so in words."""


class LabActivity(LabProgress, Activity):
    """A lab with its answers. Where the controls stand is kept beside them, under their ids."""

    def __init__(
        self,
        form: Lab,
        store: Store,
        library: Library,
        key: str,
        on_change: Callable[[], None] = lambda: None,
        run: Run | None = None,
    ) -> None:
        super().__init__(form, store, library, key, on_change)
        self._run = run
        self._outcomes: dict[tuple[Position, ...], Outcome] = {}

    # -- where the learner stands ------------------------------------------------------------------

    @property
    def spec(self) -> Spec:
        """What the card looks like."""
        lab: Lab = self.form
        spec = super().spec
        words = spec["words"] | lab_words(self.language)
        return spec | {
            "words": words,
            "lab": {
                "predict": [item.id for item in lab.predict],
                "after": [item.id for item in lab.after],
                "controls": [control_spec(control) for control in lab.controls],
                "tasks": [markdown(task) for task in lab.tasks],
                "limits": markdown(lab.limits) + sources_html(lab.refs, self.library),
            },
        }

    @property
    def positions(self) -> dict[str, Position]:
        """Where the controls stand: as saved, else at their start.

        A saved position that is not possible (any more) counts as none: the file may be another
        edition's, or edited by hand.
        """
        saved = {key: self.store.answers[key] for key in self.controls if key in self.store.answers}
        given = {key: a.value for key, a in saved.items() if a.state == "answered"}
        return self.form.starts | self._read_positions(given)[0]

    # -- what the learner does ---------------------------------------------------------------------

    def state(self) -> Reply:
        """Everything that changes: sent when the card is shown."""
        return super().state() | {"restored": sum(not a.empty for a in self._questions())}

    def change(self, changes: Mapping[str, Mapping[str, Any]]) -> Reply:
        """Save answers and positions. A committed prediction stays as it is."""
        fixed = self.predicted if self.committed else self.controls.keys()
        kept = {key: raw for key, raw in changes.items() if key not in fixed}
        reply = super().change(kept)
        if self.committed and self.controls.keys() & kept.keys():
            reply |= {"lab": self.view(self.positions)}
        return reply

    def commit(self) -> Reply:
        """From now on the prediction stands, and the controls are there.

        A prediction that cannot be read is not committed: ``problems`` says why.
        """
        problems: dict[str, str | None] = {}
        for item in self.form.predict:
            answer = self.answers.get(item.id)
            if answer is not None and answer.state == "draft":
                problems[item.id] = read_answer(item, {"value": answer.value}, {})[1]
        saved = self.store.update({}, committed="" if problems else self.form.id)
        return self._saved(saved) | {"problems": problems} | self._revealed()

    def move(self, values: Mapping[str, Any], theme: str = "") -> Reply:
        """What the lab shows at these positions; nothing is saved.

        ``theme``: draw the picture for this one only. ``problems``: control → what is wrong with
        what was typed; there is no picture then.
        """
        if not self.committed:
            return {"problems": {}}
        moved, problems = self._read_positions(values)
        if problems:
            return {"problems": problems}
        lab = self.view(self.positions | moved, theme)
        return {"problems": dict.fromkeys(self.controls), "lab": lab}

    def _read_positions(
        self, values: Mapping[str, Any]
    ) -> tuple[dict[str, Position], dict[str, str]]:
        """Positions that are possible, and what is wrong with the others; by control."""
        found: dict[str, Position] = {}
        problems: dict[str, str] = {}
        for key, item in self.controls.items():
            if key not in values:
                continue
            answer, problem = read_answer(item, {"value": values[key]}, {})
            if answer.state == "answered" and isinstance(answer.value, int | float | str):
                found[key] = answer.value
            else:
                problems[key] = self._allowed(item, problem)
        return found, problems

    # -- what the lab shows ------------------------------------------------------------------------

    def outcome(self, values: Mapping[str, Position]) -> Outcome:
        """What the model says. Raises :class:`LabFailed` with a sentence where it cannot."""
        key = tuple(values[name] for name in self.controls)
        if key not in self._outcomes:
            try:
                run = self._run or find(self.form.model or self.form.id)
                found = run(values)
            except Exception as error:
                raise self._failed(error) from error
            if len(self._outcomes) >= KEPT:
                self._outcomes.pop(next(iter(self._outcomes)))
            self._outcomes[key] = found
        return self._outcomes[key]

    def view(self, values: Mapping[str, Position], theme: str = "") -> Reply:
        """Readout, picture, text twin and what is seen, as plain data; or why there is none."""
        try:
            found = self.outcome(values)
            pictures = {
                name: svg_uri(found.figure.svg_dark if name == "dark" else found.figure.svg_light)
                for name in ([theme] if theme in THEMES else THEMES)
            }
        except LabFailed as failed:
            return {"values": dict(values), "failed": str(failed)}
        except Exception as error:  # the drawing, not the model
            return {"values": dict(values), "failed": str(self._failed(error))}
        figure = found.figure
        return {
            "values": dict(values),
            "failed": "",
            "readout": printable(found.readout),
            "title": printable(figure.title),
            "sentence": printable(figure.sentence),
            "table": [[printable(cell) for cell in row] for row in figure.table],
            "picture": pictures,
            "seen": {key: printable(words) for key, words in found.seen.items()},
        }

    def prepare(self) -> None:
        """Draw what comes first, so that committing shows it at once."""
        self.view(self.positions)

    @property
    def sentence(self) -> str:
        """The text twin at the starting positions, or why there is none."""
        try:
            return self.outcome(self.form.starts).figure.sentence
        except LabFailed as failed:
            return str(failed)

    def _allowed(self, item: Item, problem: str | None) -> str:
        """What is wrong with what was typed, and what is possible."""
        words = lab_words(self.language)
        said = problem or words["lab_empty"]
        if not isinstance(item, Number):
            return said
        low, high = (f"{item.minimum:,}", f"{item.maximum:,}")
        return f"{said} {words['lab_allowed'].format(minimum=low, maximum=high)}"

    def _failed(self, error: Exception) -> LabFailed:
        log.exception("lab %s", self.form.id, exc_info=error)
        words = lab_words(self.language)["lab_failed"]
        return LabFailed(words.format(error=f"{type(error).__name__}: {error}"))

    def _now(self) -> Reply:
        return super()._now() | {"visible": self._visible(), "moved": self.moved}

    def _revealed(self) -> Reply:
        """Nothing that the lab shows leaves this machine before the prediction is committed."""
        if not self.committed:
            return {"lab": None}
        said = {i.id: self._said(i) for i in self.form.predict if not isinstance(i, SILENT)}
        return {"lab": self.view(self.positions), "said": said}

    def _said(self, item: Item) -> dict[str, str]:
        """The question and what was predicted, in words."""
        words = form_words(self.language) | lab_words(self.language)
        answer = self.answers.get(item.id, Answer())
        return {
            "question": plain(item.text),
            "predicted": prediction(item, answer, words) or words["lab_no_prediction"],
        }

    def _questions(self) -> list[Answer]:
        return [a for key, a in self.answers.items() if key not in self.controls]


def prediction(item: Item, answer: Answer, words: Mapping[str, str]) -> str:
    """What was answered, in words; empty where nothing was. ``words``: those of the form."""
    value = answer.value
    if value in (None, "", [], {}):
        return ""
    if isinstance(item, YesNo):
        return words[str(value)]
    texts = {option.id: plain(option.text) for option in getattr(item, "options", [])}
    given = value if isinstance(value, list) else [value]
    if texts:
        return "; ".join(texts.get(str(one), str(one)) for one in given)
    unit = getattr(item, "unit", None)
    shown = f"{value:,}" if isinstance(value, int) else str(value)
    return f"{shown} {unit}" if unit else shown


def control_spec(control: LabControl) -> Spec:
    """One control as the browser needs it."""
    spec: Spec = {
        "id": control.id,
        "type": control.type,
        "label": plain(control.text),
        "help": plain(control.help) if control.help else "",
        "start": control.start,
    }
    if isinstance(control, SelectControl):
        options = [{"id": option.id, "label": plain(option.text)} for option in control.options]
        return spec | {"options": options}
    spec |= {"minimum": control.minimum, "maximum": control.maximum, "unit": control.unit or ""}
    return spec | ({"step": control.step} if control.type == "range" else {})
