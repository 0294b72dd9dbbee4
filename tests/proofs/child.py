"""Processes that die on purpose: `python -m tests.proofs.child` forks one for each job, warm with all its imports.

A job is a line of JSON on its input: {"environment", "now", "act", "die"}. The forked process opens the dashboard by
its settings, does the act, tells each step, and kills itself before the step number `die` (0: never). The answer is a
line of JSON: {"steps": [names], "signal": number, "error": text}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import event

from tests.proofs.shop import opened
from tests.services.bookings.desk import ACTOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import BookingState
from tutorcore.services import bookings

WRITING = ("INSERT", "UPDATE", "DELETE")


class Steps:
    """Counts the steps of a process, tells each, and ends it before one of them."""

    def __init__(self, told, die):
        self._told, self._die, self._count = told, die, 0

    def __call__(self, name):
        """One more step."""
        self._count += 1
        if self._count == self._die:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(self._told, f"{name}\n".encode())

    def watch(self, engine):
        """Each statement that writes is a step, and before and after each commit of such."""
        written = []

        def statement(_connection, _cursor, text, *_):
            if text.lstrip().upper().startswith(WRITING):
                self(" ".join(text.split()[:3]))
                written.append(text)

        def commit(_connection):
            if written:
                self("commit")

        def given_back(*_):
            if written:
                written.clear()
                self("committed")

        event.listen(engine, "before_cursor_execute", statement)
        event.listen(engine, "commit", commit)
        event.listen(engine, "checkin", given_back)


class Remote:
    """The way to Google: before and after each question is a step."""

    def __init__(self, remote, step):
        self.calendar_ids, self._remote, self._step = remote.calendar_ids, remote, step

    @contextmanager
    def session(self, *, limit):
        """A session that counts."""
        with self._remote.session(limit=limit) as session:
            yield _Session(session, self._step)


class _Session:
    def __init__(self, session, step):
        self._session, self._step = session, step

    def __getattr__(self, name):
        def asked(*given, **values):
            self._step(f"before {name}")
            try:
                return getattr(self._session, name)(*given, **values)
            finally:
                self._step(f"after {name}")

        return asked


def _one(ports):
    """The booking, or the first hold of an offer."""
    return ports.bookings.listed()[0]


def _book(ports):
    (held, *_) = [*ports.bookings.listed(states={BookingState.HELD}), None]
    request = bookings.Request(contact_id="1", tutor="Noor", start=WEDNESDAY)
    bookings.book(ports, request, actor=ACTOR, hold_id=held.id if held else "")


def _undo(ports):
    bookings.undo(ports, _one(ports).id, actor=ACTOR, expected_version=_one(ports).version)


def _move(ports):
    bookings.move(ports, _one(ports).id, THURSDAY, actor=ACTOR, expected_version=_one(ports).version)


def _cancel(ports):
    bookings.cancel(ports, _one(ports).id, actor=ACTOR, expected_version=_one(ports).version)


ACTS = {"book": _book, "undo": _undo, "move": _move, "cancel": _cancel, "settle": bookings.settle}


def work(job, told):
    """Do the act; the process ends here in any case."""
    try:
        step = Steps(told, job["die"])
        dashboard = opened(job["environment"], now=datetime.fromisoformat(job["now"]))
        step.watch(dashboard.store.engine)
        ACTS[job["act"]](replace(dashboard.ports, remote=Remote(dashboard.ports.remote, step)))
    except Exception:  # noqa: BLE001 - whatever it is, the test is to see it
        os.write(told, b"error\n" + traceback.format_exc().encode())
    finally:
        os._exit(0)


def forked(job):
    """What came of a job, done by a process of its own."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        work(job, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        steps, _, error = told.read().partition("error\n")
    _, status = os.waitpid(pid, 0)
    return {"steps": steps.splitlines(), "error": error, "signal": status & 0x7F}


def main():
    """Jobs in, answers out, until the input ends."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(forked(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
