"""The learner's answers: atomic save, backups, migration, merge."""

from .store import NewerFormat, Saved, Store, Unreadable, answers_folder, item_ids, load_file

__all__ = [
    "NewerFormat",
    "Saved",
    "Store",
    "Unreadable",
    "answers_folder",
    "item_ids",
    "load_file",
]
