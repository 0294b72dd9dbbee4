"""The dialog of versions: who, when, why, what differed; look at one, compare it with now, publish it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk
from pages.profiles_parts.publish import changes_table
from pages.shared.badges import segment_name
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.services.profiles.publishing import LONGEST_NOTE, withdraw_version
from tutorcore.services.profiles.taking_back import publish_again
from tutorcore.services.profiles.versions import History, KeptVersion, field_changes, history_of
from tutorcore.services.profiles.versions import State as Stands
from tutorcore.wording.dates import moment_text, short_day
from tutorcore.wording.profiles import FIELD_LABELS, value_text

OF: Final = "versions_of"
NOTE: Final = "again_note"
MOST: Final = 20
_COLOURS: Final = {Stands.HOLDS: "green", Stands.COMING: "blue", Stands.OVER: "gray", Stands.WITHDRAWN: "gray"}


@dataclass(frozen=True, slots=True)
class _Room:
    dashboard: Dashboard
    state: State
    desk: ProfilesDesk
    history: History


def draw_versions(dashboard: Dashboard, state: State, desk: ProfilesDesk, names: list[str]) -> None:
    """The history of one profile, the newest version first."""
    index = names.index(desk.about) if desk.about in names else 0
    name = st.selectbox("Profile", names, index=index, key=OF, format_func=lambda one: one_line(segment_name(one)))
    history = history_of(dashboard.ports, name)
    desk.seen.setdefault(name, history.standing.newest)
    if not history.versions:
        st.info("Nothing was published of this profile: every value is built in or set by the environment.")
    room = _Room(dashboard, state, desk, history)
    for kept in history.versions[:MOST]:
        _version(room, kept)
    if history.standing.held is not None and history.standing.given:
        _version_nought(room)
    if len(history.versions) > MOST:
        st.caption(f"{len(history.versions) - MOST} older versions stand in the journal.")


def _version(room: _Room, kept: KeptVersion) -> None:
    version, zone = kept.version, room.dashboard.ports.zone
    with st.container(border=True, gap="xsmall", key=f"version_{version.version}"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            when = moment_text(version.published_at.astimezone(zone))
            st.markdown(
                f"**Version {version.version}** :{_COLOURS[kept.state]}-badge[{kept.state}] "
                f":small[:gray[{plain(version.actor, longest=40)}, {when}]]",
                width="stretch",
            )
            looked = room.desk.looked_at == version.version
            st.button(
                "Close" if looked else "Look at",
                key=f"look_{version.version}",
                type="tertiary",
                width="content",
                on_click=room.desk.look_at,
                args=(0 if looked else version.version,),
            )
        st.markdown(plain(version.note or "(no note)", longest=500))
        st.caption(plain(_told(kept), longest=500))
        if looked:
            _looked_at(room, kept)


def _told(kept: KeptVersion) -> str:
    """From when, and what it changed."""
    version = kept.version
    changes = [
        f"{FIELD_LABELS[change.field]} {value_text(change.field, change.before)} → "
        f"{value_text(change.field, change.after)}"
        for change in kept.changes
    ]
    what = "Retired the profile" if version.retired else "; ".join(changes) or "No value differs"
    return f"From {short_day(version.effective_on)} on. {what}."


def _looked_at(room: _Room, kept: KeptVersion) -> None:
    """The version against what holds now, and what can be done with it."""
    standing, version = room.history.standing, kept.version
    changes = field_changes(room.dashboard.ports, standing.name, standing.fields, version.fields)
    changes_table(changes, before="Holds now", after=f"Version {version.version}")
    if kept.state is Stands.COMING:
        if st.button("Withdraw", key=f"withdraw_{version.version}", icon=":material/event_busy:"):
            _withdraw(room, kept)
    elif changes or not standing.exists or version.retired:
        _publish_again(room, version.version)


def _version_nought(room: _Room) -> None:
    """As it was before anything was published."""
    with st.container(border=True, gap="xsmall", key="version_0"):
        st.markdown("**Before the first version**")
        st.caption("Every value as it is built in, or as the environment sets it.")
        _publish_again(room, 0)


def _publish_again(room: _Room, version: int) -> None:
    standing = room.history.standing
    called = f"version {version}" if version else "what is built in"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        note = st.text_input(
            "Why", value=f"Back to {called}", key=f"{NOTE}_{version}", max_chars=LONGEST_NOTE, width="stretch"
        )
        if st.button("Publish again", key=f"again_{version}", icon=":material/undo:", width="content") and attempt(
            lambda: publish_again(
                room.dashboard.ports,
                standing.name,
                version,
                note=note,
                actor=room.state.actor,
                expected_version=room.desk.seen[standing.name],
            ),
            done=f"Published again: {standing.name} holds as in {called}.",
        ):
            room.desk.leave()
            st.rerun()


def _withdraw(room: _Room, kept: KeptVersion) -> None:
    version = kept.version
    if attempt(
        lambda: withdraw_version(room.dashboard.ports, version.name, version.version, actor=room.state.actor),
        done=f"Version {version.version} of {version.name} is withdrawn; it will not take over.",
    ):
        room.desk.leave()
        st.rerun()
