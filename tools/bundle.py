"""Make one zip that carries the course into a closed network: ``make bundle``.

It holds a wheel of everything for each platform and Python asked for, the lessons (inside the
course's own wheel), run sheets, handouts and slides, and a start script for Windows, macOS and
Linux. pip downloads the
wheels of other platforms, but reads the lock with the markers of the machine it runs on; so the
lock is resolved here, once for each target.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from packaging.requirements import InvalidRequirement, Requirement

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "tools" / "bundle"
LOCK = PARTS / "requirements.txt"
sys.path.insert(0, str(ROOT))

from toolkit_widgets import __version__  # noqa: E402

PYTHONS = ("3.11", "3.12", "3.13")
PATCHES = (0, 99)
"""The first and the last release of a Python: between them no marker of the lock lies twice."""


@dataclass(frozen=True)
class Platform:
    """``tags``: which wheels fit, the widest last. The others: what a lock's markers ask."""

    label: str
    tags: tuple[str, ...]
    os_name: str
    sys_platform: str
    system: str
    machine: str

    def markers(self, python: str, patch: int) -> dict[str, str]:
        """The variables of a marker (dependency specifiers of the Python packaging guide)."""
        return {
            "os_name": self.os_name,
            "sys_platform": self.sys_platform,
            "platform_system": self.system,
            "platform_machine": self.machine,
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "python_version": python,
            "python_full_version": f"{python}.{patch}",
            "platform_release": "",
            "platform_version": "",
        }


def _linux(machine: str) -> tuple[str, ...]:
    versions = [f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)]
    return (*versions, f"manylinux2014_{machine}")


MAC = ("posix", "darwin", "Darwin")
LINUX = ("posix", "linux", "Linux")
PLATFORMS = {
    "windows": Platform(
        "Windows (64-bit, Intel or AMD)", ("win_amd64",), "nt", "win32", "Windows", "AMD64"
    ),
    "macos": Platform("Mac (Apple chip, macOS 14 or newer)", ("macosx_14_0_arm64",), *MAC, "arm64"),
    "linux": Platform("Linux", _linux("x86_64"), *LINUX, "x86_64"),
    "linux-arm": Platform("Linux (ARM)", _linux("aarch64"), *LINUX, "aarch64"),
}


class BundleError(Exception):
    """The zip cannot be made; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    """Make the zip, say where it is and how large. Returns 1 where it could not be made."""
    parser = argparse.ArgumentParser(prog="make bundle", description=__doc__)
    parser.add_argument(
        "--platform", action="append", choices=PLATFORMS, help="may be given more than once"
    )
    parser.add_argument(
        "--python", action="append", choices=PYTHONS, help="may be given more than once"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder of the zip")
    options = parser.parse_args(arguments)
    platforms = list(dict.fromkeys(options.platform or ["windows", "macos", "linux"]))
    pythons = sorted(set(options.python or PYTHONS), reverse=True, key=PYTHONS.index)
    try:
        target = bundle(platforms, pythons, options.out)
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{target}\n{target.stat().st_size / 1e6:.0f} MB, SHA-256 {_digest(target)}")
    return 0


def bundle(platforms: list[str], pythons: list[str], out: Path) -> Path:
    """The zip, for each pair of platform and Python. Raises :class:`BundleError`."""
    out.mkdir(parents=True, exist_ok=True)
    name = f"toolkit-course-{__version__}"
    target = out / f"{name}-{'-'.join(platforms)}-python{'-'.join(pythons)}.zip"
    with tempfile.TemporaryDirectory() as scratch:
        wheels = Path(scratch) / "wheels"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
        _run(build, "The course's own wheel could not be built.")
        for platform in platforms:
            for python in pythons:
                print(f"Fetching the packages for {platform}, Python {python} ...", flush=True)
                download(PLATFORMS[platform], python, wheels)
        print("Writing handouts and slides ...", flush=True)
        parts = contents(platforms, pythons, wheels, printed())
        half = target.with_suffix(".part")
        write(half, name, parts)
        half.replace(target)
    return target


def needed(lock: str, platform: Platform, python: str, patch: int) -> list[str]:
    """``name==version`` of what the lock installs there.

    ``patch``: the third number of Python's version, on which a marker may depend. Raises
    :class:`BundleError` for a line that is no requirement.
    """
    found = []
    for line in lock.splitlines():
        text = line.split("#")[0].strip()
        if not text:
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            raise BundleError(f"{LOCK.name}: '{text}' is no requirement: {error}") from None
        if requirement.marker is None or requirement.marker.evaluate(
            platform.markers(python, patch)
        ):
            found.append(f"{requirement.name}{requirement.specifier}")
    return found


def download(platform: Platform, python: str, wheels: Path) -> None:
    """Every wheel for one platform and Python. Raises :class:`BundleError` naming both."""
    fits = [part for tag in platform.tags for part in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--dest", str(wheels), *fits]
    command += ["--implementation", "cp"]
    fetched: set[str] = set()
    for patch in PATCHES:  # apart: pip refuses two versions of one package in one run
        wanted = needed(LOCK.read_text("utf-8"), platform, python, patch)
        new = [pin for pin in wanted if pin not in fetched]
        fetched |= set(new)
        if new:
            _run(
                [*command, "--python-version", f"{python}.{patch}", *new],
                f"The packages for {platform.label}, Python {python}, could not be fetched. "
                "This step needs a network; the reason stands above.",
            )


def printed() -> dict[str, bytes]:
    """Name → web page: each lesson on paper and on the wall, cards of cases, the factsheet."""
    from toolkit_widgets.content.library import library
    from toolkit_widgets.handouts.cards import cards
    from toolkit_widgets.handouts.deck import deck
    from toolkit_widgets.handouts.factsheet import factsheet
    from toolkit_widgets.handouts.handout import handout
    from toolkit_widgets.handouts.reveal import reveal

    shelf = library()
    files = {"factsheet.html": factsheet(shelf)}
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        number = shelf.lesson(notebook.stem).number
        files[f"handout-{number}.html"] = handout(shelf, number)
        files[f"slides-{number}.html"] = deck(shelf, number, reveal())
        if number.startswith("C"):
            files[f"cards-{number}.html"] = cards(shelf, number)
    return {name: text.encode() for name, text in files.items()}


def contents(
    platforms: list[str], pythons: list[str], wheels: Path, printed: dict[str, bytes]
) -> dict[str, bytes | Path]:
    """Path in the folder → its bytes, or the file that holds them; checksums last."""
    parts: dict[str, bytes | Path] = {}
    words = {
        "@VERSION@": __version__,
        "@PYTHONS@": " ".join(pythons),
        "@VERSIONS@": " or ".join(pythons),
        "@PLATFORMS@": ", ".join(PLATFORMS[name].label for name in platforms),
    }
    for name, source, end in (
        ("start.sh", "start.sh", "\n"),
        ("start.command", "start.sh", "\n"),
        ("start.bat", "start.bat", "\r\n"),
        ("hand-in.sh", "hand-in.sh", "\n"),
        ("hand-in.command", "hand-in.sh", "\n"),
        ("hand-in.bat", "hand-in.bat", "\r\n"),
        ("READ ME FIRST.txt", "READ ME FIRST.txt", "\r\n"),
    ):
        text = (PARTS / source).read_text("utf-8")
        for placeholder, value in words.items():
            text = text.replace(placeholder, value)
        parts[name] = text.replace("\n", end).encode()
    parts["requirements.txt"] = LOCK
    for sheet in sorted((ROOT / "facilitator").glob("*.md")):
        parts[f"facilitator/{sheet.name}"] = sheet
    parts |= {f"print/{name}": page for name, page in sorted(printed.items())}
    for licence in ("LICENSE", "LICENSE-CONTENT"):
        parts[f"{licence}.txt"] = ROOT / licence
    for wheel in sorted(wheels.glob("*.whl")):
        parts[f"wheels/{wheel.name}"] = wheel
    listed = "".join(f"{_digest(data)}  {name}\n" for name, data in parts.items())
    parts["edition"] = f"{__version__} {_digest(listed.encode())}".encode()  # start.bat: no newline
    parts["SHA256SUMS"] = listed.encode()
    return parts


def write(target: Path, folder: str, parts: dict[str, bytes | Path]) -> None:
    """The zip with one folder in it; the start scripts may be run after unpacking."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(f"{folder}/{name}", (2026, 1, 1, 0, 0, 0))
            runs = name.endswith((".sh", ".command"))
            info.external_attr = (0o100755 if runs else 0o100644) << 16
            info.create_system = 3  # the modes are Unix modes
            packed = name.endswith(".whl")
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as entry, _opened(data) as source:
                shutil.copyfileobj(source, entry)


def _run(command: list[str], failed: str) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise BundleError(failed)


def _opened(data: bytes | Path) -> BinaryIO:
    return io.BytesIO(data) if isinstance(data, bytes) else data.open("rb")


def _digest(data: bytes | Path) -> str:
    with _opened(data) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
