"""What the Data page remembers of a session: the imports in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from pages.shared.jobs import Job
from tutorcore.ports import CalendarSource
from tutorcore.services.import_calendar import CalendarPreview, CalendarReport
from tutorcore.services.import_closures import ClosuresReport
from tutorcore.services.import_report import ContactsPreview, ImportReport

_KEY: Final = "data_desk"


@dataclass
class ContactsInHand:
    """A file of contacts on its way: looked at, then written."""

    upload_id: str
    name: str
    data: bytes
    reading: Job[ContactsPreview]
    writing: Job[ImportReport] | None = None


@dataclass
class CalendarInHand:
    """A calendar on its way. A writing that failed leaves it where it was."""

    open: Callable[[], CalendarSource]
    reading: Job[CalendarPreview]
    writing: Job[CalendarReport] | None = None


@dataclass
class ClosuresInHand:
    """Days off on their way: looked at, then written."""

    bring: Callable[[str], ClosuresReport]
    """Bring them in, as the person of that name."""
    reading: Job[ClosuresReport]
    writing: Job[ClosuresReport] | None = None


@dataclass
class DataDesk:
    """Everything that is in hand. `round` counts what was put away: it empties the fields that belong to it."""

    contacts: ContactsInHand | None = None
    calendar: CalendarInHand | None = None
    closures: ClosuresInHand | None = None
    upload_id: str = ""
    """The calendar file that was looked at last, so that it is not taken for a new one."""
    round: int = 0
    changes: int = 0
    """How much was changed on this page: part of the keys of its fields."""

    def key(self, name: str) -> str:
        """The key of a field or popover that is empty, or closed, after the next change."""
        return f"{name}_{self.changes}"


def data_desk() -> DataDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = DataDesk()
    desk: DataDesk = st.session_state[_KEY]
    return desk
