"""The desk of the benchmarks: a server and a Chromium, started once for this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from benchmarks.desk import CannotMeasure, Desk, desk


@pytest.fixture(scope="package")
def measuring() -> Iterator[Desk]:
    """Skips where there is no Chromium, unless REQUIRE_BROWSER=1."""
    opened = desk()
    try:
        found = opened.__enter__()
    except CannotMeasure as error:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(f"{error} REQUIRE_BROWSER=1 asks for it.")
        pytest.skip(str(error))
    yield found
    opened.__exit__(None, None, None)
