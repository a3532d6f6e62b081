"""One link to each lesson, and the page says what the tool would write."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tools import hub_links

ROOT = Path(__file__).parents[2]
LESSONS = sorted(file.stem for file in (ROOT / "notebooks").glob("*.ipynb"))


def test_the_page_is_up_to_date() -> None:
    assert hub_links.main(["--check"]) == 0


def test_an_old_page_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "links.md"
    monkeypatch.setattr(hub_links, "PAGE", old)
    assert hub_links.main(["--check"]) == 1, "no page at all"
    old.write_text(hub_links.page().replace("16_risk_assessment", "16_risks"), "utf-8")
    assert hub_links.main(["--check"]) == 1
    assert "python tools/hub_links.py" in capsys.readouterr().out
    assert hub_links.main([]) == hub_links.main(["--check"]) == 0


def test_both_links_of_each_lesson_lead_to_its_notebook() -> None:
    text = hub_links.PAGE.read_text("utf-8")
    links = re.findall(r"`(https://HUB/\S+)`", text)
    assert len(links) == 2 * len(LESSONS)
    ways = [link for link in links if "git-pull" not in link]
    assert [Path(urlsplit(link).path).stem for link in ways] == LESSONS
    for link, lesson in zip([link for link in links if "git-pull" in link], LESSONS, strict=True):
        asked = parse_qs(urlsplit(link).query, strict_parsing=True)
        assert set(asked) == {"repo", "branch", "urlpath"}
        folder = asked["repo"][0].rsplit("/", 1)[-1]  # where nbgitpuller puts the repository
        place = asked["urlpath"][0].removeprefix(f"notebooks/{folder}/")
        assert place == f"notebooks/{lesson}.ipynb"
        assert (ROOT / place).is_file()
