"""The lines of the journal, day by day: when, who, what, to whom, before and after, why; and undo."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import streamlit as st

from pages.journal_parts.desk import JournalDesk, journal_desk
from pages.shared.beside import begin
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.records import Entry
from tutorcore.errors import TutorError
from tutorcore.services.acting import require_actor
from tutorcore.services.read_journal import JournalLine, JournalPage
from tutorcore.services.segments import undo_detection
from tutorcore.services.undo_change import undo_change
from tutorcore.wording.bookings import booked_text, refused_texts
from tutorcore.wording.dates import clock, long_day
from tutorcore.wording.journal import action_text, change_texts, is_of_many, subject_text, undone_text
from tutorcore.wording.segments_of_all import outcome_of_many, staying_text

UNDO_SURE: Final = "undo_sure"
NAMED: Final = 5
"""Of those who stay when many are undone, so many are named here; the journal names more."""


def draw_lines(dashboard: Dashboard, state: State, desk: JournalDesk, page: JournalPage) -> None:
    """Draw them under the days on which the changes were made."""
    zone = dashboard.ports.zone
    for day, lines in groupby(page.lines, key=lambda line: line.entry.at.astimezone(zone).date()):
        st.markdown(f"##### {long_day(day)}")
        with st.container(border=True, gap="xsmall", key=f"journal_{day}"):
            for line in lines:
                _line(dashboard, desk, line)
    asked = next((line for line in page.lines if line.entry.id == desk.asked), None)
    if asked is not None:
        _ask(dashboard, state, desk, asked)


def _line(dashboard: Dashboard, desk: JournalDesk, line: JournalLine) -> None:
    entry = line.entry
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"entry_{entry.id}"):
        with st.container(gap=None, width="stretch"):
            _headline(dashboard, line)
            for text in _told(dashboard, line):
                st.caption(plain(text, longest=400))
        if line.undoable:
            st.button(
                "Undo…",
                key=f"undo_{entry.id}",
                icon=":material/undo:",
                type="tertiary",
                on_click=desk.ask,
                args=(entry.id,),
            )


def _headline(dashboard: Dashboard, line: JournalLine) -> None:
    """When, who, what, and to whom."""
    entry = line.entry
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        when = clock(entry.at.astimezone(dashboard.ports.zone))
        said = f"**{when}** {plain(entry.actor, longest=40)} {plain(action_text(entry.action))}"
        st.markdown(said, width="content")
        _about(line)


def _about(line: JournalLine) -> None:
    """What it is about, as a link where there is a page for it."""
    label = plain(subject_text(line.entry, line.name), longest=90)
    if line.booking is not None:
        params = {"booking": line.booking.id, "contact": line.contact_id}
        st.page_link("pages/bookings.py", label=label, icon=":material/event_note:", query_params=params)
    elif line.contact_id:
        params = {"contact": line.contact_id}
        st.page_link(
            "pages/contact.py", label=plain(line.name, longest=90), icon=":material/person:", query_params=params
        )
    else:
        st.markdown(f":gray[{label}]", width="content")


def _told(dashboard: Dashboard, line: JournalLine) -> list[str]:
    """What it was and is, on one line; why, on another."""
    changes = " · ".join(change_texts(line.entry, zone=dashboard.ports.zone))
    why = f"Why: {line.entry.reason}" if line.entry.reason else ""
    return [text for text in (changes, why) if text]


def _no_more() -> None:
    journal_desk().ask(0)


@st.dialog("Undo this change?", on_dismiss=_no_more)
def _ask(dashboard: Dashboard, state: State, desk: JournalDesk, line: JournalLine) -> None:
    entry, zone = line.entry, dashboard.ports.zone
    when = f"{long_day(entry.at.astimezone(zone).date())} {clock(entry.at.astimezone(zone))}"
    st.markdown(f"{when} · {plain(entry.actor, longest=40)} {plain(action_text(entry.action))}")
    st.markdown(f"**{plain(subject_text(entry, line.name), longest=90)}**")
    for text in _told(dashboard, line):
        st.caption(plain(text, longest=400))
    st.caption("What it was before counts again. The undo is a change too, and stands in the journal.")

    if st.button("Undo the change", key=UNDO_SURE, icon=":material/undo:", type="primary"):
        _undo(dashboard, state, desk, line)


def _undo(dashboard: Dashboard, state: State, desk: JournalDesk, line: JournalLine) -> None:
    """Undo it and tell so on the page, or say in the dialog why not."""
    zone = dashboard.ports.zone
    try:
        if is_of_many(line.entry):
            _begin_undo_of_many(dashboard, state, line.entry)
            booking = None
        else:
            booking = undo_change(dashboard.ports, line.entry.id, actor=state.actor)
    except TutorError as error:
        for text in refused_texts(error, zone=zone):
            st.error(plain(text, longest=400), icon=":material/error:")
        return
    if booking is not None:
        state.said = booked_text(booking, zone=zone)
    elif not is_of_many(line.entry):
        state.said = undone_text(line.entry, zone=zone)
    desk.ask(0)
    desk.start()
    st.rerun()


def _begin_undo_of_many(dashboard: Dashboard, state: State, entry: Entry) -> None:
    """Begin to take the whole act back; the page goes on, and tells at the end what came of it."""
    actor = require_actor(state.actor)

    def undo() -> str:
        done = undo_detection(dashboard.ports, entry.batch, actor=actor)
        stayed = ", ".join(f"{one.label} ({staying_text(one)})" for one in done.staying[:NAMED])
        said = outcome_of_many(changed=done.changed, moves=done.moves, stayed=len(done.staying))
        return f"{said} {stayed}".strip()

    begin(undo, saying="Putting segments back. You can go on working on other pages.")
