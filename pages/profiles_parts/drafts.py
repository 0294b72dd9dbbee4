"""The dialog of drafts: whose, of what, since when; go on with one, or drop it."""

from __future__ import annotations

import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk, leave_draft
from pages.shared.badges import segment_badge
from pages.shared.dashboard import attempt
from pages.shared.state import State, write_address
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import ProfileDraft
from tutorcore.services.profiles.drafting import drop_draft
from tutorcore.services.profiles.standing import standing_of
from tutorcore.services.profiles.versions import field_changes
from tutorcore.wording.dates import moment_text
from tutorcore.wording.profiles import FIELD_LABELS, value_text


def draw_drafts(dashboard: Dashboard, state: State, desk: ProfilesDesk) -> None:
    """Every draft, the one that was saved last first."""
    drafts = dashboard.ports.profiles.drafts()
    if not drafts:
        st.info("There is no draft. “Save draft” keeps what is changed here, under your name.")
    for draft in drafts:
        with st.container(border=True, gap="xsmall", key=f"draft_{draft.id}"):
            when = moment_text(draft.saved_at.astimezone(dashboard.ports.zone))
            st.markdown(f"{segment_badge(draft.name)} :small[:gray[{plain(draft.actor, longest=40)}, {when}]]")
            st.caption(plain(_told(dashboard, draft), longest=400))
            with st.container(horizontal=True, gap="small"):
                if st.button("Go on with it", key=f"open_draft_{draft.id}", icon=":material/edit:"):
                    _open(state, desk, draft)
                if st.button("Drop", key=f"drop_draft_{draft.id}", icon=":material/delete:", type="tertiary"):
                    _drop(dashboard, state, desk, draft)


def _told(dashboard: Dashboard, draft: ProfileDraft) -> str:
    held = standing_of(dashboard.ports, draft.name).fields
    changes = field_changes(dashboard.ports, draft.name, held, draft.fields)
    told = "; ".join(
        f"{FIELD_LABELS[change.field]} {value_text(change.field, change.before)} → "
        f"{value_text(change.field, change.after)}"
        for change in changes
        if change.before != change.after
    )
    return told or "No value differs from what holds now"


def _open(state: State, desk: ProfilesDesk, draft: ProfileDraft) -> None:
    state.shown_draft, desk.followed = draft.id, ""
    write_address(state)
    desk.leave()
    st.rerun()


def _drop(dashboard: Dashboard, state: State, desk: ProfilesDesk, draft: ProfileDraft) -> None:
    if attempt(
        lambda: drop_draft(dashboard.ports, draft, actor=state.actor),
        done=f"The draft of {draft.name} is dropped; the journal can bring it back.",
    ):
        work = desk.work.get(draft.name)
        if work is not None and work.draft is not None and work.draft.id == draft.id:
            work.draft = None
        if state.shown_draft == draft.id:
            leave_draft(state, desk)
        st.rerun()
