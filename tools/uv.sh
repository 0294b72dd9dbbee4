#!/usr/bin/env bash
# Runs uv: the one that is there, else one in a virtual environment of its own, so that .venv holds its lock and no more.
set -euo pipefail
cd "$(dirname "$0")/.."

if uv --version >/dev/null 2>&1; then exec uv "$@"; fi
tools/setup.sh run
if [[ ! -x var/uv/bin/uv ]]; then
    .venv/bin/python -m venv --clear var/uv
    var/uv/bin/python -m pip install -qq --no-input --disable-pip-version-check uv
fi
exec var/uv/bin/uv "$@"
