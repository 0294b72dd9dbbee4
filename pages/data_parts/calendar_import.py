"""Importing a calendar: drop a file or give a feed's address, see what it holds, bring it in for a tutor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from pages.data_parts.desk import CalendarInHand, DataDesk
from pages.data_parts.listing import Row, listing
from pages.shared.dashboard import attempt, show_error
from pages.shared.jobs import Job, result_of, wait_for
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import CalendarEvent, blocks, shown_source
from tutorcore.domain.records import BadEvent
from tutorcore.errors import InputError
from tutorcore.ports import CalendarSource
from tutorcore.services.acting import require_actor
from tutorcore.services.import_calendar import CalendarPreview, CalendarReport, import_calendar, preview_calendar
from tutorcore.wording.dates import age_text, counted, long_day, span_text
from tutorcore.wording.imports import events_text

FILE: Final = "calendar_file"
ADDRESS: Final = "calendar_address"
READ: Final = "calendar_read"
TUTOR: Final = "calendar_tutor"
IMPORT: Final = "calendar_import"
AGAIN: Final = "calendar_again"
_FIRST: Final = 20
_TYPES: Final = ["ics", "ical", "icalendar", "ifb", "txt"]


def draw_calendar_import(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The whole way of a calendar."""
    in_hand = desk.calendar
    if in_hand is not None and in_hand.writing is not None and in_hand.writing.error is None:
        _outcome(desk, in_hand.writing)
        return
    file, feed = st.columns(2, gap="large")
    with file:
        _file(dashboard, desk)
    with feed:
        _feed(dashboard, desk)
    if desk.calendar is None:
        st.caption("Nothing is changed before you have seen what the calendar holds. A later reading replaces it.")
    else:
        _look(dashboard, state, desk.calendar)


def _file(dashboard: Dashboard, desk: DataDesk) -> None:
    key = f"{FILE}_{desk.round}"
    upload = st.file_uploader(
        "A calendar file (.ics), as Google, Outlook and Apple export it",
        type=_TYPES,
        key=key,
        on_change=_forget,
        args=(desk, key),
    )
    if upload is not None and desk.upload_id != upload.file_id:
        desk.upload_id = upload.file_id
        data, name = upload.getvalue(), upload.name
        _take(dashboard, desk, lambda: dashboard.calendar_upload(data, name))


def _forget(desk: DataDesk, key: str) -> None:
    """A file that was taken out again is forgotten; one whose field was merely out of sight is not."""
    if st.session_state.get(key) is None:
        desk.calendar, desk.upload_id = None, ""


def _feed(dashboard: Dashboard, desk: DataDesk) -> None:
    with st.form(f"feed_{desk.round}", border=False):
        address = st.text_input(
            "Or the address of a feed, which can be read again later",
            key=f"{ADDRESS}_{desk.round}",
            placeholder="https://calendar.google.com/calendar/ical/…/basic.ics",
            max_chars=2000,
        )
        if st.form_submit_button("Read feed", key=READ, icon=":material/rss_feed:"):
            _take(dashboard, desk, lambda: _opened(dashboard, address))


def _opened(dashboard: Dashboard, address: str) -> CalendarSource:
    """The feed at an address. A path of the server's own disk is none: what is typed here comes from a browser."""
    if "://" not in address:
        hint = "Copy it from the calendar's settings."
        raise InputError("A feed's address begins with https:// or webcal://", hint=hint)
    return dashboard.calendar(address.strip())


def _take(dashboard: Dashboard, desk: DataDesk, opening: Callable[[], CalendarSource]) -> None:
    """Begin to read it."""
    now = dashboard.ports.clock.now()
    desk.calendar = CalendarInHand(opening, Job(lambda _: preview_calendar(opening(), now)))


def _look(dashboard: Dashboard, state: State, in_hand: CalendarInHand) -> None:
    """What the calendar holds, whose it is, and the button that brings it in."""
    preview = result_of(in_hand.reading, saying="Reading the calendar.", failed="The calendar could not be read")
    if preview is None:
        return
    st.markdown(_preview_text(preview))
    if preview.remarks:
        st.warning(plain(" ".join(preview.remarks), longest=600), icon=":material/warning:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        tutor = _whose(dashboard)
        wanted = st.button("Import calendar", key=IMPORT, type="primary", icon=":material/upload:")
    _what_it_replaces(dashboard, preview, tutor)
    if wanted and attempt(lambda: _write(dashboard, state, in_hand, tutor), done=""):
        st.rerun()
    if in_hand.writing is not None and in_hand.writing.error is not None:
        show_error(in_hand.writing.error)
    _preview_tables(dashboard, preview)


def _preview_text(preview: CalendarPreview) -> str:
    said = [f"**{plain(preview.calendar, longest=80)}**", counted(len(preview.events), "occurrence")]
    said += [f"{counted(preview.blocking, 'blocks', 'block')} time"]
    said += [f"read for {long_day(preview.covers_from.date())} until {long_day(preview.covers_until.date())}"]
    said += [f"{counted(len(preview.bad), 'event')} cannot be read"] if preview.bad else []
    return " · ".join(said)


def _whose(dashboard: Dashboard) -> str:
    names = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    chosen = st.selectbox(
        "Whose calendar is it?",
        names,
        index=None,
        key=TUTOR,
        placeholder="Choose a tutor, or type a new name" if names else "Type the tutor’s name",
        accept_new_options=True,
        width=340,
    )
    return chosen or ""


def _what_it_replaces(dashboard: Dashboard, preview: CalendarPreview, tutor: str) -> None:
    """Say where an earlier reading of the same calendar goes."""
    ports = dashboard.ports
    ids = {one.id for one in ports.calendars.tutors() if one.name.casefold() == tutor.strip().casefold()}
    known = [c for c in ports.calendars.calendars() if c.tutor_id in ids and shown_source(c.source) == preview.source]
    if known and known[0].read_at:
        age = age_text(ports.clock.now() - known[0].read_at)
        st.caption(f"{plain(tutor)} has this calendar already, read {age} ago: this reading takes its place.")


def _write(dashboard: Dashboard, state: State, in_hand: CalendarInHand, tutor: str) -> None:
    """Begin to bring it in. Raises `InputError` where nobody is chosen who does it, or whose it is."""
    actor, ports = require_actor(state.actor), dashboard.ports
    if not tutor.strip():
        raise InputError("A calendar belongs to a tutor", hint="Choose the tutor, or type a new name.")
    in_hand.writing = Job(
        lambda _: import_calendar(in_hand.open(), ports.calendars, tutor=tutor, actor=actor, now=ports.clock.now())
    )


def _preview_tables(dashboard: Dashboard, preview: CalendarPreview) -> None:
    """What comes next in the calendar, and the events that could not be read."""
    _bad_events(preview.bad)
    now = dashboard.ports.clock.now()
    coming = sorted((event for event in preview.events if event.end > now), key=lambda event: event.start)
    if coming:
        st.markdown("##### Coming up")
        rows = [_event_cells(event, dashboard.ports.zone) for event in coming[:_FIRST]]
        listing(rows, key="coming_events", alt="The next events", file_name="coming-events.csv", unit="event")
    elif preview.events:
        st.caption("All of its events lie in the past.")


def _event_cells(event: CalendarEvent, zone: ZoneInfo) -> Row:
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    return {
        "day": start.date(),
        "time": "all day" if event.all_day else span_text(start, end),
        "title": event.title,
        "blocks": "yes" if blocks(event) else "no",
    }


def _bad_events(bad: tuple[BadEvent, ...]) -> None:
    if bad:
        st.markdown("##### Events that could not be read")
        rows = [{"event": one.number, "title": one.title, "why": one.reason} for one in bad]
        listing(rows, key="bad_events", alt="Events that could not be read", file_name="bad-events.csv", unit="event")


def _outcome(desk: DataDesk, writing: Job[CalendarReport]) -> None:
    """The end of it: what stands in the calendar now."""
    if not wait_for(writing, saying="Importing the calendar. You can go on working on other pages."):
        return
    report = writing.result
    if report is None:  # it failed just now: the next run shows why
        st.rerun()
    counts = events_text(added=report.added, removed=report.removed, unchanged=report.unchanged)
    st.success(
        f"{plain(report.calendar, longest=80)} of {plain(report.tutor, longest=80)}: {counts}. "
        f"{counted(report.blocking, 'occurrence blocks', 'occurrences block')} time.",
        icon=":material/check:",
    )
    if report.remarks:
        st.warning(plain(" ".join(report.remarks), longest=600), icon=":material/warning:")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import another calendar", key=AGAIN, icon=":material/restart_alt:"):
            desk.calendar, desk.upload_id, desk.round = None, "", desk.round + 1
            st.rerun()
        st.page_link("pages/week.py", label="See week", icon=":material/calendar_view_week:")
    _bad_events(report.bad)
