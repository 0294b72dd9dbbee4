"""Preferences: what the customer wrote.

What was understood of it, and the same wish as a grid that can be clicked.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from pages.preferences_parts.figure import weighing_figure
from pages.preferences_parts.wish_editor import draw_exclusions, draw_grid, draw_ranges
from pages.shared.badges import lesson_type_badge, segment_badge
from pages.shared.dashboard import show_error
from pages.shared.fragments import guarded
from pages.shared.frame import run_page
from pages.shared.messages import contact_in_hand, say_what_is_wrong, say_what_was_done
from pages.shared.state import PreferenceDraft, State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.preferences import (
    Preferences,
    parse_preferences,
    render_exclusion,
    render_window,
    unrecognised_spans,
)
from tutorcore.errors import Conflict, TutorError
from tutorcore.services.open_contact import OpenContact, open_contact
from tutorcore.services.save_preference import save_preference
from tutorcore.services.weigh_preference import weigh_preference
from tutorcore.wording.dates import counted, moment_text
from tutorcore.wording.lesson_types import notes_on

LINE: Final = "wish_line"


def render(dashboard: Dashboard, state: State) -> None:
    """The wish of the contact in hand."""
    say_what_is_wrong(state)
    say_what_was_done(state)
    opened = contact_in_hand(dashboard, state)
    if opened is None:
        return
    badges = f"{segment_badge(opened.segment.segment)} {lesson_type_badge(opened.rules)}"
    st.markdown(f"### {plain(opened.contact.label, longest=80)} {badges}")
    _editor(dashboard, state, opened)


@st.fragment
@guarded
def _editor(dashboard: Dashboard, state: State, opened: OpenContact) -> None:
    """Both sides of the wish; run anew by itself at every edit."""
    draft = draft_of(state, opened)
    preferences = parse_preferences(draft.line)
    left, right = st.columns([1, 1.1], gap="large")
    with left:
        _own_line(dashboard, opened)
        _line_box(draft)
        _chips(preferences, draft)
    with right:
        draw_grid(preferences, draft)
        with st.container(horizontal=True):
            draw_ranges(preferences, draft)
            draw_exclusions(preferences, draft)
    _weighing(dashboard, opened, preferences)
    _actions(dashboard, state, opened, draft)


def draft_of(state: State, opened: OpenContact) -> PreferenceDraft:
    """The draft that is being edited.

    One for each contact; a new one where nothing was edited and the store moved on.
    """
    draft = state.drafts.get(opened.contact.id)
    if draft is None or (_moved_on(draft, opened) and not draft.edited):
        draft = state.drafts[opened.contact.id] = PreferenceDraft(line=opened.wish.text, opened=opened)
    return draft


def _moved_on(draft: PreferenceDraft, opened: OpenContact) -> bool:
    """Whether the store holds something else than when the editing began."""
    began = draft.opened
    return (began.wish, began.contact.version) != (opened.wish, opened.contact.version)


def _own_line(dashboard: Dashboard, opened: OpenContact) -> None:
    """The customer's own words, with date and conversation; what was not understood is marked in the text."""
    st.markdown("##### The customer wrote")
    wish = opened.wish
    if not wish.text:
        st.caption("No wish yet: every time is fine. Type one below, or click it together at the right.")
        return
    st.markdown(_marked(wish.own_line))
    conversation = wish.conversation
    if conversation is not None:
        moment = conversation.last_activity_at or conversation.created_at
        when = moment_text(moment.astimezone(dashboard.ports.zone)) if moment else "no date"
        st.caption(f"conversation {plain(conversation.id, longest=40)} · {when}")


def _marked(text: str) -> str:
    """The line with the pieces that were not understood on a coloured ground."""
    parts, place = [], 0
    for start, end in unrecognised_spans(text):
        parts += [plain(text[place:start], longest=2000), f":orange-background[{plain(text[start:end], longest=2000)}]"]
        place = end
    return " ".join(part for part in (*parts, plain(text[place:], longest=2000)) if part)


def _line_box(draft: PreferenceDraft) -> None:
    st.session_state[LINE] = draft.line
    st.text_input(
        "In words", key=LINE, max_chars=2000, placeholder="woensdagmiddag of vrijdag na 16:00",
        on_change=_take_line, args=(draft,),
    )  # fmt: skip


def _take_line(draft: PreferenceDraft) -> None:
    draft.line, draft.problem = st.session_state[LINE].strip(), ""


def _chips(preferences: Preferences, draft: PreferenceDraft) -> None:
    """What was understood, each removable; then what was not."""
    st.caption("Understood: one of these is enough" if preferences.windows else "Understood: every time is fine")
    with st.container(horizontal=True, gap="small", key="chips"):
        for place, window in enumerate(preferences.windows):
            _chip(render_window(window), f"window_{place}", draft, preferences.without_window(place))
        for place, exclusion in enumerate(preferences.exclusions):
            _chip(render_exclusion(exclusion), f"exclusion_{place}", draft, preferences.without_exclusion(place))
    if preferences.unrecognised:
        st.caption(":orange[:material/warning:] Not understood, kept as a remark:")
        with st.container(horizontal=True, gap="small", key="remarks"):
            for place, piece in enumerate(preferences.unrecognised):
                _chip(f"“{piece}”", f"remark_{place}", draft, preferences.without_remark(place))


def _chip(label: str, key: str, draft: PreferenceDraft, without: Preferences) -> None:
    st.button(
        plain(label, longest=60), key=f"drop_{key}", icon=":material/close:", icon_position="right",
        help="Take this out", on_click=draft.take, args=(without,),
    )  # fmt: skip


def _weighing(dashboard: Dashboard, opened: OpenContact, preferences: Preferences) -> None:
    for note in notes_on(opened.rules):
        st.warning(plain(note, longest=600), icon=":material/layers:")
    weighing = weigh_preference(dashboard.ports, opened, preferences)
    fit = "fits" if weighing.fitting == 1 else "fit"
    st.markdown(
        f"**{counted(weighing.fitting, 'slot')}** {fit} in the next {counted(weighing.days_ahead, 'day')} "
        f"({weighing.without_wish} without a wish)"
    )
    st.plotly_chart(
        weighing_figure(weighing), key="weighing", config={"displayModeBar": False, "staticPlot": True},
        alt="Slots per day with this wish, against all slots",
    )  # fmt: skip


def _actions(dashboard: Dashboard, state: State, opened: OpenContact, draft: PreferenceDraft) -> None:
    """Saving is always open: a click right after typing comes before the page knows of the edit."""
    with st.container(horizontal=True, vertical_alignment="center"):
        save = st.button("Save preference", key="save_wish", type="primary")
        start_over = st.button("Start over", key="start_over", disabled=not draft.edited)
        st.caption("Saved here, not yet in Chatwoot.", width="content")
    if start_over:
        _start_over(state, draft)
        st.rerun()
    if save:
        _save(dashboard, state, draft)
    if draft.edited and opened.wish != draft.opened.wish:
        _both(opened, draft, state)


def _start_over(state: State, draft: PreferenceDraft) -> None:
    state.drafts.pop(draft.opened.contact.id, None)


def _save(dashboard: Dashboard, state: State, draft: PreferenceDraft) -> None:
    if not draft.edited:
        st.info("Nothing to save: the wish is as it is stored.", icon=":material/info:")
        return
    try:
        save_preference(dashboard.ports, draft.opened, parse_preferences(draft.line), actor=state.actor)
    except Conflict:
        st.rerun()  # the page is drawn over what is stored now, and shows both
    except TutorError as error:
        show_error(error)
    else:
        state.said = _what_counts_now(dashboard, draft)
        _start_over(state, draft)
        st.rerun()


def _what_counts_now(dashboard: Dashboard, draft: PreferenceDraft) -> str:
    """Told from the store: where the newest wish was emptied, one of an older conversation counts again."""
    now = open_contact(dashboard.ports, draft.opened.contact.id).wish
    if now.text and not str(parse_preferences(draft.line)):
        return f"The wish is emptied. One of an older conversation counts now: {now.text}"
    return f"Preference saved: {now.text or 'no wish, every time is fine'}"


def _both(opened: OpenContact, draft: PreferenceDraft, state: State) -> None:
    """Somebody else saved another wish meanwhile: show both, let the planner choose."""
    with st.container(border=True, key="both"):
        st.markdown("**Somebody changed this wish since you opened it.** Nothing was overwritten.")
        st.text(f"Stored now: {opened.wish.text or 'no wish'}")
        st.text(f"Yours: {draft.line or 'no wish'}")
        with st.container(horizontal=True):
            st.button("Take what is stored", key="take_theirs", on_click=_start_over, args=(state, draft))
            st.button("Go on with mine", key="keep_mine", on_click=_keep_mine, args=(draft, opened))


def _keep_mine(draft: PreferenceDraft, opened: OpenContact) -> None:
    """Base the draft on what is stored now, so that saving replaces it knowingly."""
    draft.opened = opened


if __name__ == "__main__":
    run_page(render)
