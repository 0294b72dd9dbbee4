"""Weekday by hour: slots as they are and by the draft, and where contacts ask for a time that has none."""

from __future__ import annotations

import streamlit as st

from pages.profiles_parts.effect_figures import hours_figure, used_hours
from pages.profiles_parts.effect_week import CONFIG
from tutorcore.domain.effects.hours import Week
from tutorcore.services.effect.everybody import Effect
from tutorcore.wording.dates import weekday_name
from tutorcore.wording.profiles import number_text


def draw_hours(effect: Effect) -> None:
    """Three maps on one scale of hours, beside each other where there is room."""
    hours = effect.hours
    rows, most = used_hours(hours.before, hours.after), int(max(hours.before.max(), hours.after.max()))
    unmet = (hours.demand > 0) & (hours.after == 0)
    unmet[:, [hour for hour in range(24) if hour not in rows]] = False
    st.caption("Where slots begin, with all tutors, in the days that are looked at; and where wishes ask for one.")
    with st.grid(3, min_column_width=200, wrap=True, gap="small"):
        _map(f"Slots as they are: {_all(hours.before)}", "now", hours.before, rows, most=most)
        _map(f"Slots by the draft: {_all(hours.after)}", "draft", hours.after, rows, most=most)
        _map("Contacts who ask for it", "asked", hours.demand, rows, most=int(hours.demand.max()), marked=unmet)
    if unmet.any():
        st.caption(f"Outlined: asked for, and no slot by the draft. {_most_wanted(hours.demand, unmet)}")


def _map(title: str, key: str, week: Week, rows: range, *, most: int, marked: Week | None = None) -> None:
    with st.container(gap=None):
        st.markdown(f":small[**{title}**]")
        st.plotly_chart(
            hours_figure(week, most=most, hours=rows, marked=marked),
            key=f"effect_hours_{key}",
            config=CONFIG,
            alt=f"{title}, by weekday and hour. {_busiest(week)}",
        )


def _all(week: Week) -> str:
    return number_text(int(week.sum()))


def _busiest(week: Week) -> str:
    if not week.any():
        return "None at all."
    day, hour = divmod(int(week.argmax()), week.shape[1])
    return f"Most on {weekday_name(day)} at {hour}:00: {number_text(int(week.max()))}."


def _most_wanted(demand: Week, unmet: Week) -> str:
    """The three times that most of them ask for in vain."""
    in_vain = [(int(demand[day, hour]), int(day), int(hour)) for day, hour in zip(*unmet.nonzero(), strict=True)]
    most = sorted(in_vain, key=lambda found: (-found[0], found[1], found[2]))[:3]
    return (
        "Most: " + ", ".join(f"{weekday_name(day)} {hour}:00 ({number_text(asked)})" for asked, day, hour in most) + "."
    )
