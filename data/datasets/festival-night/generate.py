"""Writes festival-night.csv: the alerts of one invented evening. Same bytes every time.

The counts are decided by hand, so that the lesson can be checked against them: twenty-five alerts,
of which seven were right. Only scores, minutes and the order of the evening are drawn.
"""

import csv
import random
from pathlib import Path

ROWS = (  # part of the list, outcome, how many, lowest and highest score, how many of them under 18
    ("wanted with a warrant", "right", 3, 66, 78, 0),
    ("wanted with a warrant", "wrong", 1, 65, 65, 0),
    ("missing", "right", 1, 71, 71, 0),
    ("banned by a court", "right", 2, 61, 68, 0),
    ("banned by a court", "wrong", 4, 58, 62, 2),
    ("known for disorder", "right", 1, 64, 64, 0),
    ("known for disorder", "wrong", 11, 58, 63, 4),
    ("known for disorder", "not found again", 2, 58, 60, 0),
)


def main() -> None:
    draw = random.Random(20270610)
    alerts = []
    for part, outcome, count, low, high, young in ROWS:
        for number in range(count):
            score = draw.randint(low, high) / 100
            stopped = 0 if outcome == "not found again" else draw.randint(6, 17)
            age = "under 18" if number < young else "adult" if stopped else ""
            alerts.append([part, f"{score:.2f}", outcome, age, stopped])
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
