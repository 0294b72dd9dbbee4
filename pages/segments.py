"""Segments: how many contacts are in each and over time, the rules and whom they match, what is odd; detect again."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from pages.segments_parts.acts import draw_last_act, follow_act
from pages.segments_parts.desk import SegmentsDesk, segments_desk
from pages.segments_parts.lists import draw_lists
from pages.segments_parts.now import draw_counts, draw_rules
from pages.segments_parts.over_time import SHOWN, draw_over_time
from pages.shared.dashboard import show_error
from pages.shared.frame import run_page
from pages.shared.jobs import Job, OnProgress, wait_for
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.segment_overview import SegmentOverview
from tutorcore.errors import SourceUnavailable
from tutorcore.services.segments import note_today, see_segments, segment_days
from tutorcore.wording.dates import counted


def render(dashboard: Dashboard, state: State) -> None:
    """What is there, then the lists of what is odd."""
    desk = segments_desk()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("### Segments", width="content")
        head = st.container(width="content")
    with st.container():  # always there, so that what is below keeps its place
        say_what_is_wrong(state)
        say_what_was_done(state)
        follow_act(desk)
    overview = _overview(dashboard, desk)
    if overview is None:
        return
    head.caption(counted(overview.contacts, "contact"))
    if not overview.contacts:
        st.info("No contacts yet. Import them on the Data page.", icon=":material/upload:")
        return
    with st.grid(2, min_column_width=400, gap="large"):
        now, over_time = st.container(), st.container()
    with now:
        draw_counts(overview)
    with over_time:
        today = dashboard.ports.clock.now().astimezone(dashboard.ports.zone).date()
        draw_over_time(segment_days(dashboard.ports, first=today - SHOWN))
    draw_rules(overview)
    draw_last_act(dashboard, state, desk)
    draw_lists(dashboard, state, desk, overview)


def _overview(dashboard: Dashboard, desk: SegmentsDesk) -> SegmentOverview | None:
    """Everybody as they are now; while they are being read, as they were seen last."""
    if desk.looking is None:
        desk.looking = Job(lambda progress: _look(dashboard, progress))
    looking = desk.looking
    if wait_for(looking, saying="Reading everybody."):
        desk.looking = None
        if looking.error is not None:
            show_error(looking.error)
        desk.overview = looking.result
    elif desk.overview is not None:
        st.caption("What is shown below is how it was before; it is being read anew.")
    return desk.overview


def _look(dashboard: Dashboard, progress: OnProgress) -> SegmentOverview:
    """Everybody, and the snapshot of today where there is none; if it cannot be taken now, it is later."""
    overview = see_segments(dashboard.ports, progress=progress)
    with suppress(SourceUnavailable):
        note_today(dashboard.ports)
    return overview


if __name__ == "__main__":
    run_page(render)
