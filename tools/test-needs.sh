#!/usr/bin/env bash
# Sees to the programs that tests need and pip does not bring: test-needs.sh chromium|postgresql ...
# What is there is used; else the package manager is asked, where we are root. Without Chromium it fails; without
# PostgreSQL it says so, and the tests that need it skip.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

say() { printf '%s\n' "$*" >&2; }

bounded() {
    local seconds=$1
    shift
    if command -v timeout >/dev/null; then timeout --kill-after=10 "$seconds" "$@"; else "$@"; fi
}

apt() { DEBIAN_FRONTEND=noninteractive bounded 600 apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >/dev/null; }

# The lists have a lock of their own that apt-get does not wait for: hence the second and third try.
apt_install() {
    local attempt
    for attempt in 1 2 3; do
        apt update || true
        apt install --no-install-recommends "$@" && return
        if ((attempt < 3)); then sleep $((attempt * 10)); fi
    done
    return 1
}

as_root_with() { [[ $(id -u) == 0 ]] && command -v "$1" >/dev/null; }

chromium_is_there() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # Asked for its version, because a package may hold a mere pointer to an app store.
        if command -v "$name" >/dev/null && bounded 60 "$name" --version >/dev/null 2>&1; then return 0; fi
    done
    name=$(.venv/bin/python - <<'PYTHON' 2>/dev/null
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
PYTHON
    ) && bounded 60 "$name" --version >/dev/null 2>&1
}

install_chromium() {
    say "Installing Chromium for the browser tests ..."
    if as_root_with apt-get && apt_install chromium fonts-liberation; then return; fi
    if as_root_with dnf && bounded 600 dnf install -q -y chromium >/dev/null; then return; fi
    local with_libraries=()
    if as_root_with apt-get; then with_libraries=(--with-deps); fi
    bounded 900 .venv/bin/python -m playwright install ${with_libraries[@]+"${with_libraries[@]}"} chromium >/dev/null
}

chromium() {
    chromium_is_there && return
    install_chromium || true
    chromium_is_there && return
    say "The browser tests need Chromium, and it could not be installed: install the package chromium, then run make again."
    return 1
}

postgresql_is_there() {
    command -v initdb >/dev/null && command -v pg_ctl >/dev/null && return
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

install_postgresql() {
    if as_root_with apt-get; then
        say "Installing PostgreSQL for the store's tests ..."
        # The tests start a server of their own: for this once, Debian's package need not start one too.
        local no_server=/etc/postgresql-common/createcluster.d/tutorbot-tests.conf
        mkdir -p "$(dirname "$no_server")"
        echo "create_main_cluster = false" >"$no_server"
        apt_install postgresql || true
        rm -f "$no_server"
    elif as_root_with dnf; then
        say "Installing PostgreSQL for the store's tests ..."
        bounded 600 dnf install -q -y postgresql-server >/dev/null
    fi
}

postgresql() {
    postgresql_is_there && return
    install_postgresql || true
    postgresql_is_there ||
        say "PostgreSQL is not here and could not be installed: the tests that need it are skipped (package postgresql)."
}

for need in "$@"; do
    case $need in
        chromium | postgresql) "$need" ;;
        *) say "usage: test-needs.sh chromium|postgresql ..."; exit 2 ;;
    esac
done
