"""Labs: the file is sound, and its model runs wherever the controls can be put.

The models stand in a room behind this one. Whoever checks the whole course hands them in (see
``check.run``); without them only the file is looked at.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ...models import MARKED, SILENT, Lab, LabControl, NumberControl, RangeControl
from ..parse import Document
from ..problems import Problem, nearest
from .conditions import check_conditions
from .items import check_item
from .names import missing
from .refs import lacks_refs
from .walk import duplicates, ids
from .whole import Whole, name_of

Position = int | float | str
Run = Callable[[Mapping[str, Position]], Any]
Find = Callable[[str], Run]
"""The model of a lab by its name; raises LookupError where there is none."""
SLOW_S = 1.0
"""Seconds of work, model and picture, after which a learner would wonder."""
_ROUNDING = 1e-6


class Asked(dict[str, Position]):
    """Positions that remember which of them a model looked at."""

    def __init__(self, values: Mapping[str, Position]) -> None:
        super().__init__(values)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Position:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As a mapping's."""
        self.read.add(key)
        return super().get(key, default)


def check_lab(document: Document[Lab], whole: Whole) -> Iterator[Problem]:
    """Everything about one lab."""
    lab = document.model
    name = name_of("lab", document.file)
    if lab.id != name:
        yield document.problem(
            ("id",),
            f"the id '{lab.id}' and the name of the file differ; lessons ask for '{name}'",
            found=lab.id,
            allowed=name,
            rule="file.name",
        )
    for kind in ("questionnaire", "case"):
        if lab.id in whole.of(kind):
            message = f"a {kind} has the id '{lab.id}', too: their answers would share one file"
            yield document.problem(("id",), message, found=lab.id, rule="lab.taken")
    parts = [*ids(("predict",), lab.predict), *ids(("controls",), lab.controls)]
    yield from duplicates(document, "id", [*parts, *ids(("after",), lab.after)], "this lab")
    yield from _items(document)
    yield from check_conditions(document, lab)
    sound = True
    for number, control in enumerate(lab.controls):
        for problem in _control(document, control, number):
            sound = False
            yield problem
    asked = whole.asked is None or document.file in whole.asked
    if sound and asked and whole.labs is not None:
        yield from _model(document, whole.labs)


def _items(document: Document[Lab]) -> Iterator[Problem]:
    lab = document.model
    for number, item in enumerate(lab.predict):
        yield from check_item(document, ("predict", number), item)
        if isinstance(item, MARKED):
            yield document.problem(
                ("predict", number, "type"),
                f"'{item.id}' has a right answer ({item.type}): a prediction is compared with "
                "what the lab shows, not marked. Ask with choice, number or the like",
                found=item.type,
                allowed="choice, number, yesno …",
                rule="lab.predict",
            )
    if all(isinstance(item, SILENT) for item in lab.predict):
        message = "nothing is predicted; ask at least one question before the controls appear"
        yield document.problem(("predict",), message, rule="lab.predict")
    for number, item in enumerate(lab.after):
        yield from check_item(document, ("after", number), item)
        if isinstance(item, MARKED):
            yield from lacks_refs(document, ("after", number), item)


def _control(document: Document[Lab], control: LabControl, number: int) -> Iterator[Problem]:
    path, where = ("controls", number), f"control '{control.id}'"
    if not isinstance(control, RangeControl | NumberControl):
        options = [option.id for option in control.options]
        yield from duplicates(document, "option", ids((*path, "options"), control.options), where)
        yield from missing(
            document, (*path, "start"), "option", control.start, options, "lab.start"
        )
        return
    low, high, start = control.minimum, control.maximum, control.start
    allowed = f"{low:g} to {high:g}"
    if low >= high:
        message = f"{where}: the minimum {low:g} is not below the maximum {high:g}"
        yield document.problem((*path, "minimum"), message, found=f"{low:g}", rule="lab.range")
        return
    if not low <= start <= high:
        message = f"{where} starts at {start:g}, outside its range"
        yield document.problem(
            (*path, "start"), message, found=f"{start:g}", allowed=allowed, rule="lab.start"
        )
    elif isinstance(control, NumberControl) and control.whole and not float(start).is_integer():
        message = f"{where} asks for whole numbers and starts at {start:g}"
        yield document.problem((*path, "start"), message, found=f"{start:g}", rule="lab.start")
    if isinstance(control, RangeControl):
        for name, value in (("start", start), ("maximum", high)):
            if _off(value - low, control.step):
                yield document.problem(
                    (*path, name),
                    f"{where}: its {name} {value:g} is no step of {control.step:g} from "
                    f"{low:g}, so the slider cannot stand there",
                    found=f"{value:g}",
                    rule="lab.step",
                )


def _off(distance: float, step: float) -> bool:
    steps = distance / step
    return abs(steps - round(steps)) > _ROUNDING


def _model(document: Document[Lab], find: Find) -> Iterator[Problem]:
    lab = document.model
    where = ("model",) if lab.model else ("id",)
    try:
        run = find(lab.model or lab.id)
    except LookupError as error:
        yield document.problem(where, str(error), found=lab.model or lab.id, rule="lab.model")
        return
    except Exception as error:
        message = f"its model cannot be loaded: {type(error).__name__}: {error}"
        yield document.problem(where, message, rule="lab.model")
        return
    read: set[str] = set()
    said = {problem.message: problem for problem in _runs(document, run, read)}
    yield from said.values()
    if said:
        return
    for number, control in enumerate(lab.controls):
        if control.id not in read:
            yield document.problem(
                ("controls", number, "id"),
                f"the model never looks at the control '{control.id}': moving it does nothing",
                found=control.id,
                nearest=nearest(control.id, read - {c.id for c in lab.controls}),
                rule="lab.unused",
            )


def _runs(document: Document[Lab], run: Run, read: set[str]) -> Iterator[Problem]:
    lab = document.model
    first: tuple[str, Any] | None = None
    _warm(run, lab.starts)
    for path, values in positions(lab):
        asked = Asked(values)
        began = time.process_time()
        try:
            outcome = run(asked)
            picture = outcome.figure.svg_light
        except Exception as error:
            message = f"the model fails at {_words(values)}: {type(error).__name__}: {error}"
            yield document.problem(path, message, found=_words(values), rule="lab.run")
            continue
        finally:
            read |= asked.read
        seconds = time.process_time() - began
        if seconds > SLOW_S:
            message = f"at {_words(values)} the model and its picture take {seconds:.1f} s"
            yield document.problem(path, message, allowed=f"{SLOW_S:g} s", rule="lab.slow")
        yield from _outcome(document, path, outcome)
        if first is None:
            first = (outcome.figure.sentence, picture)
            again = run(dict(values))
            if (again.figure.sentence, again.figure.svg_light) != first:
                message = "the model says something else when it is run again; give it a seed"
                yield document.problem(path, message, rule="lab.seed")


def _warm(run: Run, values: Mapping[str, Position]) -> None:
    """Libraries load at the first run; that is not the model's time."""
    with contextlib.suppress(Exception):  # it is said with its place when it counts
        _ = run(dict(values)).figure.svg_light


def positions(lab: Lab) -> Iterator[tuple[tuple[str | int, ...], dict[str, Position]]]:
    """The start, then every control at each of its ends or options, one at a time."""
    yield ("controls",), dict(lab.starts)
    for number, control in enumerate(lab.controls):
        ends: list[Position]
        if isinstance(control, RangeControl | NumberControl):
            ends = [control.minimum, control.maximum]
        else:
            ends = [option.id for option in control.options]
        for end in ends:
            yield ("controls", number), lab.starts | {control.id: end}


def _outcome(document: Document[Lab], path: tuple[str | int, ...], found: Any) -> Iterator[Problem]:
    predicted = {i.id: n for n, i in enumerate(document.model.predict) if not isinstance(i, SILENT)}
    for name in predicted.keys() - found.seen.keys():
        yield document.problem(
            ("predict", predicted[name], "id"),
            f"the model does not say what the lab shows about the prediction '{name}' (seen)",
            found=", ".join(found.seen) or "nothing",
            nearest=nearest(name, found.seen),
            rule="lab.seen",
        )
    figure = found.figure
    texts = {"readout": found.readout, "title": figure.title, "sentence": figure.sentence}
    for name, text in (
        texts | {f"seen '{key}'": words for key, words in found.seen.items()}
    ).items():
        if not str(text).strip():
            yield document.problem(path, f"the model gives an empty {name}", rule="lab.words")
    if len(figure.table) < 2 or len({len(row) for row in figure.table}) != 1:
        message = "the model's table needs a header and rows of the same length"
        yield document.problem(path, message, rule="lab.table")


def _words(values: Mapping[str, Position]) -> str:
    return ", ".join(f"{key} = {value}" for key, value in values.items())
