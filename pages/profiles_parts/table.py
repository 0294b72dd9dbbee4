"""The comparison as a table: a column a profile, a row a field, each value with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.profiles_parts.figures import opening_hours_figure
from pages.profiles_parts.inputs import source_text
from pages.shared.badges import segment_badge
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.services.compare_profiles import ComparedProfile, ProfileSupply, differing_fields
from tutorcore.wording.dates import counted
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, number_text, value_text

FIGURE_CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "showTips": False}
COLUMN: Final = 128
"""The least width of a column, in pixels: below it the table scrolls sideways."""


def draw_table(
    state: State, compared: Sequence[ComparedProfile], supply: ProfileSupply | None, coming: Mapping[str, str]
) -> None:
    """The heads, the weeks, what each offers, and the fields in their groups; `coming` says what takes over when."""
    differing = differing_fields([one.profile for one in compared])
    grid = st.grid(
        len(compared) + 1, min_column_width=COLUMN, wrap=False, gap=(0, "small"), vertical_alignment="center"
    )
    with grid:
        _heads(state, compared, coming)
        with grid.cell(column_span="all"):
            _weeks(compared)
        if supply is not None:
            _offered(compared, supply)
        for group, fields in FIELD_GROUPS.items():
            with grid.cell(column_span="all"):
                st.caption(f"**{group}**")
            for field in fields:
                _row(compared, field, differs=field in differing)


def _heads(state: State, compared: Sequence[ComparedProfile], coming: Mapping[str, str]) -> None:
    st.caption("**≠** the profiles differ")
    for one in compared:
        with st.container(gap=None):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(segment_badge(one.name), width="content")
                st.button(
                    "Change",
                    key=f"change_{one.name}",
                    icon=":material/edit:",
                    type="tertiary",
                    on_click=open_column,
                    args=(state, one.name),
                )
            if one.typed or one.reset:
                st.markdown(":small[:orange[changed here, not published]]")
            if one.name in coming:
                st.markdown(f":small[:gray[{coming[one.name]}]]")


def open_column(state: State, name: str) -> None:
    """Open one profile for change; what is tried of the others stays."""
    state.changing = frozenset() if name in state.changing else frozenset({name})


def _weeks(compared: Sequence[ComparedProfile]) -> None:
    st.plotly_chart(
        opening_hours_figure({one.name: one.profile for one in compared}),
        key="opening_hours",
        config=FIGURE_CONFIG,
        alt="The hours of each profile's week; the same as first start, last start, lesson and weekdays below.",
    )


def _offered(compared: Sequence[ComparedProfile], supply: ProfileSupply) -> None:
    """All the slots of each, and how many there were before what is tried."""
    st.markdown(f"Slots with {plain(supply.tutor.tutor.name, longest=30)}")
    for one in compared:
        st.markdown(offered_text(one, supply))


def offered_text(one: ComparedProfile, supply: ProfileSupply) -> str:
    """`45 in 10 days, was 37`."""
    days = counted(one.profile.days_ahead, "day")
    was = f", :orange[was {number_text(supply.before[one.name])}]" if one.name in supply.before else ""
    return f"**{number_text(supply.total(one.name))}** :small[:gray[in {days}]{was}]"


def _row(compared: Sequence[ComparedProfile], field: str, *, differs: bool) -> None:
    st.markdown(f"**≠ {FIELD_LABELS[field]}**" if differs else FIELD_LABELS[field])
    for one in compared:
        said = plain(value_text(field, getattr(one.profile, field)))
        shown = f"**{said}**" if differs else said
        st.markdown(f"{shown} :small[{source_text(one, field)}]")
