"""A table of many rows: filtered by words, downloaded as CSV that no spreadsheet runs, shown as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, Literal

import pandas as pd
import streamlit as st
from pandas.api.types import is_integer_dtype

from pages.shared.text import plain
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.wording.dates import clock, counted, long_day

Row = Mapping[str, object]

_WORTH_FILTERING: Final = 6
_ALL_SHOWN: Final = 11
_HIGHEST: Final = 420
"""Pixels; a longer table scrolls."""


def listing(rows: Sequence[Row], *, key: str, alt: str, file_name: str, unit: str = "row") -> None:
    """Draw rows of the same columns; `alt` is for screen readers. Cells are never interpreted."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        kept = _filtered(rows, key, unit)
        st.download_button(
            "Download CSV",
            csv_text([list(row.values()) for row in kept], list(rows[0]) if rows else []).encode("utf-8-sig"),
            file_name,
            "text/csv",
            key=f"{key}_csv",
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )
    frame = pd.DataFrame([{name: _shown(value) for name, value in row.items()} for row in kept], columns=list(rows[0]))
    narrow = {name: st.column_config.Column(width="small") for name in map(str, frame) if is_integer_dtype(frame[name])}
    height: Literal["auto"] | int = "auto" if len(frame) <= _ALL_SHOWN else _HIGHEST
    st.dataframe(frame, hide_index=True, column_config=narrow, key=key, alt=alt, height=height)


def say_remarks(remarks: Sequence[str]) -> None:
    """What should be known beside a table, a sentence a line."""
    if remarks:
        st.info("  \n".join(plain(remark, longest=400) for remark in remarks), icon=":material/info:")


def _filtered(rows: Sequence[Row], key: str, unit: str) -> list[Row]:
    """The rows in which every word that was typed occurs."""
    typed = ""
    if len(rows) >= _WORTH_FILTERING:
        typed = st.text_input(
            "Filter",
            key=f"{key}_filter",
            placeholder="Filter",
            icon=":material/filter_list:",
            label_visibility="collapsed",
            max_chars=200,
            width=220,
        )
    words = typed.casefold().split()
    kept = [row for row in rows if all(word in _text(row) for word in words)]
    said = f"{counted(len(kept), unit)} of {len(rows)}" if words else counted(len(rows), unit)
    st.caption(said, width="stretch")
    return kept


def _text(row: Row) -> str:
    return " ".join(str(_shown(value)) for value in row.values()).casefold()


def _shown(value: object) -> object:
    """Days and moments the Dutch way; numbers stay numbers, so that they align right."""
    if isinstance(value, datetime):
        return f"{long_day(value.date())} {clock(value)}"
    if isinstance(value, date):
        return long_day(value)
    return value if isinstance(value, int | float) else "" if value is None else str(value)
