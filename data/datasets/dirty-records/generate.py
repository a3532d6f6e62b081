"""Write dirty-records.csv: 200 invented call records with the dirt that real ones have.

Run ``python generate.py`` in this folder. Only ``random.Random.random`` is used, whose numbers
are the same in every version of Python.
"""

import csv
import datetime
import random
from pathlib import Path

SEED, CALLS, EXACT, NEAR = 31_200, 168, 18, 14
"""True calls, copies that differ in nothing, copies that differ in how the street is written."""
TODAY = datetime.date(2026, 3, 31)
STREETS = (
    "Mill Road", "Hill Road", "Garden Road", "Warden Road", "Bridge Street", "Ridge Street",
    "Linden Road", "London Road", "Station Street", "Market Street", "School Road", "Canal Street",
    "Orchard Road", "Quarry Road", "Tower Street", "Forest Road", "Castle Street", "Harbor Street",
)  # fmt: skip
WEIGHTS = (3, 1, 3, 1, 3, 1, 3, 1, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2)
VEHICLES = ("white van", "gray van", "dark car", "red car", "silver car", "blue pick-up")
LETTERS = "ABCDEFGHKLMNPRSTVXZ"
OLD, VARIANTS, TYPOS = 30, 28, 9
"""True calls older than five years; records in a known other spelling; records with a typo."""
NO_PLATE, NO_VEHICLE, NO_STREET = 26, 9, 5
KEY = {"received": "2024-01-19", "street": "Hill Road", "vehicle": "", "plate": "?? 47?"}
BESIDE = {"received": "2024-01-19", "street": "Hill Road", "vehicle": "red car", "plate": "MK 3081"}
"""The record that matters, and another call from the same street on the same day."""

Record = dict[str, str]


def below(chance: random.Random, number: int) -> int:
    """A whole number from 0 to ``number`` - 1."""
    return int(chance.random() * number)


def street(chance: random.Random) -> str:
    """A street; some have more calls than others."""
    point = below(chance, sum(WEIGHTS))
    for name, weight in zip(STREETS, WEIGHTS, strict=True):
        point -= weight
        if point < 0:
            return name
    return STREETS[-1]


def plate(chance: random.Random) -> str:
    """Two letters and four digits, of no country."""
    letters = "".join(LETTERS[below(chance, len(LETTERS))] for _ in range(2))
    return f"{letters} {below(chance, 9000) + 1000}"


def call(chance: random.Random, number: int) -> Record:
    """A true call. The first ``OLD`` are older than five years."""
    days = 1830 + below(chance, 2000) if number < OLD else below(chance, 1800)
    name = street(chance)
    return {
        "received": str(TODAY - datetime.timedelta(days=days)),
        "street": name,
        "vehicle": VEHICLES[below(chance, len(VEHICLES))],
        "plate": plate(chance),
        "true_street": name,
    }


def variant(chance: random.Random, name: str) -> str:
    """A spelling that somebody in the control room uses."""
    short = name.replace("Road", "Rd").replace("Street", "St")
    return (name.upper(), name.lower(), short, f"{short}.", f"{short.lower()}.")[below(chance, 5)]


def typo(chance: random.Random, name: str) -> str:
    """Two letters of the first word change places."""
    place = 1 + below(chance, name.index(" ") - 2)
    if name[place] == name[place + 1]:
        place -= 1
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def records() -> list[Record]:
    """All records, in the order in which they were received."""
    chance = random.Random(SEED)
    calls = [call(chance, number) for number in range(CALLS - 2)]
    calls += [dict(row, true_street=row["street"]) for row in (BESIDE, KEY)]
    for number, row in enumerate(calls):
        row["call"] = f"C{number + 1:03}"
    free = list(range(CALLS - 2))

    def some(count: int) -> list[Record]:
        """So many calls that nothing else was done to."""
        return [calls[free.pop(below(chance, len(free)))] for _ in range(count)]

    for row in some(VARIANTS):
        row["street"] = variant(chance, row["street"])
    for row in some(TYPOS):
        row["street"] = typo(chance, row["street"])
    for column, count in (("plate", NO_PLATE), ("vehicle", NO_VEHICLE), ("street", NO_STREET)):
        for row in some(count):
            row[column] = ""
    copies = [dict(row) for row in some(EXACT)]
    for row in some(NEAR):
        copies.append(dict(row, street=variant(chance, row["street"])))
    rows = sorted(calls + copies, key=lambda row: (row["received"], row["call"], row["street"]))
    for number, row in enumerate(rows):
        row["record"] = f"R{number + 1:03}"
    return rows


if __name__ == "__main__":
    file = Path(__file__).with_name("dirty-records.csv")
    with file.open("w", encoding="utf-8", newline="") as out:
        names = ["record", "received", "street", "vehicle", "plate", "call", "true_street"]
        table = csv.DictWriter(out, names, lineterminator="\n")
        table.writeheader()
        table.writerows(records())
