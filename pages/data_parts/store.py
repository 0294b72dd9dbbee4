"""What is in the store: how much of everything, and what was changed last."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from pages.data_parts.listing import Row, listing
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.records import Entry
from tutorcore.wording.imports import grouped


def draw_store(dashboard: Dashboard) -> None:
    """The numbers, then the journal."""
    content = dashboard.content()
    with st.container(horizontal=True, gap="medium"):
        for what, number in content.counts.items():
            st.markdown(f":gray[{what}]  \n**{grouped(number)}**", width=140)
    st.caption(f"Database: {plain(content.database, longest=200)}")
    st.markdown("##### Last changes")
    if not content.journal:
        st.info("Nothing was changed yet. Import contacts to begin.", icon=":material/history:")
        return
    rows = [_cells(entry, dashboard.ports.zone) for entry in content.journal]
    listing(rows, key="journal", alt="The newest changes", file_name="journal.csv", unit="change")


def _cells(entry: Entry, zone: ZoneInfo) -> Row:
    return {
        "when": entry.at.astimezone(zone),
        "who": entry.actor,
        "did": entry.action,
        "to": entry.subject,
        "why": entry.reason,
    }
