"""Detecting again for those who are ticked or for all: see what would change, do it, and undo it in one step."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import streamlit as st

from pages.segments_parts.desk import SegmentsDesk
from pages.segments_parts.people import PeopleList, draw_people
from pages.shared.jobs import Job, OnProgress, result_of
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.redetection import Redetection, SegmentChange, Staying
from tutorcore.domain.segment_overview import SegmentOverview
from tutorcore.domain.segment_standing import Standing
from tutorcore.services.acting import require_actor
from tutorcore.services.segments import DetectionReport, apply_detection, preview_detection
from tutorcore.wording.dates import counted
from tutorcore.wording.imports import grouped
from tutorcore.wording.segments_of_all import (
    DETECTING_RULE,
    because_text,
    move_text,
    moves_text,
    staying_text,
)

PREVIEW_ALL: Final = "preview_all"
PREVIEW_TICKED: Final = "preview_ticked"
TICK_ALL: Final = "tick_all"
UNTICK: Final = "untick"
FILL: Final = "fill_empty"
APPLY: Final = "apply_detection"
PUT_AWAY: Final = "put_preview_away"


def draw_detecting(dashboard: Dashboard, state: State, desk: SegmentsDesk, overview: SegmentOverview) -> None:
    """The buttons that show what would change; then what would."""
    empty = overview.standings[Standing.EMPTY]
    drifting = {odd.contact_id for odd in overview.drift}
    desk.ticked &= drifting
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="detecting"):
        _preview_button(dashboard, desk, "Preview detecting all again", key=PREVIEW_ALL)
        if desk.ticked:
            ticked = f"Preview for {counted(len(desk.ticked), 'ticked contact')}"
            _preview_button(dashboard, desk, ticked, key=PREVIEW_TICKED, chosen=frozenset(desk.ticked))
            st.button("Tick none", key=UNTICK, type="tertiary", on_click=desk.untick)
        elif drifting:
            st.button(f"Tick all {grouped(len(drifting))}", key=TICK_ALL, type="tertiary", on_click=desk.tick,
                      args=(drifting,))  # fmt: skip
        if empty:
            _fill_switch(desk, empty)
    if desk.preview is not None:
        _preview(dashboard, state, desk, desk.preview)


def _preview_button(
    dashboard: Dashboard, desk: SegmentsDesk, label: str, *, key: str, chosen: Collection[str] | None = None
) -> None:
    fill_empty = desk.fill_empty and chosen is None

    def look(progress: OnProgress) -> Redetection:
        return preview_detection(dashboard.ports, contact_ids=chosen, fill_empty=fill_empty, progress=progress)

    def begin() -> None:
        desk.put_away()
        desk.preview = Job(look)

    st.button(label, key=key, icon=":material/preview:", on_click=begin, disabled=desk.acting is not None)


def _fill_switch(desk: SegmentsDesk, empty: int) -> None:
    def switch() -> None:
        desk.fill_empty = st.session_state[FILL]
        desk.put_away()

    st.session_state[FILL] = desk.fill_empty
    st.toggle(
        f"Also fill {counted(empty, 'empty cache')}",
        key=FILL,
        help="For all: contacts without a cached segment follow the rules by themselves. Once it is filled, "
        "the cache counts until it is detected again.",
        on_change=switch,
        width="content",
    )


def _preview(dashboard: Dashboard, state: State, desk: SegmentsDesk, looking: Job[Redetection]) -> None:
    found = result_of(looking, saying="Looking at everybody.", failed="The contacts could not be read")
    if found is None:
        return
    with st.container(border=True, key="detection_preview"):
        st.markdown(_headline(found))
        st.caption(plain(DETECTING_RULE, longest=400))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if found.changes:
                label = f"Detect {counted(len(found.changes), 'contact')} again"
                st.button(label, key=APPLY, type="primary", icon=":material/published_with_changes:",
                          on_click=begin_detection, args=(dashboard, state, desk, found),
                          disabled=not state.actor)  # fmt: skip
            st.button("Put away", key=PUT_AWAY, type="tertiary", on_click=desk.put_away)
            if found.changes and not state.actor:
                st.caption("Choose your name in the sidebar to do it.", width="content")
        if found.changes:
            with st.expander(f"Who changes: {grouped(len(found.changes))}", expanded=True):
                draw_people(desk, changing_list(found))
        if found.staying:
            with st.expander(f"Who stays as they are: {grouped(len(found.staying))}"):
                draw_people(desk, staying_list("who stays", found.staying))


def _headline(found: Redetection) -> str:
    """How many would change and how, and what of the others."""
    who = counted(len(found.changes), "contact")
    moves = plain(moves_text(found.moves), longest=300)
    said = f"**{who} would change**: {moves}." if found.changes else "**Nobody would change.**"
    rest = {
        "stay as they are": len(found.staying),
        "agree with the rules": found.agreeing,
        "have nothing cached": found.empty,
    }
    others = ", ".join(f"{grouped(number)} {what}" for what, number in rest.items() if number)
    return f"{said} Of {counted(found.contacts, 'contact')}, {others}." if others else said


def changing_list(found: Redetection) -> PeopleList[SegmentChange]:
    """Who changes, from what to what, and why."""
    return PeopleList(
        name="who changes",
        lines=found.changes,
        who=lambda change: (change.contact_id, change.label),
        tell=lambda change: f"{move_text(change.before, change.after)}: {because_text(change.because)}",
        columns=("cached", "becomes", "because"),
        cells=lambda change: (change.before, change.after, because_text(change.because)),
        border=False,
    )


def staying_list(name: str, staying: tuple[Staying, ...]) -> PeopleList[Staying]:
    """Who stays, and why."""
    return PeopleList(
        name=name,
        lines=staying,
        who=lambda one: (one.contact_id, one.label),
        tell=staying_text,
        columns=("why", "stays at"),
        cells=lambda one: (one.why.value, one.at),
        border=False,
    )


def begin_detection(dashboard: Dashboard, state: State, desk: SegmentsDesk, found: Redetection) -> None:
    """Begin to do what was previewed; the page goes on."""
    begin_act(
        state,
        desk,
        lambda actor, progress: apply_detection(dashboard.ports, found, actor=actor, progress=progress),
        saying="Detecting segments again. You can go on working on other pages.",
    )


def begin_act(
    state: State, desk: SegmentsDesk, act: Callable[[str, OnProgress], DetectionReport], *, saying: str
) -> None:
    """Begin an act, once; without a name it is refused."""
    if desk.acting is not None:
        return
    try:
        actor = require_actor(state.actor)
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program
        state.refused = error
        return
    desk.report, desk.saying = None, saying
    desk.acting = Job(lambda progress: act(actor, progress))
