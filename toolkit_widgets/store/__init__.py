"""The learner's answers: atomic save, backups, migration, merge."""

from .consensus import save_consensus
from .merge import Merge, Mixed, merge
from .migrate import Change, fit, migrate
from .reading import NewerFormat, Unreadable, load_consensus, load_file
from .rounds import as_round
from .stamp import item_ids, stamp_of
from .store import Saved, Store, answers_folder

__all__ = [
    "Change",
    "Merge",
    "Mixed",
    "NewerFormat",
    "Saved",
    "Store",
    "Unreadable",
    "answers_folder",
    "as_round",
    "fit",
    "item_ids",
    "load_consensus",
    "load_file",
    "merge",
    "migrate",
    "save_consensus",
    "stamp_of",
]
