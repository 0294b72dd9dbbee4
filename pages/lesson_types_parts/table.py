"""The lesson types side by side, a column each and a row a field; below it what results on each profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.lesson_types_parts.desk import LessonTypesDesk, Open
from pages.lesson_types_parts.editing import begin
from pages.shared.badges import segment_name, type_badge
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.lesson_types import LESSON_TYPES, LessonType
from tutorcore.services.lesson_types.results import what_results
from tutorcore.services.profiles.standing import Standing
from tutorcore.wording.dates import short_day
from tutorcore.wording.lesson_types import result_text
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, value_text

LABELS: Final = 220
WIDE: Final = 260
"""Pixels for the names of the fields, and for a column, where there is room."""
COLUMN: Final = 150
"""The least width of a column, in pixels: below it the table scrolls sideways."""


def draw_types(desk: LessonTypesDesk, types: Sequence[LessonType], standings: Mapping[str, Standing]) -> None:
    """What each sets; a field that it leaves alone is the profile's."""
    with st.container(width=LABELS + WIDE * len(types)):
        _table(desk, types, standings)


def _table(desk: LessonTypesDesk, types: Sequence[LessonType], standings: Mapping[str, Standing]) -> None:
    grid = st.grid(len(types) + 1, min_column_width=COLUMN, wrap=False, gap=(0, "small"), vertical_alignment="center")
    with grid:
        st.caption("It sets")
        for one in types:
            _head(desk, one, standings[one.name])
        for group, fields in FIELD_GROUPS.items():
            with grid.cell(column_span="all"):
                st.caption(f"**{group}**")
            for field in fields:
                _row(types, field)


def _head(desk: LessonTypesDesk, one: LessonType, standing: Standing) -> None:
    source = f"version {one.version}" if one.version else "built in"
    with st.container(gap=None):
        st.markdown(f"{type_badge(one.name)} :small[:gray[{source}]]")
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                "Change",
                key=f"change_{one.name}",
                icon=":material/edit:",
                type="tertiary",
                on_click=begin,
                args=(desk, Open.CHANGE, one, standing.newest),
            )
            _more(desk, one, standing)
        for version in standing.coming[:2]:
            day = short_day(version.effective_on)
            st.caption(f":blue-badge[from {day}: version {version.version}]")


def _more(desk: LessonTypesDesk, one: LessonType, standing: Standing) -> None:
    if standing.versions:
        _opening(desk, Open.VERSIONS, one, standing, icon=":material/history:")
    if one.name not in LESSON_TYPES:
        _opening(desk, Open.RETIRE, one, standing, icon=":material/block:")


def _opening(desk: LessonTypesDesk, dialog: Open, one: LessonType, standing: Standing, *, icon: str) -> None:
    word = dialog.name.lower()
    st.button(
        word.capitalize(),
        key=f"{word}_{one.name}",
        icon=icon,
        type="tertiary",
        on_click=desk.open,
        args=(dialog, one.name, standing.newest),
    )


def draw_others(desk: LessonTypesDesk, newest: Mapping[str, int]) -> None:
    """Those that are retired or still to come: their versions can be looked at, and one published again."""
    if not newest:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Retired, or still to come", width="content")
        for name, version in newest.items():
            st.button(
                plain(name, longest=40),
                key=f"versions_{name}",
                icon=":material/history:",
                type="tertiary",
                on_click=desk.open,
                args=(Open.VERSIONS, name, version),
            )


def _row(types: Sequence[LessonType], field: str) -> None:
    st.markdown(FIELD_LABELS[field])
    for one in types:
        if field in one.fields:
            st.markdown(f"**{plain(value_text(field, one.fields[field]))}**")
        else:
            st.markdown(":small[:gray[as the profile has it]]")


def draw_results(dashboard: Dashboard, types: Sequence[LessonType]) -> None:
    """Every profile with every lesson type: what results, or which two rules exclude each other."""
    by_type = {one.name: what_results(dashboard.ports, one) for one in types}
    profiles = next(iter(by_type.values()))
    rows = [
        {"profile": segment_name(profile)} | {name: result_text(results[profile]) for name, results in by_type.items()}
        for profile in profiles
    ]
    st.markdown("##### What results on each profile")
    facts_table(rows, alt="What each lesson type makes of each profile, or why the two are not possible together.")
