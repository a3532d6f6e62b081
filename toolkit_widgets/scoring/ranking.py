"""Kendall's W over any resampling of the items, fast enough for a bootstrap of 200 respondents."""

from __future__ import annotations

from collections.abc import Sequence
