"""The dialog before a version is published: what differs, from when, what takes over when, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk, leave_draft
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import PublishedProfile
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, next_fields
from tutorcore.services.know_profiles import today
from tutorcore.services.profiles.publishing import FURTHEST_DAYS, LONGEST_NOTE, Plan, publish_plan
from tutorcore.services.profiles.standing import Standing, standing_of
from tutorcore.services.profiles.versions import FieldChange, field_changes
from tutorcore.wording.dates import short_day
from tutorcore.wording.profiles import FIELD_LABELS, value_text

NOTE: Final = "publish_note"
DAY: Final = "publish_day"
PUBLISH: Final = "publish_now"


def draw_publishing(dashboard: Dashboard, state: State, desk: ProfilesDesk, one: ComparedProfile) -> None:
    """Everything that will be, then the note and the one button."""
    ports, work = dashboard.ports, desk.work[one.name]
    first = today(ports)
    effective_on = st.date_input(
        "Holds from",
        value=first,
        min_value=first,
        max_value=first + timedelta(days=FURTHEST_DAYS),
        key=DAY,
        format="DD-MM-YYYY",
        width=200,
    )
    held = standing_of(ports, one.name, on=effective_on)
    fields = next_fields(standing_of(ports, one.name).fields, state.profile_trials.get(one.name, ProfileTrial()))
    changes = field_changes(ports, one.name, held.fields, fields)
    if held.exists or changes:
        changes_table(changes, before=_column(held))
    else:
        st.caption(f"{plain(one.name, longest=40)} begins with the values that are shown on the page.")
    for warning in one.profile.warnings:
        st.warning(plain(warning, longest=300), icon=":material/warning:")
    st.caption(plain(taking_over(held, first), longest=500))
    note = st.text_area("Why", value=work.draft.note if work.draft else "", key=NOTE, max_chars=LONGEST_NOTE, height=80)
    plan = Plan(name=one.name, fields=fields, note=note or "", effective_on=effective_on, draft=work.draft)
    if st.button("Publish", key=PUBLISH, type="primary", icon=":material/publish:"):
        _publish(dashboard, state, desk, plan)


def _publish(dashboard: Dashboard, state: State, desk: ProfilesDesk, plan: Plan) -> None:
    work = desk.work[plan.name]
    from_day = "now" if plan.effective_on == today(dashboard.ports) else f"from {short_day(plan.effective_on)} on"
    if attempt(
        lambda: publish_plan(dashboard.ports, plan, actor=state.actor, expected_version=work.based_on),
        done=f"Published: {plan.name} holds {from_day}. Under “More”, “Versions” takes it back.",
    ):
        state.profile_trials.pop(plan.name, None)
        state.changing -= {plan.name}
        if work.draft is not None and state.shown_draft == work.draft.id:
            leave_draft(state, desk)
        desk.drop(plan.name)
        desk.leave()
        st.rerun()


def changes_table(changes: tuple[FieldChange, ...], *, before: str = "Without it", after: str = "With it") -> None:
    """What differs, value by value, each with its source."""
    if not changes:
        st.caption("No value differs.")
        return
    rows = [
        {
            "": FIELD_LABELS[change.field],
            before: _told(change.field, change.before, change.before_source),
            after: _told(change.field, change.after, change.after_source),
        }
        for change in changes
    ]
    facts_table(rows, alt="What differs, value by value.")


def _told(field: str, value: object, source: str) -> str:
    return f"{value_text(field, value)} ({source})"


def _column(held: Standing) -> str:
    return "Without it" if held.held is None else f"Version {held.held.version}"


def taking_over(held: Standing, first: date) -> str:
    """What holds before this version and after it."""
    said = [] if held.on == first else [f"Until then {_name(held)} holds."]
    said += [
        f"From {short_day(version.effective_on)} on {_version(version)} takes over." for version in held.coming[:3]
    ]
    return " ".join(said) or "It holds until somebody publishes another version."


def _name(held: Standing) -> str:
    return "what is built in" if held.latest is None else f"version {held.latest.version}"


def _version(version: PublishedProfile) -> str:
    return f"version {version.version} ({version.actor}: “{version.note}”)"
