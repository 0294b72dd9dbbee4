"""Week: the slots that can be offered to the contact in hand, on a calendar and as a list, against real busy time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.badges import segment_badge
from pages.shared.browser import is_mobile
from pages.shared.fragments import guarded
from pages.shared.frame import run_page
from pages.shared.messages import contact_in_hand, say_what_is_wrong
from pages.shared.state import State, write_address
from pages.shared.text import plain
from pages.week_parts.figure import week_figure
from pages.week_parts.slot_list import draw_slots
from pages.week_parts.trying import draw_trial, trial_note
from pages.week_parts.why_not import draw_why_not
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan, plan_week
from tutorcore.services.read_tutors import usual_tutors
from tutorcore.wording.dates import moment_text, short_day, span_text, week_text
from tutorcore.wording.doubts import doubt_texts, freshness_text
from tutorcore.wording.picked import kept_free_text, why_it_fits
from tutorcore.wording.profiles import profile_sentence
from tutorcore.wording.reasons import taken_text

CALENDAR: Final = "week_calendar"
TUTORS: Final = "week_tutors"
TOGETHER: Final = "week_together"
CHART_CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "doubleClickDelay": 1}


def render(dashboard: Dashboard, state: State) -> None:
    """The week of the contact in hand."""
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
    """Everything that changes with the week; run anew by itself when only the week or a choice changes."""
    today = dashboard.ports.clock.now().astimezone(dashboard.ports.zone).date()
    week = state.week or IsoWeek.of(today)
    with st.container():  # one place for all that varies: quick clicks break a fragment that changes its place
        _toolbar(dashboard, state, opened, week=week, this_week=IsoWeek.of(today))
        plan = plan_week(dashboard.ports, opened, week, tutors=state.tutors, together=state.together, trial=state.trial)
        _wish_line(dashboard, state, opened, plan)
        _doubts(plan)
        if not plan.offered:
            _nothing_left(plan)
    _slots(dashboard, state, plan)


def _toolbar(dashboard: Dashboard, state: State, opened: OpenContact, *, week: IsoWeek, this_week: IsoWeek) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = plain(opened.contact.label, longest=60)
        st.markdown(f"#### {name} {segment_badge(opened.segment.segment)}", width="stretch")
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", wrap=False):
            _step_button(state, "earlier", this_week, -1, icon=":material/chevron_left:", hint="Week before")
            st.markdown(f"**{week_text(week)}**", width="content")
            _step_button(state, "later", this_week, 1, icon=":material/chevron_right:", hint="Next week")
            st.button("Today", key="today", on_click=_go, args=(state, this_week), disabled=week == this_week)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            _tutor_picker(dashboard, state, opened)


def _step_button(state: State, key: str, this_week: IsoWeek, weeks: int, *, icon: str, hint: str) -> None:
    st.button("", key=key, icon=icon, help=hint, on_click=_step, args=(state, this_week, weeks))


def _step(state: State, this_week: IsoWeek, weeks: int) -> None:
    """From the week that is shown when the click arrives: quick clicks add up, whatever was drawn between them."""
    _go(state, (state.week or this_week).shifted(weeks))


def _go(state: State, week: IsoWeek) -> None:
    state.show_week(week)
    write_address(state)


def _tutor_picker(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    names = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    if not names:
        return
    usual = [tutor.name for tutor in usual_tutors(dashboard.ports, opened.contact)]
    chosen = usual if state.tutors is None else [name for name in names if name in state.tutors] or names
    st.session_state[TUTORS] = chosen
    st.pills(
        "Tutors", names, selection_mode="multi", key=TUTORS, label_visibility="collapsed", format_func=plain,
        on_change=_choose_tutors, args=(state, names),
    )  # fmt: skip
    if len(chosen) > 1:
        st.session_state[TOGETHER] = state.together
        st.toggle(
            "together",
            key=TOGETHER,
            help="Only times at which all of them are free",
            on_change=_choose_tutors,
            args=(state, names),
        )


def _choose_tutors(state: State, names: Sequence[str]) -> None:
    state.tutors = tuple(st.session_state[TUTORS] or names)  # nobody chosen: everybody counts
    state.together = bool(st.session_state.get(TOGETHER)) and len(state.tutors) != 1
    state.picked = None
    write_address(state)


def _wish_line(dashboard: Dashboard, state: State, opened: OpenContact, plan: WeekPlan) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.text(f"Wish: {plan.preferences if str(plan.preferences) else 'none, every time is fine'}", width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.markdown(f"**{len(plan.offered)}** of {plan.candidates} fit", width="content")
            st.caption(freshness_text(plan.read_at, plan.now), width="content")
            draw_why_not(dashboard, state, opened)
            draw_trial(dashboard, state, opened, plan)
    if plan.preferences.unrecognised:
        pieces = " · ".join(f"“{plain(piece)}”" for piece in plan.preferences.unrecognised)
        st.caption(f":orange[:material/warning:] Wish not fully understood: {pieces}")
    if (draft := state.drafts.get(opened.contact.id)) and draft.edited:
        st.caption(
            ":orange[:material/edit:] Another wish is being edited on Preferences, not saved: it does not count here."
        )
    if state.trial.changes_something:
        st.info(plain(trial_note(plan), longest=400), icon=":material/experiment:")


def _doubts(plan: WeekPlan) -> None:
    texts = [text for time in plan.tutors for text in doubt_texts(time)]
    if not plan.tutors:
        texts = ["No tutor has a calendar yet, so nothing is known to be free. Import one on the Data page."]
    if texts:
        st.warning("  \n".join(plain(text, longest=400) for text in texts), icon=":material/help:")


def _nothing_left(plan: WeekPlan) -> None:
    """Why a week is empty: which rule took how many, and where the next slot is."""
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
    if plan.next_slot is not None:
        st.markdown(f"The next slot is **{moment_text(plan.next_slot.slot.start)}**.")


@st.fragment
@guarded
def _slots(dashboard: Dashboard, state: State, plan: WeekPlan) -> None:
    calendar, slots, picked = _places()
    with picked:
        _picked(state, plan)
    with calendar:
        _calendar(dashboard, state, plan)
    with slots:
        draw_slots(state, plan)


def _places() -> tuple[DeltaGenerator, DeltaGenerator, DeltaGenerator]:
    """Where the calendar, the list and the picked slot go.

    Side by side, the picked slot above the list, where it moves nothing under the pointer. On a phone two tabs, the
    list first, and the picked slot below both.
    """
    if is_mobile():
        tabs = st.tabs(["Slots", "Calendar"])
        return tabs[1], tabs[0], st.container()
    columns = st.columns([4.2, 1], gap="medium")
    picked = columns[1].container()
    return columns[0], columns[1], picked


def _calendar(dashboard: Dashboard, state: State, plan: WeekPlan) -> None:
    st.plotly_chart(
        week_figure(plan, picked=state.picked, zone=dashboard.ports.zone),
        key=CALENDAR,
        on_select=lambda: _pick_on_calendar(state),
        selection_mode="points",
        config=CHART_CONFIG,
        alt=f"Calendar of {week_text(plan.week)}; the same slots are in the list beside it.",
    )


def _pick_on_calendar(state: State) -> None:
    """Copy the clicked slot's instant; a second click on it lets go."""
    selection: Any = st.session_state[CALENDAR]
    starts = [point["customdata"] for point in selection.selection.points if point.get("customdata")]
    if not starts:
        return
    start = datetime.fromisoformat(starts[0] if isinstance(starts[0], str) else starts[0][0])
    state.picked = None if start == state.picked else start


def _picked(state: State, plan: WeekPlan) -> None:
    one = next((one for one in plan.offered if one.slot.start == state.picked), None)
    if one is None:
        return
    with st.container(border=True, key="picked", gap="xsmall"):
        start, end = one.slot.start, one.slot.end
        st.markdown(f"**Picked: {short_day(start.date())} {span_text(start, end)}**{_who(one, plan)}")
        st.caption(plain(kept_free_text(one.slot, plan.profile)))
        st.caption(plain(why_it_fits(plan.profile, plan.preferences), longest=400))
        st.caption("Booking comes with Google Calendar: not yet here.")


def _who(one: OfferedSlot, plan: WeekPlan) -> str:
    names = " and ".join(one.tutors) if plan.table and plan.table.together else " or ".join(one.tutors)
    return f" with {plain(names)}" if names else ""


if __name__ == "__main__":
    run_page(render)
