"""The course on a JupyterHub where every learner is a user of the computer.

Goes into /opt/tljh/config/jupyterhub_config.d/. What is shared by all learners' servers (umask,
lessons, kernels, when they end) is not here: it comes with the course's package, whose settings
folder JUPYTER_CONFIG_PATH names.

Two places can be changed by environment variables of the hub:
TOOLKIT_USER_ENV (default /opt/tljh/user): the environment in which the course is installed.
TOOLKIT_INBOX (default /srv/toolkit/inbox): the folder that inbox.sh made.
"""

import os
import subprocess

user_env = os.environ.get("TOOLKIT_USER_ENV", "/opt/tljh/user")
settings = subprocess.run(
    [
        f"{user_env}/bin/python",
        "-c",
        "from toolkit_widgets import resources; print(resources.jupyter_config())",
    ],
    check=True,  # a hub without the course should say so when it starts, not to each learner
    capture_output=True,
    text=True,
).stdout.strip()

c = get_config()  # noqa: F821  JupyterHub provides it

c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": f"{settings}/hub:{settings}",
    "JUPYTER_PATH": settings,  # the page of the view without code
    "TOOLKIT_INBOX": os.environ.get("TOOLKIT_INBOX", "/srv/toolkit/inbox"),
}
c.Spawner.default_url = "/notebooks/my-course/00_start_here.ipynb"
c.Spawner.start_timeout = 180  # thirty people log in at nine o'clock; see capacity.md
c.Spawner.http_timeout = 120
c.JupyterHub.concurrent_spawn_limit = 10  # the others wait their turn instead of all waiting long
c.JupyterHub.implicit_spawn_seconds = 1  # a link or a reload brings an ended server back by itself
c.JupyterHub.shutdown_on_logout = False  # logging out by mistake ends nothing

# A second lock beside the umask and the permissions of the homes.
c.SystemdSpawner.isolate_tmp = True
c.SystemdSpawner.isolate_devices = True
c.SystemdSpawner.disable_user_sudo = True
c.SystemdSpawner.unit_extra_properties = {
    "UMask": "0077",
    # The lessons need no network. Their servers talk to the hub on this computer alone.
    "IPAddressDeny": "any",
    "IPAddressAllow": "localhost",
    "ProtectProc": "invisible",
    "TasksMax": "1000",  # threads too; a kernel has one more for each core
}
