"""What the profiles page remembers of a session: which profiles are being changed, and which dialog is open.

The values that are tried are in the session's state; here is on what they rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import streamlit as st

from pages.shared.state import State, write_address
from tutorcore.domain.profile_versions import ProfileDraft

_KEY: Final = "profiles_desk"


class Asked(StrEnum):
    """The dialogs of the page, by their titles."""

    NOTHING = ""
    PUBLISH = "Publish"
    VERSIONS = "Versions"
    DRAFTS = "Drafts"
    NEW = "New profile"
    RETIRE = "Retire a profile"
    FILES = "Export and import"


@dataclass
class Work:
    """A change that somebody is at: the newest version when it was begun, and the draft in which it is kept."""

    based_on: int
    draft: ProfileDraft | None = None
    theirs: ProfileDraft | None = None
    """What somebody else saved in that draft meanwhile."""


@dataclass
class ProfilesDesk:
    """`about` is the profile that the open dialog is about."""

    work: dict[str, Work] = field(default_factory=dict)
    asked: Asked = Asked.NOTHING
    about: str = ""
    looked_at: int = 0
    """The version that is looked at in the history; 0: none."""
    seen: dict[str, int] = field(default_factory=dict)
    """By profile, the newest version when the open dialog first showed it: what an act in it rests on."""
    listed: dict[str, frozenset[str]] = field(default_factory=dict)
    """By profile, who was listed there as having it."""
    followed: str = ""
    """The draft that was opened last by its link."""

    def ask(self, asked: Asked, about: str = "") -> None:
        """Open a dialog."""
        self.asked, self.about, self.looked_at = asked, about, 0
        self.seen, self.listed = {}, {}

    def look_at(self, version: int) -> None:
        """Look at a version in the history; 0: no more."""
        self.looked_at = version

    def leave(self) -> None:
        """Close it."""
        self.asked = Asked.NOTHING

    def drop(self, name: str) -> None:
        """Nobody is at this profile any more."""
        self.work.pop(name, None)


def profiles_desk() -> ProfilesDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = ProfilesDesk()
    desk: ProfilesDesk = st.session_state[_KEY]
    return desk


def leave_draft(state: State, desk: ProfilesDesk) -> None:
    """Go on with no draft any more; the address says so too."""
    state.shown_draft = desk.followed = ""
    write_address(state)
