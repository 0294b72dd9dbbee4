"""The fake Google as a process of its own, steered through its control door: for benchmarks and killed dashboards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
START_SECONDS = 30


class RemoteGoogle:
    """What a test may do with a fake Google that runs elsewhere. Times are Google's own dicts here."""

    def __init__(self, endpoint, token):
        self.endpoint, self.token = endpoint, token

    def ask(self, verb, path, body=None, **query):
        """Whatever the control door answers."""
        door = self.endpoint.removesuffix("calendar/v3/") + "control/" + path
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{door}?{urlencode(query)}", data=data, method=verb), timeout=30) as answer:
            return json.load(answer)

    def put(self, calendar_id, **fields):
        """Write an event past every rule."""
        return self.ask("POST", "events", {"calendar": calendar_id} | fields)

    def change(self, calendar_id, event_id, **fields):
        """Change some fields of an event."""
        return self.ask("PATCH", "events", fields, calendar=calendar_id, id=event_id)

    def remove(self, calendar_id, event_id):
        """Delete an event."""
        self.ask("DELETE", "events", calendar=calendar_id, id=event_id)

    def events(self, calendar_id, *, deleted=False):
        """The events that stand in a calendar."""
        return self.ask("GET", "events", calendar=calendar_id, deleted=json.dumps(deleted))

    def fail(self, method, fault, **planned):
        """Let a method fail; the fault by its name, its arguments as `with_={…}`, the rest as in `FakeGoogle.fail`."""
        arguments = {"with": planned.pop("with_", {})}
        self.ask("POST", "faults", {"method": method, "fault": fault} | arguments | planned)

    def recover(self):
        """Forget every planned fault."""
        self.ask("DELETE", "faults")

    @property
    def requests(self):
        """What it was asked."""
        return self.ask("GET", "requests")

    @property
    def invalid(self):
        """What Google would not have understood."""
        return self.ask("GET", "invalid")


@contextmanager
def google_process(*, calendars=("primary",), strict=True):
    """A fake Google in its own process, for the time of a `with`; ended by its process id."""
    named = [word for calendar in calendars for word in ("--calendar", calendar)]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fake_google", *named],
            cwd=ROOT,
            stdout=said,
            stderr=errors,
            start_new_session=True,  # Ctrl-C is for the tests; they stop it themselves
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            google = RemoteGoogle(*_first_lines(process, said, errors))
            yield google
            wrong = google.invalid if strict else []
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=START_SECONDS)
        errors.seek(0)
        broken = errors.read() if process.returncode else ""
    if wrong or broken:
        raise AssertionError("Google would not have understood:\n" + "\n".join(wrong) + broken)


def _first_lines(process, said, errors):
    deadline = time.monotonic() + START_SECONDS
    while True:
        said.seek(0)
        lines = said.read().split()
        if len(lines) == 2:
            return lines
        if process.poll() is not None or time.monotonic() > deadline:
            errors.seek(0)
            raise RuntimeError(errors.read() or "the fake Google did not come up")
        time.sleep(0.02)
