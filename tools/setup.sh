#!/usr/bin/env bash
# Makes .venv and installs a lock file into it: setup.sh run|dev.
# A copy of the lock in .venv says what is installed; the tests' lock holds all that the dashboard's does.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/installed.lock
unfinished=.venv/unfinished
case ${1:-} in
    run) locks=(requirements.lock requirements-dev.lock) ;;
    dev) locks=(requirements-dev.lock) ;;
    *) echo "usage: setup.sh run|dev" >&2; exit 2 ;;
esac

fail() { printf '%s\n' "$*" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

find_python() {
    local candidate found
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then echo "$candidate"; return; fi
    done
    found=$(version "${PYTHON:-python3}") || found="not found"
    fail "Python 3.11 or newer is needed, and ${PYTHON:-python3} is $found: install one, or name it, as in: make setup PYTHON=python3.12"
}

# One that was moved, lost its Python, was never finished, or is of another Python than the one asked for is made anew.
usable() {
    [[ -x .venv/bin/python && ! -e $unfinished ]] && new_enough .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null &&
        [[ -z ${PYTHON:-} || $(version .venv/bin/python) == $(version "$PYTHON") ]]
}

installed() {
    local lock
    for lock in "${locks[@]}"; do
        if cmp -s "$lock" "$stamp"; then return 0; fi
    done
    return 1
}

make_venv() {
    local python package output
    python=$(find_python)
    package="python$(version "$python")-venv"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        fail "$python has no venv or no pip: install the package $package (Debian and Ubuntu: apt install $package), then run make again."
    rm -rf .venv
    mkdir .venv
    touch "$unfinished"
    output=$("$python" -m venv .venv 2>&1) ||
        fail "$python could not make .venv: install the package $package, then run make again. It said: $(tr "\n" " " <<<"$output" | tail -c 300)"
}

install() {
    echo "Installing ${locks[0]} into .venv (the first time takes a minute or two) ..."
    rm -f "$stamp"
    touch "$unfinished"
    .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes --requirement "${locks[0]}" </dev/null ||
        fail "Not everything could be installed, for the reason above: with a network, run make again."
    cp "${locks[0]}" "$stamp"
    rm -f "$unfinished"
}

if usable && installed; then exit 0; fi
# Two at a time would undo each other's work: the second waits, and then finds it done.
exec 9<pyproject.toml
if command -v flock >/dev/null; then flock --wait 900 9 || fail "Another setup holds .venv: try again when it is done."; fi
usable || make_venv
installed || install
