"""The week's slots as a list by day, for keyboard, screen reader and phone.

A browser draws hundreds of pills more slowly than the calendar itself, so a very full week is one field to choose
from or to type into.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import one_line
from pages.week_parts.labels import MANY
from pages.week_parts.shown import NOT_CONFIRMED, ShownWeek, badge_text
from tutorcore.domain.bookings import BookingState
from tutorcore.wording.bookings import state_word
from tutorcore.wording.dates import clock, moment_text, short_day

ALL: Final = "all_slots"
LESSONS: Final = "week_lessons"


def draw_slots(state: State, shown: ShownWeek) -> None:
    """Pills with the start times, under each day that has any; of very many a field with all of them."""
    starts = [one.slot.start for one in shown.slots]
    badges = {badge_text(one) for one in shown.climb.slots}
    if starts and not shown.plan.confirmed:
        badges.add(NOT_CONFIRMED)
    for badge in sorted(badges):
        st.markdown(f":orange-badge[{badge}]")
    if not starts:
        st.caption("No slots this week.")
    elif len(starts) > MANY:
        _one_field(state, starts)
    else:
        _by_day(state, starts)


def _by_day(state: State, starts: Sequence[datetime]) -> None:
    for day, group in groupby(starts, key=datetime.date):
        times, key = list(group), f"slots_{day.isoformat()}"
        st.session_state[key] = state.picked if state.picked in times else None
        st.pills(short_day(day), times, format_func=clock, key=key, wrap=True, on_change=_pick, args=(state, key))


def _one_field(state: State, starts: Sequence[datetime]) -> None:
    st.session_state[ALL] = state.picked if state.picked in starts else None
    st.selectbox(
        "All slots of the week",
        starts,
        index=None,
        format_func=moment_text,
        key=ALL,
        placeholder="Choose, or type wo 16",
        on_change=_pick,
        args=(state, ALL),
    )


def _pick(state: State, key: str) -> None:
    state.pick(st.session_state[key])


def draw_lessons(state: State, shown: ShownWeek) -> None:
    """What is booked and held this week, as a field to choose from: the same as a click on the calendar."""
    if not shown.bookings:
        return
    st.session_state[LESSONS] = state.lesson if state.lesson in shown.bookings else None
    st.selectbox(
        "Lessons and holds this week",
        list(shown.bookings),
        index=None,
        format_func=lambda each: _lesson_line(shown, each),
        key=LESSONS,
        placeholder=f"Choose one of {len(shown.bookings)}",
        on_change=_look,
        args=(state,),
    )


def _lesson_line(shown: ShownWeek, booking_id: str) -> str:
    booking = shown.bookings[booking_id]
    state = "" if booking.state is BookingState.BOOKED else f" ({state_word(booking.state)})"
    return (
        f"{moment_text(booking.span.start.astimezone(shown.zone))} {one_line(booking.contact_name, longest=40)}{state}"
    )


def _look(state: State) -> None:
    state.look_at(st.session_state[LESSONS] or "")
