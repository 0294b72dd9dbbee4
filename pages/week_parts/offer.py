"""An offer: the best few slots with their why, and the message ready to send, copied by one click."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from pages.shared.dashboard import show_error
from pages.shared.state import State
from pages.shared.text import plain
from pages.week_parts.acts import hold_slots
from pages.week_parts.shown import ShownWeek
from pages.week_parts.trying import trial_note
from pages.week_parts.verbs import NOBODY, forbidding_texts
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.ladder import Rung
from tutorcore.domain.offers import Offer, OfferItem
from tutorcore.errors import TutorError
from tutorcore.services.bookings import Request
from tutorcore.services.make_offer import make_offer
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan
from tutorcore.services.write_message import times_of, usual_recipient, write_offer
from tutorcore.wording.dates import moment_text, short_day, span_text
from tutorcore.wording.messages import Recipient
from tutorcore.wording.offers import RUNG_BADGES, climbed_text, reasons_text, score_rows

OFFER: Final = "make_offer"
TO: Final = "offer_to"
HOLD: Final = "hold_offer"
HOLD_FOR: Final = "hold_offer_for"
HOURS: Final = (4, 24, 48)
A_DAY: Final = 24


def draw_offer_button(dashboard: Dashboard, state: State, opened: OpenContact, shown: ShownWeek) -> None:
    """The button, and the offer once it is asked for."""
    if st.button("Make an offer", key=OFFER, icon=":material/send:", type="primary"):
        _dialog(dashboard, state, opened, shown)


@st.dialog("Offer", width="large")
def _dialog(dashboard: Dashboard, state: State, opened: OpenContact, shown: ShownWeek) -> None:
    if state.acts != shown.acts:
        st.rerun()  # its slots are held now: the page tells it
    try:
        _draw(dashboard, state, opened, shown.plan)
    except TutorError as error:
        show_error(error)


def _draw(dashboard: Dashboard, state: State, opened: OpenContact, plan: WeekPlan) -> None:
    offer = make_offer(dashboard.ports, opened, plan)
    if not offer.items:
        st.info("Nothing can be offered by these rules: ask the calendar why not.", icon=":material/event_busy:")
        return
    if offer.rung is not Rung.AS_WISHED:
        st.warning(plain(climbed_text(offer.rung), longest=300), icon=":material/stairs:")
    if not plan.confirmed:
        st.warning("Not confirmed: a calendar is not known for sure.", icon=":material/help:")
    if plan.trial.changes_something:
        st.info(plain(trial_note(plan), longest=400), icon=":material/experiment:")
    items, message = st.columns([1, 1.25], gap="large")
    with items:
        for number, item in enumerate(offer.by_start, start=1):
            _item(item, number, offer)
        _hold(dashboard, state, plan, requests_of(offer, plan, contact_id=opened.contact.id))
    with message:
        _message(dashboard, opened, plan, offer)
    with st.expander("How they were chosen", icon=":material/balance:"):
        st.dataframe(_scores(offer), hide_index=True)
        st.caption("Each part from 0 to 100, times its weight; a day or part of the day that is there already costs.")


def requests_of(offer: Offer, plan: WeekPlan, *, contact_id: str) -> list[Request]:
    """What is asked by holding an offer: each of its slots, with everybody who was chosen for it."""
    return [
        Request(contact_id=contact_id, tutor=tutor, start=item.slot.start, trial=plan.trial, rung=item.rung or None)
        for item in offer.by_start
        for tutor in item.chosen
    ]


def _hold(dashboard: Dashboard, state: State, plan: WeekPlan, requests: list[Request]) -> None:
    """For how long, and the button that keeps all of them or none."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        hours = st.segmented_control(
            "Hold them for", HOURS, default=A_DAY, key=HOLD_FOR, format_func=lambda each: f"{each} h", required=True
        )
        off = not state.actor or any(map(forbidding_texts, plan.tutors))
        st.button(
            "Hold these slots",
            key=HOLD,
            icon=":material/hourglass_top:",
            disabled=off,
            on_click=_hold_once,
            args=(dashboard, state, requests),
            kwargs={"lasting": timedelta(hours=hours), "acts": state.acts},
        )
    if not state.actor:
        st.caption(f":orange[:material/block:] {NOBODY}")


def _hold_once(dashboard: Dashboard, state: State, requests: list[Request], *, lasting: timedelta, acts: int) -> None:
    """Nothing was done since it was drawn: the second click of a double click does nothing."""
    if state.acts == acts:
        hold_slots(dashboard, state, requests, lasting=lasting)


def _item(item: OfferItem, number: int, offer: Offer) -> None:
    when = f"{short_day(item.slot.start.date())} {span_text(item.slot.start, item.slot.end)}"
    badge = "" if item.rung is Rung.AS_WISHED else f" :orange-badge[{RUNG_BADGES[item.rung]}]"
    who = plain(" and ".join(item.chosen))
    why = plain(reasons_text(item, offer.wish), longest=300)
    st.markdown(f"**{number}. {when}** with {who}{badge}  \n:small[:gray[{why}]]")


def _scores(offer: Offer) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"time": moment_text(item.slot.start), "score": round(item.score.total * 100)}
            | {f"{name} (× {weight})": value for name, value, weight in score_rows(item.score)}
            | {"taken off": round(item.spread * 100)}
            for item in offer.items
        ]
    )


def _message(dashboard: Dashboard, opened: OpenContact, plan: WeekPlan, offer: Offer) -> None:
    """To whom, and the text with its copy button; what the planner should know stands beside it."""
    to = st.segmented_control(
        "Message to the",
        list(Recipient),
        default=usual_recipient(opened),
        key=TO,
        format_func=lambda each: each.value,
        required=True,
    )
    message = write_offer(
        dashboard.ports,
        opened,
        times_of(offer, opened, zone=dashboard.ports.zone),
        duration_minutes=plan.profile.duration_minutes,
        to=to,
        together=plan.together,
        own=dashboard.templates.texts(),
    )
    st.code(message.text, language=None, wrap_lines=True)
    st.caption(
        plain(f"{message.language.label}: {message.why_language}. The button in its corner copies it.", longest=300)
    )
    for note in message.notes:
        st.caption(f":orange[:material/warning:] {plain(note, longest=300)}")
