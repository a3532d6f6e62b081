"""Each gate of this folder, shown something broken: it must close, and open for the same mended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from . import axe, contrast, eyes

PAGE = """<html lang="en"><title>A page</title><style>
  .tk-card {{ width: 300px; background: #fff; color: #222; font: 16px/1.5 sans-serif; }}
  .tk-card button, .tk-card input {{ font: inherit; min-height: 30px; border: 1px solid #666; }}
</style><main><h2>Before</h2>
<section class="tk-card" aria-labelledby="t"><h3 class="tk-title" id="t">A card</h3>{}</section>
</main><button>After</button></html>"""
QUESTION = """<fieldset data-item="a"><legend class="tk-question">Why?</legend>
  <label><input type="text" aria-label="Reason"></label></fieldset>"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 400, "height": 600})
    yield context.new_page()
    context.close()


def show(page: Page, inside: str) -> None:
    page.set_content(PAGE.format(inside))


def pale(page: Page) -> list[str]:
    return contrast.pale(eyes.look(page, "colors"))


def faint(page: Page) -> list[str]:
    return contrast.faint(eyes.look(page, "edges"))


def small(page: Page) -> list[str]:
    found: list[str] = eyes.look(page, "targets")["small"]
    return found


def cut(page: Page) -> list[str]:
    page.add_style_tag(content=eyes.SPACING)
    found: list[str] = eyes.look(page, "cut")
    return found


def moving(page: Page) -> list[str]:
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = eyes.look(page, "moving")
    return found


def jumps(page: Page) -> list[str]:
    found: list[str] = eyes.look(page, "jumps")
    return found


TWO = """<div style="display:grid"><button style="min-height:0;height:{0}px">A</button>
  <button style="min-height:0;height:{0}px">B</button></div>"""
LINKS = '<div style="line-height:1">{}<br><a href="#a">one</a><br><a href="#b">two</a></div>'
CASES = [
    # nameless
    (eyes.orphans, QUESTION.replace("fieldset", "div"), QUESTION),
    (eyes.orphans, QUESTION.replace(' aria-label="Reason"', ""), QUESTION),
    (eyes.orphans, QUESTION + "<fieldset><input></fieldset>", QUESTION),
    (eyes.orphans, QUESTION + "<button></button>", QUESTION + "<button>Check</button>"),
    # pale
    (pale, '<p style="color:#777">pale</p>', '<p style="color:#767676">not pale</p>'),
    (pale, '<p style="opacity:.5">half</p>', '<p style="opacity:.9">nearly</p>'),
    (pale, '<p style="font-size:24px;color:#959595">large</p>',
           '<p style="font-size:24px;color:#949494">large</p>'),
    (pale, '<p style="background:linear-gradient(red,blue)">on a picture</p>', "<p>plain</p>"),
    (pale, '<div style="background:#888"><p>on a shade</p></div>', '<div><p>on paper</p></div>'),
    (faint, '<button style="border-color:#ccc">Go</button>', "<button>Go</button>"),
    (faint, '<input aria-label="x" style="border:0">', '<input aria-label="x">'),
    # small
    (small, TWO.format(20), TWO.format(24)),
    (small, '<p><button style="min-height:0;height:20px;width:20px">x</button>'
            '<button style="width:60px">Go</button></p>',
            '<p><button style="min-height:0;height:20px;width:20px">x</button>'
            '<button style="width:60px;margin-left:9px">Go</button></p>'),  # spacing
    (small, LINKS.format(""), LINKS.format("A sentence with")),  # inline
    # cut
    (cut, '<div style="height:24px;overflow:hidden">Two lines of words when there is space</div>',
          "<div>Two lines of words when there is space</div>"),
    (cut, '<button style="height:30px;width:110px">Some long words</button>',
          '<button style="width:110px">Some long words</button>'),
    (cut, '<div style="height:24px">Two lines of words when there is space</div><div>Below</div>',
          "<div>Two lines of words when there is space</div><div>Below</div>"),
    # moving
    (moving, '<button style="transition:color .3s">Go</button>', "<button>Go</button>"),
    (moving, '<style>@keyframes k{to{left:9px}} b{animation:k 1s}</style><b>!</b>', "<b>!</b>"),
    (moving, '<div style="scroll-behavior:smooth">x</div>', "<div>x</div>"),
    # out of order
    (jumps, '<div style="display:flex;flex-direction:column-reverse"><button>One</button>'
            "<button>Two</button></div>",
            '<div style="display:flex;flex-direction:column"><button>One</button>'
            "<button>Two</button></div>"),
    (jumps, '<div style="display:flex;flex-direction:row-reverse"><button>One</button>'
            "<button>Two</button></div>", "<button>One</button> <button>Two</button>"),
]  # fmt: skip


@pytest.mark.parametrize(("gate", "broken", "mended"), CASES)
def test_the_gate_closes_and_opens(page: Page, gate: object, broken: str, mended: str) -> None:
    assert callable(gate)
    show(page, broken)
    assert gate(page)
    show(page, mended)
    assert gate(page) == []


STAY = """<script>
  document.querySelector("#b").addEventListener("keydown", (event) => event.preventDefault());
</script>"""


def test_a_trap_is_found(page: Page) -> None:
    buttons = "<button>A</button><button id=b>B</button><button>C</button>"
    show(page, buttons)
    assert eyes.walk(page, "Tab") == [0, 1, 2]
    assert eyes.walk(page, "Shift+Tab") == [2, 1, 0]
    show(page, buttons + STAY)
    for key in ("Tab", "Shift+Tab"):
        with pytest.raises(AssertionError, match="does not leave"):
            eyes.walk(page, key)


def test_what_is_skipped_is_found(page: Page) -> None:
    show(page, "<button>A</button><button tabindex=2>B</button><button>C</button>")
    assert eyes.walk(page, "Tab") == [0, 2]


SAYS = """<p role="status" id="s"></p><p aria-live="polite" id="l"></p>"""


def heard(page: Page, script: str) -> list[str]:
    show(page, SAYS)
    assert eyes.look(page, "listen") == 2
    page.evaluate(f"() => {{ {script} }}")
    page.wait_for_timeout(100)
    found: list[str] = page.evaluate("window.heard")
    return found


def test_a_second_announcement_is_heard(page: Page) -> None:
    assert heard(page, "s.textContent = 'Right'") == ["Right"]
    assert heard(page, "s.textContent = 'Right'; l.textContent = 'Right'") == ["Right", "Right"]
    again = "s.textContent = 'Right'; setTimeout(() => { s.textContent = 'Right'; }, 20)"
    assert heard(page, again) == ["Right", "Right"]
    assert heard(page, "s.textContent = ''") == []


def test_what_axe_leaves_open_fails_until_somebody_looked(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = '<p style="position:relative">words<i style="position:absolute;inset:0"></i></p>'
    show(page, over)
    found = axe.findings(page)
    assert found.wrong == []
    assert [line for line in found.unreviewed if line.startswith(axe.CONTRAST)]
    looked = axe.Reviewed(axe.CONTRAST, r"^<p style=", "an empty sheet lies over it")
    monkeypatch.setattr(axe, "REVIEWED", [looked])
    assert axe.findings(page).unreviewed == []
    assert not looked.is_about(f"{axe.CONTRAST}: <span>")


def test_axe_passes_over_what_is_outside_of_a_box_that_clips(page: Page) -> None:
    """In Jupyter's window that is all but the first screen; lifted out, it is looked at."""
    pale_words = '<div style="height:900px"></div><p style="color:#999">pale words</p>'
    show(page, pale_words)
    page.add_style_tag(content="body { height: 100vh; margin: 0; overflow: hidden; }")
    page.add_style_tag(content="main { height: 100%; overflow: auto; }")
    assert axe.findings(page).wrong == []
    assert axe.findings(page, lifted=True).wrong != []
    assert [line for line in axe.violations(page) if line.startswith("contrast: ")]
