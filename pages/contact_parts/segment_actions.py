"""What a planner can do about a segment: have it detected again, pin one, take a pin off.

Each button rests on the contact as it was shown: its callback keeps the version that the planner saw, so that a change
that somebody else made meanwhile is told and not overwritten.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.shared.badges import segment_name
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.contacts import Contact
from tutorcore.errors import Conflict
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.set_segment import detect_again, pin_segment, unpin_segment


def draw_segment_actions(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """The one or two things that can be done now."""
    contact, detection = opened.contact, opened.segment.detection
    if opened.segment.pin:
        st.button(
            "Take pin off", key="unpin", icon=":material/keep_off:", on_click=_unpin, args=(dashboard, state, contact)
        )
        return
    if detection.by_rules != detection.segment:
        st.button(
            "Detect again",
            key="detect",
            icon=":material/refresh:",
            on_click=_detect,
            args=(dashboard, state, contact, detection.by_rules),
        )
    with st.popover("Pin…", icon=":material/keep:", key="pin_open"):
        _pin_form(dashboard, state, opened)


def _pin_form(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """A form of its own for each contact: nothing typed for one is pinned on another."""
    ports, contact = dashboard.ports, opened.contact
    names = list(know_profiles(ports))
    today = ports.clock.now().astimezone(ports.zone).date()
    with st.form(f"pin_{contact.id}", border=False):
        st.selectbox(
            "Profile",
            names,
            index=names.index(opened.segment.segment),
            format_func=segment_name,
            key=_key("segment", contact),
        )
        st.text_input("Reason", key=_key("reason", contact), max_chars=500)
        st.date_input(
            "Through (leave empty: until taken off)",
            value=None,
            min_value=today,
            key=_key("until", contact),
            format="DD-MM-YYYY",
        )
        st.form_submit_button(
            "Pin segment", key="pin_save", type="primary", on_click=_pin, args=(dashboard, state, contact)
        )


def _key(field: str, contact: Contact) -> str:
    return f"pin_{field}_{contact.id}"


def _detect(dashboard: Dashboard, state: State, contact: Contact, detected: str) -> None:
    def change() -> None:
        detect_again(dashboard.ports, contact.id, actor=state.actor, expected_version=contact.version)

    done = f"The segment is {segment_name(detected)} now; saved here, not yet in Chatwoot."
    _change(state, contact, change, done=done)


def _unpin(dashboard: Dashboard, state: State, contact: Contact) -> None:
    def change() -> None:
        unpin_segment(dashboard.ports, contact.id, actor=state.actor, expected_version=contact.version)

    _change(state, contact, change, done="The pin is off.")


def _pin(dashboard: Dashboard, state: State, contact: Contact) -> None:
    segment, reason, until = (st.session_state[_key(field, contact)] for field in ("segment", "reason", "until"))

    def change() -> None:
        try:
            pin_segment(
                dashboard.ports,
                contact.id,
                segment,
                reason=reason or "",
                until=until,
                actor=state.actor,
                expected_version=contact.version,
            )
        except Conflict as theirs:
            yours = f"Yours was: pin to {segment_name(segment)}, {reason}. What is stored now stands below."
            raise Conflict(str(theirs), theirs=theirs.theirs, hint=yours) from theirs

    _change(state, contact, change, done=f"Pinned to {segment_name(segment)}.")


def _change(state: State, contact: Contact, change: Callable[[], None], *, done: str) -> None:
    """Make it, once for each version that was shown: the second click of a double click does nothing."""
    if state.acted_on == (contact.id, contact.version):
        return
    try:
        change()
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: no traceback reaches a planner
        state.refused = error
    else:
        state.acted_on, state.said = (contact.id, contact.version), done
