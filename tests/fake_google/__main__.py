"""A fake Google by hand: `python -m tests.fake_google --port 9000 --token X --calendar primary --calendar tutor-2`.

It prints its endpoint and its token, and runs until it is stopped.
"""

from __future__ import annotations

import argparse
import signal
import sys
from threading import Event

from tests.fake_google.google import running_google


def main():
    """Run until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.fake_google", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes any free one")
    parser.add_argument("--token", default="", help="the access token that is taken (at random if left out)")
    parser.add_argument("--calendar", action="append", help="a calendar's id, any number of times (primary)")
    given = parser.parse_args()
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with running_google(
        calendars=given.calendar or ["primary"], port=given.port, token=given.token, strict=False
    ) as google:
        sys.stdout.write(f"{google.endpoint}\n{google.token}\n")
        sys.stdout.flush()
        stop.wait()


if __name__ == "__main__":
    main()
