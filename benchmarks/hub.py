"""How many learners a machine carries: memory for each, and how long they wait at nine o'clock.

    python benchmarks/hub.py [--learners 10]      (as root, on Linux)

Starts a real JupyterHub with the settings of ``deploy/tljh`` (``tools/local_hub.py``) and drives it
through its proxy as pages do. Needs the extra ``hub``; the figures are those of the environment it
runs in, so measure where only the run-time lock and that extra are installed.

Memory: USS is what a process has for itself alone, PSS its share of everything. Both come from the
kernel's own tables and do not vary with other programs; times do.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.hub_kernel import HubKernel  # noqa: E402
from tools.hub_namespaces import NotHere  # noqa: E402
from tools.local_hub import LocalHub  # noqa: E402

QUESTIONNAIRE, LABS = "14_organizational_readiness", "03_algorithms_and_errors"
USED = {
    QUESTIONNAIRE: "import docx, openpyxl, matplotlib.backends.backend_svg",
    LABS: """
from toolkit_widgets.content.library import library
from toolkit_widgets.labs import find
for name in {labs}:
    lab = library().lab(name)
    find(lab.model or lab.id)(dict(lab.starts)).figure
""",
}
"""What a lesson loads later: for results and reports, and for the pictures of labs."""
MIB = 2**20
CLASSES = (1, 3, 5, 10)


def memory(processes: Iterable[psutil.Process]) -> dict[str, float]:
    """RSS, PSS and USS of these processes together, in MiB."""
    found = [process.memory_full_info() for process in processes]
    return {kind: sum(getattr(one, kind) for one in found) / MIB for kind in ("rss", "pss", "uss")}


def seconds_of_cpu(processes: Iterable[psutil.Process]) -> float:
    """User and system time of these processes since they were started, in seconds."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def kernels(processes: Sequence[psutil.Process]) -> list[psutil.Process]:
    """Those of them that are kernels."""
    return [process for process in processes if "ipykernel_launcher" in process.cmdline()]


PLAN = {
    "learner, MiB": 320,
    "system, hub and proxy, MiB": 1024,
    "share of memory to use": 0.9,
    "Start lesson, s of CPU": 1.7,
    "patience, s": 15.0,
}
"""What deploy/capacity.md plans with: the measured figures, rounded up, and two choices."""


def fits(memory_gib: int, cores: int) -> tuple[int, int]:
    """How many learners memory carries, and how many cores serve within :data:`PLAN`'s patience.

    Memory: each learner has two lessons with questionnaires open. Cores: all press *Start lesson*
    at the same moment, and the last one waits no longer.
    """
    usable = memory_gib * 1024 * PLAN["share of memory to use"] - PLAN["system, hub and proxy, MiB"]
    by_memory = int(usable // PLAN["learner, MiB"])
    by_cores = int(PLAN["patience, s"] * cores // PLAN["Start lesson, s of CPU"])
    return by_memory, by_cores


class Learner:
    """One learner without a browser: the same requests, in the same order."""

    def __init__(self, hub: LocalHub, name: str) -> None:
        self.hub, self.name = hub, name
        self.open: dict[str, HubKernel] = {}

    def log_in(self) -> float:
        """Start the server; seconds until it answers."""
        began = time.perf_counter()
        self.hub.start_server(self.name)
        return time.perf_counter() - began

    def open_lesson(self, lesson: str) -> None:
        """What opening the page does: a kernel that waits."""
        token = self.hub.token_of(self.name)
        path = f"my-course/{lesson}.ipynb"
        self.open[lesson] = HubKernel(self.hub, self.name, token, path)
        self.open[lesson].run("")

    def start_lesson(self, lesson: str) -> float:
        """Press *Start lesson*: a fresh kernel, then every cell. Seconds until the last is done."""
        began = time.perf_counter()
        self.open[lesson].restart()
        for code in cells(lesson):
            self.open[lesson].run(code)
        return time.perf_counter() - began

    def processes(self) -> list[psutil.Process]:
        return self.hub.processes(self.name)

    def leave(self) -> None:
        """Close the pages and stop the server."""
        for kernel in self.open.values():
            kernel.close()
        self.open.clear()
        self.hub.api("DELETE", f"/hub/api/users/{self.name}/server")


def cells(lesson: str) -> list[str]:
    """The code of a lesson, cell by cell."""
    notebook = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text("utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]


def labs(lesson: str) -> list[str]:
    """The ids of the labs in a lesson."""
    return re.findall(r"lesson\.lab\(\"([^\"]+)\"", "\n".join(cells(lesson)))


def one_learner(hub: LocalHub, show: Callable[[str, dict[str, float]], None]) -> dict[str, float]:
    """Memory of one learner, step by step; returns seconds of CPU for each thing they do."""
    learner = Learner(hub, hub.users[0])
    learner.log_in()
    cpu = {"log in": seconds_of_cpu(learner.processes())}
    show("server, nothing open", memory(learner.processes()))
    for lesson, kind in ((QUESTIONNAIRE, "a questionnaire"), (LABS, "labs")):
        learner.open_lesson(lesson)
        learner.start_lesson(lesson)
        newest = max(kernels(learner.processes()), key=lambda process: process.create_time())
        cpu[f"Start lesson, {kind}"] = seconds_of_cpu([newest])
        show(f"kernel of a lesson with {kind} ({lesson[:2]}), started", memory([newest]))
        learner.open[lesson].run(USED[lesson].format(labs=labs(lesson)))
        show("the same, everything in it used", memory([newest]))
        count = len(learner.open)
        show(f"server and {count} lesson{'s' * (count > 1)} used", memory(learner.processes()))
    learner.leave()
    return cpu


def a_class(hub: LocalHub, size: int) -> dict[str, float]:
    """``size`` learners do the same at the same moment; seconds, and MiB for each of them."""
    learners = [Learner(hub, name) for name in hub.users[:size]]
    with ThreadPoolExecutor(size) as pool:
        logged_in = list(pool.map(Learner.log_in, learners))
        list(pool.map(lambda learner: learner.open_lesson(QUESTIONNAIRE), learners))
        started = list(pool.map(lambda learner: learner.start_lesson(QUESTIONNAIRE), learners))
    each = memory(process for learner in learners for process in learner.processes())["pss"] / size
    for learner in learners:
        learner.leave()
    return {
        "log in, median": statistics.median(logged_in),
        "log in, last": max(logged_in),
        "Start lesson, median": statistics.median(started),
        "Start lesson, last": max(started),
        "PSS for each, MiB": each,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Learners per machine.")
    parser.add_argument("--learners", type=int, default=max(CLASSES), help="the largest class")
    largest = parser.parse_args(arguments).learners
    hub = None
    try:
        hub = LocalHub([f"learner-{number}" for number in range(1, largest + 1)])
        hub.start()
        print(f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")

        def show(name: str, found: dict[str, float]) -> None:
            print(f"{name:54}" + "".join(f"{kind} {found[kind]:5.0f}  " for kind in found))

        own = [process for process in hub.family() if process.cmdline()[:1] != ["sh"]]
        for process in own:
            proxy = "http-proxy" in " ".join(process.cmdline())
            show("proxy (the one of the rehearsal)" if proxy else "hub", memory([process]))
        for name, seconds in one_learner(hub, show).items():
            print(f"{name:54}{seconds:5.1f} s of CPU")
        for size in (size for size in CLASSES if size <= largest):
            before = os.getloadavg()[0]
            figures = a_class(hub, size)
            words = "  ".join(f"{name} {value:.1f}" for name, value in figures.items())
            print(f"{size:3} at once (load before {before:.1f}): {words}", flush=True)
    except NotHere as reason:
        print(f"Not measured: {reason}.", file=sys.stderr)
        return 1
    finally:
        if hub is not None:
            hub.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
