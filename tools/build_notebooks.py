"""Build ``notebooks/*.ipynb`` from ``lessons/*.md``; with ``--check`` only compare.

Prose is written in ``lessons/`` alone. This tool replaces the tokens (title table, objectives,
sources) and the citations, gives every cell a stable id, executes the notebook once with an empty
answers folder, and keeps the output of every activity cell as text, so that nbval has something
to compare and a reader on GitHub something to read.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from toolkit_widgets import __version__  # noqa: E402
from toolkit_widgets.content.lesson_source import read_page  # noqa: E402
from toolkit_widgets.content.library import Library  # noqa: E402
from toolkit_widgets.content.prose import CITATION  # noqa: E402
from toolkit_widgets.models import Item, LessonInfo, Ref, Source  # noqa: E402

HIDDEN = ("activity", "hide-input", "remove_input")
"""Tags of every activity cell; nbconvert ignores ``source_hidden``, so it needs its own."""
TIMEOUT_S = 60
PRIVACY = (
    "Saved in the folder `answers`, on the computer or server that runs the course. "
    "The course sends them nowhere else."
)


def main() -> int:
    """Build or check. Returns 1 where a committed notebook differs from a fresh build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", nargs="*", help="lesson ids; all of them by default")
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    options = parser.parse_args()
    library = Library(ROOT / "data")
    every = sorted((ROOT / "lessons").rglob("*.md"))
    sources = [f for f in every if not options.lessons or f.stem in options.lessons]
    stale = []
    for source in sources:
        target = built(source)
        text = build(source, library)
        if target.is_file() and target.read_text("utf-8") == text:
            continue
        stale.append(target.relative_to(ROOT / "notebooks"))
        if not options.check:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, "utf-8")
    known = {built(f) for f in every}
    there = (f for f in (ROOT / "notebooks").rglob("*.ipynb") if "checkpoint" not in f.name)
    orphans = [f.relative_to(ROOT / "notebooks") for f in there if f not in known]
    for name in orphans:
        print(f"notebooks/{name}: there is no lesson with this name; delete it")
    for name in stale:
        print(f"notebooks/{name}: {'differs from a fresh build' if options.check else 'built'}")
    if options.check and stale:
        print("Run 'make notebooks' and commit the result.")
    return int(bool(orphans or (options.check and stale)))


def built(source: Path) -> Path:
    """The notebook of a source: ``lessons/facilitator/`` becomes ``notebooks/facilitator/``."""
    return (ROOT / "notebooks" / source.relative_to(ROOT / "lessons")).with_suffix(".ipynb")


def build(source: Path, library: Library) -> str:
    """The text of the notebook of one lesson, or of a page for the trainer."""
    text = source.read_text("utf-8")
    if source.parent == ROOT / "lessons":
        info = library.lesson(source.stem)
        title = f"{info.number}. {info.title}"
        text = expand(text, source, info, library)
    else:
        title = re.findall(r"(?m)^# (.+)", text)[0]
    notebook = jupytext.reads(text, fmt="md:myst")
    notebook.cells = list(cells(notebook.cells))
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
        title=title,
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    execute(notebook)
    clean(notebook)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def expand(text: str, source: Path, info: LessonInfo, library: Library) -> str:
    """Replace the comment tokens and number the citations."""
    known = {s.id: s for s in library.sources.sources}
    numbers: dict[str, int] = {}

    def cite(match: re.Match[str]) -> str:
        cited, place = known[match["source"]], match["at"].strip()
        number = numbers.setdefault(cited.id, len(numbers) + 1)
        label = f"{number}: {place}"
        return f"[[{label}]({cited.address})]" if cited.address else f"[{label}]"

    text = CITATION.sub(cite, text)
    for ref in quiz_refs(source.stem, library):
        numbers.setdefault(ref.source, len(numbers) + 1)
    text = text.replace("<!-- meta -->", meta(info, library))
    text = text.replace("<!-- objectives -->", "\n".join(f"- {o.text}" for o in info.objectives))
    entries = [entry(known[key], number) for key, number in numbers.items()]
    return text.replace("<!-- sources -->", "\n".join(entries))


def quiz_refs(lesson: str, library: Library) -> list[Ref]:
    """The sources named by the questions and the feedback of the lesson's activities."""
    refs: list[Ref] = []
    found = library.quiz_set(lesson)
    for quiz in found.quizzes if found else []:
        for item in quiz.items:
            refs += item_refs(item)
    for cell in read_page(ROOT / "lessons" / f"{lesson}.md").activities:
        if cell.call == "case":
            case = library.case(cell.ids[0])
            refs += case.refs + [ref for e in case.exhibits for ref in e.refs]
            for part in case.parts:
                refs += [ref for option in part.decision.options for ref in option.refs]
                refs += [ref for item in part.questions for ref in item.refs]
        elif cell.call == "lab":
            lab = library.lab(cell.ids[0])
            refs += lab.refs + [ref for item in lab.items for ref in item_refs(item)]
        elif cell.call == "exhibit":
            exhibits = {e.id: e for e in library.story(cell.ids[0]).exhibits}
            refs += exhibits[cell.ids[1]].refs
    return refs


def item_refs(item: Item) -> list[Ref]:
    """The sources of a question and of the feedback to each answer."""
    refs = list(item.refs)
    for name in ("options", "entries", "prompts"):
        for part in getattr(item, name, []):
            refs += getattr(part, "refs", [])
    return refs


def meta(info: LessonInfo, library: Library) -> str:
    """The title table: the same on every lesson."""
    rows = [
        ("Time", f"{info.minutes} minutes"),
        ("Follows", info.resource),
        ("Edition", f"{__version__}; text CC BY 4.0, code MIT"),
        ("Your answers", PRIVACY),
        ("Whose course", library.course.independence),
    ]
    (first, value), *others = rows  # an empty header would have no name for a screen reader
    body = "\n".join(f"| **{name}** | {text} |" for name, text in others)
    return (
        f"*{info.promise}*\n\n| {first} | {value} |\n|:---|:---|\n{body}\n\n"
        "**To begin, press *Start lesson* at the top of this page.** The activities below then "
        "come alive, with everything you entered before."
    )


def entry(source: Source, number: int) -> str:
    """One line of the list of sources."""
    title = f"[{source.title}]({source.address})" if source.address else source.title
    line = f"{number}. {source.author}. *{title}*. {source.date}."
    if source.status == "secondary":
        line += " Read in an account of it, not in the original."
    if source.status == "ours":
        line += " Our own teaching."
    return f"{line} {source.note}" if source.note else line


def cells(found: list[NotebookNode]) -> list[NotebookNode]:
    """Markdown cut at its headings; activities hidden and protected; ids that stay."""
    out: list[NotebookNode] = []
    taken: dict[str, int] = {}

    def name(base: str) -> str:
        taken[base] = taken.get(base, 0) + 1
        return base if taken[base] == 1 else f"{base[:56]}-{taken[base]}"

    place = "top"
    for cell in found:
        if cell.cell_type == "code":
            call = re.findall(r"(?:lesson|room)\.(\w+)\(([^)]*)\)", cell.source)
            words = slug(" ".join(call[-1])) if call else "start"
            cell.id = name(f"do-{words}"[:60])
            cell.metadata = NotebookNode(
                editable=False, deletable=False, tags=list(HIDDEN), jupyter={"source_hidden": True}
            )
            out.append(cell)
            continue
        for part in re.split(r"(?m)^(?=#{1,3} )", cell.source):
            if not part.strip():
                continue
            heading = re.match(r"#{1,3} (.+)", part)
            place = slug(heading[1]) if heading else place
            out.append(
                NotebookNode(
                    cell_type="markdown",
                    id=name(f"text-{place}"[:60]),
                    metadata=NotebookNode(editable=False),
                    source=part.strip(),
                )
            )
    return out


def slug(text: str) -> str:
    """Letters, digits and hyphens only."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "cell"


def execute(notebook: NotebookNode) -> None:
    """Run every cell once, with no answers and no network needed. Raises on an error in a cell."""
    with tempfile.TemporaryDirectory() as folder:
        before = dict(os.environ)
        os.environ.pop("TOOLKIT_INBOX", None)
        os.environ |= {
            "TOOLKIT_ANSWERS": str(Path(folder) / "answers"),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), before.get("PYTHONPATH")])),
            "JUPYTER_PREFER_ENV_PATH": "1",
        }
        try:
            NotebookClient(
                notebook, timeout=TIMEOUT_S, resources={"metadata": {"path": folder}}
            ).execute()
        finally:
            os.environ.clear()
            os.environ.update(before)


def clean(notebook: NotebookNode) -> None:
    """Keep each activity's text output; drop what changes from run to run."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        kept = []
        for output in cell.outputs:
            if output.output_type not in ("display_data", "execute_result"):
                raise SystemExit(f"cell {cell.id}: a lesson must not print: {output}")
            output.data = NotebookNode({"text/plain": output.data["text/plain"]})
            output.metadata = NotebookNode()
            kept.append(output)
        if not kept:
            raise SystemExit(f"cell {cell.id} shows nothing: {cell.source}")
        cell.outputs = kept


if __name__ == "__main__":
    raise SystemExit(main())
