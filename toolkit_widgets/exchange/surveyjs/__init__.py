"""SurveyJS in: pages, panels, conditions, languages and points, and a list of what did not fit."""

from .build import Imported, import_survey
from .reading import MAX_BYTES, NotASurvey
from .report import Loss, Losses
from .work import Origin

__all__ = ["MAX_BYTES", "Imported", "Loss", "Losses", "NotASurvey", "Origin", "import_survey"]
