#!/bin/bash
# Puts the course on a server where The Littlest JupyterHub is installed already.
#   sudo deploy/tljh/install.sh [WHEEL]      run again for a new edition of the course
# WHEEL: the course's wheel; without it the course is installed from this folder.
# Without a network: pip's own variables apply, for instance PIP_NO_INDEX=1 PIP_FIND_LINKS=/media/usb
set -euo pipefail
cd "$(dirname "$0")/../.."
tljh=/opt/tljh
course=${1:-.}

fail() {
    echo "$*" >&2
    exit 1
}
[ "$(id -u)" = 0 ] || fail "Start this with sudo."
[ -x "$tljh/user/bin/python" ] || fail "There is no $tljh/user: install The Littlest JupyterHub first."

echo "1 of 4  Packages: the same versions that were tested"
"$tljh/user/bin/python" -m pip install --quiet -r binder/requirements.txt
"$tljh/user/bin/python" -m pip install --quiet --no-deps --force-reinstall "$course"
"$tljh/user/bin/python" -m pip check || echo "See above: packages that this server had before may differ."

echo "2 of 4  Inbox"
sh deploy/tljh/inbox.sh

echo "3 of 4  Settings of the hub"
install -D -m 644 deploy/tljh/course.py "$tljh/config/jupyterhub_config.d/course.py"
"$tljh/user/bin/python" deploy/tljh/add_settings.py deploy/tljh/config.yaml "$tljh/config/config.yaml"

echo "4 of 4  Start again"
tljh-config reload
echo "Ready. Log in at this server's address; lesson 00 opens by itself."
