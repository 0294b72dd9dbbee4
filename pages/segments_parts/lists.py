"""What is odd about segments, one list at a time: drift, caches without a profile, pins, and no written as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from pages.segments_parts.desk import Part, SegmentsDesk
from pages.segments_parts.detecting import draw_detecting
from pages.segments_parts.people import PeopleList, draw_people
from pages.shared.badges import segment_name
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.segment_overview import HiddenMatch, OddCache, RunningPin, SegmentOverview, WrittenNo
from tutorcore.wording.dates import last_day, long_day
from tutorcore.wording.imports import grouped
from tutorcore.wording.segments import shown_value
from tutorcore.wording.segments_of_all import because_text, odd_cache_text

PART: Final = "segments_part"


def draw_lists(dashboard: Dashboard, state: State, desk: SegmentsDesk, overview: SegmentOverview) -> None:
    """The choice of a list, then that list."""
    counts = {
        Part.DRIFT: len(overview.drift),
        Part.NO_PROFILE: len(overview.no_profile),
        Part.PINS: len(overview.pins),
        Part.WRITTEN_NO: len(overview.written_no),
        Part.HIDDEN: len(overview.hidden),
    }
    st.session_state[PART] = desk.part
    st.segmented_control(
        "List",
        list(Part),
        key=PART,
        format_func=lambda part: f"{part.value} :gray[{grouped(counts[part])}]",
        label_visibility="collapsed",
        required=True,
        on_change=lambda: setattr(desk, "part", st.session_state[PART]),
    )
    if desk.part is Part.DRIFT:
        _drift(dashboard, state, desk, overview)
    else:
        _DRAWN[desk.part](desk, overview, dashboard.ports.zone)


def _drift(dashboard: Dashboard, state: State, desk: SegmentsDesk, overview: SegmentOverview) -> None:
    st.caption("The cached segment is not what the rules say today. The cache counts until it is detected again.")
    draw_detecting(dashboard, state, desk, overview)
    if overview.drift and desk.preview is None:
        draw_people(desk, _odd("drift", overview.drift, ticking=True))


def _odd(name: str, lines: tuple[OddCache, ...], *, ticking: bool = False) -> PeopleList[OddCache]:
    return PeopleList(
        name=name,
        lines=lines,
        who=lambda odd: (odd.contact_id, odd.label),
        tell=odd_cache_text,
        columns=("cached", "rules say", "because", "pinned to"),
        cells=lambda odd: (odd.cached, odd.by_rules, because_text(odd.because), odd.pin.segment if odd.pin else ""),
        ticking=ticking,
    )


def _no_profile(desk: SegmentsDesk, overview: SegmentOverview, _zone: ZoneInfo) -> None:
    st.caption("The cache names no planning profile, so it is passed over and the rules count. It is left as it is.")
    if overview.no_profile:
        draw_people(desk, _odd("no profile", overview.no_profile))


def _pins(desk: SegmentsDesk, overview: SegmentOverview, zone: ZoneInfo) -> None:
    st.caption("Pins that run now, those that end first on top. Without the pin, cache and rules would count.")
    if overview.pins:
        pins = PeopleList(
            name="pins",
            lines=overview.pins,
            who=lambda one: (one.pin.contact_id, one.label),
            tell=lambda one: _pin_text(one, zone),
            columns=("pinned to", "through", "without it", "reason", "by", "since"),
            cells=lambda one: _pin_cells(one, zone),
        )
        draw_people(desk, pins)


def _pin_text(one: RunningPin, zone: ZoneInfo) -> str:
    pin = one.pin
    end = f"through {long_day(last_day(pin.until, zone))}" if pin.until else "no end"
    gone = "" if one.known else " (there is no such profile any more, so it does not count)"
    without = "the same without it" if one.without == pin.segment else f"{segment_name(one.without)} without it"
    named = f"{segment_name(pin.segment)}{gone}, {without}"
    return f"{end} · {named} · {pin.actor}: {pin.reason}"


def _pin_cells(one: RunningPin, zone: ZoneInfo) -> tuple[object, ...]:
    pin = one.pin
    until = last_day(pin.until, zone) if pin.until else ""
    return pin.segment, until, one.without, pin.reason, pin.actor, pin.since.astimezone(zone).date()


def _written_no(desk: SegmentsDesk, overview: SegmentOverview, _zone: ZoneInfo) -> None:
    st.caption("Attributes of the rules in which a no is written as text. It counts as no here; elsewhere it may not.")
    if not overview.written_no:
        return
    rows = [
        {"attribute": plain(name), "value": plain(shown_value(value)), "contacts": number}
        for (name, value), number in overview.no_values.items()
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt="How often each no is written")
    written: PeopleList[WrittenNo] = PeopleList(
        name="no in words",
        lines=overview.written_no,
        who=lambda one: (one.contact_id, one.label),
        tell=lambda one: f"{one.attribute} = {shown_value(one.value)}",
        columns=("attribute", "value"),
        cells=lambda one: (one.attribute, one.value),
    )
    draw_people(desk, written)


def _hidden(desk: SegmentsDesk, overview: SegmentOverview, _zone: ZoneInfo) -> None:
    st.caption("A rule that would hold is not asked, because one above it wins.")
    if not overview.hidden:
        return
    hidden: PeopleList[HiddenMatch] = PeopleList(
        name="hidden matches",
        lines=overview.hidden,
        who=lambda one: (one.contact_id, one.label),
        tell=lambda one: f"{segment_name(one.segment)}, behind {segment_name(one.by_rules)}",
        columns=("would hold", "wins"),
        cells=lambda one: (one.segment, one.by_rules),
    )
    draw_people(desk, hidden)


_DRAWN: Final[Mapping[Part, Callable[[SegmentsDesk, SegmentOverview, ZoneInfo], None]]] = {
    Part.NO_PROFILE: _no_profile,
    Part.PINS: _pins,
    Part.WRITTEN_NO: _written_no,
    Part.HIDDEN: _hidden,
}
