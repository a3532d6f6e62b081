"""The calm settings: each names something that the installed Jupyter has."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from toolkit_widgets import resources

SHARE = Path(sys.prefix) / "share" / "jupyter"
SCHEMAS = SHARE / "lab" / "schemas"
LABCONFIG = resources.jupyter_config() / "labconfig"
OVERRIDES: dict[str, dict[str, Any]] = json.loads(
    (LABCONFIG / "default_setting_overrides.json").read_text("utf-8")
)
DISABLED: dict[str, bool] = json.loads((LABCONFIG / "page_config.json").read_text("utf-8"))[
    "disabledExtensions"
]
PANEL = "@jupyterlab/notebook-extension:panel"


def schema(plugin: str) -> dict[str, Any]:
    package, name = plugin.split(":")
    found: dict[str, Any] = json.loads((SCHEMAS / package / f"{name}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("plugin", OVERRIDES)
def test_every_setting_exists_and_has_a_legal_value(plugin: str) -> None:
    rules = schema(plugin)
    assert set(OVERRIDES[plugin]) <= set(rules["properties"])
    jsonschema.validate(OVERRIDES[plugin], rules)


def test_a_setting_that_does_not_exist_would_be_found() -> None:
    rules = schema("@jupyterlab/statusbar-extension:plugin")
    assert "visibel" not in rules["properties"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"visible": "no"}, rules)


def test_every_button_of_jupyters_toolbar_is_accounted_for() -> None:
    theirs = {
        entry["name"]
        for entry in schema(PANEL)["jupyter.lab.toolbars"]["Notebook"]
        if entry.get("type") != "spacer"
    }
    toolbar = OVERRIDES[PANEL]["toolbar"]
    shown = [entry["name"] for entry in toolbar if not entry.get("disabled")]
    assert shown == ["start-lesson"]
    assert theirs <= {entry["name"] for entry in toolbar}, "a new Jupyter has a new button"


def test_every_extension_that_is_switched_off_exists() -> None:
    import notebook

    static = Path(notebook.__file__).parent / "static"
    folders = [static, SHARE / "labextensions" / "@jupyter-notebook"]
    code = "".join(f.read_text("utf-8") for folder in folders for f in folder.rglob("*.js"))
    optional = {"@voila-dashboards/jupyterlab-preview"}  # comes with the extra 'app'
    missing = [name for name, off in DISABLED.items() if off and name not in code]
    assert set(missing) <= optional
    assert "@jupyterlab/no-such-extension" not in code
