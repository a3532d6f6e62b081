"""Small built notebooks, so that these tests do not depend on the lessons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

Write = Callable[..., Path]


def notebook_bytes(*sources: str, output: str = "") -> bytes:
    """A notebook whose first cell is text and whose others are code with one output."""
    text, *codes = sources
    cells = [v4.new_markdown_cell(text, id="cell-0")]
    for number, code in enumerate(codes, 1):
        outputs = [v4.new_output("stream", text=output)] if output else []
        cells.append(
            v4.new_code_cell(code, id=f"cell-{number}", outputs=outputs, execution_count=number)
        )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return nbformat.writes(notebook).encode()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with three built notebooks."""
    folder = tmp_path / "built"
    folder.mkdir()
    for name in ("00_start_here", "03_thresholds", "C01_robbery"):
        content = notebook_bytes(f"# {name}", "print('ready')", output="ready\n")
        (folder / f"{name}.ipynb").write_bytes(content)
    return folder
