"""How many contacts are in each segment now, by what, and the rules with how many contacts each matches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pages.shared.badges import segment_badge, segment_name
from pages.shared.text import plain
from tutorcore.domain.segment_overview import SegmentOverview
from tutorcore.domain.segments import SEGMENTS, SegmentSource
from tutorcore.wording.segments_of_all import holds_when


def draw_counts(overview: SegmentOverview) -> None:
    """Each segment with its number, its part of all, and where its contacts have it from."""
    st.markdown("##### Now")
    rows = [_count(overview, name) for name, number in overview.counts.items() if number or name in SEGMENTS]
    _table(rows, alt="How many contacts are in each segment now")
    st.caption("A pin counts before the cache, the cache before the rules.")


def _count(overview: SegmentOverview, name: str) -> Mapping[str, object]:
    number = overview.counts[name]
    part = round(100 * number / overview.contacts) if overview.contacts else 0
    by = {source.value: overview.count_of(name, source) for source in (*SegmentSource,)}
    return {"segment": segment_badge(name), "contacts": number, "% of all": part} | {
        f"by {source}": count for source, count in by.items()
    }


def draw_rules(overview: SegmentOverview) -> None:
    """The four rules in order: the first that holds wins."""
    st.markdown("##### The rules, in order")
    rows = [
        {
            "": rule.priority,
            "segment": plain(segment_name(rule.segment)),
            "matches": rule.holds,
            "wins": rule.decides,
            "behind a higher rule": rule.hidden,
            "holds when": plain(holds_when(rule.segment), longest=300),
        }
        for rule in overview.rules
    ]
    _table(rows, alt="The four segment rules, and how many contacts each matches")


def _table(rows: Sequence[Mapping[str, object]], *, alt: str) -> None:
    st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=alt)
