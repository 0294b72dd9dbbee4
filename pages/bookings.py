"""Bookings: those that somebody has to look at, holds, and coming lessons; what can be done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.bookings_parts.desk import BookingsDesk, bookings_desk, say_outcome
from pages.bookings_parts.downloads import offer_downloads
from pages.bookings_parts.filters import draw_filters
from pages.bookings_parts.listing import draw_group
from pages.shared.dashboard import show_error
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking
from tutorcore.errors import InputError
from tutorcore.services.list_bookings import MOST_LISTED, BookingList, Wanted, list_bookings


def render(dashboard: Dashboard, state: State) -> None:
    """The filters, then the groups; what was asked for by its address is shown wherever it stands."""
    desk = bookings_desk()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("### Bookings", width="stretch")
        downloads = st.container(width="content")
    with st.container():  # always there, so that what is below keeps its place
        say_what_is_wrong(state)
        say_what_was_done(state)
        say_outcome(desk)
    wanted = draw_filters(dashboard)
    try:
        listed = list_bookings(dashboard.ports, wanted)
    except InputError as error:
        show_error(error)
        return
    with downloads:
        offer_downloads(dashboard, listed.all)
    above = _draw_asked_for(dashboard, state, desk, listed)
    for title, bookings in _groups(listed).items():
        draw_group(dashboard, state, desk, [each for each in bookings if each.id != above], title=title)
    _say_the_rest(listed, wanted)


def _groups(listed: BookingList) -> Mapping[str, Sequence[Booking]]:
    """The lists by their headings."""
    return {
        "To look at": listed.attention,
        "Holds": listed.holds,
        "Coming lessons": listed.coming,
        "Past and cancelled": listed.past,
    }


def _draw_asked_for(dashboard: Dashboard, state: State, desk: BookingsDesk, listed: BookingList) -> str:
    """The booking of the address, above all lists, until it is opened in one; its id.

    One that was changed here and is listed no more stays in sight there too: it may be undone for a while.
    """
    asked = state.shown_booking
    changed = asked == desk.acted_on[0] and all(each.id != asked for each in listed.all)
    if not asked or (asked == desk.opened_here and not changed):
        return ""
    found = dashboard.ports.bookings.with_ids({asked})
    if not found:
        said = f"This link cannot be used: there is no booking {plain(asked, longest=40)} here."
        st.warning(said, icon=":material/link_off:")
        state.shown_booking = ""
    draw_group(dashboard, state, desk, found, title="Just changed" if changed else "Asked for")
    return asked


def _say_the_rest(listed: BookingList, wanted: Wanted) -> None:
    if not listed.all:
        said = "No booking is like that." if wanted != Wanted() else "No lessons are booked and no slots are held."
        st.info(f"{said} Pick a slot on the Week page to book one.", icon=":material/event_note:")
    if listed.cut:
        st.info(f"Only the first {MOST_LISTED:,} are listed: choose fewer days.", icon=":material/info:")


if __name__ == "__main__":
    run_page(render)
