"""Profiles: planning profiles side by side, and one of them changed, kept as a draft, published and taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from pages.profiles_parts.bar import Page, draw_bar, draw_menu
from pages.profiles_parts.choice import FEWEST, choose_profiles, choose_tutor, say_what_was_not_found
from pages.profiles_parts.desk import ProfilesDesk, profiles_desk
from pages.profiles_parts.dialogs import draw_dialog
from pages.profiles_parts.editing import draw_editing
from pages.profiles_parts.figures import supply_figure
from pages.profiles_parts.goals import draw_goals
from pages.profiles_parts.meanwhile import open_by_link, say_what_was_published, say_what_was_saved
from pages.profiles_parts.shown import shown_profiles
from pages.profiles_parts.table import FIGURE_CONFIG, draw_table
from pages.shared.fragments import guarded
from pages.shared.frame import run_page
from pages.shared.messages import say_what_is_wrong, say_what_was_done
from pages.shared.state import State
from pages.shared.text import one_line, plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.services.compare_profiles import ComparedProfile, ProfileSupply, supply_of_profiles
from tutorcore.wording.doubts import doubt_texts
from tutorcore.wording.validation import problem_text

LAST_POSSIBLE: Final = "The last values that were possible are shown."


def render(dashboard: Dashboard, state: State) -> None:
    """Choose, compare, change, and see what each offers."""
    desk = profiles_desk()
    say_what_is_wrong(state)
    open_by_link(dashboard, state, desk)
    _comparison(dashboard, state, desk)
    draw_dialog(dashboard, state, desk)


@st.fragment
@guarded
def _comparison(dashboard: Dashboard, state: State, desk: ProfilesDesk) -> None:
    """All of it: any change is seen everywhere on the page, and nowhere else."""
    shown = shown_profiles(dashboard.ports, state, desk)
    page = Page(dashboard, state, desk, shown)
    tutors = [tutor.name for tutor in dashboard.ports.calendars.tutors()]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.markdown("### Profiles", width="content")
            names = choose_profiles(state, list(shown.known))
        with st.container(horizontal=True, gap="small", width="content"):
            tutor = choose_tutor(state, tutors)
            draw_menu(desk, shown.in_hand)
    say_what_was_done(state)
    say_what_was_not_found(state, list(shown.known), tutors)
    if shown.opened is not None:
        _change(page, shown.opened, tutor)
    elif len(names) < FEWEST:
        st.info("Choose two to five profiles to compare.", icon=":material/compare_arrows:")
    else:
        _compare(page, [shown.compared[name] for name in names], tutor)
    draw_goals(dashboard, state, shown.compared)


def _change(page: Page, one: ComparedProfile, tutor: str) -> None:
    """One profile, open for change."""
    _acts(page, one)
    _say([one])
    ports, profiles = page.dashboard.ports, {one.name: one.profile}
    supply = supply_of_profiles(ports, profiles, tutor=tutor, before=_before([one])) if tutor else None
    draw_editing(page.dashboard, page.state, one, supply)
    _say_doubts(supply)


def _compare(page: Page, compared: Sequence[ComparedProfile], tutor: str) -> None:
    """Two to five side by side; below them the one whose change waits, if there is one."""
    shown = page.shown
    if shown.in_hand in shown.compared and shown.in_hand in page.desk.work:
        _acts(page, shown.compared[shown.in_hand])
    _say(compared)
    profiles = {one.name: one.profile for one in compared}
    supply = (
        supply_of_profiles(page.dashboard.ports, profiles, tutor=tutor, before=_before(compared)) if tutor else None
    )
    draw_table(page.state, compared, supply, shown.coming)
    _per_day(supply)


def _acts(page: Page, one: ComparedProfile) -> None:
    """What can be done with the change; first what others did meanwhile."""
    dashboard, state, desk = page.dashboard, page.state, page.desk
    place = st.container()
    saved = say_what_was_saved(dashboard, state, desk, one)
    published = say_what_was_published(dashboard, state, desk, one, newest=page.shown.newest.get(one.name, 0))
    with place:
        draw_bar(page, one, unseen=saved or published)


def _before(compared: Sequence[ComparedProfile]) -> Mapping[str, PlanningProfile]:
    return {one.name: one.stored.profile for one in compared if one.tried}


def _say(compared: Sequence[ComparedProfile]) -> None:
    """What cannot be, and what is odd: one box, so that what is below stays where it is."""
    wrong = [_about(one, f"{problem_text(one.problem)} {LAST_POSSIBLE}") for one in compared if one.problem]
    odd = [_about(one, warning) for one in compared for warning in one.profile.warnings]
    if wrong:
        st.error("  \n".join([*wrong, *odd]), icon=":material/block:")
    elif odd:
        st.warning("  \n".join(odd), icon=":material/warning:")


def _about(one: ComparedProfile, said: str) -> str:
    return f"**{plain(one.name, longest=30)}**: {plain(said, longest=600)}"


def _per_day(supply: ProfileSupply | None) -> None:
    if supply is None:
        st.info("No tutor has a calendar yet, so no slot can be counted. Import one on the Data page.")
        return
    st.markdown(f"**Slots per day with {plain(supply.tutor.tutor.name, longest=60)}**")
    _say_doubts(supply)
    totals = ", ".join(f"{one_line(name)} {supply.total(name)}" for name in supply.by_day)
    st.plotly_chart(
        supply_figure(supply),
        key="supply",
        config=FIGURE_CONFIG,
        alt=f"Slots per day, a line a profile. In all: {totals}.",
    )


def _say_doubts(supply: ProfileSupply | None) -> None:
    texts = doubt_texts(supply.tutor) if supply else []
    if texts:
        st.warning("  \n".join(plain(text, longest=400) for text in texts), icon=":material/help:")


if __name__ == "__main__":
    run_page(render)
