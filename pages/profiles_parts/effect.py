"""What a draft would do to everybody, beside it: the week at once, the counts as soon as they are there.

Nothing here changes anything. While a new answer is worked out, the last one stays in sight.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from pages.profiles_parts.effect_hours import draw_hours
from pages.profiles_parts.effect_jobs import GivenUp, Question, Work, effect_jobs
from pages.profiles_parts.effect_lessons import draw_lessons, draw_use
from pages.profiles_parts.effect_view import EffectView, Shown, effect_view
from pages.profiles_parts.effect_week import draw_week
from pages.profiles_parts.effect_who import draw_who
from pages.shared.dashboard import show_error
from pages.shared.fragments import guarded
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.effects.rules import Rules
from tutorcore.services.compare_profiles import ComparedProfile
from tutorcore.services.effect.everybody import Effect, Step, Subject, rules_now
from tutorcore.wording.doubts import doubt_texts
from tutorcore.wording.effects import concerned_text, lead_text

QUICK: Final = 0.15
"""Seconds that a run waits for an answer: of some hundred contacts it is there by then."""
LOOK_AGAIN: Final = 0.3
_VIEW: Final = "effect_shown"


def draw_effect(dashboard: Dashboard, state: State, compared: ComparedProfile) -> None:
    """The effect of what is tried of one profile."""
    before = rules_now(dashboard.ports)
    after = replace(before, profiles={**before.profiles, compared.name: compared.profile})
    draw_effect_of(dashboard, state, subject=Subject(compared.name), before=before, after=after)


def draw_effect_of(dashboard: Dashboard, state: State, *, subject: Subject, before: Rules, after: Rules) -> None:
    """The effect of other rules in place of those that hold."""
    question = Question(ports=dashboard.ports, subject=subject, before=before, after=after)
    with st.container(border=True, key="effect"):
        _part(dashboard, state, question)


@st.fragment
@guarded
def _part(dashboard: Dashboard, state: State, question: Question) -> None:
    """Drawn by itself, so that another view or week leaves the rest of the page alone."""
    view = effect_view()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.markdown("**Effect**", width="content")
        _choose(view)
    lead = st.container(gap=None)
    body = st.container(key="effect_body")
    if view.shown is Shown.WEEK:
        with body:
            draw_week(dashboard, state, view, question)
    work = effect_jobs().wanted(view.session, question.key, question)
    effect = _answer(work, view, question)
    with lead:
        _lead(work, effect)
    if view.shown is not Shown.WEEK and effect is not None:
        with body:
            _draw(view, effect, dashboard)


def _choose(view: EffectView) -> None:
    st.session_state[_VIEW] = view.shown
    st.segmented_control(
        "What is shown of the effect",
        list(Shown),
        key=_VIEW,
        required=True,
        label_visibility="collapsed",
        width="content",
        on_change=_show,
        args=(view,),
    )


def _show(view: EffectView) -> None:
    view.shown = st.session_state[_VIEW] or view.shown


def _answer(work: Work, view: EffectView, question: Question) -> Effect | None:
    """The answer, else the last one about the same."""
    if work.job is not None and work.job.wait(QUICK) and work.effect is not None:
        view.last = work.effect
    return view.last_about(question.subject)


def _lead(work: Work, effect: Effect | None) -> None:
    """The fact, how far the next answer is, and what is not sure."""
    failed = None if isinstance(work.failed, GivenUp) else work.failed
    if failed is not None:
        show_error(failed)
    if effect is not None:
        _fact(effect, is_new=work.effect is effect)
    if work.effect is None and failed is None:
        _watch(work)


def _fact(effect: Effect, *, is_new: bool) -> None:
    """The answer to an earlier question in grey: what it says need not hold for what is tried now."""
    fact = plain(lead_text(len(effect.losers), effect.winners, effect.otherwise), longest=300)
    about = plain(concerned_text(effect.subject.name, effect.concerned, effect.people), longest=300)
    st.markdown(f"{fact} :small[:gray[{about}]]" if is_new else f":gray[The last answer: {fact}]")
    _doubts(effect)


@st.fragment(run_every=LOOK_AGAIN)
def _watch(work: Work) -> None:
    """How far it is, a few times a second; at the end the page is drawn anew."""
    if work.job is None or work.job.done:
        st.rerun()
    steps = list(Step)
    done = steps.index(work.step) if work.step else 0
    text = f"Working it out for everybody: {work.step or 'reading them'}"
    st.progress((done + 1) / (len(steps) + 1), text=text)


def _doubts(effect: Effect) -> None:
    texts = [text for time in effect.doubted for text in doubt_texts(time)]
    if not effect.tutors:
        st.info("No tutor has a calendar yet, so nobody has a slot. Import one on the Data page.")
    elif texts:
        with st.popover(f"{len(effect.doubted)} of {len(effect.tutors)} calendars not sure", icon=":material/help:"):
            st.markdown("What is not known counts as busy.")
            st.markdown("  \n".join(plain(text, longest=400) for text in texts))


def _draw(view: EffectView, effect: Effect, dashboard: Dashboard) -> None:
    if view.shown is Shown.WHO:
        draw_who(effect)
    elif view.shown is Shown.HOURS:
        draw_hours(effect)
    elif view.shown is Shown.LESSONS:
        draw_lessons(effect, dashboard.ports.zone)
    else:
        draw_use(effect)
