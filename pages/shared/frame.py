"""The frame of every page: its set-up, the navigation and the sidebar.

Streamlit takes a folder `pages` for its older kind of navigation until `st.navigation` was called once in the
process: the first run of a fresh server may run a page's file alone, and gives its widgets other identities than
the runs after it. So that run only calls `st.navigation` and starts anew; and whichever file comes first in a run
draws the frame.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Final

import streamlit as st

from pages.shared.dashboard import Render, show_error, the_dashboard
from pages.shared.sidebar import draw_sidebar
from pages.shared.state import FIRST, follow_address, session_state

HERE: Final = Path(__file__).parent


def run_app() -> None:
    """Draw the frame, then the page that was asked for."""
    page = _draw_frame()
    state = session_state()
    state.framed = True
    try:
        page.run()
    finally:
        state.framed = False


def run_page(render: Render) -> None:
    """Draw a page, in its frame. Whatever goes wrong in it is told in a sentence with a next step."""
    if not session_state().framed:
        _draw_frame()
    try:
        render(the_dashboard(), session_state())
    except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback reaches a planner
        show_error(error)


def _draw_frame() -> st.Page:
    """Set the page up and draw the sidebar; the page that the address asks for."""
    st.set_page_config(page_title="TutorBot planning", page_icon=HERE / "icon.svg", layout="wide")
    st.html(HERE / "frame.css")
    pages = _pages()
    page = st.navigation(pages, position="hidden")
    runs = _runs_of_this_process()
    runs.append(1)
    if len(runs) == 1:
        st.rerun()
    _lead_to_the_contact(page)
    state = session_state()
    follow_address(state, page.url_path)
    try:
        draw_sidebar(the_dashboard(), state, pages)
    except Exception as error:  # noqa: BLE001 - as above
        show_error(error)
        st.stop()
    return page


def _lead_to_the_contact(page: st.Page) -> None:
    """An address without a page that names a contact means that contact, not the first page, which is about nobody."""
    if page.url_path == FIRST and "contact" in st.query_params:
        st.switch_page("pages/contact.py", query_params=st.query_params.to_dict())


@st.cache_resource(show_spinner=False)
def _runs_of_this_process() -> deque[int]:
    """Not empty once a run has called `st.navigation`."""
    return deque(maxlen=2)


def _pages() -> dict[str, list[st.Page]]:
    """The pages by heading, in the order of the sidebar."""
    return {
        "Work": [
            st.Page("pages/work.py", title="Work list", icon=":material/checklist:", default=True),
            st.Page("pages/contact.py", title="Contact", icon=":material/person_search:"),
            st.Page("pages/preferences.py", title="Preferences", icon=":material/event_available:"),
            st.Page("pages/week.py", title="Week", icon=":material/calendar_view_week:"),
            st.Page("pages/bookings.py", title="Bookings", icon=":material/event_note:"),
        ],
        "Rules": [
            st.Page("pages/profiles.py", title="Profiles", icon=":material/tune:"),
            st.Page("pages/lesson_types.py", title="Lesson types", icon=":material/layers:"),
            st.Page("pages/segments.py", title="Segments", icon=":material/groups:"),
        ],
        "Setup": [
            st.Page("pages/data.py", title="Data", icon=":material/database:"),
            st.Page("pages/journal.py", title="Journal", icon=":material/history:"),
            st.Page("pages/health.py", title="Health", icon=":material/monitor_heart:"),
        ],
    }
