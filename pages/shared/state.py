"""What one session remembers, as one typed value, kept in step with the address of the page.

The address holds what a colleague may be sent (`contact`, `week`, `tutors`, `together`; of the profiles page
`profiles`, `tutor` and `draft`); who works here and what is being tried stay in the session. A change of page empties
the address, so it is written anew at every run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import streamlit as st

from pages.shared.booking_state import Asking, Outcome
from tutorcore.domain.preferences import Preferences
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import InputError
from tutorcore.services.compare_profiles import ProfileTrial
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.open_time import LessonException
from tutorcore.services.plan_week import Trial

_KEY: Final = "planner_state"
FIRST: Final = ""
"""The path of the first page, the work list. It is about nobody in particular: its address says nothing else."""


@dataclass
class PreferenceDraft:
    """A wish as it is being edited: the line, and the contact as it was when the editing began."""

    line: str
    opened: OpenContact
    problem: str = ""
    """Why the last click could not be carried out."""

    @property
    def edited(self) -> bool:
        """Whether it differs from what was stored when the editing began."""
        return self.line != self.opened.wish.text

    def take(self, changed: Preferences) -> None:
        """Go on with a changed preference."""
        self.line, self.problem = str(changed), ""

    def attempt(self, change: Callable[[], Preferences]) -> None:
        """Go on with what `change` gives, or say why it is not possible."""
        try:
            self.take(change())
        except InputError as error:
            self.problem = f"{error} {error.hint}".strip()


@dataclass
class State:
    """One planner's session. `link_problem` says what could not be used of the address."""

    contact_id: str = ""
    week: IsoWeek | None = None
    tutors: tuple[str, ...] | None = None
    together: bool = False
    trial: Trial = field(default_factory=Trial)
    picked: datetime | None = None
    asked: datetime | None = None
    """The time of which was asked why it is offered or not."""
    question_problem: str = ""
    """Why a typed question could not be read."""
    exception: LessonException | None = None
    """The start that was opened for one lesson only."""
    why_shown: bool = False
    """Whether the calendar shows the refused times."""
    viewed: tuple[object, ...] = ()
    """What the calendar shows, as far as it was chosen here."""
    drawing: int = 0
    """The number of the calendar's drawing in the browser."""
    selected: datetime | str | None = None
    """What the calendar's chart holds as selected in the browser: the start or lesson that was clicked on it last."""
    lesson: str = ""
    """The lesson of the calendar that is looked at, by its booking."""
    moving: str = ""
    """The lesson for which another time is looked for, by its booking."""
    teacher: str = ""
    """With whom the picked slot is to be booked; blank: the first who is free."""
    booking: Asking | None = None
    """What is to be confirmed in a dialog."""
    outcome: Outcome | None = None
    """What came of the last act with a booking."""
    acts: int = 0
    """How many acts with bookings were made here: a week that was planned before one is planned anew."""
    actor: str = ""
    drafts: dict[str, PreferenceDraft] = field(default_factory=dict)
    """Wishes that are being edited, by contact: an edit that is not saved waits for its contact to be opened again."""
    framed: bool = False
    """Whether the frame of this run has been drawn."""
    opening: tuple[str, str] = ("", "")
    """(who, contact) that was last remembered as an opening."""
    page: str = ""
    """The page that ran last."""
    linked: dict[str, str] = field(default_factory=dict)
    """The address that the sidebar's links carry."""
    link_problem: str = ""
    said: str = ""
    """What the last change did, shown once on the page after it."""
    refused: Exception | None = None
    """Why the last change was not made, told once on the page after it."""
    acted_on: tuple[str, int] = ("", 0)
    """The contact, by id and version, whose segment was changed last from here."""
    compared: tuple[str, ...] | None = None
    """The profiles side by side; None: the usual ones."""
    counted_tutor: str = ""
    """With whom the slots of profiles are counted; blank: the first tutor."""
    profile_trials: dict[str, ProfileTrial] = field(default_factory=dict)
    changing: frozenset[str] = frozenset()
    """The profiles whose values are open for change."""
    shown_draft: str = ""
    """The draft of a profile that is gone on with, by its id."""
    shown_booking: str = ""
    """The booking that the Bookings page shows in full, by its id."""

    def open(self, contact_id: str) -> None:
        """Take a contact in hand; what was picked and tried for another is dropped."""
        if contact_id != self.contact_id:
            self.contact_id = contact_id
            self.tutors, self.picked, self.trial = None, None, Trial()
            self.asked, self.question_problem, self.exception = None, "", None
            self.lesson, self.moving, self.booking, self.outcome = "", "", None, None
            self.together = False
            self.drafts = {draft.opened.contact.id: draft for draft in self.unsaved()}

    def who_opens(self) -> str:
        """The person to remember as having opened the contact in hand; blank where that was done."""
        opening = (self.actor, self.contact_id)
        if opening == self.opening:
            return ""
        self.opening = opening
        return self.actor

    def unsaved(self) -> list[PreferenceDraft]:
        """The edits of wishes that are not saved."""
        return [draft for draft in self.drafts.values() if draft.edited]

    def show_week(self, week: IsoWeek | None) -> None:
        """Show another week; nothing is picked or asked in it."""
        if week != self.week:
            self.week, self.picked, self.asked, self.lesson = week, None, None, ""

    def pick(self, start: datetime | None) -> None:
        """Pick a slot, or let go; what was asked or looked at before makes room."""
        self.picked, self.asked, self.question_problem, self.lesson = start, None, "", ""

    def ask(self, start: datetime | None) -> None:
        """Ask about a time, or no more."""
        self.picked, self.asked, self.question_problem, self.lesson = None, start, "", ""

    def look_at(self, booking_id: str) -> None:
        """Look at a lesson of the calendar, or no more."""
        self.picked, self.asked, self.question_problem, self.lesson = None, None, "", booking_id

    def next_drawing(self, *others: object) -> int:
        """The number of the calendar's drawing: the next one where something else is shown than before.

        `others` is what it shows besides what was chosen here.
        """
        chosen = (self.week, self.tutors, self.together, self.trial, self.exception, self.why_shown, self.moving)
        viewed = (*chosen, *others)
        if viewed != self.viewed:
            self.viewed, self.drawing = viewed, self.drawing + 1
        return self.drawing

    def params(self) -> dict[str, str]:
        """The address of what is shown."""
        named = {
            "contact": self.contact_id,
            "week": str(self.week) if self.week else "",
            "tutors": ",".join(self.tutors or ()),
            "together": "yes" if self.together else "",
            "profiles": ",".join(self.compared or ()),
            "tutor": self.counted_tutor,
            "draft": self.shown_draft,
            "booking": self.shown_booking,
        }
        return {name: value for name, value in named.items() if value}

    def follow(self, params: Mapping[str, str]) -> None:
        """Take over what an address says; what it does not say stays as it is."""
        self.link_problem = ""
        if "contact" in params:
            self.open(params["contact"].strip())
        if "week" in params:
            self._follow_week(params["week"])
        if "lesson" in params:
            self.look_at(params["lesson"].strip())
        if "tutors" in params:
            self.tutors = _names(params["tutors"]) or None
            self.together = params.get("together") == "yes"
        if "profiles" in params:
            self.compared = _names(params["profiles"]) or None
        if "tutor" in params:
            self.counted_tutor = params["tutor"].strip()
        if "draft" in params:
            self.shown_draft = params["draft"].strip()
        if "booking" in params:
            self.shown_booking = params["booking"].strip()

    def _follow_week(self, text: str) -> None:
        try:
            self.show_week(IsoWeek.parse(text))
        except InputError as error:
            self.link_problem = f"This link cannot be used as it is: {error}. {error.hint} This week is shown instead."
            self.show_week(None)


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (part.strip() for part in text.split(",")) if name))


def session_state() -> State:
    """The state of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State()
    state: State = st.session_state[_KEY]
    return state


def follow_address(state: State, page: str) -> None:
    """At the start of a run of `page`: take the address over, then write what is shown back to it.

    Parts of a page run without the sidebar, so its links may be older than what is shown. They carry everything, so
    that a change of page needs no second entry in the browser's history, but who comes by one stays where they were.
    """
    params = st.query_params.to_dict()
    by_link = page != state.page and params == state.linked
    if page != state.page:
        state.booking = None  # its dialog was left behind
    state.page = page
    state.follow({} if by_link else params)
    write_address(state)


def write_address(state: State) -> None:
    """Make the address say what is shown."""
    wanted = {} if state.page == FIRST else state.params()
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
