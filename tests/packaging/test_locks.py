"""The three locks: complete, of one mind, and usable by plain pip anywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
RUN, TEST = ROOT / "binder" / "requirements.txt", ROOT / "tests" / "requirements.txt"
CARRIED = ROOT / "tools" / "bundle" / "requirements.txt"
LOCKS = pytest.mark.parametrize("lock", [RUN, CARRIED, TEST], ids=["run", "carried", "test"])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def pins(lock: Path) -> dict[str, list[Requirement]]:
    """By name; a name has several entries where the version differs by Python."""
    found: dict[str, list[Requirement]] = {}
    for line in lock.read_text("utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text:
            requirement = Requirement(text)
            found.setdefault(plain(requirement.name), []).append(requirement)
    return found


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@LOCKS
def test_every_line_is_one_exact_version(lock: Path) -> None:
    for requirements in pins(lock).values():
        for requirement in requirements:
            assert [spec.operator for spec in requirement.specifier] == ["=="], requirement
            assert not requirement.url


@LOCKS
def test_no_address_no_path_and_the_command_that_made_it(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "\n#    make locks\n" in text
    assert not re.search(r"://|--index|--find-links|file:|^-|^/", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUN, PROJECT["dependencies"]),
        (CARRIED, PROJECT["dependencies"] + EXTRAS["app"] + EXTRAS["slides"]),
        (TEST, PROJECT["dependencies"] + [line for extra in EXTRAS.values() for line in extra]),
    ],
    ids=["run", "carried", "test"],
)
def test_every_declared_dependency_is_pinned_within_its_bounds(
    lock: Path, wanted: list[str]
) -> None:
    pinned = pins(lock)
    for text in wanted:
        declared = Requirement(text)
        assert plain(declared.name) in pinned, f"{declared.name}: run 'make locks'"
        for requirement in pinned[plain(declared.name)]:
            version = next(iter(requirement.specifier)).version
            assert declared.specifier.contains(version), f"{requirement}, but {declared}"


@pytest.mark.parametrize("lock", [RUN, CARRIED], ids=["run", "carried"])
def test_the_learner_gets_the_versions_that_are_tested(lock: Path) -> None:
    run, test = pins(lock), pins(TEST)
    assert {name: [str(r) for r in found] for name, found in run.items()} == {
        name: [str(r) for r in test.get(name, [])] for name in run
    }


def test_the_learner_gets_no_tool_of_the_tests() -> None:
    tools = {plain(Requirement(text).name) for extra in EXTRAS.values() for text in extra}
    assert tools
    assert not tools & set(pins(RUN))
    carried = {plain(Requirement(text).name) for text in EXTRAS["app"] + EXTRAS["slides"]}
    assert (tools & set(pins(CARRIED))) == carried


def test_the_licence_of_the_text_is_whole_and_says_what_it_covers() -> None:
    first, _, code = (ROOT / "LICENSE-CONTENT").read_text("utf-8").partition("\n")
    for folder in ("lessons/", "notebooks/", "data/", "facilitator/", "docs/"):
        assert folder in first
    assert "Attribution 4.0 International" in code
    sections = re.findall(r"^Section (\d) -- ", code, re.MULTILINE)
    assert sections == [str(number) for number in range(1, 9)]
    assert set(PROJECT["license-files"]) == {"LICENSE", "LICENSE-CONTENT"}


def test_one_version_everywhere() -> None:
    from toolkit_widgets import __version__

    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert PROJECT["version"] == __version__
    assert f"\nversion: {__version__}\n" in citation
