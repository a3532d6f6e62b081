"""A number with its noun. A module of its own, since a start cell needs it and little else."""


def count(number: int, noun: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
