"""What would open a time or a week for the tutors that count, and a start that is opened for one lesson only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.builders import a_row, a_talk, an_entry, bring, ports_over
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.openings import Change, ChangedRule, FieldChange
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.open_contact import open_contact
from tutorcore.services.open_time import LessonException, exceptional_slot, openings_at, openings_for_week
from tutorcore.services.plan_week import Trial, plan_week

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
WEEK = IsoWeek.of(NOW.date())


def local(day, hour, minute=0):
    """A time on the clock, days from the Monday of the week."""
    return (NOW + timedelta(days=day)).replace(hour=hour, minute=minute)


def an_event(day, hour, minutes):
    start = local(day, hour)
    return CalendarEvent(id=f"{day}-{hour}", start=start, end=start + timedelta(minutes=minutes))


@pytest.fixture
def ports(sqlite_store):
    bring(sqlite_store, a_row("1", "Sanne", talks=[a_talk("woensdagmiddag", conversation_id="c1")]))
    return ports_over(sqlite_store, now=NOW)


@pytest.fixture
def planned(ports):
    """Plan the week with tutors by name, each with the spans (day, hour, minutes) that they are busy."""

    def plan(*, together=False, trial=None, **busy):
        for name, spans in busy.items():
            tutor = ports.calendars.add_tutor(name, entry=an_entry())
            events = tuple(
                CalendarEvent(
                    id=f"{day}-{hour}", start=local(day, hour), end=local(day, hour) + timedelta(minutes=long)
                )
                for day, hour, long in spans
            )
            reading = CalendarReading(
                name=name, source=name, events=events, bad=(), covers_from=local(-90, 0), covers_until=local(60, 0)
            )
            ports.calendars.store_reading(tutor.id, reading, read_at=NOW, entry=an_entry())
        return plan_week(ports, open_contact(ports, "1"), WEEK, tutors=(), together=together, trial=trial)

    return plan


def rules(openings):
    return [[rule.name for rule in each.opening.rules] for each in openings.openings]


def test_an_opening_names_everybody_for_whom_it_opens_the_time(planned):
    plan = planned(eva=[], tim=[(2, 10, 60)])
    found = openings_at(plan, local(2, 10))
    assert rules(found) == [["PREFERENCE"]]
    assert found.openings[0].tutors == ("eva",)
    assert found.by_tutor["tim"].unchangeable


def test_together_an_opening_must_open_it_for_all(planned):
    plan = planned(together=True, eva=[], tim=[(2, 10, 60)])
    assert not openings_at(plan, local(2, 10)).openings
    assert openings_at(plan, local(2, 11, 30)).openings[0].tutors == ("eva", "tim")


def test_each_way_of_opening_is_told_once(planned):
    plan = planned(eva=[], tim=[])
    (one,) = openings_at(plan, local(2, 11)).openings
    assert one.tutors == ("eva", "tim")


def test_an_exception_is_a_slot_with_the_profile_that_opens_it_and_stores_nothing(planned, ports):
    plan = planned(eva=[])
    sunday = next(
        each.opening for each in openings_at(plan, local(6, 14)).openings if ChangedRule.WEEKDAY in each.opening.rules
    )
    slot = exceptional_slot(plan, LessonException(start=local(6, 14), opening=sunday))
    assert slot is not None
    assert (slot.slot.start, slot.slot.end, slot.tutors) == (local(6, 14), local(6, 15), ("eva",))
    assert 6 in slot.profile.weekdays
    assert 6 not in plan.profile.weekdays
    assert open_contact(ports, "1").profile.profile == plan.profile


def test_an_exception_ends_when_the_time_is_taken(planned):
    before = planned(eva=[])
    exception = LessonException(start=local(2, 11), opening=openings_at(before, local(2, 11)).openings[0].opening)
    assert exceptional_slot(before, exception) is not None
    assert exceptional_slot(planned(eva=[(2, 11, 30)]), exception) is None


def test_an_exception_whose_profile_became_impossible_is_none(planned):
    plan = planned(eva=[])
    opening = next(
        each.opening for each in openings_at(plan, local(2, 21)).openings if ChangedRule.HOURS in each.opening.rules
    )
    exception = LessonException(start=local(2, 21), opening=opening)
    assert exceptional_slot(plan, exception) is not None
    late = (FieldChange("earliest_hour", 10, 22), FieldChange("latest_hour", 20, 23))
    impossible = planned(trial=Trial(changes=(Change(rule=ChangedRule.HOURS, minutes=720, fields=late),)))
    assert exceptional_slot(impossible, exception) is None


def test_an_empty_week_is_opened_by_the_smallest_change_of_any_tutor(planned):
    plan = planned(eva=[(2, 12, 7 * 60)], tim=[(2, 12, 6 * 60)])
    assert not plan.offered
    found = openings_for_week(plan)
    assert found
    for opening in found:
        tried = planned(trial=Trial(changes=opening.changes))
        assert len(tried.offered) >= opening.opens > 0


def test_where_there_is_no_tutor_nothing_opens(ports):
    plan = plan_week(ports, open_contact(ports, "1"), WEEK, tutors=())
    assert openings_for_week(plan) == ()
    assert openings_at(plan, local(2, 11)).openings == ()


def test_a_tried_change_is_taken_into_the_plan(planned):
    plan = planned(eva=[])
    opening = openings_at(plan, local(3, 14)).openings[0].opening
    tried = planned(trial=Trial(changes=opening.changes))
    assert local(3, 14) in [one.slot.start for one in tried.offered]
    assert Trial(changes=opening.changes).changes_something
