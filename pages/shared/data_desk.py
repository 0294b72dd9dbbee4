"""What the Data page remembers of a session: the imports in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import streamlit as st

from pages.shared.jobs import Job
from tutorcore.ports import CalendarSource
from tutorcore.services.import_calendar import CalendarPreview, CalendarReport
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
    """A calendar on its way; `upload_id` is blank for a feed. A writing that failed leaves it where it was."""

    upload_id: str
    open: Callable[[], CalendarSource]
    reading: Job[CalendarPreview]
    writing: Job[CalendarReport] | None = None


@dataclass
class DataDesk:
    """Everything that is in hand. `round` counts what was put away: it empties the fields that belong to it."""

    contacts: ContactsInHand | None = None
    calendar: CalendarInHand | None = None
    round: int = 0
    emptied: set[str] = field(default_factory=set)
    """Keys of fields to draw empty in the next run."""


def data_desk() -> DataDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = DataDesk()
    desk: DataDesk = st.session_state[_KEY]
    for key in desk.emptied:
        st.session_state.pop(key, None)
    desk.emptied.clear()
    return desk
