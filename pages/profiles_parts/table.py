"""The comparison as a table: a column a profile, a row a field; a column can be opened, and then its values changed.

What is typed goes to the session's trials and never further.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from pages.profiles_parts.figures import opening_hours_figure
from pages.shared.badges import segment_badge
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.domain.profiles import ALL_WEEKDAYS
from tutorcore.services.compare_profiles import (
    ComparedProfile,
    ProfileSupply,
    ProfileTrial,
    differing_fields,
    try_value,
)
from tutorcore.wording.dates import counted, weekday_name
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, UNITS, number_text, value_text

FIGURE_CONFIG: Final = {"displayModeBar": False, "doubleClick": False, "showTips": False}
COLUMN: Final = 128
"""The least width of a column, in pixels: below it the table scrolls sideways."""
STEPS: Final = {"earliest_hour": 1, "latest_hour": 1, "min_lead_minutes": 30, "days_ahead": 1, "offer_size": 1}
FIVE_MINUTES: Final = 5


def draw_table(state: State, compared: Sequence[ComparedProfile], supply: ProfileSupply | None) -> None:
    """The heads, the weeks, what each offers, and the fields in their groups."""
    differing = differing_fields([one.profile for one in compared])
    rows = 4 if any(one.name in state.changing for one in compared) else 0
    grid = st.grid(
        len(compared) + 1, min_column_width=COLUMN, wrap=False, gap=(rows, "small"), vertical_alignment="center"
    )
    with grid:
        _heads(state, compared)
        with grid.cell(column_span="all"):
            _weeks(compared)
        if supply is not None:
            _offered(compared, supply)
        for group, fields in FIELD_GROUPS.items():
            with grid.cell(column_span="all"):
                st.caption(f"**{group}**")
            for field in fields:
                _row(state, compared, field, differs=field in differing)


def _heads(state: State, compared: Sequence[ComparedProfile]) -> None:
    st.caption("**≠** the profiles differ")
    for one in compared:
        is_open = one.name in state.changing
        with st.container(gap=None):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(segment_badge(one.name), width="content")
                st.button(
                    "Done" if is_open else "Change",
                    key=f"change_{one.name}",
                    icon=":material/check:" if is_open else ":material/edit:",
                    type="tertiary",
                    on_click=_open,
                    args=(state, one.name),
                )
            if is_open or one.typed:
                _trying(state, one)


def _trying(state: State, one: ComparedProfile) -> None:
    """Two lines that stand from the opening on, so that nothing moves under the pointer at the first change."""
    if one.problem:
        said = ":red[not possible, see above]"
    else:
        said = ":orange[trying, not stored]" if one.typed else ":gray[as it is stored]"
    st.markdown(f":small[{said}]")
    st.button(
        "Put back",
        key=f"put_back_{one.name}",
        icon=":material/undo:",
        type="tertiary",
        disabled=not one.typed,
        on_click=_put_back,
        args=(state, one.name),
    )


def _open(state: State, name: str) -> None:
    state.changing ^= {name}


def _put_back(state: State, name: str) -> None:
    state.profile_trials.pop(name, None)


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
        days = counted(one.profile.days_ahead, "day")
        was = f", :orange[was {number_text(supply.before[one.name])}]" if one.name in supply.before else ""
        st.markdown(f"**{number_text(supply.total(one.name))}** :small[:gray[in {days}]{was}]")


def _row(state: State, compared: Sequence[ComparedProfile], field: str, *, differs: bool) -> None:
    unit = UNITS.get(field, "") if any(one.name in state.changing for one in compared) else ""
    label = f"**≠ {FIELD_LABELS[field]}**" if differs else FIELD_LABELS[field]
    st.markdown(f"{label} :small[:gray[{unit}]]" if unit else label)
    for one in compared:
        if one.name in state.changing:
            _input(state, one, field)
        else:
            st.markdown(_value_text(one, field, differs=differs))


def _value_text(one: ComparedProfile, field: str, *, differs: bool) -> str:
    said = plain(value_text(field, getattr(one.profile, field)))
    shown = f"**{said}**" if differs else said
    if field in one.tried:
        was = plain(value_text(field, getattr(one.stored.profile, field)))
        return f"{shown} :small[:orange[tried, was {was}]]"
    return f"{shown} :small[:gray[{one.stored.sources[field]}]]"


def _input(state: State, one: ComparedProfile, field: str) -> None:
    """The one input that suits the field, holding what was typed last.

    Numbers have no bounds here: one out of bounds is told in our words, like all that is impossible.
    """
    key = f"try_{one.name}_{field}"
    value: Any = one.typed.get(field, getattr(one.stored.profile, field))
    label = f"{FIELD_LABELS[field]} of {plain(one.name, longest=30)}"
    common: dict[str, Any] = {
        "key": key,
        "label_visibility": "collapsed",
        "on_change": _try,
        "args": (state, one, field, key),
    }
    if field == "allowed_weekdays":
        st.session_state[key] = sorted(ALL_WEEKDAYS if value is None else value)
        st.pills(label, sorted(ALL_WEEKDAYS), selection_mode="multi", format_func=weekday_name, wrap=True, **common)
    elif field == "exclude_weekends":
        st.session_state[key] = value
        st.toggle(label, **common)
    else:
        st.session_state[key] = value
        st.number_input(label, value=None, step=STEPS.get(field, FIVE_MINUTES), format="%d", required=True, **common)


def _try(state: State, one: ComparedProfile, field: str, key: str) -> None:
    value = st.session_state[key]
    if field == "allowed_weekdays":
        value = None if len(value) == len(ALL_WEEKDAYS) else frozenset(value)
    trial = try_value(one.stored.profile, state.profile_trials.get(one.name, ProfileTrial()), field, value)
    state.profile_trials[one.name] = trial
