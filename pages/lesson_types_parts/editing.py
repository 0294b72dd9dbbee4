"""The dialog in which a lesson type is added or changed: what it sets, what results, from when, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

from pages.lesson_types_parts.desk import LessonTypesDesk, Open
from pages.profiles_parts.effect import draw_effect_of
from pages.shared.badges import segment_name
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.profiles import ALL_WEEKDAYS, FIELDS, PLANNING_PROFILES
from tutorcore.domain.segments import NEW
from tutorcore.errors import InputError
from tutorcore.services.effect.everybody import Subject, rules_now
from tutorcore.services.know_profiles import today
from tutorcore.services.lesson_types.publishing import KIND, checked_type, publish_lesson_type
from tutorcore.services.lesson_types.results import what_results
from tutorcore.services.profiles.publishing import FURTHEST_DAYS, LONGEST_NOTE
from tutorcore.wording.dates import short_day, weekday_name
from tutorcore.wording.lesson_types import result_text
from tutorcore.wording.profiles import FIELD_LABELS, UNITS

NAME: Final = "type_name"
SETS: Final = "type_sets"
DAY: Final = "type_day"
NOTE: Final = "type_note"
EFFECT: Final = "type_effect"
PUBLISH: Final = "type_publish"
STEPS: Final = {"earliest_hour": 1, "latest_hour": 1, "min_lead_minutes": 30, "days_ahead": 1, "offer_size": 1}
FIVE_MINUTES: Final = 5


def begin(desk: LessonTypesDesk, dialog: Open, one: LessonType | None, based_on: int) -> None:
    """Open the dialog with what a lesson type sets now; the other inputs wait with the values of `new`."""
    desk.open(dialog, one.name if one else "", based_on)
    sets: dict[str, Any] = {} if one is None else dict(one.fields)
    st.session_state[NAME] = desk.name
    st.session_state[SETS] = [field for field in FIELDS if field in sets]
    st.session_state[NOTE], st.session_state[EFFECT] = "", False
    for field in FIELDS:
        value: Any = sets.get(field, getattr(PLANNING_PROFILES[NEW], field))
        st.session_state[key_of(field)] = sorted(value or ALL_WEEKDAYS) if field == "allowed_weekdays" else value


def key_of(field: str) -> str:
    """The key of a field's input."""
    return f"type_{field}"


def draw_editing(dashboard: Dashboard, state: State, desk: LessonTypesDesk) -> None:
    """Everything of the dialog, the one button last."""
    name = desk.name or st.text_input(
        "Name", key=NAME, max_chars=60, placeholder="as it stands in the conversations, such as proefles"
    )
    sets = st.pills(
        "It sets", FIELDS, key=SETS, selection_mode="multi", format_func=FIELD_LABELS.__getitem__, wrap=True
    )
    fields = _inputs([field for field in FIELDS if field in sets])
    effective_on = _day(dashboard)
    lesson_type = _checked(name, fields)
    possible = lesson_type is not None and _results(dashboard, lesson_type, effective_on)
    if lesson_type is not None and st.toggle("Effect on everybody", key=EFFECT):
        _effect(dashboard, state, lesson_type)
    note = st.text_area("Why", key=NOTE, max_chars=LONGEST_NOTE, height=70)
    if st.button("Publish", key=PUBLISH, type="primary", icon=":material/publish:", disabled=not possible):
        _publish(dashboard, state, desk, name, fields=fields, note=note or "", effective_on=effective_on)


def _inputs(sets: list[str]) -> dict[str, object]:
    """The one input that suits each field that is set. Numbers have no bounds here: they are told in our words."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        return {field: _input(field) for field in sets}


def _input(field: str) -> object:
    unit = UNITS.get(field, "").partition(",")[0]
    label = f"{FIELD_LABELS[field]} ({unit})" if unit else FIELD_LABELS[field]
    if field == "allowed_weekdays":
        days = st.pills(
            label, sorted(ALL_WEEKDAYS), key=key_of(field), selection_mode="multi", format_func=weekday_name
        )
        return None if len(days) == len(ALL_WEEKDAYS) else frozenset(days)
    if field == "exclude_weekends":
        return st.toggle(label, key=key_of(field))
    found: Any = st.number_input(
        label, value=None, key=key_of(field), step=STEPS.get(field, FIVE_MINUTES), format="%d", width=170
    )
    return found


def _day(dashboard: Dashboard) -> date:
    first = today(dashboard.ports)
    last = first + timedelta(days=FURTHEST_DAYS)
    return st.date_input(
        "Holds from", value=first, min_value=first, max_value=last, key=DAY, format="DD-MM-YYYY", width=170
    )


def _checked(name: str, fields: dict[str, object]) -> LessonType | None:
    """The lesson type as it would be; None where it cannot be used at all, which is told."""
    try:
        return checked_type(name or "it", fields)
    except InputError as error:
        st.error(plain(str(error), longest=600), icon=":material/block:")
        return None


def _effect(dashboard: Dashboard, state: State, lesson_type: LessonType) -> None:
    """What it would do to everybody whose conversation names it."""
    before = rules_now(dashboard.ports)
    after = replace(before, lesson_types={**before.lesson_types, lesson_type.name: lesson_type})
    subject = Subject(lesson_type.name, KIND)
    draw_effect_of(dashboard, state, subject=subject, before=before, after=after)


def _results(dashboard: Dashboard, lesson_type: LessonType, on: date) -> bool:
    """What results on each profile; whether it is possible on any."""
    results = what_results(dashboard.ports, lesson_type, on=on)
    rows = [{"profile": segment_name(each), "what results": result_text(rules)} for each, rules in results.items()]
    facts_table(rows, alt="What it makes of each profile, or why the two are not possible together.")
    for text in dict.fromkeys(text for rules in results.values() for text in rules.profile.profile.warnings):
        st.caption(f":orange[:material/warning:] {plain(text, longest=300)}")
    return any(rules.impossible is None for rules in results.values())


def _publish(
    dashboard: Dashboard,
    state: State,
    desk: LessonTypesDesk,
    name: str,
    *,
    fields: dict[str, object],
    note: str,
    effective_on: date,
) -> None:
    from_day = "now" if effective_on == today(dashboard.ports) else f"from {short_day(effective_on)} on"
    if attempt(
        lambda: publish_lesson_type(
            dashboard.ports,
            name,
            fields,
            note=note,
            effective_on=effective_on,
            actor=state.actor,
            expected_version=desk.based_on,
        ),
        done=f"Published: the lesson type {name} holds {from_day}. “Versions” takes it back.",
    ):
        desk.leave()
        st.rerun()
