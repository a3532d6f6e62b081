"""Write pseudonyms.csv: 1,000 invented people in a police table whose names were replaced.

Run ``python generate.py`` in this folder. Only ``random.Random.random`` is used, whose numbers
are the same in every version of Python.
"""

import csv
import random
from pathlib import Path

SEED, PEOPLE = 4_118, 1_000
AREAS = ("10", "11", "12", "14", "17", "20", "21", "25", "31", "40")
STREETS_PER_AREA = 4
REASONS = (
    (0.44, "reported a theft"),
    (0.26, "witness of an accident"),
    (0.14, "stopped and checked"),
    (0.09, "asked for protection"),
    (0.07, "gave information"),
)
"""Share of the people, and why they are in the table."""
NEIGHBOR = {"age": 47, "postcode": "2103", "sex": "f", "reason": "asked for protection"}
"""The row that the lab looks for. It is put in by hand, so that the lab has a person."""


def pick(chance: random.Random, shares: tuple[tuple[float, str], ...]) -> str:
    """One of the words, with its share as probability."""
    point = chance.random()
    for share, word in shares:
        point -= share
        if point < 0:
            return word
    return shares[-1][1]


def people() -> list[dict[str, object]]:
    """Every person, in the order of the pseudonyms."""
    chance = random.Random(SEED)
    rows: list[dict[str, object]] = []
    while len(rows) < PEOPLE:
        # older people are rarer, as in most towns
        age = 18 + int(72 * min(chance.random(), chance.random() + 0.25))
        area = AREAS[int(chance.random() * len(AREAS))]
        street = 1 + int(chance.random() * STREETS_PER_AREA)
        row: dict[str, object] = {
            "age": age,
            "postcode": f"{area}{street:02}",
            "sex": "f" if chance.random() < 0.5 else "m",
            "reason": pick(chance, REASONS),
        }
        same = [row[key] == NEIGHBOR[key] for key in ("age", "postcode", "sex")]
        if not all(same):
            rows.append(row)
    rows[612] = dict(NEIGHBOR)
    marks = list(range(1000, 10_000))
    for row in rows:
        # a pseudonym tells nothing: drawn without order, never twice
        row["pseudonym"] = f"P-{marks.pop(int(chance.random() * len(marks)))}"
    return sorted(rows, key=lambda row: str(row["pseudonym"]))


if __name__ == "__main__":
    file = Path(__file__).with_name("pseudonyms.csv")
    with file.open("w", encoding="utf-8", newline="") as out:
        names = ["pseudonym", "age", "postcode", "sex", "reason"]
        table = csv.DictWriter(out, names, lineterminator="\n")
        table.writeheader()
        table.writerows(people())
