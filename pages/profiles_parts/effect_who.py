"""Who is hit: by segment how many have few slots or none, when the first is, and who would lose the last one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

import pandas as pd
import streamlit as st

from pages.shared.badges import segment_name
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.services.effect.everybody import Effect, Loser
from tutorcore.wording.effects import change_text, first_dates_text
from tutorcore.wording.profiles import number_text

LISTED: Final = 15
_COLUMNS: Final = ("contact", "contact id", "segment", "slots now", "wish", "link")


def draw_who(effect: Effect) -> None:
    """Figures, then names."""
    facts_table(
        [
            {
                "segment": segment_name(segment.name),
                "contacts": change_text(segment.contacts),
                "fewer than 3 slots": change_text(segment.few),
                "none": change_text(segment.none),
            }
            for segment in effect.segments
        ],
        alt="By segment how many contacts have fewer than three slots, and how many none, now and by the draft.",
    )
    st.caption(plain(first_dates_text(effect.first), longest=300))
    if effect.losers:
        _losers(effect.losers)


def _losers(losers: Sequence[Loser]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**Who would lose the last slot**", width="content")
        st.download_button(
            "Table (CSV)",
            lambda: losers_csv(losers, st.context.url or ""),
            "lose-their-last-slot.csv",
            "text/csv",
            key="effect_losers_csv",
            icon=":material/table:",
            on_click="ignore",
        )
    rows = [
        {
            "contact": f"[{plain(loser.label, longest=60)}](week?contact={quote(loser.contact_id, safe='')})",
            "segment": plain(segment_name(loser.segment), longest=40),
            "slots now": number_text(loser.slots),
            "wish": plain(loser.wish or "–", longest=120),
        }
        for loser in losers[:LISTED]
    ]
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt="Contacts who would lose their last slot.")
    if len(losers) > LISTED:
        st.caption(f"{number_text(len(losers) - LISTED)} more are in the table to download.")


def losers_csv(losers: Sequence[Loser], address: str) -> bytes:
    """All of them, every cell defused, each with a link to its week."""
    root = address.rsplit("/", 1)[0]
    rows = [
        (
            loser.label,
            loser.contact_id,
            loser.segment,
            loser.slots,
            loser.wish,
            f"{root}/week?contact={quote(loser.contact_id, safe='')}",
        )
        for loser in losers
    ]
    return csv_text(rows, _COLUMNS).encode("utf-8-sig")
