"""Pictures in one house style, each with a text twin: a sentence and a table.

Importing this package is cheap: matplotlib is loaded when the first picture is drawn.
"""

from .gap import gap_figure
from .heat import heat_figure
from .risk_grid import risk_grid_figure
from .style import DARK, LIGHT, Figure, Theme, svg_uri

__all__ = [
    "DARK",
    "LIGHT",
    "Figure",
    "Theme",
    "gap_figure",
    "heat_figure",
    "risk_grid_figure",
    "svg_uri",
]
