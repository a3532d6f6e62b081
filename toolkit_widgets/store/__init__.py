"""The learner's answers: atomic save, backups, migration, merge.

Here stands what every lesson needs. What is done with several files, or between editions, is in
modules of its own: ``merge``, ``rounds``, ``consensus``, ``migrate``.
"""

from .reading import NewerFormat, Unreadable, load_file
from .stamp import item_ids, stamp_of
from .store import Saved, Store, answers_folder

__all__ = [
    "NewerFormat",
    "Saved",
    "Store",
    "Unreadable",
    "answers_folder",
    "item_ids",
    "load_file",
    "stamp_of",
]
