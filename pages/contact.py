"""Contact: find one, see who it is, which segment it falls into and why, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from pages.contact_parts.lesson_type import draw_lesson_type, draw_lesson_type_choice
from pages.contact_parts.segment_actions import draw_segment_actions
from pages.shared.badges import lesson_type_badge, segment_badge, segment_name
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State, write_address
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import UnknownName
from tutorcore.services.find_contacts import FoundContact, find_contacts, recent_contacts
from tutorcore.services.open_contact import OpenContact, open_contact
from tutorcore.services.plan_week import plan_week
from tutorcore.wording.dates import ago_text, moment_text
from tutorcore.wording.profiles import profile_sentence
from tutorcore.wording.segments import outcome_text, shown_value, source_text, values_text

SEARCH = "search"
NEXT_SLOTS = 3


def render(dashboard: Dashboard, state: State) -> None:
    """Search on top; below it the contact in hand."""
    say_what_is_wrong(state)
    query = st.text_input(
        "Find a contact",
        key=SEARCH,
        placeholder="name, phone, e-mail or id",
        icon=":material/search:",
        type="search",
        live="200ms",
        label_visibility="collapsed",
        max_chars=500,
    )
    if query and query.strip():
        _results(dashboard, state, query)
    else:
        _recent(dashboard, state)
    say_what_was_done(state)
    if state.contact_id:
        _contact(dashboard, state)


def _results(dashboard: Dashboard, state: State, query: str) -> None:
    found = find_contacts(dashboard.ports, query, limit=8)
    if not found:
        st.info("Nobody found. Try part of the name, the last four digits of the phone number, or the e-mail address.")
        return
    now = dashboard.ports.clock.now().astimezone(dashboard.ports.zone)
    with st.container(border=True, gap=None, key="results"):
        for one in found:
            last = ago_text(one.contact.last_activity_at, now)
            st.button(
                f"**{plain(one.contact.label, longest=60)}** {segment_badge(one.segment.segment)} "
                f"{plain(one.contact.phone, longest=24)} :gray[last contact {last} · matched: {one.matched}]",
                key=f"open_{one.contact.id}",
                type="tertiary",
                on_click=_open,
                args=(state, one.contact.id),
            )


def _recent(dashboard: Dashboard, state: State) -> None:
    found = [one for one in recent_contacts(dashboard.ports, actor=state.actor) if one.contact.id != state.contact_id]
    if not found:
        if not state.contact_id:
            st.info("No contacts yet. Import them on the Data page, then search here.")
        return
    with st.container(horizontal=True, gap="small", key="recent", vertical_alignment="center"):
        st.caption("Recent", width="content")
        for one in found[:6]:
            _recent_button(state, one)


def _recent_button(state: State, one: FoundContact) -> None:
    name, contact_id = plain(one.contact.label, longest=28), one.contact.id
    st.button(name, key=f"recent_{contact_id}", type="tertiary", on_click=_open, args=(state, contact_id))


def _open(state: State, contact_id: str) -> None:
    state.open(contact_id)
    st.session_state[SEARCH] = ""
    write_address(state)


def _contact(dashboard: Dashboard, state: State) -> None:
    try:
        opened = open_contact(dashboard.ports, state.contact_id, actor=state.who_opens())
    except UnknownName:
        st.warning(
            f"This link cannot be used: there is no contact {plain(state.contact_id, longest=40)} here. "
            "Search for the person above, or import the contacts again on the Data page.",
            icon=":material/link_off:",
        )
        return
    _header(dashboard, state, opened)
    with st.grid(2, min_column_width=400, gap="large"):
        why, follows = st.container(), st.container()
    with why:
        _why(opened)
    with follows:
        _what_follows(dashboard, state, opened)
    _attributes(opened)


def _header(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    contact, segment = opened.contact, opened.segment
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap=None):
            badges = f"{segment_badge(segment.segment)} {lesson_type_badge(opened.rules)}"
            st.markdown(f"### {plain(contact.label, longest=200)} {badges}")
            st.text(" · ".join(part for part in (contact.phone, contact.email, f"id {contact.id}") if part))
            st.caption(plain(source_text(segment), longest=600))
        with st.container(horizontal=True, width="content"):
            draw_segment_actions(dashboard, state, opened)
            draw_lesson_type_choice(dashboard, state, opened)


def _why(opened: OpenContact) -> None:
    st.markdown("##### Why this segment")
    rows = [
        {
            "": rule.priority,
            "segment": segment_name(rule.segment),
            "holds": outcome_text(rule),
            "because": values_text(rule),
        }
        for rule in opened.segment.detection.evidence
    ]
    facts_table(rows, alt="The four segment rules in order, which held, and why")


def _what_follows(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    st.markdown("##### What follows")
    without = "Without the lesson type: " if opened.rules.impossible else ""
    st.markdown(f"{without}{profile_sentence(opened.profile.profile)}.")
    draw_lesson_type(dashboard, opened)
    if opened.wish.text:
        st.text(f"Wish: {opened.wish.text}")
        if opened.preferences.unrecognised:
            st.caption(":orange[:material/warning:] Wish not fully understood: see Preferences.")
    else:
        st.text("No wish: every time is fine.")
    today = dashboard.ports.clock.now().astimezone(dashboard.ports.zone).date()
    plan = plan_week(dashboard.ports, opened, IsoWeek.of(today))
    slots = plan.table.offered()[:NEXT_SLOTS] if plan.table else []
    st.markdown("Next: " + (" · ".join(f"**{moment_text(slot.slot.start)}**" for slot in slots) or "no slot fits."))
    with st.container(horizontal=True):
        first = IsoWeek.of(slots[0].slot.start.date() if slots else today + timedelta())
        params = {"contact": opened.contact.id, "week": str(state.week or first)}
        st.page_link("pages/week.py", label="See week", icon=":material/calendar_view_week:", query_params=params)
        st.page_link(
            "pages/preferences.py", label="Preferences", icon=":material/event_available:", query_params=params
        )


def _attributes(opened: OpenContact) -> None:
    st.markdown("##### Attributes")
    attributes = opened.contact.attributes
    if not attributes:
        st.caption("None. An import from Chatwoot’s API brings them; its CSV export does not.")
        return
    rows = [{"attribute": name, "value": shown_value(value)} for name, value in sorted(attributes.items())]
    facts_table(rows, alt="The attributes of this contact")


if __name__ == "__main__":
    run_page(render)
