"""Risks, lists, rankings and records: answered by keyboard alone, and found on disk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from toolkit_widgets.models import Questionnaire

from . import helpers
from .conftest import Desk

SMALL = {"width": 320, "height": 800}
CELL = """\
from tests.samples_risk import risk_questionnaire
from toolkit_widgets.content.library import library
from toolkit_widgets.store import Store, answers_folder
from toolkit_widgets.views.activity import Activity
from toolkit_widgets.views.form import Form

form = risk_questionnaire()
Form(Activity(form, Store(form, answers_folder()), library(), form.id), "Risks")
"""
NAME = "small-risks"


@pytest.fixture(scope="module")
def page(shared_desk: Desk) -> Iterator[Page]:
    """The form, shared: every test answers a question of its own."""
    file = helpers.write_notebook(shared_desk.server.folder, "controls", CELL)
    opened = shared_desk.context.new_page()
    opened.set_default_timeout(helpers.PATIENCE_MS)
    helpers.open_notebook(opened, shared_desk.server, file)
    helpers.start_lesson(opened)
    yield opened
    opened.close()
    file.unlink()


def value(desk: Desk, name: str) -> object:
    return desk.answers(NAME).get(name, {}).get("value")


def section(page: Page, title: str) -> None:
    """Open a section of the form by its tab."""
    page.locator(".tk-tab", has_text=title).press("Enter")


def keys(page: Page, *steps: str) -> None:
    """Words are typed; ``<Tab>`` and the like are pressed."""
    for step in steps:
        if step.startswith("<"):
            page.keyboard.press(step[1:-1])
        else:
            page.keyboard.type(step)


def named(page: Page) -> str:
    """The label of what has the focus."""
    label: str = page.evaluate(
        """() => {
          const node = document.activeElement;
          return node.labels?.[0]?.textContent
            ?? node.getAttribute('aria-label') ?? node.textContent;
        }"""
    )
    return label


def tab_to(page: Page, label: str) -> None:
    """Through the stops of a date field (day, month, year, calendar) to what follows."""
    for _ in range(5):
        page.keyboard.press("Tab")
        if named(page) == label:
            return
    raise AssertionError(f"'{label}' does not follow; the focus is on '{named(page)}'")


def said(page: Page, words: str) -> None:
    """Until the status region says so."""
    page.wait_for_function(
        "words => document.querySelector('.tk-card [role=status]').textContent.includes(words)",
        arg=words,
    )


def test_a_list_by_keyboard(page: Page, shared_desk: Desk) -> None:
    section(page, "Screening")
    box = helpers.item(helpers.card(page, NAME), "systems")
    box.locator("input").first.focus()
    assert named(page) == "Name (needed)"
    keys(page, "Square", "<Tab>")
    assert named(page) == "In use since"
    tab_to(page, "Cameras")
    keys(page, "12", "<Tab>", "<ArrowDown>", "<Tab>")
    assert named(page) == "Remove: system 1"
    keys(page, "<Tab>")
    assert named(page) == "Add: system"
    keys(page, "<Enter>")
    said(page, "System 2 added.")
    assert named(page) == "Name (needed)"
    keys(page, "Bus station")
    tab_to(page, "In use since")
    tab_to(page, "Cameras")
    keys(page, "3", "<Tab>")
    first = {"name": "Square", "cameras": 12, "own": "yes"}
    wanted = [first, {"name": "Bus station", "cameras": 3}]
    helpers.until(lambda: value(shared_desk, "systems") == wanted)
    total = helpers.item(helpers.card(page, NAME), "cameras").locator("output")
    total.filter(has_text="15 cameras").wait_for()
    box.get_by_role("button", name="Remove: system 1").press("Enter")
    said(page, "System 1 removed. 1 left.")
    assert named(page) == "Name (needed)"
    helpers.until(lambda: value(shared_desk, "systems") == wanted[1:])
    total.filter(has_text=re.compile("^3 cameras$")).wait_for()


def test_a_ranking_by_keyboard(page: Page, shared_desk: Desk) -> None:
    section(page, "Screening")
    box = helpers.item(helpers.card(page, NAME), "groups")
    box.get_by_role("checkbox", name="Journalists").focus()
    keys(page, "< >")
    said(page, "Journalists: now 1 of 1.")
    assert named(page) == "Journalists"
    helpers.until(lambda: value(shared_desk, "groups") == ["press"])
    said_here = box.locator("output")
    said_here.filter(has_text="1 of 2 in order").wait_for()
    box.get_by_role("checkbox", name="Young people").focus()
    keys(page, "< >")
    box.get_by_role("button", name="Move up: Young people").focus()
    keys(page, "<Enter>")
    said(page, "Young people: now 1 of 2.")
    assert named(page) == "Move up: Young people"
    helpers.until(lambda: value(shared_desk, "groups") == ["youth", "press"])
    box.get_by_role("checkbox", name="Journalists").focus()
    keys(page, "< >")
    said(page, "Journalists: not ranked.")
    helpers.until(lambda: value(shared_desk, "groups") == ["youth"])


def test_a_record_by_keyboard(page: Page, shared_desk: Desk) -> None:
    section(page, "Screening")
    box = helpers.item(helpers.card(page, NAME), "test-record")
    box.locator("input").first.focus()
    assert named(page) == "Title"
    keys(page, "Test of May", "<Tab>", "Archive, shelf 4", "<Tab>")
    assert named(page) == "Date"
    keys(page, "05022026")
    tab_to(page, "Owner (role)")
    keys(page, "Quality office", "<Tab>")
    wanted = {
        "title": "Test of May",
        "where": "Archive, shelf 4",
        "date": "2026-05-02",
        "owner": "Quality office",
    }
    helpers.until(lambda: value(shared_desk, "test-record") == wanted)


def test_a_risk_by_keyboard(page: Page, shared_desk: Desk) -> None:
    section(page, "Risks")
    box = helpers.item(helpers.card(page, NAME), "leak")
    before = box.get_by_role("group", name="Before any control (inherent)")
    before.get_by_role("checkbox", name="It is a range").focus()
    keys(page, "< >")
    before.get_by_label("Likelihood, from").focus()
    keys(page, "Poss", "<Tab>")
    assert named(page) == "Likelihood, to"
    keys(page, "Like", "<Tab>", "Serious", "<Tab>", "Serious")
    live = box.locator("output")
    live.filter(has_text="Inherent: Medium to High (counts as High).").wait_for()
    now = box.get_by_role("group", name="With the controls in place (current)")
    now.get_by_label("Likelihood", exact=True).focus()
    keys(page, "Rare", "<Tab>")
    assert named(page) == "Severity"
    keys(page, "Minor")
    live.filter(has_text="no control in place is named").wait_for()
    now.get_by_role("checkbox", name="Every use is logged").focus()
    keys(page, "< >")
    live.filter(has_not_text="no control in place is named").wait_for()
    after = box.get_by_role("group", name="With the planned controls (residual)")
    after.get_by_role("checkbox", name="A second officer looks").focus()
    keys(page, "< >")
    treatment = box.get_by_label("Treatment")
    treatment.focus()
    keys(page, "Reduce", "<Tab>")
    assert named(page) == "Owner (role)"
    keys(page, "Head of archive", "<Tab>")
    wanted = {
        "owner": "Head of archive",
        "treatment": "reduce",
        "inherent": {"likelihood": ["possible", "likely"], "severity": ["serious", "serious"]},
        "current": {
            "likelihood": ["rare", "rare"],
            "severity": ["minor", "minor"],
            "controls": ["log"],
        },
        "residual": {"controls": ["second-look"]},
    }
    helpers.until(lambda: value(shared_desk, "leak") == wanted)
    live.filter(has_text="Reducing a risk also needs a due date.").wait_for()
    treatment.focus()
    keys(page, "Accept")
    assert box.get_by_label("Accepted by (role, no name)").is_visible()


def test_everything_comes_back_after_a_new_start(page: Page, shared_desk: Desk) -> None:
    section(page, "Risks")
    box = helpers.item(helpers.card(page, NAME), "wrong-match")
    before = box.get_by_role("group", name="Before any control (inherent)")
    before.get_by_label("Likelihood", exact=True).focus()
    keys(page, "Rare", "<Tab>", "Grave", "<Tab>")
    helpers.until(lambda: value(shared_desk, "wrong-match") or {})
    helpers.start_lesson(page)
    section(page, "Risks")
    box = helpers.item(helpers.card(page, NAME), "wrong-match")
    box.locator("output").filter(has_text="Inherent: Medium.").wait_for()
    assert box.locator("select").first.input_value() == "rare"


def test_nothing_that_axe_finds_light_dark_and_forced_colours(page: Page) -> None:
    for title in ("Screening", "Risks"):
        section(page, title)
        assert helpers.violations(page) == []
    helpers.dark_theme(page)
    assert helpers.violations(page) == []
    helpers.dark_theme(page, on=False)
    page.emulate_media(forced_colors="active")
    assert helpers.violations(page) == []
    page.emulate_media(forced_colors="none")


def test_nothing_sticks_out_at_320_pixels(page: Page) -> None:
    wide = page.viewport_size
    page.set_viewport_size(SMALL)
    try:
        for title in ("Screening", "Risks"):
            section(page, title)
            assert helpers.too_wide(page) == []
            assert helpers.sideways(page) == []
    finally:
        page.set_viewport_size(wide or SMALL)


def test_tab_goes_through_a_risk_and_out_of_it(page: Page) -> None:
    section(page, "Risks")
    box = helpers.item(helpers.card(page, NAME), "creep")
    box.locator("input").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item") != "creep":
            break
    assert page.evaluate("document.activeElement.closest('[data-item]').dataset.item") == "leak"


def test_the_sample_is_what_the_notebook_shows(page: Page) -> None:
    from tests.samples_risk import risk_questionnaire

    form: Questionnaire = risk_questionnaire()
    found = page.eval_on_selector_all("[data-item]", "all => all.map(n => n.dataset.item)")
    assert found == [item.id for item in form.items]
