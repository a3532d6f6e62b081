"""Scoring profiles: a small YAML that says where an imported questionnaire hides its points.

SurveyJS knows no points, weights or levels; organizations that score write them into names and
values. The profile says how they did it, and adds what only their code knows: dimensions, bands,
alternatives that count once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from ..content.parse import parse_file
from ..models import Band, Dimension, Id, LevelRule, Model, Text, Version

NONE = "none"
"""In a map of dimensions: this one is not scored."""

PROFILES = Path(__file__).parent / "profiles"


class Points(Model):
    """Where an option's points stand.

    *value_suffix*: the digits after the last ``separator`` of its value (``item1-3`` → 3; none or
    no digits → 0). *value*: the value itself, where it is a number. *property*: a property of the
    choice.
    """

    from_: Literal["value_suffix", "value", "property"] = Field(alias="from")
    separator: Annotated[str, Field(min_length=1, max_length=5)] = "-"
    property: str = "score"
    types: list[str] = ["radiogroup", "dropdown", "checkbox"]
    """Question types that score at all."""


class DimensionRule(Model):
    """How a question says which dimension it belongs to: the first of ``from`` that knows wins.

    *name_suffix*, *parent_suffix*: what follows the last ``separator`` of the name of the question,
    or of the panel or page that directly holds it. *page*: the name of its page.
    """

    from_: list[Literal["name_suffix", "parent_suffix", "page"]] = Field(alias="from", min_length=1)
    separator: Annotated[str, Field(min_length=1, max_length=5)] = "-"
    map: dict[str, Id]
    """Suffix or page → dimension, or ``none``."""


class ScoringProfile(Model):
    """Everything about an instrument that its SurveyJS file does not say."""

    schema_: Literal["toolkit-scoring-profile/1"] = Field(alias="schema")
    id: Id
    """Also the id of the questionnaire that is made."""
    version: Version
    title: Text | None = None
    about: Text
    minutes: Annotated[int, Field(ge=1)] | None = None
    points: Points
    dimension: DimensionRule
    dimensions: dict[Id, Dimension]
    bands: list[Band] = []
    level: LevelRule | None = None
    texts: dict[Id, dict[Id, Text]] = {}
    exclusive_groups: dict[Id, list[str]] = {}
    """Group → names of the pages that are alternatives of each other."""
    translations: dict[str, dict[str, Text]] = {}
    """Language → string id → text, for the words of this profile."""

    def dimension_of(self, name: str, parent: str, page: str) -> str | None:
        """The dimension of a question, or None where it is not scored."""
        found = {
            "name_suffix": self._suffix(name),
            "parent_suffix": self._suffix(parent),
            "page": page,
        }
        for source in self.dimension.from_:
            known = self.dimension.map.get(found[source])
            if known is not None:
                return None if known == NONE else known
        return None

    def _suffix(self, name: str) -> str:
        head, separator, tail = name.rpartition(self.dimension.separator)
        return tail if separator and head else ""

    def points_of(self, value: object, choice: Mapping[str, Any]) -> int | float:
        """The points of one option; 0 where the rule finds none."""
        rule = self.points
        if rule.from_ == "value_suffix":
            _, separator, tail = str(value).rpartition(rule.separator)
            return int(tail) if separator and re.fullmatch(r"[0-9]{1,9}", tail) else 0
        found = value if rule.from_ == "value" else choice.get(rule.property)
        if isinstance(found, str) and re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", found):
            found = float(found) if "." in found else int(found)
        return found if isinstance(found, int | float) and not isinstance(found, bool) else 0

    def group_of(self, page: str) -> str | None:
        """The group of alternatives that a page belongs to."""
        return next((key for key, pages in self.exclusive_groups.items() if page in pages), None)


def read_profile(file: Path) -> ScoringProfile:
    """Raises :class:`~toolkit_widgets.content.problems.ContentError` with every problem."""
    return parse_file(file, ScoringProfile).model
