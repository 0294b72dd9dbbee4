"""The values of one profile as sliders, chips and a switch; what is chosen goes to the session's trials.

A slider reports when it is let go, so that a release is what has an effect. Its steps are those that people mean; a
value between them has a step of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.domain.profiles import ALL_WEEKDAYS
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, reset_value, try_value
from tutorcore.wording.dates import weekday_name
from tutorcore.wording.profiles import FIELD_GROUPS, FIELD_LABELS, value_text

LABEL: Final = 128
"""The width of a field's name beside its slider, in pixels."""
CHIPS: Final = 192
"""The width in which the weekdays stand beside their name, on two lines."""
LAST_HOUR: Final = 23
HOURS: Final = ("earliest_hour", "latest_hour")
_SHORT: Final = {"earliest_hour": "Starts", "exclude_weekends": "No weekends"}
_BUFFER: Final = (*range(0, 60, 5), *range(60, 241, 15))
_HOUR: Final = 60
STEPS: Final[Mapping[str, Sequence[int]]] = {
    "duration_minutes": (*range(5, 120, 5), *range(120, 240, 15), *range(240, 481, 30)),
    "buffer_before_min": _BUFFER,
    "buffer_after_min": _BUFFER,
    "slot_step_minutes": (5, 10, 15, 20, 30, 45, *range(60, 241, 30)),
    "min_lead_minutes": (
        *(0, 15, 30, 45),
        *range(_HOUR, 12 * _HOUR, _HOUR),
        *range(12 * _HOUR, 48 * _HOUR, 6 * _HOUR),
        *range(48 * _HOUR, 15 * 24 * _HOUR, 24 * _HOUR),
        *range(21 * 24 * _HOUR, 57 * 24 * _HOUR, 7 * 24 * _HOUR),
    ),
    "days_ahead": (*range(1, 31), *range(35, 98, 7), *range(112, 366, 14), 366),
    "offer_size": (*range(1, 20), *range(20, 51, 5)),
}


def draw_inputs(state: State, one: ComparedProfile) -> None:
    """Every field of an open profile, in their groups: its name and source, its value, and a way back."""
    for group, fields in FIELD_GROUPS.items():
        st.caption(f"**{group}**")
        for field in fields:
            if field != "latest_hour":
                _row(state, one, HOURS if field == "earliest_hour" else (field,))


def _row(state: State, one: ComparedProfile, fields: Sequence[str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"row_{one.name}_{fields[0]}"):
        name = _SHORT.get(fields[0], FIELD_LABELS[fields[0]])
        said = " · ".join(dict.fromkeys(source_text(one, field) for field in fields))
        st.markdown(f"{name}  \n:small[{said}]", width=LABEL)
        _input(state, one, fields)
        _way_back(state, one, fields)


def source_text(one: ComparedProfile, field: str) -> str:
    """Where a value comes from, or what it was before it was changed here."""
    stored = plain(value_text(field, getattr(one.stored.profile, field)))
    if field in one.reset:
        return f":orange[{one.stored.beneath_sources[field]}, was {stored}]"
    if field in one.changed:
        return f":orange[was {stored}]"
    return f":gray[{one.stored.sources[field]}]"


def _way_back(state: State, one: ComparedProfile, fields: Sequence[str]) -> None:
    """First what was changed here is put back; then a published value to what lies beneath it."""
    tried = [field for field in fields if field in one.typed or field in one.reset]
    beneath = [field for field in fields if field in one.stored.resettable]
    said = ", ".join(
        f"{plain(value_text(field, one.stored.beneath[field]))} ({one.stored.beneath_sources[field]})"
        for field in beneath
    )
    st.button(
        f"{'Put back' if tried else 'Reset'} {_SHORT.get(fields[0], FIELD_LABELS[fields[0]]).lower()}",
        key=f"reset_{one.name}_{fields[0]}",
        icon=":material/undo:" if tried else ":material/settings_backup_restore:",
        type="tertiary",
        disabled=not tried and not beneath,
        help="As it holds now" if tried else (f"Reset to {said}" if said else None),
        on_click=_put_back if tried else _reset,
        args=(state, one, tried or beneath),
    )


def _input(state: State, one: ComparedProfile, fields: Sequence[str]) -> None:
    """The one input that suits the field, holding what was chosen last."""
    field = fields[0]
    key = f"try_{one.name}_{field}"
    label = f"{FIELD_LABELS[field]} of {plain(one.name, longest=30)}"
    common: dict[str, Any] = {"key": key, "label_visibility": "collapsed", "on_change": _try}
    if fields == HOURS:
        st.session_state[key] = tuple(sorted(_value(one, each) for each in HOURS))
        st.slider(label, 0, LAST_HOUR, format="%d:00", args=(state, one, fields, key), **common)
    elif field == "allowed_weekdays":
        value = _value(one, field)
        st.session_state[key] = sorted(ALL_WEEKDAYS if value is None else value)
        st.pills(
            label,
            sorted(ALL_WEEKDAYS),
            selection_mode="multi",
            format_func=weekday_name,
            wrap=True,
            width=CHIPS,
            args=(state, one, fields, key),
            **common,
        )
    elif field == "exclude_weekends":
        st.session_state[key] = _value(one, field)
        st.toggle(label, args=(state, one, fields, key), **common)
    else:
        st.session_state[key] = _value(one, field)
        st.select_slider(
            label,
            _steps(one, field),
            format_func=lambda value: value_text(field, value),
            args=(state, one, fields, key),
            **common,
        )


def _steps(one: ComparedProfile, field: str) -> list[int]:
    """Those of the field, and the values that it has or could go back to."""
    own = {_value(one, field), getattr(one.stored.profile, field), one.stored.beneath.get(field)}
    return sorted({*STEPS[field], *(value for value in own if value is not None)})


def _value(one: ComparedProfile, field: str) -> Any:
    return one.typed.get(field, getattr(one.stored.profile, field))


def _try(state: State, one: ComparedProfile, fields: Sequence[str], key: str) -> None:
    chosen = st.session_state[key]
    if fields == ("allowed_weekdays",):
        chosen = None if len(chosen) == len(ALL_WEEKDAYS) else frozenset(chosen)
    values = chosen if len(fields) > 1 else (chosen,)
    trial = _trial(state, one)
    for field, value in zip(fields, values, strict=True):
        trial = try_value(one.stored.profile, trial, field, value)
    state.profile_trials[one.name] = trial


def _put_back(state: State, one: ComparedProfile, fields: Sequence[str]) -> None:
    trial = _trial(state, one)
    for field in fields:
        trial = try_value(one.stored.profile, trial, field, getattr(one.stored.profile, field))
    state.profile_trials[one.name] = trial


def _reset(state: State, one: ComparedProfile, fields: Sequence[str]) -> None:
    trial = _trial(state, one)
    for field in fields:
        trial = reset_value(one.stored, trial, field)
    state.profile_trials[one.name] = trial


def _trial(state: State, one: ComparedProfile) -> ProfileTrial:
    return state.profile_trials.get(one.name, ProfileTrial())
