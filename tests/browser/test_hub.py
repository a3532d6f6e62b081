"""A real JupyterHub with three learners: each sees their own answers, all reach the inbox.

The hub runs with the files of ``deploy/tljh`` and the hub settings of the package, each learner is
a Unix user, and what a learner could try is tried from that learner's own kernel and page.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from toolkit_widgets import __version__
from tools import hub_links
from tools.hub_kernel import CellFailed, HubKernel
from tools.local_hub import TRAINER, LocalHub

from . import helpers
from .at_a_hub import FIRST, PATIENCE_MS, begin, log_in, running_hub
from .cells import HAND_IN, LISTED, OVER_TCP, OVERHEAR, PROBE, READ, REMOVED, SETTINGS, SPEAK
from .watch import Watch

LEARNERS = ("learner-1", "learner-2", "learner-3")
CARELESS = "careless"
SAID = {name: f"Who checked this for {name}?" for name in LEARNERS}


@dataclass
class Seat:
    """One learner at work: a page of their own, a token and a kernel of their own."""

    name: str
    page: Page
    watch: Watch
    token: str
    kernel: HubKernel


@pytest.fixture(scope="module")
def hub() -> Iterator[LocalHub]:
    yield from running_hub(*LEARNERS, CARELESS)


@pytest.fixture(scope="module")
def room(hub: LocalHub, chromium: Browser) -> Iterator[dict[str, Seat]]:
    """Three learners log in at the same moment and start lesson 00."""
    opened = {name: log_in(hub, chromium, name) for name in LEARNERS}
    seats = {}
    for name, (page, watch) in opened.items():
        begin(page, watch)
        token = hub.token_of(name)
        seats[name] = Seat(name, page, watch, token, HubKernel(hub, name, token))
    yield seats
    for page, _ in opened.values():
        page.context.close()


@pytest.fixture
def pair(room: dict[str, Seat]) -> tuple[Seat, Seat]:
    """Somebody, and somebody else who is curious."""
    return room[LEARNERS[0]], room[LEARNERS[1]]


def answers_of(hub: LocalHub, name: str) -> str:
    folder = hub.home(name) / "my-course" / "answers"
    return "".join(file.read_text("utf-8") for file in folder.glob("*.json"))


def test_each_sees_only_their_own_answers(hub: LocalHub, room: dict[str, Seat]) -> None:
    for seat in room.values():
        card = helpers.card(seat.page, "sign")
        helpers.choose(card, "sign.decision", "question")
        helpers.item(card, "sign.question").locator("input[type=text]").fill(SAID[seat.name])
        helpers.wait_saved(card)
    for seat in room.values():
        helpers.load(seat.page, seat.page.reload)
        helpers.start_lesson(seat.page)
        field = helpers.item(helpers.card(seat.page, "sign"), "sign.question").locator("input")
        assert field.input_value() == SAID[seat.name]
        kept = answers_of(hub, seat.name)
        received = "".join([*seat.watch.frames, seat.page.content()])
        assert SAID[seat.name] in kept
        assert [w for w in SAID.values() if w != SAID[seat.name] and w in kept + received] == []
        assert seat.watch.outside == []
        assert seat.watch.errors == []


def test_all_reach_the_inbox_and_only_the_trainer_looks_into_it(
    hub: LocalHub, room: dict[str, Seat]
) -> None:
    for seat in room.values():
        seat.kernel.run(HAND_IN.format(pseudonym=f"heron-{seat.name[-1]}"))
    files = sorted(hub.inbox.iterdir())
    assert [file.name[:7] for file in files] == ["heron-1", "heron-2", "heron-3"]
    for seat in room.values():
        others = [str(file) for file in files if not file.name.startswith(f"heron-{seat.name[-1]}")]
        assert seat.kernel.run(LISTED.format(folder=str(hub.inbox))) == "", "the list can be read"
        assert seat.kernel.run(READ.format(files=others)) == "", "a file can be read by its name"
        assert seat.kernel.run(REMOVED.format(files=others)) == "", "a file can be taken away"
    for file in files:
        read = hub.run_as(TRAINER, "sha256sum", str(file))
        assert read.stdout[:64] == hashlib.sha256(file.read_bytes()).hexdigest(), read.stderr
    assert len(hub.run_as(TRAINER, "ls", str(hub.inbox)).stdout.split()) == 3


def test_an_inbox_that_all_may_read_would_be_found(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    wide = hub.inbox.with_name("wide")
    wide.mkdir()
    wide.chmod(0o777)
    (wide / "heron-9.zip").write_text("x")
    files = [str(wide / "heron-9.zip")]
    assert pair[1].kernel.run(LISTED.format(folder=str(wide))) == "heron-9.zip\n"
    assert pair[1].kernel.run(READ.format(files=files)) != ""
    assert pair[1].kernel.run(REMOVED.format(files=files)) != ""


def test_nobody_looks_into_the_home_of_another(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    owner, curious = pair
    home = hub.home(owner.name)
    owner.kernel.run("open('notes.txt', 'w').write('mine')")  # not written by the course
    lesson = home / "my-course" / "00_start_here.ipynb"
    files = [str(file) for file in (lesson, *(home / "my-course" / "answers").glob("*.json"))]
    assert len(files) > 1
    assert curious.kernel.run(LISTED.format(folder=str(home))) == ""
    assert curious.kernel.run(READ.format(files=[*files, str(home / "notes.txt")])) == ""
    with pytest.raises(CellFailed, match="PermissionError"):
        curious.kernel.run(f"open({files[1]!r})")
    # also where somebody opens their home: each file stays the owner's alone
    kept = [home / "notes.txt", *(f for f in (home / "my-course").rglob("*") if f.is_file())]
    assert len(kept) > len(files)
    assert [file for file in kept if file.stat().st_mode & 0o077] == []


def test_an_open_home_would_be_found(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    home = hub.home(CARELESS)
    hub.run_as(CARELESS, "sh", "-c", f"umask 022; chmod 755 {home}; echo mine > {home}/notes.txt")
    assert "notes.txt\n" in pair[1].kernel.run(LISTED.format(folder=str(home)))
    assert pair[1].kernel.run(READ.format(files=[str(home / "notes.txt")])) != ""


def test_no_request_reaches_the_server_of_another(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    owner, curious = pair
    there = f"/user/{owner.name}"
    for path in (f"{there}/api/contents", f"{there}/api/kernels", f"{there}/files/notes.txt"):
        assert hub.api("GET", path, owner.token)[0] == 200, "the owner's way is open"
        assert hub.api("GET", path, curious.token)[0] == 403, path
    assert hub.api("POST", f"{there}/api/kernels", curious.token, {})[0] == 403

    address = owner.kernel.run("import os; print(os.environ['JUPYTERHUB_SERVICE_URL'])").strip()
    assert curious.kernel.run(PROBE.format(address=address, token=curious.token)) == "403\n"
    assert owner.kernel.run(PROBE.format(address=address, token=owner.token)) == "200\n"

    for method, path in (
        ("GET", f"/hub/api/users/{owner.name}"),
        ("DELETE", f"/hub/api/users/{owner.name}/server"),
        ("POST", f"/hub/api/users/{owner.name}/tokens"),
        ("POST", "/hub/api/users/somebody-new"),
    ):
        assert hub.api(method, path, curious.token)[0] in (403, 404), path
    scopes = hub.api("GET", "/hub/api/user", curious.token)[1]["scopes"]
    assert scopes
    assert all(scope.endswith(f"={curious.name}") or "!" not in scope for scope in scopes)
    assert not any(scope.startswith("admin") for scope in scopes)

    page = curious.page.context.new_page()
    reply = page.goto(f"{hub.host}{there}{FIRST}")
    assert reply is not None
    assert reply.status in (403, 404), page.inner_text("body")[:300]
    assert SAID[owner.name] not in page.content()
    page.close()


def test_a_foreign_page_cannot_act_for_a_learner(pair: tuple[Seat, Seat]) -> None:
    post = """async ([path, token]) => (await fetch(path, {
        method: 'POST', body: '{}', headers: token ? {'X-XSRFToken': token} : {}})).status"""
    page, path = pair[0].page, f"/user/{pair[0].name}/api/kernels"
    cookies = {c["name"]: c["value"] for c in page.context.cookies() if pair[0].name in c["path"]}
    assert page.evaluate(post, [path, ""]) == 403
    assert page.evaluate(post, [path, cookies["_xsrf"]]) == 201, "with its proof it may"


def test_no_kernel_can_be_overheard(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    owner, curious = pair
    uid = hub.home(owner.name).stat().st_uid
    owner.kernel.run(SPEAK)
    assert "my secret answer" in owner.kernel.run("import time; time.sleep(0.5)")
    assert "my secret answer" not in curious.kernel.run(OVERHEAR.format(uid=uid, seconds=2))
    owner.kernel.run(OVER_TCP)  # as Jupyter does it unless it is told otherwise
    try:
        assert "my secret answer" in curious.kernel.run(OVERHEAR.format(uid=uid, seconds=20))
    finally:
        owner.kernel.run("speaking = False; manager.shutdown_kernel(now=True)")


def test_the_servers_have_the_settings_of_the_course(pair: tuple[Seat, Seat]) -> None:
    seat = pair[0]
    said = json.loads(seat.kernel.run(SETTINGS))
    assert said["umask"] == 0o077
    assert said["answers"].endswith("/my-course/answers")
    assert said["home"] == 0o700
    assert said["uid"] == os.stat(said["answers"]).st_uid != 0
    assert seat.page.get_by_role("button", name="Start lesson").count() == 1
    assert seat.page.locator("[data-jp-item-name=insert]").count() == 0
    assert (
        seat.page.evaluate(
            "getComputedStyle(document.querySelector("
            "'[data-jp-item-name=start-lesson] jp-button')).backgroundColor"
        )
        == "rgb(11, 87, 164)"
    )


def test_a_link_leads_to_a_lesson(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    page = pair[0].page.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{hub.host}/hub/user-redirect/notebooks/my-course/14_organizational_readiness.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    assert f"/user/{pair[0].name}/notebooks/my-course/14_" in page.url
    page.close()


@pytest.mark.thorough
def test_a_link_fetches_an_edition_of_ones_own(hub: LocalHub, pair: tuple[Seat, Seat]) -> None:
    seat, lesson = pair[0], "00_start_here"
    repository = hub.home(seat.name) / "git" / "REPOSITORY"
    git = f"git -C {repository} -c user.name=a -c user.email=a@localhost"
    branch = f"v{__version__}"
    made = hub.run_as(
        seat.name,
        *("sh", "-ec"),
        f"mkdir -p {repository}/notebooks; git init -q -b {branch} {repository};"
        f"cp ~/my-course/{lesson}.ipynb {repository}/notebooks;"
        f"{git} add .; {git} commit -q -m edition",
    )
    assert made.returncode == 0, made.stderr
    parts = urlsplit(hub_links.fetch_link(lesson))
    asked = dict(parse_qsl(parts.query)) | {"repo": str(repository)}
    page = seat.page.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{hub.host}{parts.path}?{urlencode(asked)}")
    page.wait_for_url(f"**/notebooks/REPOSITORY/notebooks/{lesson}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.close()
