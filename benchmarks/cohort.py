"""How long a class report takes, measured against reading the JSON of its files.

10,000 files of 150 answers each: 5,000 people with a test of 150 questions and a questionnaire of
150 items. The goal: everything from opening the folder to the finished tables in at most twice the
time of ``json.load`` on every file. Seconds of one processor, as other programs may be running; the
import of pandas, half a second once, is not counted. The median of three runs.

``python benchmarks/cohort.py`` prints it; ``main()`` returns it. ``--files 1000`` for less.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from toolkit_widgets.cohort.contents import Contents, Known, known
from toolkit_widgets.cohort.reading import read_class
from toolkit_widgets.cohort.report import class_report
from toolkit_widgets.cohort.simulate import file_of
from toolkit_widgets.models import Questionnaire, QuizSet

FILES, ITEMS, RUNS = 10_000, 150, 3
GOAL = 2.0
"""Times the time of ``json.load``."""


def quizzes() -> Known:
    """A test of 150 questions with four options."""
    items = [
        {
            "id": f"q{n}",
            "type": "single",
            "text": f"Question {n}",
            "options": [
                {"id": f"o{k}", "text": f"Option {k}", "correct": k == n % 4, "feedback": "Why."}
                for k in range(4)
            ],
        }
        for n in range(ITEMS)
    ]
    test = {"id": "test", "title": "Test", "kind": "test", "reveal": "after_commit", "minutes": 90,
            "items": items}  # fmt: skip
    data: dict[str, Any] = {"schema": "toolkit-quizzes/1", "lesson": "bench", "version": "1.0.0",
                            "quizzes": [test]}  # fmt: skip
    return known(QuizSet.model_validate(data), "Bench")


def questionnaire() -> Known:
    """150 scale items of five steps in five dimensions; every tenth hangs on the one before."""
    steps = [{"id": f"s{n}", "label": f"Step {n}", "points": n} for n in range(1, 6)]
    items: list[dict[str, Any]] = [
        {"id": f"i{n}", "type": "scale", "text": f"Item {n}", "scale": "five",
         "dimension": f"d{n % 5}", "allow": ["dont_know"]}
        for n in range(ITEMS)
    ]  # fmt: skip
    for n in range(11, ITEMS, 10):
        items[n]["show_when"] = {"q": "i0", "at_least": 2}
    return known(
        Questionnaire.model_validate(
            {
                "schema": "toolkit-questionnaire/1",
                "id": "form",
                "version": "1.0.0",
                "title": "Form",
                "minutes": 60,
                "about": "Made by a program.",
                "scales": {"five": {"steps": steps}},
                "dimensions": {f"d{n}": {"title": f"D{n}"} for n in range(5)},
                "sections": [{"id": "s", "title": "S", "items": items}],
            }
        ),
        "Form",
    )


def write(folder: Path, contents: tuple[Known, Known], files: int) -> list[Path]:
    """The class: a folder for each person."""
    dice, out = Random(1), []
    when = "2026-03-02T09:30:00.000+00:00"
    for number in range(files // 2):
        person = folder / f"p{number:05}"
        person.mkdir()
        for one in contents:
            answers: dict[str, Any] = {}
            for column in one.columns:
                value = dice.choice(list(column.codes))
                answers[column.item.id] = {"value": value, "at": when}
                if column.marked:
                    answers[column.item.id] |= {"checked": 1, "first": value}
            file = file_of(one, answers)
            file["respondent"]["role"] = f"Role {number % 4}"
            target = person / f"{one.stamp.id}.json"
            target.write_text(json.dumps(file, indent=1), "utf-8")
            out.append(target)
    return out


def main(files: int = FILES) -> dict[str, float]:
    """Seconds of both, and their ratio."""
    import pandas  # noqa: F401

    contents = (quizzes(), questionnaire())
    laps: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = write(folder, contents, files)
        for _ in range(RUNS):
            start = time.process_time()
            for path in paths:
                with path.open(encoding="utf-8") as source:
                    json.load(source)
            middle = time.process_time()
            room = read_class(folder, Contents(None, contents))
            report = class_report(room)
            laps.append((middle - start, time.process_time() - middle))
            assert room.files == len(paths)
            assert not room.skipped
            assert report.table("questions") is not None
    load, whole = (statistics.median(lap[place] for lap in laps) for place in (0, 1))
    return {
        "json.load of every file, s of processor": round(load, 2),
        "class report, s of processor": round(whole, 2),
        "ratio": round(statistics.median(b / a for a, b in laps), 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    found = main(parser.parse_args().files)
    for name, value in found.items():
        print(f"{name}: {value:g}")
    print(f"goal: a ratio of at most {GOAL:g}: {'met' if found['ratio'] <= GOAL else 'MISSED'}")
