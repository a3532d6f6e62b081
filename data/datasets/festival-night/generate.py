"""Writes festival-night.csv: the alerts of one invented evening. Same bytes every time.

Counts, scores and ages are decided by hand, so that a reader can see what a shorter list does and
what a higher limit does, each alone. Only minutes, hours and the order of the evening are drawn.
"""

import csv
import random
from pathlib import Path

ROWS = (  # part of the list, outcome, scores in hundredths, how many of the first are under 18
    ("wanted with a warrant", "right", (66, 71, 73), 0),
    ("wanted with a warrant", "wrong", (65,), 0),
    ("missing", "right", (62,), 0),
    ("missing", "wrong", (59,), 0),
    ("banned by a court", "right", (61, 65, 68), 0),
    ("banned by a court", "wrong", (60, 64), 1),
    ("known for disorder", "right", (63,), 0),
    ("known for disorder", "wrong", (58, 64, 61, 58, 59, 64, 65, 66), 3),
    ("known for disorder", "not found again", (59, 62), 0),
)


def main() -> None:
    draw = random.Random(20270611)
    alerts = []
    for part, outcome, scores, young in ROWS:
        for number, score in enumerate(scores):
            stopped = 0 if outcome == "not found again" else draw.randint(6, 17)
            age = "under 18" if number < young else "adult" if stopped else ""
            alerts.append([part, f"{score / 100:.2f}", outcome, age, stopped])
    draw.shuffle(alerts)
    minutes = sorted(draw.sample(range(18 * 60, 24 * 60 + 50), len(alerts)))
    file = Path(__file__).with_name("festival-night.csv")
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["time", "list", "score", "outcome", "age", "minutes"])
        for at, alert in zip(minutes, alerts, strict=True):
            writer.writerow([f"{at // 60 % 24:02}:{at % 60:02}", *alert])


if __name__ == "__main__":
    main()
