"""What somebody else did while a profile was being changed here: both sides, before anything is overwritten."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk, Work, leave_draft
from pages.profiles_parts.editing import put_back
from pages.shared.state import State
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import ProfileDraft, PublishedProfile
from tutorcore.domain.profiles import FIELDS
from tutorcore.errors import UnknownName
from tutorcore.services.compare_profiles import ComparedProfile, ProfileTrial, next_fields
from tutorcore.services.profiles.drafting import open_draft
from tutorcore.services.profiles.meanwhile import FieldMeanwhile, published_meanwhile
from tutorcore.services.profiles.standing import standing_of
from tutorcore.wording.dates import moment_text, short_day
from tutorcore.wording.profiles import FIELD_LABELS, value_text

NOTHING: Final = "–"


def say_what_was_published(
    dashboard: Dashboard, state: State, desk: ProfilesDesk, one: ComparedProfile, *, newest: int
) -> bool:
    """Tell what others published since the change was begun; True where that is to be decided first."""
    work = desk.work[one.name]
    if newest <= work.based_on:
        return False
    found = published_meanwhile(dashboard.ports, one.name, since=work.based_on, mine=one.typed)
    if found is None:
        return False
    with st.container(border=True, gap="small", key="published_meanwhile"):
        st.warning(plain(_published(dashboard, found.newest), longest=400), icon=":material/group:")
        facts_table([_row(field) for field in found.fields], alt="Both changes, field by field.")
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Keep mine on top of it",
                key="meanwhile_keep",
                icon=":material/layers:",
                on_click=_keep,
                args=(work, found.newest.version),
            )
            st.button(
                "Drop mine",
                key="meanwhile_drop",
                type="tertiary",
                on_click=_drop,
                args=(state, desk, one.name, found.newest),
            )
    return True


def _published(dashboard: Dashboard, version: PublishedProfile) -> str:
    when = moment_text(version.published_at.astimezone(dashboard.ports.zone))
    did = "retired" if version.retired else "published"
    brings = " Publishing yours brings it back." if version.retired else ""
    from_day = f", from {short_day(version.effective_on)} on"
    return (
        f"{version.actor} {did} {version.name} meanwhile ({when}{from_day}): “{version.note}”. "
        f"Nothing of yours is lost, and nothing is overwritten until you decide.{brings}"
    )


def _row(field: FieldMeanwhile) -> dict[str, object]:
    mine = NOTHING if field.mine == field.begun else value_text(field.field, field.mine)
    theirs = NOTHING if field.theirs == field.begun else value_text(field.field, field.theirs)
    return {
        "": FIELD_LABELS[field.field],
        "When you began": value_text(field.field, field.begun),
        "Theirs": theirs,
        "Yours": f"{mine} (both changed it)" if field.both else mine,
    }


def _keep(work: Work, newest: int) -> None:
    work.based_on = newest


def _drop(state: State, desk: ProfilesDesk, name: str, theirs: PublishedProfile) -> None:
    put_back(state, name)
    desk.drop(name)
    if theirs.retired:
        state.changing -= {name}
    leave_draft(state, desk)


def say_what_was_saved(dashboard: Dashboard, state: State, desk: ProfilesDesk, one: ComparedProfile) -> bool:
    """Tell what somebody else saved in the same draft; True where that is to be decided first."""
    work = desk.work[one.name]
    if work.theirs is None:
        return False
    when = moment_text(work.theirs.saved_at.astimezone(dashboard.ports.zone))
    said = f"{work.theirs.actor} saved this draft meanwhile ({when}). Yours is still here, and theirs too."
    with st.container(border=True, gap="small", key="saved_meanwhile"):
        st.warning(plain(said, longest=300), icon=":material/group:")
        facts_table(_drafts_side_by_side(dashboard, state, one, work.theirs), alt="Both drafts, field by field.")
        with st.container(horizontal=True, gap="small"):
            st.button("Save mine as a draft of its own", key="draft_mine", on_click=_apart, args=(state, desk, work))
            if st.button("Go on with theirs", key="draft_theirs", type="tertiary"):
                _go_on(dashboard, state, work)
    return True


def _drafts_side_by_side(
    dashboard: Dashboard, state: State, one: ComparedProfile, theirs: ProfileDraft
) -> list[dict[str, object]]:
    held = standing_of(dashboard.ports, one.name).fields
    mine = next_fields(held, state.profile_trials.get(one.name, ProfileTrial()))
    beneath = one.stored.beneath
    return [
        {
            "": FIELD_LABELS[field],
            "Theirs": value_text(field, theirs.fields.get(field, beneath[field])),
            "Yours": value_text(field, mine.get(field, beneath[field])),
        }
        for field in FIELDS
        if theirs.fields.get(field, beneath[field]) != mine.get(field, beneath[field])
    ]


def _apart(state: State, desk: ProfilesDesk, work: Work) -> None:
    """The next saving makes a new draft."""
    work.draft, work.theirs = None, None
    leave_draft(state, desk)


def _go_on(dashboard: Dashboard, state: State, work: Work) -> None:
    if work.draft is not None:
        follow_draft(dashboard, state, work, work.draft.id)
    work.theirs = None
    st.rerun()


def follow_draft(dashboard: Dashboard, state: State, work: Work, draft_id: str) -> None:
    """Go on with a draft as it is stored now. Raises `UnknownName`."""
    opened = open_draft(dashboard.ports, draft_id)
    work.draft, work.based_on = opened.draft, opened.draft.based_on
    state.profile_trials[opened.draft.name] = opened.trial


def open_by_link(dashboard: Dashboard, state: State, desk: ProfilesDesk) -> None:
    """Open the draft of the address, once; where there is none any more, say so."""
    if not state.shown_draft or state.shown_draft == desk.followed:
        return
    try:
        opened = open_draft(dashboard.ports, state.shown_draft)
    except UnknownName as error:
        st.warning(f"This link cannot be used: {plain(error, longest=200)}", icon=":material/link_off:")
        leave_draft(state, desk)
        return
    name, desk.followed = opened.draft.name, opened.draft.id
    desk.work[name] = Work(based_on=opened.draft.based_on, draft=opened.draft)
    state.profile_trials[name] = opened.trial
    state.changing = frozenset({name})
