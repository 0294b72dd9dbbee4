"""The dialog in which a profile is retired: who has it is listed first, and goes where it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from pages.profiles_parts.desk import ProfilesDesk
from pages.shared.badges import segment_name
from pages.shared.dashboard import attempt
from pages.shared.state import State
from pages.shared.text import one_line
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_versions import Holder
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.services.profiles.publishing import LONGEST_NOTE
from tutorcore.services.profiles.retiring import BY_RULES, retire_profile, who_has
from tutorcore.services.profiles.standing import standing_of
from tutorcore.wording.dates import counted

OF: Final = "retire_of"
ALL_TO: Final = "retire_all_to"
EACH: Final = "retire_each"
NOTE: Final = "retire_note"
RETIRE: Final = "retire_now"
RULES: Final = "as the rules say"
_CONTACT: Final = "contact"
_GOES: Final = "goes to"


def draw_retiring(dashboard: Dashboard, state: State, desk: ProfilesDesk, names: list[str]) -> None:
    """Choose the profile, see who has it, say where they go, and why."""
    own = [name for name in names if name not in PLANNING_PROFILES]
    if not own:
        st.info("Only profiles of your own can be retired, and there is none. Built-in ones can be changed.")
        return
    index = own.index(desk.about) if desk.about in own else 0
    name = st.selectbox("Profile", own, index=index, key=OF, format_func=one_line)
    holders = who_has(dashboard.ports, name)
    moves = _moves(holders, [other for other in names if other != name])
    note = st.text_input("Why", key=NOTE, max_chars=LONGEST_NOTE)
    st.caption("It stays in the history, and can be published again.")
    newest = desk.seen.setdefault(name, standing_of(dashboard.ports, name).newest)
    clicked = st.button("Retire", key=RETIRE, type="primary", icon=":material/archive:")
    if _others_than_listed(desk, name, holders):
        st.warning("Who has it changed meanwhile: look at the list again.", icon=":material/group:")
    elif clicked and attempt(
        lambda: retire_profile(
            dashboard.ports, name, moves=moves, note=note, actor=state.actor, expected_version=newest
        ),
        done=f"{name} is retired. {counted(len(holders), 'contact')} moved.",
    ):
        state.profile_trials.pop(name, None)
        state.changing -= {name}
        desk.drop(name)
        desk.leave()
        st.rerun()


def _others_than_listed(desk: ProfilesDesk, name: str, holders: Sequence[Holder]) -> bool:
    """Whether somebody is in the list now who was not in it at the last look, or the other way round."""
    now = frozenset(holder.contact.id for holder in holders)
    before, desk.listed[name] = desk.listed.get(name, now), now
    return before != now


def _moves(holders: Sequence[Holder], others: Sequence[str]) -> Mapping[str, str]:
    """Where each goes, by contact: all to one place, or each to its own."""
    if not holders:
        st.markdown("Nobody has this profile.")
        return {}
    st.markdown(f"**{counted(len(holders), 'contact')}** would be without it, and go to:")
    targets = [RULES, *others]
    for_all = st.selectbox(
        "For all of them", targets, key=ALL_TO, format_func=lambda one: one_line(segment_name(one)), width=240
    )
    rows = pd.DataFrame(
        [
            {
                _CONTACT: one_line(holder.contact.label, longest=60),
                "has it": _how(holder),
                _GOES: for_all,
            }
            for holder in holders
        ]
    )
    edited = st.data_editor(
        rows,
        key=f"{EACH}_{for_all}",
        hide_index=True,
        disabled=[_CONTACT, "has it"],
        column_config={_GOES: st.column_config.SelectboxColumn(_GOES, options=targets, required=True)},
        width="stretch",
    )
    chosen = [str(target) for target in edited[_GOES]]
    return {
        holder.contact.id: BY_RULES if target == RULES else target
        for holder, target in zip(holders, chosen, strict=True)
    }


def _how(holder: Holder) -> str:
    if holder.pin is None:
        return "as its segment"
    return f"pinned by {one_line(holder.pin.actor, longest=40)}: {one_line(holder.pin.reason, longest=80)}"
