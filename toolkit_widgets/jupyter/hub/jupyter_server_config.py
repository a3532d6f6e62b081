"""A learner's server on a JupyterHub: these settings come on top of those in the folder above.

Jupyter reads this file where ``JUPYTER_CONFIG_PATH`` names its folder, as the files in deploy/ do.
It runs as the learner, in every hub's server alike.
"""

import os
import subprocess
import sys
from pathlib import Path

home = Path.home()
os.umask(0o077)  # what a learner writes is the learner's alone; kernels inherit this
os.environ.setdefault("TOOLKIT_ANSWERS", str(home / "my-course" / "answers"))
# Short, since the address of a socket may have 107 characters and no more.
os.environ.setdefault("JUPYTER_RUNTIME_DIR", str(home / ".jupyter" / "run"))
subprocess.run([sys.executable, "-P", "-m", "toolkit_widgets.hub"], check=False)

c = get_config()  # noqa: F821  Jupyter provides it

# Over TCP, every account on the same computer could read along what a kernel sends to its page.
c.KernelManager.transport = "ipc"

# The kernel of a page that is open never ends: somebody may be reading. That of a page that was
# closed, or of a laptop that sleeps, ends after an hour: longer than a lunch break. Answers are on
# disk; "Start lesson" brings a new kernel and everything back.
c.MappingKernelManager.cull_connected = False
c.MappingKernelManager.cull_idle_timeout = 60 * 60
c.MappingKernelManager.cull_interval = 5 * 60
