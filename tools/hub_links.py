"""Writes deploy/links.md: one link to each lesson for a JupyterHub.

python tools/hub_links.py            writes it
python tools/hub_links.py --check    exit code 1 if it is not what would be written
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from toolkit_widgets import __version__  # noqa: E402
from toolkit_widgets.content.library import library  # noqa: E402
from toolkit_widgets.hub import FOLDER  # noqa: E402

PAGE = ROOT / "deploy" / "links.md"
HUB, SERVER, REPOSITORY = "HUB", "GIT-SERVER/OWNER/REPOSITORY", "REPOSITORY"

HEAD = f"""# A link to each lesson

Made from `data/course.yaml` by `python tools/hub_links.py`; do not edit by hand. Put the name of
your hub in the place of `{HUB}`. A learner who is not logged in logs in first and then arrives.

## Open a lesson

The lessons came with the course. Works without any network but the one to the hub.

"""
FETCH = f"""
## Fetch a lesson and open it

For your own edition of the lessons in a Git repository that the hub can reach, an internal one too.
Replace `{SERVER}` with its address, and `{REPOSITORY}` before `notebooks` with
its name. Each time the link is opened, nbgitpuller brings what is new and keeps what the learner
changed. Answers are the same as with the other link: they are kept in `{FOLDER}/answers`.

This is off as delivered, because learners' servers reach no network. To switch it on: on The
Littlest JupyterHub, which brings nbgitpuller, add the address of the Git server to
`IPAddressAllow` in `tljh/course.py`; on Kubernetes, add nbgitpuller to the image and the Git server
to `singleuser.networkPolicy.egress` in `values.yaml`.

"""
COLUMNS = """| No. | Lesson | Link |
|---|---|---|
"""


def redirect(path: str) -> str:
    """The address on the hub that leads each learner to their own server."""
    return f"https://{HUB}/hub/user-redirect/{path}"


def open_link(lesson: str) -> str:
    """To a lesson that is already there."""
    return redirect(f"notebooks/{FOLDER}/{quote(lesson)}.ipynb")


def fetch_link(lesson: str) -> str:
    """To a lesson in a Git repository, which is brought first."""
    place = f"notebooks/{REPOSITORY}/notebooks/{lesson}.ipynb"
    asked = {"repo": f"https://{SERVER}", "branch": f"v{__version__}", "urlpath": place}
    return redirect(f"git-pull?{urlencode(asked)}")


def table(link: Callable[[str], str]) -> str:
    """One row for each lesson that exists."""
    there = {file.stem for file in (ROOT / "notebooks").glob("*.ipynb")}
    lessons = (info for info in library().course.lessons if info.id in there)
    rows = (f"| {info.number} | {info.title} | `{link(info.id)}` |\n" for info in lessons)
    return COLUMNS + "".join(rows)


def page() -> str:
    """The whole page."""
    return HEAD + table(open_link) + FETCH + table(fetch_link)


def main(arguments: list[str]) -> int:
    """Write the page, or compare."""
    if "--check" in arguments:
        same = PAGE.is_file() and PAGE.read_text("utf-8") == page()
        if not same:
            print("deploy/links.md is not up to date; run: python tools/hub_links.py")
        return 0 if same else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
