"""What the Lesson types page remembers in a session: which dialog is open, and about which lesson type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import streamlit as st

_KEY: Final = "lesson_types_desk"


class Open(StrEnum):
    """The dialogs, by their titles."""

    ADD = "Add a lesson type"
    CHANGE = "Change a lesson type"
    VERSIONS = "Versions"
    RETIRE = "Retire a lesson type"


@dataclass
class LessonTypesDesk:
    """An open dialog. `based_on` is the newest version as it was shown when it was opened; 0: none."""

    dialog: Open | None = None
    name: str = ""
    based_on: int = 0

    def open(self, dialog: Open, name: str = "", based_on: int = 0) -> None:
        """Open a dialog about a lesson type."""
        self.dialog, self.name, self.based_on = dialog, name, based_on

    def leave(self) -> None:
        """Close it."""
        self.dialog = None


def the_desk() -> LessonTypesDesk:
    """Of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = LessonTypesDesk()
    found: LessonTypesDesk = st.session_state[_KEY]
    return found
