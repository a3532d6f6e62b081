"""Labs: predict, then move, then see.

The words of a lab are content, in ``data/labs/<id>.yaml``. What its controls do is a pure model of
the phenomenon, in ``toolkit_widgets/labs/<model>.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text, Version
from .items import Choice, Item, Number, Option


class _Control(Model):
    """What every control has. ``text`` is its label."""

    id: Id
    text: Text
    help: Text | None = None


class RangeControl(_Control):
    """A slider from ``minimum`` to ``maximum`` (both included) in steps of ``step``."""

    type: Literal["range"]
    minimum: int | float
    maximum: int | float
    step: Annotated[int | float, Field(gt=0)]
    start: int | float
    unit: Text | None = None

    def as_item(self) -> Number:
        """The question that this control asks: its position is checked and kept like an answer."""
        whole = all(float(n).is_integer() for n in (self.minimum, self.maximum, self.step))
        return Number(
            type="number", id=self.id, text=self.text, unit=self.unit,
            minimum=self.minimum, maximum=self.maximum, whole=whole,
        )  # fmt: skip


class NumberControl(_Control):
    """A number that is typed, between ``minimum`` and ``maximum`` (both included)."""

    type: Literal["number"]
    minimum: int | float
    maximum: int | float
    start: int | float
    unit: Text | None = None
    whole: bool = True

    def as_item(self) -> Number:
        """See :meth:`RangeControl.as_item`."""
        return Number(
            type="number", id=self.id, text=self.text, unit=self.unit,
            minimum=self.minimum, maximum=self.maximum, whole=self.whole,
        )  # fmt: skip


class SelectControl(_Control):
    """One of the options."""

    type: Literal["select"]
    options: list[Option] = Field(min_length=2)
    start: Id

    def as_item(self) -> Choice:
        """See :meth:`RangeControl.as_item`."""
        return Choice(type="choice", id=self.id, text=self.text, options=self.options)


Control = Annotated[RangeControl | NumberControl | SelectControl, Field(discriminator="type")]


class Lab(Model):
    """One lab. ``predict`` is answered and handed in before the controls appear.

    ``tasks`` say what to set and what to look for, one sentence each. ``after`` is asked once the
    learner has moved something; marked items are checked at once, as in *Check yourself*.
    """

    schema_: Literal["toolkit-lab/1"] = Field(alias="schema")
    id: Id
    version: Version
    title: Text
    minutes: Annotated[int, Field(ge=1)]
    model: Id | None = None
    """The module in ``toolkit_widgets/labs/``; the lab's own id where it is not given."""
    actions_of: Id | None = None
    """A questionnaire each of whose actions is a control as well: when it begins. The lab then
    works on the learner's own answers to it."""
    intro: Text
    predict: list[Item] = Field(min_length=1)
    controls: list[Control] = Field(min_length=1)
    tasks: list[Text] = Field(min_length=1)
    after: list[Item] = []
    limits: Text
    """What the model leaves out: no picture of a simulation without it."""
    refs: list[Ref] = Field(min_length=1)

    @property
    def items(self) -> Iterator[Item]:
        """Every question, in the order of the card; the controls are none of them."""
        yield from self.predict
        yield from self.after

    @property
    def starts(self) -> dict[str, int | float | str]:
        """Where the controls stand at first."""
        return {control.id: control.start for control in self.controls}
