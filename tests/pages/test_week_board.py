"""The week calendar's figures, and what a click on them means."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from pages.shared.state import State
from pages.week_parts.board import clicked_start, figure_of
from pages.week_parts.labels import picture_of
from pages.week_parts.mark import mark_figure
from pages.week_parts.shown import ShownWeek
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.openings import Change, ChangedRule, FieldChange
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import Trial, plan_week
from tutorcore.settings import Settings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FOUR, FIVE, SIX = (datetime(2026, 11, 25, hour, tzinfo=AMSTERDAM) for hour in (16, 17, 18))


@pytest.fixture
def plan_of(demo):
    dashboard = open_dashboard(Settings.read())
    yield lambda **trial: plan_week(
        dashboard.ports, open_contact(dashboard.ports, "1001"), next_week(), trial=Trial(**trial)
    )
    dashboard.close()


def next_week():
    return IsoWeek.of(datetime.now(AMSTERDAM).date()).shifted(1)


def bars(figure):
    """(day, from minute, to minute, start) of each bar that can be clicked."""
    trace = next(trace for trace in figure.data if trace.name == "offered")
    return sorted(
        (day, base, base + height, start)
        for day, base, height, start in zip(trace.x, trace.base, trace.y, trace.customdata, strict=True)
    )


@pytest.mark.parametrize(
    ("selected", "before", "clicked"),
    [
        ([FOUR], None, FOUR),
        ([FIVE], FOUR, FIVE),
        ([], FOUR, FOUR),
        ([FOUR, FIVE], FOUR, FIVE),
        ([FOUR], FOUR, FOUR),
        ([], None, None),
    ],
)
def test_a_click_means_the_bar_that_was_clicked(selected, before, clicked):
    assert clicked_start(selected, before=before) == clicked


@pytest.mark.parametrize("length", [20, 60, 90])
def test_bars_of_offered_and_refused_times_never_lie_over_each_other(plan_of, length):
    plan = plan_of(duration_minutes=length, wish="")
    shown = bars(figure_of(ShownWeek(plan), AMSTERDAM, why=True))
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(shown))
    assert {one.slot.start.isoformat() for one in plan.offered} <= {start for *_, start in shown}


def test_every_half_hour_is_a_bar_in_the_why_not_view_and_only_slots_are_without(plan_of):
    plan = plan_of(wish="")
    assert len(bars(figure_of(ShownWeek(plan), AMSTERDAM, why=False))) == len(plan.offered)
    assert len(bars(figure_of(ShownWeek(plan), AMSTERDAM, why=True))) == 7 * 2 * (22 - 8)


def test_the_figure_tells_plotly_that_drawing_it_again_brings_nothing_new(plan_of):
    assert figure_of(ShownWeek(plan_of()), AMSTERDAM, why=False).layout.datarevision


def test_time_that_two_events_take_is_filled_too(plan_of):
    """By the rule that Plotly takes otherwise, what lies in two rectangles of a path is left blank."""
    paths = [shape for shape in figure_of(ShownWeek(plan_of()), AMSTERDAM, why=False).layout.shapes if shape.path]
    assert {shape.fillrule for shape in paths} == {"nonzero"}


@pytest.mark.parametrize(("step", "told"), [(30, True), (10, False)])
def test_a_bar_too_low_for_a_text_has_none(plan_of, step, told):
    rule = FieldChange("slot_step_minutes", 30, step)
    plan = plan_of(wish="", changes=(Change(rule=ChangedRule.STEP, minutes=0, fields=(rule,)),))
    trace = figure_of(ShownWeek(plan), AMSTERDAM, why=False).data[1]
    assert len(trace.text) > 0
    assert any(trace.text) is told


def test_the_hatch_of_what_is_not_as_wished_leaves_the_bar_its_colour(plan_of):
    trace = figure_of(ShownWeek(plan_of(wish="elke dag om 04:00")), AMSTERDAM, why=False).data[1]
    assert trace.marker.pattern.shape
    assert trace.marker.pattern.fillmode == "overlay"


def test_a_click_on_a_calendar_drawn_anew_differs_from_the_same_click_before(plan_of):
    """The browser sends no selection that equals the one it sent last."""
    before, anew = (
        figure_of(ShownWeek(plan_of(wish=""), drawing=number), AMSTERDAM, why=False).data[1] for number in range(2)
    )
    assert before.customdata == anew.customdata
    assert before.legendgroup != anew.legendgroup


def test_the_mark_shows_the_whole_span_and_both_buffers_in_the_calendars_own_frame(plan_of):
    plan = plan_of(wish="")
    start = plan.offered[0].slot.start
    calendar, mark = (
        figure_of(ShownWeek(plan), AMSTERDAM, why=False).layout,
        mark_figure(ShownWeek(plan), picked=start)["layout"],
    )
    begins = start.hour * 60 + start.minute
    spans = [(shape["y0"], shape["y1"]) for shape in mark["shapes"]]
    assert spans == [(begins - 15, begins), (begins + 60, begins + 75), (begins, begins + 60)]
    assert mark["height"] == calendar.height
    assert mark["margin"] == calendar.margin.to_plotly_json()
    assert mark["yaxis"]["range"] == list(calendar.yaxis.range)


def test_the_mark_of_a_lesson_over_a_clock_change_ends_where_the_local_clock_does(plan_of):
    plan = plan_of(wish="")
    day = plan.week.days[2]
    asked = datetime(day.year, day.month, day.day, 23, 30, tzinfo=AMSTERDAM)
    (shape,) = mark_figure(ShownWeek(plan), picked=None, asked=asked)["layout"]["shapes"]
    assert (shape["y0"], shape["y1"]) == (23 * 60 + 30, 24 * 60 + 30)


def test_a_time_of_another_week_is_not_marked(plan_of):
    plan = plan_of(wish="")
    assert not mark_figure(ShownWeek(plan), picked=None, asked=plan.now - timedelta(days=60))["layout"]["shapes"]


def test_what_is_shown_anew_is_another_drawing_and_the_same_view_is_not():
    state = State(week=next_week())
    first = state.next_drawing()
    assert state.next_drawing() == first
    state.show_week(next_week().shifted(1))
    assert state.next_drawing() == first + 1
    state.show_week(next_week())
    assert state.next_drawing() == first + 2


def test_the_start_times_of_an_ordinary_week_are_the_bars_own(plan_of):
    figure = figure_of(ShownWeek(plan_of()), AMSTERDAM, why=False)
    assert (len(figure.layout.images), figure.data[1].textposition) == (0, "inside")


def test_the_start_times_of_a_very_full_week_are_one_picture(demo, monkeypatch):
    for name, value in {"STEP": "15", "DURATION": "15", "BUFFER_BEFORE": "0", "BUFFER_AFTER": "0"}.items():
        monkeypatch.setenv(f"PLANNING_NEW_{name}", value)
    dashboard = open_dashboard(Settings.read())
    opened = open_contact(dashboard.ports, "1001")
    plan = plan_week(dashboard.ports, opened, next_week(), tutors=(), trial=Trial(profile="new", wish=""))
    dashboard.close()
    figure = figure_of(ShownWeek(plan), AMSTERDAM, why=False)
    assert len(plan.offered) > 60
    assert (len(figure.layout.images), figure.data[1].textposition) == (1, "none")
    assert unquote(figure.layout.images[0].source).count("<text") == len(plan.offered)


def test_the_picture_holds_every_label_at_its_place_whatever_the_width():
    source = picture_of([(0, 9 * 60, "08:30"), (6, 15 * 60, "14:30")], (8, 22))["source"]
    svg = ET.fromstring(unquote(source.removeprefix("data:image/svg+xml,")))  # noqa: S314 - our own text
    texts = [(text.text, text.get("x"), text.get("y")) for text in svg]
    assert texts == [("08:30", "7.14%", "7.14%"), ("14:30", "92.86%", "50.00%")]
