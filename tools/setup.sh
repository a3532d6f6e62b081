#!/bin/sh
# Makes .venv and installs what "learn" or "test" needs. Does nothing when all is in place.
set -eu
cd "$(dirname "$0")/.."
kind=${1:?learn or test}

fail() {
    echo "$*" >&2
    exit 1
}

usable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null || fail "There is no $PYTHON on this computer."
        usable "$PYTHON" || fail "$PYTHON is not Python 3.11, 3.12 or 3.13" \
            "(it says: $("$PYTHON" -V 2>&1 | head -n 1)); give another: make $kind PYTHON=..."
        echo "$PYTHON"
        return
    fi
    for name in python3.13 python3.12 python3.11 python3 python; do
        if usable "$name"; then
            echo "$name"
            return
        fi
    done
    fail "This course needs Python 3.11, 3.12 or 3.13, and found $(python3 -V 2>&1 | head -n 1)." \
        "Install one of them, or say where it is: make $kind PYTHON=/path/to/python3.12"
}

install() {
    .venv/bin/python -m pip install -qq --disable-pip-version-check "$@" || fail \
        "The packages could not be installed; the reason stands above. Without a network," \
        "ask for the course on a machine that has one."
}

# What an installation depends on: the lock, the package's own settings, and where it stands.
state() {
    { cat "$@" pyproject.toml && pwd; } | cksum
}

ready() {
    [ "$(cat ".venv/ready-$1" 2>/dev/null)" = "$2" ]
}

if [ -n "${PYTHON:-}" ] && [ -x .venv/bin/python ]; then # another Python was asked for
    asked=$(find_python)
    [ "$(.venv/bin/python -V 2>&1)" = "$("$asked" -V 2>&1)" ] || rm -rf .venv
fi
usable .venv/bin/python || rm -rf .venv

learn=$(state binder/requirements.txt)
test=$(state binder/requirements.txt tests/requirements.txt)
case $kind in
learn) lock=binder/requirements.txt && wanted=$learn ;;
test) lock=tests/requirements.txt && wanted=$test ;;
*) fail "setup.sh: 'learn' or 'test', not '$kind'" ;;
esac
ready "$kind" "$wanted" && exit 0

if [ ! -d .venv ]; then
    python=$(find_python)
    echo "Making an environment in .venv with $("$python" -V) ..."
    "$python" -m venv .venv || {
        rm -rf .venv
        fail "$python cannot make an environment. On Debian and Ubuntu: apt install python3-venv"
    }
fi
echo "Installing the packages. This takes a minute or two, once ..."
install -r "$lock"
install --no-deps --editable .
.venv/bin/python -m compileall -q toolkit_widgets # pip has compiled the others
echo "$learn" >.venv/ready-learn # the test lock holds the run-time lock
[ "$kind" = learn ] || echo "$test" >.venv/ready-test
