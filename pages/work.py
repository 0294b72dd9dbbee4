"""Work list, the first page: who needs planning now, and why."""

from __future__ import annotations

import streamlit as st

from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from pages.shared.text import plain
from pages.shared.work_desk import work_desk
from pages.work_parts.choice import draw_order, draw_whys
from pages.work_parts.downloads import offer_download
from pages.work_parts.rows import draw_rows
from tutorcore.bootstrap import Dashboard
from tutorcore.services.work_list import WorkList, work_list
from tutorcore.wording.work import NOTHING, unread_text, waiting_text


def render(dashboard: Dashboard, state: State) -> None:
    """How many, by which reasons, then a row for each, the most urgent first."""
    desk, zone = work_desk(), dashboard.ports.zone
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        title = st.empty()
        head = st.container(horizontal=True, vertical_alignment="center", gap="small", width="content")
    with st.container():  # always there, so that what is below keeps its place
        say_what_is_wrong(state)
        say_what_was_done(state)
    title.markdown("### Work list")
    found = work_list(dashboard.ports)
    _say_what_is_not_known(found)
    if not found.items:
        _say_that_there_is_nothing(found)
        return
    draw_whys(desk, found.counts)
    items = desk.see(found)
    title.markdown(f"### Work list :gray[:small[{plain(waiting_text(len(items), found.contacts))}]]")
    with head:
        draw_order(desk)
        offer_download(items, zone)
    if items:
        draw_rows(desk, items, zone)
    else:
        st.info("Nobody needs planning for that reason any more.", icon=":material/task_alt:")


def _say_what_is_not_known(found: WorkList) -> None:
    said = unread_text(found.unread, found.tutors)
    if said and found.contacts:
        st.warning(plain(said, longest=600), icon=":material/help:")


def _say_that_there_is_nothing(found: WorkList) -> None:
    if found.contacts:
        st.success(NOTHING, icon=":material/task_alt:")
    else:
        st.info("No contacts yet, so there is nothing to plan. Import them on the Data page.", icon=":material/upload:")
        st.page_link("pages/data.py", label="Data", icon=":material/database:")


if __name__ == "__main__":
    run_page(render)
