"""The week by the rules before and after: slots gained, lost and kept, for a contact or for nobody in particular."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.effect_figures import week_figure
from pages.profiles_parts.effect_jobs import Question
from pages.profiles_parts.effect_view import EffectView
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import UnknownName
from tutorcore.services.effect.week import ChangedWeeks, changed_weeks
from tutorcore.wording.dates import moment_text, week_text
from tutorcore.wording.effects import fates_text

NOBODY: Final = ""
CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "showTips": False}
_WHO: Final = "effect_contact"
_SOME: Final = 20


def draw_week(dashboard: Dashboard, state: State, view: EffectView, question: Question) -> None:
    """One week, with a way to the others that are looked at, and to other contacts."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="effect_week_head"):
        _choose_contact(dashboard, state, view)
        shown = _changed(question, view)
        week = _choose_week(view, shown)
    if shown.contact is not None and shown.planned_by != question.subject.name:
        st.caption(
            f"{plain(shown.contact.label, longest=60)} is planned by {plain(shown.planned_by, longest=40)}, "
            "so this changes nothing there."
        )
    slots = list(shown.change.between(*week.span(dashboard.ports.zone)))
    told = "; ".join(f"{moment_text(slot.start)} {fate.value}" for slot, fate in slots[:_SOME])
    st.plotly_chart(
        week_figure(week, slots, shown),
        key="effect_week",
        config=CONFIG,
        alt=f"Slots of {week_text(week)}: {told or 'none'}{' and more' if len(slots) > _SOME else ''}.",
    )
    fates = fates_text(shown.change.counts)
    st.caption(f"{fates} in all. Filled: kept; outlined: gained; struck out or hatched: lost.")


def _choose_contact(dashboard: Dashboard, state: State, view: EffectView) -> None:
    """Nobody, the contact in hand, those opened last, and those who would lose their last slot."""
    ports = dashboard.ports
    opened = ports.contacts.opened_by(state.actor, limit=_SOME) if state.actor else []
    labels = {NOBODY: "Nobody in particular"}
    labels |= {
        loser.contact_id: f"{loser.label} (loses the last)" for loser in (view.last.losers if view.last else ())[:_SOME]
    }
    labels |= {contact.id: contact.label for contact in opened if contact.id not in labels}
    for contact_id in (state.contact_id, view.contact_id):
        if contact_id and contact_id not in labels:
            labels[contact_id] = _label(dashboard, contact_id)
    if view.contact_id is None or view.contact_id not in labels:
        view.contact_id = NOBODY
    st.session_state[_WHO] = view.contact_id
    st.selectbox(
        "Whose week",
        list(labels),
        key=_WHO,
        format_func=lambda contact_id: one_line(labels.get(contact_id, contact_id), longest=60),
        label_visibility="collapsed",
        width=210,
        on_change=_look_at,
        args=(view,),
    )


def _label(dashboard: Dashboard, contact_id: str) -> str:
    try:
        return dashboard.ports.contacts.get(contact_id).label
    except UnknownName:
        return contact_id


def _look_at(view: EffectView) -> None:
    view.contact_id = st.session_state[_WHO]


def _changed(question: Question, view: EffectView) -> ChangedWeeks:
    """A contact that is gone meanwhile is let go."""
    try:
        return _changed_for(question, view.contact_id or NOBODY)
    except UnknownName:
        view.contact_id = NOBODY
        return _changed_for(question, NOBODY)


def _changed_for(question: Question, contact_id: str) -> ChangedWeeks:
    return changed_weeks(
        question.ports, question.before, question.after, subject=question.subject, contact_id=contact_id
    )


def _choose_week(view: EffectView, shown: ChangedWeeks) -> IsoWeek:
    """A week within the days that are looked at."""
    first, last = IsoWeek.of(shown.first_day), IsoWeek.of(shown.last_day)
    week = min(max(view.week or first, first), last)
    view.week = week
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        st.button(
            ":material/chevron_left:",
            help="Earlier week",
            key="effect_earlier",
            type="tertiary",
            disabled=week == first,
            on_click=_turn,
            args=(view, -1),
        )
        st.markdown(week_text(week), width="content")
        st.button(
            ":material/chevron_right:",
            help="Later week",
            key="effect_later",
            type="tertiary",
            disabled=week == last,
            on_click=_turn,
            args=(view, 1),
        )
    return week


def _turn(view: EffectView, weeks: int) -> None:
    if view.week is not None:
        view.week = view.week.shifted(weeks)
