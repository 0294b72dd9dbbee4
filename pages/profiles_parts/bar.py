"""What can be done on the profiles page: the two things that follow a change, and the rest in one menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from pages.profiles_parts.desk import Asked, ProfilesDesk, Work
from pages.profiles_parts.editing import put_back
from pages.profiles_parts.shown import Shown
from pages.profiles_parts.table import open_column
from pages.shared.badges import segment_badge
from pages.shared.dashboard import show_error
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import ProfileDraft
from tutorcore.errors import Conflict, TutorError, UnknownName
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, next_fields
from tutorcore.services.profiles.drafting import new_draft, save_draft
from tutorcore.services.profiles.standing import standing_of
from tutorcore.wording.dates import counted, moment_text

NOT_THERE: Final = "not there until it is published"
NOT_THERE_NOW: Final = "not there now: retired, or for a later day; “Versions” tells"
SAVE_ANEW: Final = "What is changed here is still here: “Save draft” once more keeps it as a new draft."
MENU: Final = (Asked.VERSIONS, Asked.DRAFTS, Asked.NEW, Asked.RETIRE, Asked.FILES)
_ICONS: Final = {
    Asked.VERSIONS: ":material/history:",
    Asked.DRAFTS: ":material/edit_note:",
    Asked.NEW: ":material/add:",
    Asked.RETIRE: ":material/archive:",
    Asked.FILES: ":material/import_export:",
}


def draw_menu(desk: ProfilesDesk, about: str) -> None:
    """Everything else that can be done with profiles; `about` is the one in hand."""
    asked = st.menu_button(
        "More",
        MENU,
        key="profiles_more",
        icon=":material/more_horiz:",
        format_func=lambda one: f"{_ICONS[one]} {one}…",
    )
    if asked is not None:
        desk.ask(asked, about)
        st.rerun()


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is about in this run."""

    dashboard: Dashboard
    state: State
    desk: ProfilesDesk
    shown: Shown


def draw_bar(page: Page, one: ComparedProfile, *, unseen: bool) -> None:
    """What is changed of one profile, and the two buttons; `unseen`: others published, and that comes first."""
    dashboard, state, desk, shown = page.dashboard, page.state, page.desk, page.shown
    work = desk.work[one.name]
    changed = bool(one.typed or one.reset)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small", key="profile_bar"
    ):
        st.markdown(_said(dashboard, one, work, exists=one.name in shown.holding), width="stretch")
        with st.container(horizontal=True, gap="small", width="content"):
            if one.name in state.changing:
                _quiet_acts(state, one, changed=changed)
            off = one.problem is not None or not (changed or work.draft)
            if st.button("Save draft", key="draft_save", icon=":material/save:", disabled=off):
                _save(dashboard, state, desk, one)
            if st.button(
                "Publish…", key="publish_open", icon=":material/publish:", type="primary", disabled=off or unseen
            ):
                desk.ask(Asked.PUBLISH, one.name)
                st.rerun()


def _quiet_acts(state: State, one: ComparedProfile, *, changed: bool) -> None:
    st.button(
        "Put all back",
        key=f"put_back_{one.name}",
        icon=":material/undo:",
        type="tertiary",
        disabled=not changed,
        on_click=put_back,
        args=(state, one.name),
    )
    st.button(
        "Done",
        key=f"change_{one.name}",
        icon=":material/check:",
        type="tertiary",
        on_click=open_column,
        args=(state, one.name),
    )


def _said(dashboard: Dashboard, one: ComparedProfile, work: Work, *, exists: bool) -> str:
    values = len(one.changed)
    changed = f"{counted(values, 'value')} changed here, not published" if values else "as it holds now"
    absent = NOT_THERE_NOW if work.based_on else NOT_THERE
    said = f"{segment_badge(one.name)} {changed if exists else absent}"
    if work.draft is None:
        return said
    when = moment_text(work.draft.saved_at.astimezone(dashboard.ports.zone))
    return f"{said} :small[:gray[draft of {plain(work.draft.actor, longest=30)}, {plain(when)}]]"


def _save(dashboard: Dashboard, state: State, desk: ProfilesDesk, one: ComparedProfile) -> None:
    """Keep what is tried, and tell the link; or say why not."""
    work, ports = desk.work[one.name], dashboard.ports
    fields = next_fields(standing_of(ports, one.name).fields, state.profile_trials.get(one.name, ProfileTrial()))

    def saving() -> ProfileDraft:
        if work.draft is None:
            return new_draft(ports, one.name, fields, actor=state.actor, based_on=work.based_on)
        seen = replace(work.draft, based_on=work.based_on)
        return save_draft(ports, seen, fields, actor=state.actor, note=work.draft.note)

    saved = attempted(work, saving)
    if saved is not None:
        work.draft, state.shown_draft, desk.followed = saved, saved.id, saved.id
        write_address(state)
        state.said = f"Draft of {one.name} saved. Its address can be sent: who opens it goes on with it."
        st.rerun()


def attempted(work: Work, saving: Callable[[], ProfileDraft]) -> ProfileDraft | None:
    """The draft as it was saved; None where that was not possible, which is told."""
    try:
        return saving()
    except Conflict as conflict:
        if isinstance(conflict.theirs, ProfileDraft):
            work.theirs = conflict.theirs
            st.rerun()
        show_error(conflict)
    except UnknownName as error:
        work.draft = None  # somebody published or dropped it; the next saving makes a new one
        show_error(error)
        st.info(SAVE_ANEW, icon=":material/save:")
    except TutorError as error:
        show_error(error)
    return None
