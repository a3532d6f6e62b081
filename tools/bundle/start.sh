#!/bin/sh
# Installs the course from this folder, once and without a network, then opens lesson 00, or does
# what it is told: "start.sh cohort /media/stick/inbox" is "toolkit-course cohort ...".
# TOOLKIT_HOME: where to (default: toolkit-course in your own folder).
set -eu
stick=$(cd "$(dirname "$0")" && pwd)
home=${TOOLKIT_HOME:-$HOME/toolkit-course}
program=$home/program
pythons="@PYTHONS@"

fail() {
    echo "$*" >&2
    exit 1
}

find_python() {
    for version in $pythons; do
        for name in "python$version" python3 python; do
            if [ "$("$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$version" ]; then
                echo "$name"
                return
            fi
        done
    done
    fail "This course needs Python @VERSIONS@." \
        "None was found on this computer. READ ME FIRST.txt says how to get it without an administrator."
}

[ -s "$stick/edition" ] || fail "Files of the course are missing beside $0. Unpack the whole zip first."
if [ "$(cat "$program/edition" 2>/dev/null)" != "$(cat "$stick/edition")" ]; then
    python=$(find_python)
    echo "Installing the course in $home. This takes one to five minutes, once. Please leave this window open."
    rm -rf "$program"
    mkdir -p "$home"
    "$python" -m venv "$program" || fail "$python cannot make an environment." \
        "On Debian and Ubuntu the package python3-venv is missing; ask your IT desk."
    "$program/bin/python" -m pip install -qq --disable-pip-version-check --no-index \
        --find-links "$stick/wheels" -r "$stick/requirements.txt" toolkit-widgets || fail \
        "The course could not be installed; the reason stands above." \
        "This copy was made for: @PLATFORMS@, with Python @VERSIONS@."
    cp "$stick/edition" "$program/edition"
fi
cd "$home" # the course finds my-course here, and what it makes is put here
case ${1:-} in
'' | -*) set -- learn "$@" ;;
esac
exec "$program/bin/python" -m toolkit_widgets.cli "$@"
