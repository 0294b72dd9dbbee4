"""What is in the store: how much of everything, and what was changed last."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.listing import Row, listing
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.ports import Entry
from tutorcore.wording.imports import grouped


def draw_store(dashboard: Dashboard) -> None:
    """Counts at the left, the journal at the right."""
    content = dashboard.content()
    left, right = st.columns([1, 2.4], gap="large")
    with left:
        st.markdown("##### In the store")
        facts_table(
            [{"what": what, "how many": grouped(number)} for what, number in content.counts.items()], alt="Counts"
        )
        st.caption(f"Database: {plain(content.database, longest=200)}")
    with right:
        st.markdown("##### Last changes")
        if not content.journal:
            st.info("Nothing was changed yet. Import contacts to begin.", icon=":material/history:")
            return
        zone = dashboard.ports.zone
        rows = [_cells(entry, zone) for entry in content.journal]
        listing(rows, key="journal", alt="The newest changes", file_name="journal.csv", unit="change")


def _cells(entry: Entry, zone: ZoneInfo) -> Row:
    return {
        "when": entry.at.astimezone(zone),
        "who": entry.actor,
        "did": entry.action,
        "to": entry.subject,
        "why": entry.reason,
    }
