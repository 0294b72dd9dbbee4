"""The rows of the work list: who, why with the facts, and one click to the contact or the week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, Literal
from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.badges import segment_badge
from pages.shared.browser import is_mobile
from pages.shared.text import plain
from pages.shared.work_desk import WorkDesk
from tutorcore.domain.work import Urgency
from tutorcore.domain.work_list import Order, WorkItem
from tutorcore.wording.work import WHY_NAMES, cause_text, since_text

MORE: Final = "work_more"
_WHO: Final = 210
_SEGMENT: Final = 90
"""Widths in pixels, so that rows stand below each other like a table."""
_LONGEST_NAME: Final = 26
_TONES: Final = {
    Urgency.AT_ONCE: "red",
    Urgency.TODAY: "orange",
    Urgency.SOON: "blue",
    Urgency.LATER: "gray",
}


def draw_rows(desk: WorkDesk, items: Sequence[WorkItem], zone: ZoneInfo) -> None:
    """As many rows as are shown, and how to see more."""
    gap: Literal["small", "xsmall"] = "small" if is_mobile() else "xsmall"
    with st.container(border=True, gap=gap, key="work_rows"):
        for item in items[: desk.shown]:
            _row(item, zone, since=desk.order is Order.SINCE)
    if len(items) > desk.shown:
        left = len(items) - desk.shown
        st.button(f"Show more ({left} left)", key=MORE, type="tertiary", on_click=desk.more)


def _row(item: WorkItem, zone: ZoneInfo, *, since: bool) -> None:
    """The links first, so that on a narrow page they stand on one line and the reasons below."""
    params = {"contact": item.contact_id}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"work_{item.contact_id}"):
        name = plain(item.label, longest=_LONGEST_NAME)
        st.page_link("pages/contact.py", label=name, icon=":material/person:", width=_WHO, query_params=params)
        st.page_link("pages/week.py", label="Week", icon=":material/calendar_view_week:", query_params=params)
        reasons, segment = [*_reasons(item, zone)], segment_badge(item.segment)
        if since and item.since:
            reasons[-1] += f" :small[:gray[{since_text(item.since, zone=zone)}]]"
        if is_mobile():
            reasons[0] = f"{segment} {reasons[0]}"
        else:
            st.markdown(segment, width=_SEGMENT)
        st.markdown("  \n".join(reasons), width="stretch")


def _reasons(item: WorkItem, zone: ZoneInfo) -> Iterator[str]:
    """A line for all reasons with the same facts: their names by how long each can wait, then the facts."""
    for facts, causes in groupby(item.causes, key=lambda cause: cause_text(cause, zone=zone)):
        names = " ".join(f":{_TONES[cause.urgency]}-badge[{WHY_NAMES[cause.why]}]" for cause in causes)
        yield f"{names} :small[{plain(facts, longest=200)}]"
