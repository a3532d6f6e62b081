"""A real JupyterHub on this computer with the settings of ``deploy/tljh``, for tests and figures.

    python tools/local_hub.py --learners 3        (as root, on Linux; Ctrl-C stops)

Each learner is a Unix user with a home and a server of their own, as on The Littlest JupyterHub.
Nothing of this computer changes: everything runs in namespaces of its own, where ``/etc`` is a copy
(the users exist only there), and ends with them. Folders that only root may enter, and in which
Python or the course happen to stand, are opened in there and stay closed outside.

Differs from The Littlest JupyterHub: users are started by the hub itself, not by systemd (so
nothing limits memory and CPU), the proxy is a Python one, and everybody has one password.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.hub_namespaces import NotHere, check_computer, opened  # noqa: E402

COURSE = ROOT / "deploy" / "tljh" / "course.py"
HOST = "127.0.0.1"
PASSWORD = "the-same-for-all-in-a-rehearsal"
TRAINER = "trainer"
PATIENCE_S = 90

CONFIG = """
load_subconfig({course!r})
c = get_config()
c.JupyterHub.bind_url = "http://{host}:{ports[0]}"
c.JupyterHub.hub_port = {ports[1]}
c.ConfigurableHTTPProxy.api_url = "http://{host}:{ports[2]}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allowed_users = {users!r}
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.environment.update({environment!r})
c.JupyterHub.services = [{{"name": "rehearsal", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [
    {{"name": "rehearsal", "services": ["rehearsal"],
      "scopes": ["admin:users", "admin:servers", "tokens", "read:hub"]}}
]
"""
CULLER = """
c.JupyterHub.services.append({{"name": "cull-idle", "command": [
    {python!r}, "-m", "jupyterhub_idle_culler", "--timeout={seconds}", "--cull-every=5"]}})
c.JupyterHub.load_roles.append({{"name": "cull-idle", "services": ["cull-idle"], "scopes": [
    "list:users", "read:users:activity", "read:servers", "delete:servers"]}})
c.Spawner.environment["JUPYTERHUB_ACTIVITY_INTERVAL"] = "5"
"""


class LocalHub:
    """A running hub. ``users``: the learners; the facilitator is :data:`TRAINER`.

    ``course``: the hub's configuration, that of ``deploy/tljh`` unless a test breaks it.
    ``idle_s``: end a server after so many seconds without work, instead of never.
    """

    def __init__(
        self,
        users: Sequence[str],
        course: Path = COURSE,
        idle_s: int = 0,
    ) -> None:
        check_computer()
        self.users = list(users)
        self.folder = Path(tempfile.mkdtemp(prefix="local-hub-", dir="/tmp"))
        self.folder.chmod(0o711)  # others pass, and see nothing
        self.inbox = self.folder / "srv" / "inbox"
        self.log = self.folder / "hub.log"
        self._token = secrets.token_hex(16)
        self._course = course
        self._idle_s = idle_s
        self.host = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when the hub answers. Raises RuntimeError with its last words if it does not."""
        ports = _free_ports(3)
        self.host = f"http://{HOST}:{ports[0]}"
        state = self.folder / "state"
        state.mkdir(mode=0o700)
        (self.folder / "home").mkdir(mode=0o711)
        (self.folder / "home").chmod(0o711)
        config = state / "jupyterhub_config.py"
        culler = CULLER.format(python=sys.executable, seconds=self._idle_s) if self._idle_s else ""
        config.write_text(
            CONFIG.format(
                course=str(self._course),
                host=HOST,
                ports=ports,
                python=sys.executable,
                proxy=str(Path(sys.executable).with_name("configurable-http-proxy")),
                password=PASSWORD,
                users={*self.users, TRAINER},
                environment={"PYTHONPATH": str(ROOT)},
                token=self._token,
            )
            + culler
        )
        (state / "start.sh").write_text("\n".join(self._script(state, config)) + "\n")
        names = os.environ.items()
        env = {k: v for k, v in names if not k.startswith(("JUPYTER", "IPYTHON", "TOOLKIT"))}
        env |= {"TOOLKIT_USER_ENV": sys.prefix, "TOOLKIT_INBOX": str(self.inbox)}
        env |= {"PYTHONPATH": str(ROOT)}
        namespaces = ("--mount", "--propagation", "private", "--pid", "--mount-proc")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                ["unshare", *namespaces, "--fork", "--kill-child", "sh", str(state / "start.sh")],
                cwd=state,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + PATIENCE_S
        while self._status("/hub/api/") != 200:
            if self._process.poll() is not None or time.monotonic() > deadline:
                words = self.log.read_text("utf-8", "replace")[-3000:]
                self.stop()
                raise RuntimeError(f"the hub did not start:\n{words}")
            time.sleep(0.1)

    def home(self, user: str) -> Path:
        """The home of a user, as seen from outside."""
        return self.folder / "home" / user

    def run_as(self, user: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the hub's namespaces as this user, in their home."""
        inside = ["runuser", "-u", user, "--", *command]
        return subprocess.run(
            ["nsenter", "--mount", "--pid", f"--target={self._shell().pid}", *inside],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(self.home(user))},
        )

    def api(self, method: str, path: str, token: str = "", body: Any = None) -> tuple[int, Any]:
        """Status and reply of the hub, or of a server below it. Default: as the hub's admin."""
        request = urllib.request.Request(self.host + path, method=method)
        request.add_header("Authorization", f"token {token or self._token}")
        if body is not None:
            request.data = json.dumps(body).encode()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=PATIENCE_S) as reply:
                text = reply.read().decode()
                kind = reply.headers.get_content_type()
                return reply.status, json.loads(text) if text and "json" in kind else text
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def token_of(self, user: str) -> str:
        """A token that may do what this user may do, and nothing else."""
        status, reply = self.api("POST", f"/hub/api/users/{user}/tokens", body={})
        if status >= 400:
            raise RuntimeError(f"no token for {user}: {status} {reply}")
        return str(reply["token"])

    def server(self, user: str) -> dict[str, Any]:
        """What the hub says of this user's server, ``ready`` among it; empty where is none."""
        _, model = self.api("GET", f"/hub/api/users/{user}")
        found: dict[str, Any] = model["servers"].get("", {})
        return found

    def start_server(self, user: str) -> None:
        """Start this user's server and wait until it answers. Raises RuntimeError otherwise."""
        self.api("POST", f"/hub/api/users/{user}/server")
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self.server(user).get("ready"):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server of {user} did not start; see {self.log}")

    def processes(self, user: str) -> list[psutil.Process]:
        """What runs for this user now: their server and its kernels."""
        home = str(self.home(user))
        return [process for process in self.family() if _home_of(process) == home]

    def family(self) -> list[psutil.Process]:
        """Every process of this hub."""
        assert self._process is not None
        return psutil.Process(self._process.pid).children(recursive=True)

    def stop(self) -> None:
        """End everything and delete every home. Safe to call twice."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()  # and with it the namespace, and with that every process in it
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _script(self, state: Path, config: Path) -> Iterable[str]:
        """The shell script that runs inside the namespaces, as root."""
        quote = shlex.quote
        yield "set -eu"
        yield "umask 022"
        yield from opened([Path(sys.base_prefix), Path(sys.prefix), ROOT], state)
        yield f"cp -a /etc {state}/etc && mount --bind {state}/etc /etc"
        yield f"sh {quote(str(ROOT / 'deploy' / 'tljh' / 'inbox.sh'))} {self.inbox}"
        for user in (*self.users, TRAINER):
            yield f"useradd --create-home --base-dir {self.folder}/home {quote(user)}"
        yield f"usermod --append --groups toolkit-facilitators {TRAINER}"
        yield f"{quote(sys.executable)} -m jupyterhub -f {config} & wait"  # the shell is process 1

    def _shell(self) -> psutil.Process:
        assert self._process is not None
        return psutil.Process(self._process.pid).children()[0]

    def _status(self, path: str) -> int:
        try:
            return self.api("GET", path)[0]
        except OSError:
            return 0


def _home_of(process: psutil.Process) -> str:
    try:
        return process.environ().get("HOME", "")
    except psutil.Error:
        return ""


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind((HOST, 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def main() -> int:
    """A rehearsal to look at in a browser."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=3)
    wanted = parser.parse_args().learners
    try:
        hub = LocalHub([f"learner-{number}" for number in range(1, wanted + 1)])
        hub.start()
    except NotHere as reason:
        print(f"Not possible: {reason}.", file=sys.stderr)
        return 1
    print(f"Address:   {hub.host}\nNames:     {', '.join([*hub.users, TRAINER])}")
    print(f"Password:  {PASSWORD}\nInbox:     {hub.inbox}\nPress Ctrl-C here to stop.")
    try:
        while True:
            time.sleep(1)
    except KeyboardInterrupt:
        return 0
    finally:
        hub.stop()


if __name__ == "__main__":
    raise SystemExit(main())
