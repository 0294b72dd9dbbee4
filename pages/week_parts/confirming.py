"""The dialog before a lesson is booked, moved or cancelled: all that will stand, and one button that does it once.

The button goes off before the work begins, and the question is done with it: a second click meets neither.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import streamlit as st

from pages.shared.booking_state import Asking, Verb
from pages.shared.dashboard import show_error
from pages.shared.state import State
from pages.shared.text import plain
from pages.week_parts.acts import confirm
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking
from tutorcore.errors import NotBookable, TutorError
from tutorcore.services.bookings import Proposal, propose
from tutorcore.services.bookings.changing import require_notice
from tutorcore.wording.bookings import booking_line, exception_text, refused_texts, when_text
from tutorcore.wording.dates import counted, span_text

CONFIRM: Final = "confirm_booking"
LEAVE: Final = "leave_booking"
DESPITE: Final = "despite_notice"
REASON: Final = "cancel_reason"
LONGEST_REASON: Final = 500
_WORKING: Final = {Verb.BOOK: "Booking…", Verb.MOVE: "Moving…", Verb.CANCEL: "Cancelling…"}


def draw_dialog(dashboard: Dashboard, state: State) -> None:
    """The dialog of what is to be confirmed; nothing where nothing is."""
    asking = state.booking
    if asking is not None and not asking.done:
        opened = st.dialog(asking.verb.value, width="medium", on_dismiss=lambda: _leave(state))
        opened(_draw)(dashboard, state, asking)


def _draw(dashboard: Dashboard, state: State, asking: Asking) -> None:
    if asking.done or state.booking is not asking:
        st.rerun()
    try:
        possible = _ask(dashboard, asking)
    except TutorError as error:
        show_error(error)
        possible = False
    off = asking.submitted or not possible or not state.actor
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(asking.verb.value, key=CONFIRM, type="primary", disabled=off, on_click=_submit, args=(asking,))
        st.button("Leave it", key=LEAVE, type="tertiary", disabled=asking.submitted, on_click=_leave, args=(state,))
    if asking.submitted:
        with st.spinner(_WORKING[asking.verb]):
            confirm(dashboard, state, asking)
        st.rerun()


def _leave(state: State) -> None:
    state.booking = None


def _submit(asking: Asking) -> None:
    if not asking.submitted:
        asking.despite_notice = bool(st.session_state.get(DESPITE))
        asking.reason = str(st.session_state.get(REASON) or "")
        asking.submitted = True


def _ask(dashboard: Dashboard, asking: Asking) -> bool:
    """What will be, and whether it can be."""
    booking = dashboard.ports.bookings.get(asking.booking_id) if asking.booking_id else None
    if asking.verb is Verb.CANCEL and booking is not None:
        return _cancelling(dashboard, booking)
    if asking.request is None:
        return False
    proposal = propose(dashboard.ports, asking.request, without=asking.booking_id)
    moved = booking if asking.verb is Verb.MOVE else None
    _proposal(dashboard, proposal, moved)
    able = _notice_of(dashboard, moved) if moved else True
    return _against(dashboard, proposal) and able


def _proposal(dashboard: Dashboard, proposal: Proposal, moved: Booking | None) -> None:
    zone = dashboard.ports.zone
    st.markdown(f"#### {plain(when_text(proposal.span, zone=zone))} with {plain(proposal.tutor.name)}")
    if moved:
        st.text(f"Now: {when_text(moved.span, zone=zone)}")
    rows = {"For": f"{proposal.contact.label} · segment {proposal.segment}"}
    rows |= {"Kept free": _kept_free(proposal, dashboard), "Rules": _rules(proposal)}
    rows |= {"Calendar": _calendar(proposal)}
    rows |= {"Exceptions": "; ".join(map(exception_text, _told(proposal, moved))) or "none"}
    st.markdown("  \n".join(f":gray[{name}] {plain(value, longest=400)}" for name, value in rows.items()))
    if moved is None:
        with st.container(border=True, gap="xxsmall", key="as_in_calendar"):
            st.caption("As it will stand in the calendar")
            st.text(proposal.title)
            st.text(proposal.description)


def _told(proposal: Proposal, moved: Booking | None) -> list[str]:
    """The exceptions; of a lesson that is moved not that it keeps its own profile, lesson type and length."""
    kept = ("profile ", "lesson type ", "duration_minutes ") if moved else ()
    return [text for text in proposal.exceptions if not text.startswith(kept)]


def _kept_free(proposal: Proposal, dashboard: Dashboard) -> str:
    before, after = proposal.profile.buffer_before_min, proposal.profile.buffer_after_min
    first = (proposal.span.start - timedelta(minutes=before)).astimezone(dashboard.ports.zone)
    last = (proposal.span.end + timedelta(minutes=after)).astimezone(dashboard.ports.zone)
    return f"{span_text(first, last)}: {counted(before, 'minute')} before, {counted(after, 'minute')} after"


def _rules(proposal: Proposal) -> str:
    version = f", version {proposal.profile_version}" if proposal.profile_version else " (never published)"
    minutes = proposal.profile.duration_minutes
    lesson_type = f", lesson type {proposal.lesson_type}" if proposal.lesson_type else ""
    return f"profile {proposal.profile_name}{version}{lesson_type}; a lesson of {counted(minutes, 'minute')}"


def _calendar(proposal: Proposal) -> str:
    if proposal.calendar is None:
        return f"kept in this dashboard only: {proposal.tutor.name} has no calendar that can be written to"
    return f"{proposal.calendar.name}, in Google Calendar"


def _against(dashboard: Dashboard, proposal: Proposal) -> bool:
    """What stands against it, told; whether nothing does."""
    try:
        proposal.require_bookable()
    except NotBookable as error:
        texts = refused_texts(error, zone=dashboard.ports.zone)
        st.error("  \n".join(plain(text, longest=400) for text in texts), icon=":material/block:")
        return False
    return True


def _cancelling(dashboard: Dashboard, booking: Booking) -> bool:
    st.markdown(f"#### {plain(booking_line(booking, zone=dashboard.ports.zone))}")
    where = "here and in Google Calendar" if booking.calendar_id is not None else "in this dashboard"
    st.caption(f"It is cancelled {where}. For ten minutes it can be undone.")
    st.text_input("Reason", key=REASON, max_chars=LONGEST_REASON, placeholder="Why, in a few words (may be empty)")
    return _notice_of(dashboard, booking)


def _notice_of(dashboard: Dashboard, booking: Booking) -> bool:
    """Whether the lesson that stands may still be changed: its notice is met, or it shall be so all the same."""
    try:
        require_notice(dashboard.ports, booking)
    except TutorError as error:
        st.warning(plain(" ".join(refused_texts(error)[:1]), longest=300), icon=":material/alarm:")
        return st.checkbox("All the same", key=DESPITE)
    return True
