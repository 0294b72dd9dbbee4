"""The dialogs of what was published of a lesson type: its versions, one of them again, and retiring it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from pages.lesson_types_parts.desk import LessonTypesDesk
from pages.shared.badges import type_badge
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.profile_versions import PublishedProfile, RulesKind
from tutorcore.services.lesson_types.publishing import naming, publish_type_again, retire_lesson_type
from tutorcore.services.profiles.publishing import LONGEST_NOTE, withdraw_version
from tutorcore.services.profiles.versions import KeptVersion, history_of
from tutorcore.services.profiles.versions import State as Stands
from tutorcore.wording.dates import counted, moment_text, short_day
from tutorcore.wording.lesson_types import sets_text

MOST: Final = 20
RETIRE: Final = "type_retire_now"
RETIRE_NOTE: Final = "type_retire_note"
_TONES: Final = {Stands.HOLDS: "green", Stands.COMING: "blue", Stands.OVER: "gray", Stands.WITHDRAWN: "gray"}


def draw_versions(dashboard: Dashboard, state: State, desk: LessonTypesDesk) -> None:
    """Every version, the newest first; what is built in last."""
    history = history_of(dashboard.ports, desk.name, kind=RulesKind.LESSON_TYPE)
    st.markdown(type_badge(desk.name))
    for kept in history.versions[:MOST]:
        _version(dashboard, state, desk, kept)
    if history.standing.given:
        with st.container(border=True, gap="xsmall", key="type_version_0"):
            st.markdown("**Built in**")
            st.caption(plain(f"It sets {_sets(history.standing.without)}.", longest=500))
            if history.standing.held is not None:
                _again(dashboard, state, desk, 0)
    if len(history.versions) > MOST:
        st.caption(f"{len(history.versions) - MOST} older versions stand in the journal.")


def _version(dashboard: Dashboard, state: State, desk: LessonTypesDesk, kept: KeptVersion) -> None:
    version = kept.version
    with st.container(border=True, gap="xsmall", key=f"type_version_{version.version}"):
        when = moment_text(version.published_at.astimezone(dashboard.ports.zone))
        st.markdown(
            f"**Version {version.version}** :{_TONES[kept.state]}-badge[{kept.state}] "
            f":small[:gray[{plain(version.actor, longest=40)}, {when}]]"
        )
        st.markdown(plain(version.note or "(no note)", longest=500))
        what = "Retired it" if version.retired else f"It sets {_sets(version.fields)}"
        st.caption(plain(f"From {short_day(version.effective_on)} on. {what}.", longest=500))
        if kept.state is Stands.COMING:
            if st.button("Withdraw", key=f"type_withdraw_{version.version}", icon=":material/event_busy:"):
                _withdraw(dashboard, state, desk, version)
        elif kept.state is not Stands.HOLDS:
            _again(dashboard, state, desk, version.version)


def _sets(fields: Mapping[str, object]) -> str:
    return sets_text(LessonType(name="", fields=fields))


def _again(dashboard: Dashboard, state: State, desk: LessonTypesDesk, version: int) -> None:
    """Publish it again, resting on what stood there when the dialog was opened."""
    called = f"version {version}" if version else "what is built in"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        note = st.text_input(
            "Why", value=f"Back to {called}", key=f"type_again_note_{version}", max_chars=LONGEST_NOTE, width="stretch"
        )
        clicked = st.button("Publish again", key=f"type_again_{version}", icon=":material/undo:", width="content")
    if clicked and attempt(
        lambda: publish_type_again(
            dashboard.ports,
            desk.name,
            version,
            note=note,
            actor=state.actor,
            expected_version=desk.based_on,
        ),
        done=f"Published again: the lesson type {desk.name} holds as in {called}.",
    ):
        desk.leave()
        st.rerun()


def _withdraw(dashboard: Dashboard, state: State, desk: LessonTypesDesk, version: PublishedProfile) -> None:
    if attempt(
        lambda: withdraw_version(dashboard.ports, version.name, version.version, actor=state.actor, kind=version.kind),
        done=f"Version {version.version} of {version.name} is withdrawn; it will not take over.",
    ):
        desk.leave()
        st.rerun()


def draw_retiring(dashboard: Dashboard, state: State, desk: LessonTypesDesk) -> None:
    """Who names it, counted first; then the note and the one button."""
    count = naming(dashboard.ports, desk.name)
    st.markdown(type_badge(desk.name))
    if count.conversations:
        st.warning(
            f"Named by {counted(count.conversations, 'conversation')} of {counted(count.contacts, 'contact')}. "
            "The word stays there; it is then told as not known, and the profile counts as it is.",
            icon=":material/forum:",
        )
    else:
        st.info("No conversation names it.", icon=":material/forum:")
    note = st.text_area("Why", key=RETIRE_NOTE, max_chars=LONGEST_NOTE, height=70)
    if st.button("Retire", key=RETIRE, type="primary", icon=":material/block:") and attempt(
        lambda: retire_lesson_type(
            dashboard.ports, desk.name, note=note or "", actor=state.actor, expected_version=desk.based_on
        ),
        done=f"The lesson type {desk.name} is retired. The journal takes it back.",
    ):
        desk.leave()
        st.rerun()
