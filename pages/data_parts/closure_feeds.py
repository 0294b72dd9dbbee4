"""The calendars that days off are read from: how old each reading is, reading one again, taking one away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.data_parts.listing import Row, listing
from pages.data_parts.sources import choose_source
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.calendars import ClosureFeed, shown_source
from tutorcore.services.import_closures import import_closures, remove_closure_feed
from tutorcore.wording.dates import age_text, counted

CHOICE: Final = "closure_feed_choice"
REFRESH: Final = "closure_feed_refresh"
REMOVE: Final = "closure_feed_remove"

Names = Mapping[int, str]


def draw_closure_feeds(dashboard: Dashboard, state: State, desk: DataDesk, *, names: Names) -> None:
    """What can be done is done before the table is drawn, so that it shows it. Nothing where there are none."""
    if not dashboard.ports.closures.feeds():
        return
    st.markdown("##### Calendars of days off")
    table = st.container()
    _one_feed(dashboard, state, desk, names=names)
    now = dashboard.ports.clock.now()
    rows = [_row(feed, names, now) for feed in dashboard.ports.closures.feeds()]
    if rows:
        with table:
            listing(rows, key="closure_feeds", alt="Calendars of days off", file_name="calendars-of-days-off.csv",
                    unit="calendar")  # fmt: skip


def _row(feed: ClosureFeed, names: Names, now: datetime) -> Row:
    return {
        "calendar": feed.name,
        "for": _who(feed, names),
        "source": shown_source(feed.source),
        "read": f"{age_text(now - feed.read_at)} ago",
        "in order": _in_order(feed),
    }


def _who(feed: ClosureFeed, names: Names) -> str:
    return "everybody" if feed.tutor_id is None else names.get(feed.tutor_id, "a tutor who left")


def _in_order(feed: ClosureFeed) -> str:
    if feed.error:
        return f"not read again: {feed.error}"
    return f"{counted(feed.unreadable, 'event')} could not be read" if feed.unreadable else "yes"


def _one_feed(dashboard: Dashboard, state: State, desk: DataDesk, *, names: Names) -> None:
    chosen, reading = choose_source(
        desk,
        {feed.id: feed for feed in dashboard.ports.closures.feeds()},
        lambda feed: f"{feed.name} · {_who(feed, names)}",
        lambda feed: _removal(dashboard, state, desk, feed),
        keys=(CHOICE, REFRESH, "closure_feed_removing"),
    )
    if reading:
        _refresh(dashboard, state, chosen, names)


def _refresh(dashboard: Dashboard, state: State, feed: ClosureFeed, names: Names) -> None:
    def read() -> None:
        tutor = "" if feed.tutor_id is None else names.get(feed.tutor_id, "?")
        import_closures(dashboard.calendar(feed.source), dashboard.ports, tutor=tutor, actor=state.actor)

    with st.spinner("Reading the calendar."):
        done = attempt(read, done=f"{one_line(feed.name)} was read again.")
    if done:
        st.rerun()


def _removal(dashboard: Dashboard, state: State, desk: DataDesk, feed: ClosureFeed) -> None:
    st.markdown(f"Remove **{plain(feed.name)}**? What it closes from today on is open then; what is over stays.")
    wanted = st.button("Remove calendar", key=REMOVE, type="primary")

    def remove() -> None:
        remove_closure_feed(dashboard.ports, feed.id, actor=state.actor)

    if wanted and attempt(remove, done=f"The calendar {one_line(feed.name)} is removed."):
        desk.changes += 1
        st.rerun()
