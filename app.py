"""The dashboard: page set-up and navigation; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from pages.shared.dashboard import show_error, the_dashboard
from pages.shared.sidebar import draw_sidebar
from pages.shared.state import follow_address, session_state

SHARED: Final = Path(__file__).parent / "pages" / "shared"


def main() -> None:
    """Set the page up, draw the sidebar, run the page that was asked for."""
    st.set_page_config(page_title="TutorBot planning", page_icon=SHARED / "icon.svg", layout="wide")
    st.html(SHARED / "frame.css")
    pages = {
        "Work": [
            st.Page("pages/contact.py", title="Contact", icon=":material/person_search:", default=True),
            st.Page("pages/preferences.py", title="Preferences", icon=":material/event_available:"),
            st.Page("pages/week.py", title="Week", icon=":material/calendar_view_week:"),
        ],
        "Rules": [st.Page("pages/profiles.py", title="Profiles", icon=":material/tune:")],
        "Setup": [st.Page("pages/data.py", title="Data", icon=":material/database:")],
    }
    page = st.navigation(pages, position="hidden")
    state = session_state()
    follow_address(state)
    try:
        draw_sidebar(the_dashboard(), state, pages)
    except Exception as error:  # noqa: BLE001 - the edge of the program: no traceback reaches a planner
        show_error(error)
        return
    page.run()


if __name__ == "__main__":
    main()
