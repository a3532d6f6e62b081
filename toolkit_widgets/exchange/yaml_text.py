"""A model as the YAML that this course reads: words quoted where they would be taken for more."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import BaseModel

from ..content.parse import parse_text
from ..content.problems import ContentError, Problem
from ..content.yaml_marks import read_yaml
from ..models import fingerprint

_LINE = 100


def to_yaml(model: BaseModel, label: str = "file.yaml") -> str:
    """The model as text, in the order of its fields.

    Raises :class:`ContentError` if it would not be read back as it is.
    """
    data = model.model_dump(by_alias=True, exclude_unset=True)
    text: str = yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_LINE, indent=2
    )
    if fingerprint(parse_text(text, type(model), label).model) != fingerprint(model):
        message = "this cannot be written as YAML without loss; look for control characters"
        raise ContentError([Problem("error", label, 1, "", message, rule="yaml.loss")])
    return text


class _Dumper(yaml.SafeDumper):
    """No anchors, lists indented below their key, long texts as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif _misread(text):
        style = "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _misread(text: str) -> bool:
    """True where our own reader takes the bare word for a number, true, false or nothing."""
    if len(text) > 40 or not text.isascii():
        return False
    try:
        return not isinstance(read_yaml(f"x: {text}").data["x"], str)
    except (ValueError, TypeError, KeyError):
        return False  # not even a bare word; the dumper quotes it by itself


_Dumper.add_representer(str, _text)
