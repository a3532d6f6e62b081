"""Cases, labs and a consensus: made when the first of them is asked for."""

from .case import CONFIDENCE, Assessment, Case, CasePart, Role
from .consensus import CONSENSUS_FORMAT, Consensus, Decision, Dissent, Input, Overruled
from .decision import Decision as CaseDecision
from .decision import DecisionOption, Reason, Standing, Variation, Weight
from .exhibits import (
    ChartExhibit,
    Column,
    Dataset,
    DocumentExhibit,
    Exhibit,
    ImageExhibit,
    Moment,
    Person,
    Story,
    TableExhibit,
)
from .lab import Control as LabControl
from .lab import Lab, NumberControl, RangeControl, SelectControl

__all__ = [
    "CONFIDENCE",
    "CONSENSUS_FORMAT",
    "Assessment",
    "Case",
    "CaseDecision",
    "CasePart",
    "ChartExhibit",
    "Column",
    "Consensus",
    "Dataset",
    "Decision",
    "DecisionOption",
    "Dissent",
    "DocumentExhibit",
    "Exhibit",
    "ImageExhibit",
    "Input",
    "Lab",
    "LabControl",
    "Moment",
    "NumberControl",
    "Overruled",
    "Person",
    "RangeControl",
    "Reason",
    "Role",
    "SelectControl",
    "Standing",
    "Story",
    "TableExhibit",
    "Variation",
    "Weight",
]
