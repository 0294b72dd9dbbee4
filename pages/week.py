"""Week: the slots that can be offered to the contact in hand, on a calendar and as a list, against real busy time."""

from __future__ import annotations

import streamlit as st

from pages.shared.browser import is_mobile
from pages.shared.fragments import guarded
from pages.shared.frame import run_page
from pages.shared.messages import contact_in_hand, say_what_is_wrong
from pages.shared.state import State, write_address
from pages.shared.text import plain
from pages.week_parts.board import draw_board, figure_of
from pages.week_parts.freshness import keep_fresh
from pages.week_parts.openings import draw_openings_of_week
from pages.week_parts.outcome import draw_moving, draw_outcome, moved_lesson
from pages.week_parts.shown import ShownWeek
from pages.week_parts.toolbar import draw_toolbar
from pages.week_parts.trying import draw_trial, stop_what_is_gone, trial_note
from pages.week_parts.why import draw_question
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking
from tutorcore.domain.lesson_types import LaidOver
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan, plan_week
from tutorcore.wording.dates import moment_text, short_day
from tutorcore.wording.doubts import doubt_texts
from tutorcore.wording.lesson_types import notes_on, unknown_text
from tutorcore.wording.offers import climbed_text
from tutorcore.wording.profiles import profile_sentence
from tutorcore.wording.reasons import taken_text


def render(dashboard: Dashboard, state: State) -> None:
    """The week of the contact in hand."""
    state.viewed = ()  # the page may be new in the browser
    say_what_is_wrong(state)
    opened = contact_in_hand(dashboard, state)
    if opened is not None:
        _follow_tutors(dashboard, state)
        _week(dashboard, state, opened)


def _follow_tutors(dashboard: Dashboard, state: State) -> None:
    """Take the tutors of a link by the names that they have here; say which are unknown, and go on without those."""
    asked = state.tutors
    if not asked:
        return
    names = {tutor.name.casefold(): tutor.name for tutor in dashboard.ports.calendars.tutors()}
    unknown = [name for name in asked if name.casefold() not in names]
    state.tutors = tuple(names[name.casefold()] for name in asked if name.casefold() in names) or None
    write_address(state)
    if unknown:
        instead = "The others" if state.tutors else "The usual tutors"
        st.warning(
            f"This link cannot be used as it is: there is no tutor {plain(', '.join(unknown), longest=60)}. "
            f"{instead} are shown instead.",
            icon=":material/link_off:",
        )


@st.fragment
@guarded
def _week(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """Everything that changes with the week; run anew by itself when only the week or a choice changes.

    The calendar is sent first: the browser needs longest for it, and draws it while the rest is made.
    """
    today = dashboard.ports.clock.now().astimezone(dashboard.ports.zone).date()
    week = state.week or IsoWeek.of(today)
    head = st.container()  # one place for all that varies: quick clicks break a fragment that changes its place
    with head:
        stop_what_is_gone(dashboard, state)
    try:
        moving = moved_lesson(dashboard, state)
        shown = _planned(dashboard, state, opened, week=week, moving=moving)
        plan = shown.plan
        figure = figure_of(shown, dashboard.ports.zone, why=state.why_shown)
        draw_board(dashboard, state, opened, shown=shown, figure=figure)
    finally:
        with head:
            draw_toolbar(dashboard, state, opened, week=week, this_week=IsoWeek.of(today))
    with head:
        draw_outcome(dashboard, state)
        if moving:
            draw_moving(dashboard, state, moving)
        _wish_line(dashboard, state, opened, plan)
        _doubts(plan)
        if not plan.offered:
            _nothing_left(state, shown)
        keep_fresh(dashboard, state, plan)


def _planned(
    dashboard: Dashboard, state: State, opened: OpenContact, *, week: IsoWeek, moving: Booking | None
) -> ShownWeek:
    """The week, planned; for a lesson that is moved with its own tutor, and without it."""
    acts = state.acts
    plan = plan_week(
        dashboard.ports,
        opened,
        week,
        tutors=[moving.tutor_name] if moving else state.tutors,
        together=state.together and moving is None,
        trial=state.trial,
        without=state.moving,
    )
    booked = tuple((booking.id, booking.version) for time in plan.tutors for booking in time.bookings)
    drawing = state.next_drawing(booked)
    return ShownWeek(plan, state.exception, drawing=drawing, moving=moving, acts=acts, narrow=is_mobile())


def _wish_line(dashboard: Dashboard, state: State, opened: OpenContact, plan: WeekPlan) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.text(f"Wish: {plan.preferences if str(plan.preferences) else 'none, every time is fine'}", width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            draw_question(dashboard, state)
            if not state.moving:
                draw_trial(dashboard, state, opened, plan)
    if plan.preferences.unrecognised:
        pieces = " · ".join(f"“{plain(piece)}”" for piece in plan.preferences.unrecognised)
        st.caption(f":orange[:material/warning:] Wish not fully understood: {pieces}")
    if (draft := state.drafts.get(opened.contact.id)) and draft.edited:
        st.caption(
            ":orange[:material/edit:] Another wish is being edited on Preferences, not saved: it does not count here."
        )
    if state.trial.changes_something and not state.moving:
        st.info(plain(trial_note(plan), longest=400), icon=":material/experiment:")


def _doubts(plan: WeekPlan) -> None:
    texts = [unknown_text(plan.rules.unknown)] if plan.rules.unknown else []
    texts += [text for time in plan.tutors for text in doubt_texts(time)]
    if not plan.tutors:
        texts += ["No tutor has a calendar yet, so nothing is known to be free. Import one on the Data page."]
    if texts:
        st.warning("  \n".join(plain(text, longest=400) for text in texts), icon=":material/help:")


def _nothing_left(state: State, shown: ShownWeek) -> None:
    """Why a week is empty: which rule took how many, what comes nearest, what would open it, where the next slot is."""
    plan = shown.plan
    if plan.rules.impossible:
        _impossible(plan.rules)
        return
    if plan.candidates == 0:
        reach = f"{short_day(plan.first_day)} to {short_day(plan.last_day)}"
        said = f"Nothing can start this week: the rules look from {reach}"
        st.info(plain(f"{said}, {profile_sentence(plan.profile)}.", longest=600), icon=":material/event_busy:")
    else:
        said = ", ".join(taken_text(plan.refused))
        st.info(
            plain(f"No slot fits this week. Of {plan.candidates} times {said}.", longest=600),
            icon=":material/event_busy:",
        )
    if shown.climb.relaxed:
        st.markdown(plain(climbed_text(shown.climb.rung), longest=300))
    draw_openings_of_week(state, plan)
    if plan.next_slot is not None:
        st.markdown(f"The next slot is **{moment_text(plan.next_slot.slot.start)}**.")


def _impossible(rules: LaidOver) -> None:
    """Profile and lesson type exclude each other: which rules do, and where each is changed."""
    st.error(plain(" ".join(notes_on(rules)), longest=600), icon=":material/block:")
    with st.container(horizontal=True):
        st.page_link("pages/lesson_types.py", label="Lesson types", icon=":material/layers:")
        st.page_link("pages/profiles.py", label="Profiles", icon=":material/tune:")


if __name__ == "__main__":
    run_page(render)
