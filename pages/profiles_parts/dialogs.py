"""The dialogs of the profiles page; one at a time."""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.profiles_parts.desk import Asked, ProfilesDesk
from pages.profiles_parts.drafts import draw_drafts
from pages.profiles_parts.files import draw_files
from pages.profiles_parts.new_profile import draw_new
from pages.profiles_parts.publish import draw_publishing
from pages.profiles_parts.retire import draw_retiring
from pages.profiles_parts.shown import shown_profiles
from pages.profiles_parts.versions import draw_versions
from pages.shared.fragments import guarded
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.services.know_profiles import know_profiles

SMALL: Final = frozenset({Asked.NEW})


def draw_dialog(dashboard: Dashboard, state: State, desk: ProfilesDesk) -> None:
    """The dialog that was asked for; nothing where none was."""
    if desk.asked is Asked.NOTHING:
        return
    title = f"Publish {plain(desk.about, longest=40)}" if desk.asked is Asked.PUBLISH else str(desk.asked)
    opened = st.dialog(title, width="small" if desk.asked in SMALL else "medium", on_dismiss=desk.leave)
    opened(_draw)(dashboard, state, desk)


@guarded
def _draw(dashboard: Dashboard, state: State, desk: ProfilesDesk) -> None:
    names = list(know_profiles(dashboard.ports))
    if desk.asked is Asked.PUBLISH:
        one = shown_profiles(dashboard.ports, state, desk).compared.get(desk.about)
        if one is not None and desk.about in desk.work:
            draw_publishing(dashboard, state, desk, one)
    elif desk.asked is Asked.VERSIONS:
        draw_versions(dashboard, state, desk, names)
    elif desk.asked is Asked.DRAFTS:
        draw_drafts(dashboard, state, desk)
    elif desk.asked is Asked.NEW:
        draw_new(dashboard, state, desk, names)
    elif desk.asked is Asked.RETIRE:
        draw_retiring(dashboard, state, desk, names)
    elif desk.asked is Asked.FILES:
        draw_files(dashboard, state, shown_profiles(dashboard.ports, state, desk).compared, leave=desk.leave)
