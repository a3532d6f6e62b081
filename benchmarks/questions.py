"""The same questions for our form, for jupyterquiz and for stock widgets; made by a program."""

from __future__ import annotations

from typing import Any

OPTIONS = ("Not at all", "A little", "Partly", "Mostly", "Fully")
TOPICS = (
    "the purpose of the system", "the source of its data", "who may switch it off",
    "how errors are reported", "what the public is told", "when it was last tested",
    "who reads the log", "what a wrong hit leads to", "how long data are kept",
    "who answers a complaint",
)  # fmt: skip
PER_SECTION = 50


def text(number: int) -> str:
    """The question with this number, from 0."""
    return f"{number + 1}. How well does your unit know {TOPICS[number % len(TOPICS)]}?"


def questionnaire(count: int, per_section: int = PER_SECTION) -> dict[str, Any]:
    """Ours: ``count`` items of five options, each with a comment box; as a content file has it."""
    options = [{"id": f"o{n}", "text": words} for n, words in enumerate(OPTIONS)]
    items = [
        {"id": f"q{n}", "type": "choice", "text": text(n), "options": options, "comment": True}
        for n in range(count)
    ]
    return {
        "schema": "toolkit-questionnaire/1",
        "id": f"benchmark-{count}",
        "version": "1.0.0",
        "title": f"A questionnaire of {count}",
        "minutes": 30,
        "about": "Made by a program, for measuring.",
        "sections": [
            {"id": f"s{start}", "title": f"Part {start // per_section + 1}", "items": some}
            for start in range(0, count, per_section)
            if (some := items[start : start + per_section])
        ],
    }


def quiz(count: int) -> list[dict[str, Any]]:
    """For jupyterquiz, which has no comment box: the last option is the right one."""
    last = len(OPTIONS) - 1
    return [
        {
            "question": text(number),
            "type": "multiple_choice",
            "answers": [
                {"answer": words, "correct": n == last, "feedback": "Noted."}
                for n, words in enumerate(OPTIONS)
            ],
        }
        for number in range(count)
    ]


def show_form(count: int, per_section: int = PER_SECTION) -> Any:
    """Our form, as a lesson would show it. Answers go into the folder of the kernel."""
    from toolkit_widgets.content.library import library
    from toolkit_widgets.models import Questionnaire
    from toolkit_widgets.store import Store, answers_folder
    from toolkit_widgets.views.activity import Activity
    from toolkit_widgets.views.form import Form

    content = Questionnaire.model_validate(questionnaire(count, per_section))
    activity = Activity(content, Store(content, answers_folder()), library(), content.id)
    return Form(activity, f"Questionnaire of {count}")


def show_stock(count: int) -> Any:
    """Stock widgets: question, radio buttons and comment box in a box each; a label counts."""
    import ipywidgets

    answered: set[int] = set()
    said = ipywidgets.Label("0 answered")
    rows: list[Any] = [said]

    def chosen(number: int) -> None:
        answered.add(number)
        said.value = f"{len(answered)} answered"

    for number in range(count):
        radio = ipywidgets.RadioButtons(options=OPTIONS, value=None)
        radio.observe(lambda _, number=number: chosen(number), "value")
        comment = ipywidgets.Textarea(placeholder="Comment")
        rows.append(ipywidgets.VBox([ipywidgets.HTML(text(number)), radio, comment]))
    return ipywidgets.VBox(rows)


def show_quiz(count: int) -> None:
    """jupyterquiz; it displays itself and keeps nothing."""
    from jupyterquiz import display_quiz

    display_quiz(quiz(count), shuffle_answers=False)
