"""The act on segments that goes on, what came of it, and the last one with its undo."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.segments_parts.desk import SegmentsDesk
from pages.segments_parts.detecting import begin_act, staying_list
from pages.segments_parts.people import draw_people
from pages.shared.dashboard import show_error
from pages.shared.jobs import wait_for
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.records import Entry
from tutorcore.services.segments import (
    DetectionReport,
    DetectionStopped,
    can_undo_detection,
    last_detection,
    undo_detection,
)
from tutorcore.wording.dates import moment_text
from tutorcore.wording.imports import grouped
from tutorcore.wording.journal import action_text, subject_text
from tutorcore.wording.segments_of_all import outcome_of_many

UNDO: Final = "undo_detection"
UNDO_SURE: Final = "undo_detection_sure"
UNDO_NOT: Final = "undo_detection_not"


def follow_act(desk: SegmentsDesk) -> None:
    """How far the act is; at its end what came of it."""
    if desk.acting is not None and wait_for(desk.acting, saying=desk.saying):
        error = desk.acting.error
        desk.end(desk.acting.result)
        if error is not None:
            show_error(error)
            desk.report = error.report if isinstance(error, DetectionStopped) else None
    if desk.report is not None:
        _say(desk, desk.report)


def _say(desk: SegmentsDesk, report: DetectionReport) -> None:
    said = outcome_of_many(changed=report.changed, moves=report.moves, stayed=len(report.staying))
    st.success(plain(said, longest=500), icon=":material/check:")
    if report.staying:
        with st.expander(f"Who stayed as they were, and why: {grouped(len(report.staying))}"):
            draw_people(desk, staying_list("who stayed", report.staying))


def draw_last_act(dashboard: Dashboard, state: State, desk: SegmentsDesk) -> None:
    """Who did what to many segments last, and the button that takes it back, asked once more."""
    last = last_detection(dashboard.ports)
    if last is None or desk.acting is not None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="last_detection"):
        when = moment_text(last.at.astimezone(dashboard.ports.zone))
        said = f"Last: {last.actor} {action_text(last.action)}, {subject_text(last)}, {when}."
        st.caption(plain(said, longest=200), width="content")
        if not can_undo_detection(dashboard.ports, last):
            return
        if desk.asked != last.batch:
            st.button("Undo…", key=UNDO, icon=":material/undo:", type="tertiary", on_click=_ask,
                      args=(desk, last.batch), disabled=not state.actor)  # fmt: skip
            return
        st.caption("All of it goes back, but for who was changed or pinned since.", width="content")
        st.button("Undo all of it", key=UNDO_SURE, icon=":material/undo:", on_click=_undo,
                  args=(dashboard, state, desk, last), disabled=not state.actor)  # fmt: skip
        st.button("Keep", key=UNDO_NOT, type="tertiary", on_click=_ask, args=(desk, ""))


def _ask(desk: SegmentsDesk, batch: str) -> None:
    desk.asked = batch


def _undo(dashboard: Dashboard, state: State, desk: SegmentsDesk, last: Entry) -> None:
    desk.asked = ""
    desk.put_away()
    begin_act(
        state,
        desk,
        lambda actor, progress: undo_detection(dashboard.ports, last.batch, actor=actor, progress=progress),
        saying="Putting segments back. You can go on working on other pages.",
    )
