"""What happens without a click: calendars in Google are kept fresh, and what was left under way is finished or undone.

Everybody is read before somebody asks about them, and once a day the contacts of each segment are counted.

Two threads of the process that shows the pages. One looks at everything every half minute; the other reads what a
page has just asked for, so that nobody waits for the first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from tutorcore.ports import Ports
from tutorcore.services.bookings import settle
from tutorcore.services.effect.people import know_people
from tutorcore.services.read_remote import AT_MOST_EVERY, refresh_due
from tutorcore.services.segments import note_today

EVERY: Final = timedelta(seconds=30)
OLDER_THAN: Final = timedelta(seconds=75)
"""With a look every half minute, a calendar is read again within two minutes of its last reading."""
STOPPING: Final = timedelta(seconds=3)
"""How long a stop waits for what is going on; what is longer is given up, and settled later."""
_LOG: Final = logging.getLogger("tutorcore.background")


class Background:
    """The two threads; nothing runs before `start`, and a stopped one stays stopped."""

    def __init__(self, ports: Ports, *, every: timedelta = EVERY) -> None:
        self._ports = ports
        self._every = every
        self._stopping = threading.Event()
        self._wanted = threading.Event()
        self._lock = threading.Lock()
        self._asked_at: dict[int, datetime] = {}
        self._waiting: set[int] = set()
        self._told: dict[str, str] = {}
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in {"keeping fresh": self._keep_fresh, "reading asked": self._read_asked}.items()
        ]

    def start(self) -> None:
        """Begin, with a look at everything at once: another process may have left something under way."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both threads; what they are at is given a moment."""
        self._stopping.set()
        self._wanted.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(STOPPING.total_seconds())

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return not self._stopping.is_set() and all(thread.is_alive() for thread in self._threads)

    def ask(self, tutor_ids: Collection[int]) -> None:
        """Have these tutors' calendars in Google read, those that are older than a minute; nobody waits for it.

        The same is asked at most once a minute, however often a page is drawn.
        """
        now = self._ports.clock.now()
        with self._lock:
            new = {each for each in tutor_ids if self._is_over(each, now)}
            self._asked_at |= dict.fromkeys(new, now)
            self._waiting |= new
        if new:
            self._wanted.set()

    def reading_for(self, tutor_ids: Collection[int]) -> bool:
        """Whether what was asked for any of these tutors is not done yet."""
        with self._lock:
            return not self._waiting.isdisjoint(tutor_ids)

    def _is_over(self, tutor_id: int, now: datetime) -> bool:
        asked_at = self._asked_at.get(tutor_id)
        return asked_at is None or now - asked_at >= AT_MOST_EVERY

    def _keep_fresh(self) -> None:
        while not self._stopping.is_set():
            self._try("reading", lambda: refresh_due(self._ports, older_than=OLDER_THAN))
            self._try("settling", lambda: settle(self._ports))
            self._try("knowing everybody", lambda: know_people(self._ports))
            self._try("counting segments", lambda: note_today(self._ports))
            self._stopping.wait(self._every.total_seconds())

    def _read_asked(self) -> None:
        while True:
            self._wanted.wait()
            if self._stopping.is_set():
                return
            self._wanted.clear()
            self._read_waiting()

    def _read_waiting(self) -> None:
        with self._lock:
            asked = frozenset(self._waiting)
        self._try("reading what was asked", lambda: refresh_due(self._ports, asked))
        with self._lock:
            self._waiting -= asked

    def _try(self, what: str, work: Callable[[], object]) -> None:
        """Do something; an error is told in the log, once for as long as it stays the same."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - the edge of a thread: the next look tries again
            said = f"{type(error).__name__} {error}"
            if said != self._told.get(what) and not self._stopping.is_set():
                _LOG.error("%s in the background failed", what, exc_info=error)
            self._told[what] = said
        else:
            self._told.pop(what, None)
