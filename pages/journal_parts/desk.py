"""What the journal page remembers of a session: which of its pages is shown, and whose changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import streamlit as st

_KEY: Final = "journal_desk"


class About(StrEnum):
    """What is in hand, and may be all that the journal is asked about."""

    EVERYTHING = "everything"
    CONTACT = "contact"
    BOOKING = "booking"


@dataclass
class JournalDesk:
    """`before` holds where each page that was turned began; the last is the one that is shown."""

    about: About = About.EVERYTHING
    before: list[int] = field(default_factory=list)
    asked: int = 0
    """The entry of which is asked whether it shall be undone; 0: none."""

    def turn_to(self, older: int) -> None:
        """Show the page that begins there."""
        self.before.append(older)

    def turn_back(self) -> None:
        """Show the page before."""
        self.before = self.before[:-1]

    def start(self) -> None:
        """Show the newest page."""
        self.before = []

    def ask(self, entry_id: int) -> None:
        """Ask whether an entry shall be undone; 0: no more."""
        self.asked = entry_id


def journal_desk() -> JournalDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = JournalDesk()
    desk: JournalDesk = st.session_state[_KEY]
    return desk
