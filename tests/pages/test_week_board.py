"""The week calendar's figures, and what a click on them means."""

from __future__ import annotations

from dataclasses import replace
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
from pages.week_parts.shapes import day_words, shading
from pages.week_parts.shown import ShownWeek
from tests.builders import publish
from tests.wording.test_bookings import a_booking
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.bookings import BookingState, Span
from tutorcore.domain.openings import Change, ChangedRule, FieldChange
from tutorcore.domain.records import RulesKind
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


def a_booking_of(plan, **values):
    """Two hours of the first tutor's Wednesday, booked for Sanne."""
    day = plan.week.days[2]
    start = datetime(day.year, day.month, day.day, 13, tzinfo=AMSTERDAM)
    usual = {"tutor_id": plan.tutors[0].tutor.id, "span": Span(start, start + timedelta(hours=2)), "id": "b1"}
    return a_booking(**(usual | values))


def shown_with(plan, *bookings, **values):
    first = replace(plan.tutors[0], bookings=tuple(bookings))
    return ShownWeek(replace(plan, tutors=(first, *plan.tutors[1:])), **values)


def trace(figure, name):
    return next((trace for trace in figure.data if trace.name == name), None)


def test_a_lesson_of_ours_is_drawn_once_with_its_contacts_name_and_a_way_to_it(plan_of):
    plan = plan_of(wish="")
    before = figure_of(ShownWeek(plan), AMSTERDAM, why=False)
    figure = figure_of(shown_with(plan, a_booking_of(plan)), AMSTERDAM, why=False)
    assert figure.layout.shapes == before.layout.shapes
    lessons = trace(figure, "lessons")
    assert set(lessons.customdata) == {"booking:b1"}
    assert {text for text in lessons.text if text} == {"Sanne<br>by Marieke"}
    assert trace(before, "lessons") is None


@pytest.mark.parametrize(
    ("values", "look"),
    [
        ({}, "booked"),
        ({"state": BookingState.HELD}, "held"),
        ({"state": BookingState.BOOKING}, "under way"),
        ({"state": BookingState.CANCELLING}, "under way"),
    ],
)
def test_what_is_held_or_under_way_is_hatched_and_what_is_booked_is_not(plan_of, values, look):
    plan = plan_of(wish="")
    figure = figure_of(shown_with(plan, a_booking_of(plan, **values)), AMSTERDAM, why=False)
    looks = {each: trace(figure, each) for each in ("booked", "held", "under way")}
    assert [each for each, found in looks.items() if found] == [look]
    assert bool(looks[look].fillpattern.shape) is (look != "booked")


def test_a_name_from_outside_is_no_markup_on_the_calendar(plan_of):
    plan = plan_of(wish="")
    booking = a_booking_of(plan, contact_name="<b>x</b>")
    lessons = trace(figure_of(shown_with(plan, booking), AMSTERDAM, why=False), "lessons")
    assert not any("<b>" in text for text in (*lessons.text, *lessons.hovertext))


def test_the_points_of_a_lesson_lie_within_it_and_close_to_each_other(plan_of):
    plan = plan_of(wish="")
    lessons = trace(figure_of(shown_with(plan, a_booking_of(plan)), AMSTERDAM, why=False), "lessons")
    assert min(lessons.y) > 13 * 60
    assert max(lessons.y) < 15 * 60
    rows = sorted(set(lessons.y))
    assert max(later - before for before, later in pairwise(rows)) <= 20


def test_time_of_a_calendar_that_is_not_certain_is_hatched(plan_of):
    plan = plan_of(wish="")
    unsure = replace(plan.tutors[0].calendars[0], error="not reachable")
    first = replace(plan.tutors[0], calendars=(unsure, *plan.tutors[0].calendars[1:]))
    doubted = ShownWeek(replace(plan, tutors=(first, *plan.tutors[1:])))
    sure, hatched = (figure_of(each, AMSTERDAM, why=False) for each in (ShownWeek(plan), doubted))
    assert len(hatched.layout.shapes) == len(sure.layout.shapes) + 1
    assert any("not confirmed" in text for text in hatched.data[0].text)


def test_a_lesson_that_is_looked_at_has_an_outline(plan_of):
    plan = plan_of(wish="")
    shown = shown_with(plan, a_booking_of(plan))
    (shape,) = mark_figure(shown, picked=None, lesson="b1")["layout"]["shapes"]
    assert (shape["y0"], shape["y1"]) == (13 * 60, 15 * 60)


def test_a_lesson_that_is_moved_stays_to_be_seen_where_it_was(plan_of):
    plan = plan_of(wish="")
    figure = figure_of(shown_with(plan, moving=a_booking_of(plan)), AMSTERDAM, why=False)
    assert trace(figure, "under way") is not None
    assert any("being moved" in text for text in trace(figure, "lessons").text)


def test_where_two_rules_exclude_each_other_no_hour_is_shown_as_open(demo):
    dashboard = open_dashboard(Settings.read())
    publish(dashboard.ports, "zaterdag", {"allowed_weekdays": [5]}, kind=RulesKind.LESSON_TYPE)
    plan = plan_week(
        dashboard.ports, open_contact(dashboard.ports, "1001"), next_week(), trial=Trial(lesson_type="zaterdag")
    )
    dashboard.close()
    assert plan.rules.impossible
    shapes = [*shading(plan, (8, 22))]
    whole = {shape["x0"] for shape in shapes if (shape["y0"], shape["y1"]) == (8 * 60, 22 * 60)}
    assert len(whole) == 7
    assert not [shape for shape in shapes if shape["y1"] == plan.profile.earliest_hour * 60]
    assert len([*day_words(plan, (8, 22))]) == 7
