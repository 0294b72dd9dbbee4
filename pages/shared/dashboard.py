"""The one dashboard of this process, and how a page is run over it.

Every error becomes a sentence, none a traceback.
"""

from __future__ import annotations

import gc
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st
from pydantic import ValidationError

from pages.shared.state import State, session_state
from pages.shared.text import plain
from tutorcore.background import Background
from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.errors import TutorError
from tutorcore.settings import Settings
from tutorcore.wording.validation import problem_text

_LOG = logging.getLogger("tutorcore.pages")

Render = Callable[[Dashboard, State], None]


@dataclass(frozen=True, slots=True)
class Served:
    """The dashboard, and what goes on beside the pages."""

    dashboard: Dashboard
    background: Background

    def close(self) -> None:
        """End what goes on, then give the database back."""
        self.background.stop()
        self.dashboard.close()


@st.cache_resource(show_spinner=False, on_release=Served.close)
def served() -> Served:
    """Opened at the first run of the process, shared by all sessions.

    Streamlit collects garbage after every run, and would look through all that was ever imported: what is there by
    now stays for good, so it is taken out of that.
    """
    opened = open_dashboard(Settings.read())
    go.Figure()  # Plotly imports its parts when they are first used
    gc.collect()
    gc.freeze()
    background = Background(opened.ports)
    background.start()
    return Served(opened, background)


def the_dashboard() -> Dashboard:
    """The one of this process."""
    return served().dashboard


def the_background() -> Background:
    """What keeps calendars fresh in this process."""
    return served().background


def show_error(error: Exception) -> None:
    """Say what went wrong. What nobody expected gets a number, under which the log has the rest."""
    if isinstance(error, TutorError):
        st.error(
            f"{plain(_sentence(str(error)), longest=400)} {plain(error.hint, longest=400)}", icon=":material/error:"
        )
    elif isinstance(error, ValidationError):
        st.error(plain(problem_text(error), longest=600), icon=":material/error:")
    else:
        number = uuid.uuid4().hex[:8]
        _LOG.error("page failed, error %s", number, exc_info=error)
        said = (
            f"Something went wrong here, and nothing was changed by it. Reload the page; number {number} is in the log."
        )
        st.error(
            said,
            icon=":material/error:",
        )


def attempt(change: Callable[[], object], *, done: str) -> bool:
    """Make a change, confirm it in a toast and on the page, or say why it was not made. True where it was."""
    try:
        change()
    except (TutorError, ValidationError) as error:
        show_error(error)
        return False
    session_state().said = done
    return True


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
