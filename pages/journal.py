"""Journal: every change of anything, by whom, when, before and after, and why; undone where it can be."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.journal_parts.desk import JournalDesk, journal_desk
from pages.journal_parts.filters import draw_filters
from pages.journal_parts.lines import draw_lines
from pages.shared.beside import follow
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.records import EntryFilter
from tutorcore.services.read_journal import JournalPage, read_journal

NEWER: Final = "journal_newer"
OLDER: Final = "journal_older"


def render(dashboard: Dashboard, state: State) -> None:
    """The filters, then one page of what they leave."""
    desk = journal_desk()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("### Journal", width="content")
        head = st.container(width="content")
    with st.container():  # always there, so that what is below keeps its place
        say_what_is_wrong(state)
        say_what_was_done(state)
        follow(state)
    wanted = draw_filters(dashboard, state, desk, head=head)
    page = read_journal(dashboard.ports, wanted, before_id=desk.before[-1] if desk.before else None)
    if not page.lines:
        _say_that_there_is_none(wanted)
    draw_lines(dashboard, state, desk, page)
    _draw_pager(desk, page)


def _say_that_there_is_none(wanted: EntryFilter) -> None:
    if wanted == EntryFilter():
        st.info("Nothing was changed here yet.", icon=":material/history:")
    else:
        st.info("No change is like that: ask for less, or for other words.", icon=":material/search_off:")


def _draw_pager(desk: JournalDesk, page: JournalPage) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if desk.before:
            st.button("Newer", key=NEWER, icon=":material/chevron_left:", on_click=desk.turn_back)
        if page.older is not None:
            st.button(
                "Older",
                key=OLDER,
                icon=":material/chevron_right:",
                icon_position="right",
                on_click=desk.turn_to,
                args=(page.older,),
            )


if __name__ == "__main__":
    run_page(render)
