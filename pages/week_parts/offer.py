"""An offer: the best few slots with their why, and the message ready to send, copied by one click."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from pages.shared.dashboard import show_error
from pages.shared.text import plain
from pages.week_parts.trying import trial_note
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.ladder import Rung
from tutorcore.domain.offers import Offer, OfferItem
from tutorcore.errors import TutorError
from tutorcore.services.make_offer import make_offer
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan
from tutorcore.services.write_message import times_of, usual_recipient, write_offer
from tutorcore.wording.dates import moment_text, short_day, span_text
from tutorcore.wording.messages import Recipient
from tutorcore.wording.offers import RUNG_BADGES, climbed_text, reasons_text, score_rows

OFFER: Final = "make_offer"
TO: Final = "offer_to"


def draw_offer_button(dashboard: Dashboard, opened: OpenContact, plan: WeekPlan) -> None:
    """The button, and the offer once it is asked for."""
    if st.button("Make an offer", key=OFFER, icon=":material/send:", type="primary"):
        _dialog(dashboard, opened, plan)


@st.dialog("Offer", width="large")
def _dialog(dashboard: Dashboard, opened: OpenContact, plan: WeekPlan) -> None:
    try:
        _draw(dashboard, opened, plan)
    except TutorError as error:
        show_error(error)


def _draw(dashboard: Dashboard, opened: OpenContact, plan: WeekPlan) -> None:
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
    with message:
        _message(dashboard, opened, plan, offer)
    with st.expander("How they were chosen", icon=":material/balance:"):
        st.dataframe(_scores(offer), hide_index=True)
        st.caption("Each part from 0 to 100, times its weight; a day or part of the day that is there already costs.")


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
