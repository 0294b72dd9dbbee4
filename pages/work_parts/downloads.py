"""The work list to take along, as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from tutorcore.domain.spreadsheets import csv_text
from tutorcore.domain.work_list import WorkItem
from tutorcore.wording.work import URGENCY_NAMES, WHY_NAMES, cause_text

CSV: Final = "work_csv"
COLUMNS: Final = ("contact id", "contact", "segment", "urgency", "since", "reasons", "facts")


def offer_download(items: Sequence[WorkItem], zone: ZoneInfo) -> None:
    """What is listed here now, made when it is asked for."""
    st.download_button(
        "Download CSV",
        lambda: work_csv(items, zone),
        "work-list.csv",
        "text/csv",
        key=CSV,
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        disabled=not items,
    )


def work_csv(items: Iterable[WorkItem], zone: ZoneInfo) -> bytes:
    """The table, every cell defused; days on the company's calendar."""
    return csv_text([_row(item, zone) for item in items], COLUMNS).encode("utf-8-sig")


def _row(item: WorkItem, zone: ZoneInfo) -> Sequence[object]:
    return (
        item.contact_id,
        item.label,
        item.segment,
        URGENCY_NAMES[item.urgency],
        "" if item.since is None else item.since.astimezone(zone).date(),
        "; ".join(WHY_NAMES[cause.why] for cause in item.causes),
        "; ".join(cause_text(cause, zone=zone) for cause in item.causes),
    )
