#!/usr/bin/env bash
# Prepares the database and starts the dashboard: DEMO, HOST and PORT come from the Makefile.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python

fail() { printf '%s\n' "$*" >&2; exit 1; }

case $DEMO in
    0 | 1) export TUTORBOT_DEMO=$DEMO ;;
    *) fail "DEMO is 1 (demo data) or 0 (your own), not \"$DEMO\"." ;;
esac
[[ $PORT =~ ^[0-9]{1,5}$ ]] && ((10#$PORT >= 1 && 10#$PORT <= 65535)) || fail "PORT is a number from 1 to 65535, not \"$PORT\"."

# Asked before the database is touched, and so that the answer is a sentence.
"$python" - "$HOST" "$PORT" <<'PYTHON' || exit 1
import errno, socket, sys

host, port = sys.argv[1], int(sys.argv[2])
try:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        probe.listen()
except OSError as error:
    if error.errno == errno.EADDRINUSE:
        sys.exit(f"Port {port} is in use: choose another one, as in: make run PORT={port + 1 if port < 65535 else 8501}")
    sys.exit(f"Nothing can listen on {host}, port {port} ({error.strerror}): choose another PORT= or HOST=.")
PYTHON

"$python" -m tutorcore prepare

# The address is told when it answers, and not when the start failed.
tell_address() {
    local asked=$HOST shown
    case $HOST in 0.0.0.0 | ::) asked=localhost ;; esac
    case $asked in *:*) shown="[$asked]" ;; *) shown=$asked ;; esac
    while kill -0 $$ 2>/dev/null; do
        if (: <"/dev/tcp/$asked/$PORT") 2>/dev/null; then
            echo "The dashboard is at http://$shown:$PORT (Ctrl-C stops it)."
            break
        fi
        sleep 0.2
    done
}
(tell_address &)

exec "$python" -m streamlit run app.py --server.port="$PORT" --server.address="$HOST" \
    --server.headless=true --browser.gatherUsageStats=false --logger.hideWelcomeMessage=true </dev/null
