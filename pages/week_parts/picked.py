"""The picked slot in words, above the list: what is kept free, why it fits, and what is not as usual about it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import plain
from pages.week_parts.shown import NOT_CONFIRMED, ShownWeek, badge_text
from pages.week_parts.verbs import draw_verbs
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.ladder import RungSlot
from tutorcore.services.explain_time import free_events_at
from tutorcore.services.open_time import ExceptionalSlot
from tutorcore.services.plan_week import WeekPlan
from tutorcore.wording.dates import short_day, span_text
from tutorcore.wording.openings import change_text
from tutorcore.wording.picked import kept_free_text, why_it_fits
from tutorcore.wording.why import free_texts

TAKE_BACK: Final = "take_back"


def draw_picked(dashboard: Dashboard, state: State, shown: ShownWeek, *, contact_id: str) -> None:
    """Draw it, with what can be done; nothing where nothing is picked."""
    one = shown.at(state.picked)
    if one is None:
        return
    with st.container(border=True, key="picked", gap="xsmall"):
        start, end = one.slot.start, one.slot.end
        st.markdown(f"**Picked: {short_day(start.date())} {span_text(start, end)}**{_who(one, shown.plan)}")
        if not shown.plan.confirmed:
            st.markdown(f":orange-badge[{NOT_CONFIRMED}]")
        st.caption(plain(kept_free_text(one.slot, shown.profile_of(one))))
        draw_verbs(dashboard, state, shown, one, contact_id=contact_id)
        _why(state, one, shown.plan)
        for text in free_texts(free_events_at(shown.plan, start)):
            st.caption(plain(text, longest=200))


def _why(state: State, one: OfferedSlot, plan: WeekPlan) -> None:
    """Why it fits; or that it does not, and what was relaxed for it."""
    if isinstance(one, ExceptionalSlot):
        changed = "; ".join(change_text(change) for change in one.exception.opening.changes)
        st.caption(plain(f"Exception for this lesson only: {changed}. Nothing is stored.", longest=400))
        st.button("Take the exception back", key=TAKE_BACK, on_click=_take_back, args=(state,))
    elif isinstance(one, RungSlot):
        st.caption(plain(f"Not as wished: {badge_text(one)}.", longest=400))
    elif plan.confirmed:
        st.caption(plain(why_it_fits(plan.profile, plan.preferences), longest=400))


def _take_back(state: State) -> None:
    state.exception = state.picked = None


def _who(one: OfferedSlot, plan: WeekPlan) -> str:
    names = " and ".join(one.tutors) if plan.together else " or ".join(one.tutors)
    return f" with {plain(names)}" if names else ""
