"""What every model shares: strict parsing, ids, texts and source references."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """A piece of content. Unknown keys are refused, types are not guessed, values never change."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, validate_by_name=True, allow_inf_nan=False
    )


Id = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$", max_length=80)
]
"""A name that is never reused nor renumbered: letters, digits, and single ``.``, ``_`` or ``-``."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words for a reader: Markdown without raw HTML."""

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
"""``major.minor.patch``; results are not comparable across major versions."""


class Ref(Model):
    """Where a statement comes from: a document of ``sources.yaml`` and the place in it."""

    source: Id
    at: Text
