"""What must hold for every lesson there is, and for those to come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from . import helpers
from .conftest import Desk
from .server import NOTEBOOKS

LESSONS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module", params=LESSONS)
def page(shared_desk: Desk, request: pytest.FixtureRequest):
    opened = shared_desk.open(request.param)
    yield opened
    opened.close()

def test_started(page: Page) -> None:
    assert helpers.cell_errors(page) == []

def test_width(page):
    for w in (400,320):
        page.set_viewport_size({"width":w,"height":800})
        page.wait_for_timeout(400)
        print(w, helpers.too_wide(page), helpers.sideways(page))
    page.set_viewport_size({"width":1280,"height":900})
def test_axe(page):
    import time
    for dark in (False, True):
        if dark: helpers.dark_theme(page)
        t=time.time()
        print(dark, *helpers.violations(page), sep="\n"); print(time.time()-t)
        t=time.time()
        print("ALL", *helpers.violations(page,None), sep="\n"); print(time.time()-t)
def test_tree(page):
    n=helpers.tree(page)
    print(list(helpers.named(n,"group"))[:20]); print(list(helpers.named(n,"radio"))[:5])
