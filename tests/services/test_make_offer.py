"""Offers and the ladder from a plan: past lessons, profiles and weights from the store and the settings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_row, a_talk, an_entry, bring, ports_over, publish
from tutorcore.domain.calendars import CalendarEvent, EventKind, EventStatus
from tutorcore.domain.ladder import Climb, Rung
from tutorcore.domain.neighbours import Beside, Side
from tutorcore.domain.offers import Offer
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.weights import Part, Weights
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.make_offer import background_of, climb_week, make_offer
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import Trial, plan_week

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)
WEEK = IsoWeek.of(NOW.date())


def local(day, hour, minute=0):
    """A time on the clock, days from the Monday of the week."""
    return (NOW + timedelta(days=day)).replace(hour=hour, minute=minute)


def an_event(day, hour, *, minutes=60, **values):
    start = local(day, hour)
    return CalendarEvent(**{"id": f"{day}-{hour}", "start": start, "end": start + timedelta(minutes=minutes)} | values)


def a_lesson(day, hour, contact_id="1", **values):
    return an_event(day, hour, kind=EventKind.LESSON, contact_id=contact_id, **values)


@pytest.fixture
def ports(sqlite_store):
    bring(sqlite_store, a_row("1", "Sanne", attributes={"customer_since": "2025"}))
    return ports_over(sqlite_store, now=NOW, offer_weights=Weights(habit=50))


@pytest.fixture
def tutor(ports):
    """Make a tutor whose calendar holds these events."""

    def made(name, *events):
        known = ports.calendars.add_tutor(name, entry=an_entry())
        reading = CalendarReading(
            name=name, source=name, events=events, bad=(), covers_from=local(-90, 0), covers_until=local(60, 0)
        )
        ports.calendars.store_reading(known.id, reading, read_at=NOW.astimezone(UTC), entry=an_entry())

    return made


@pytest.fixture
def planned(ports):
    """(opened, plan) of the contact."""

    def plan(wish="", week=WEEK, **given):
        opened = open_contact(ports, "1")
        return opened, plan_week(ports, opened, week, trial=Trial(wish=wish), **{"tutors": ()} | given)

    return plan


def starts(items):
    return [f"{item.slot.start:%a %d %H:%M}" for item in items]


def test_an_offer_holds_as_many_slots_as_the_profile_says_over_the_whole_horizon(ports, tutor, planned):
    tutor("Eva")
    offer = make_offer(ports, *planned("woensdag"))
    assert (len(offer.items), offer.size, offer.rung) == (6, 6, Rung.AS_WISHED)
    assert {item.slot.start.date() for item in offer.items} == {local(2, 0).date(), local(9, 0).date()}
    assert all(item.slot.start > NOW for item in offer.items)


def test_whichever_week_is_shown_the_offer_is_the_same(ports, tutor, planned):
    tutor("Eva")
    assert make_offer(ports, *planned()) == make_offer(ports, *planned(week=WEEK.shifted(3)))


def test_an_offer_may_be_asked_of_the_shown_week_alone(ports, tutor, planned):
    tutor("Eva")
    offer = make_offer(ports, *planned(week=WEEK.shifted(1)), only_week=True)
    assert {IsoWeek.of(item.slot.start.date()) for item in offer.items} == {WEEK.shifted(1)}


def test_past_lessons_make_the_habit_and_those_called_off_do_not(ports, tutor, planned):
    called_off = [a_lesson(day, 10, status=EventStatus.CANCELLED) for day in (-5, -12)]
    tutor("Eva", *(a_lesson(day, 16) for day in (-4, -11, -18)), *called_off, a_lesson(-3, 12, contact_id="2"))
    opened, plan = planned()
    assert background_of(ports, opened, plan).past == tuple(local(day, 16).astimezone(UTC) for day in (-4, -11, -18))
    best = make_offer(ports, opened, plan).items[0]
    assert starts([best]) == ["Thu 26 16:00"]
    assert best.usual
    assert best.score.value(Part.HABIT) == 1


def test_only_the_last_lessons_count(ports, tutor, planned):
    tutor("Eva", *(a_lesson(-4 - 7 * week, 16) for week in range(8)), *(a_lesson(-63 - week, 10) for week in range(9)))
    best = make_offer(ports, *planned()).items[0]
    assert best.score.value(Part.HABIT) == 1


def test_the_weights_are_those_of_the_settings(ports, tutor, planned):
    tutor("Eva")
    weights = {part.part: part.weight for part in make_offer(ports, *planned()).items[0].score.parts}
    assert weights == {Part.FIT: 40, Part.SOONER: 20, Part.HABIT: 50, Part.NEIGHBOUR: 15}


def test_the_shortest_lesson_of_all_profiles_says_which_gap_is_stray(ports, tutor, planned):
    tutor("Eva")
    assert background_of(ports, *planned()).shortest_minutes == 80
    publish(ports, "kort", {"duration_minutes": 20, "buffer_before_min": 5})
    assert background_of(ports, *planned()).shortest_minutes == 40
    opened = open_contact(ports, "1")
    shorter = plan_week(ports, opened, WEEK, trial=Trial(duration_minutes=5))
    assert background_of(ports, opened, shorter).shortest_minutes == 25


def test_a_neighbour_is_a_lesson_where_the_calendar_says_so(ports, tutor, planned):
    tutor("Eva", a_lesson(2, 12, minutes=50), an_event(2, 15, title="Les?"), a_lesson(9, 9, contact_id="2"))
    best = make_offer(ports, *planned("woensdag om 13:00")).items[0]
    assert starts([best]) == ["Wed 25 13:00"]
    assert best.surroundings[0].before == Side(Beside.ADJACENT, lesson=True)
    assert best.surroundings[0].after == Side(Beside.STRAY_GAP, 50, lesson=False)


def test_a_lesson_is_known_by_its_kind_or_by_its_contact(ports, tutor, planned):
    events = an_event(1, 10), an_event(2, 10, kind=EventKind.LESSON), an_event(3, 10, contact_id="9")
    tutor("Eva", *events)
    known = background_of(ports, *planned()).lessons["Eva"]
    assert [start.astimezone(AMSTERDAM).day for start, _ in known] == [25, 26]


def test_without_a_tutor_nothing_is_offered_and_nothing_climbed(ports, planned):
    opened, plan = planned("woensdag")
    assert make_offer(ports, opened, plan) == Offer(size=6, wish=plan.preferences)
    assert climb_week(plan) == Climb()


def test_an_empty_week_is_climbed_no_further_than_needed(ports, tutor, planned):
    tutor("Eva", an_event(2, 8, minutes=14 * 60))
    opened, plan = planned("woensdagmiddag")
    assert not plan.offered
    climbed = climb_week(plan)
    assert climbed.rung is Rung.SAME_PART
    assert starts(climbed.slots)[0] == "Mon 23 15:00"
    assert all(12 <= slot.slot.start.hour < 18 for slot in climbed.slots)
    assert make_offer(ports, opened, plan).rung is Rung.AS_WISHED
    assert make_offer(ports, opened, plan, only_week=True).rung is Rung.SAME_PART


def test_a_week_with_slots_is_not_climbed(tutor, planned):
    tutor("Eva")
    _, plan = planned("woensdagmiddag")
    climbed = climb_week(plan)
    assert (climbed.rung, climbed.relaxed) == (Rung.AS_WISHED, False)
    assert [slot.slot for slot in climbed.slots] == [one.slot for one in plan.offered]


def test_nothing_excluded_is_ever_climbed_to(tutor, planned):
    tutor("Eva", an_event(2, 8, minutes=14 * 60))
    _, plan = planned("woensdag, niet op donderdag, niet op dinsdag, niet op vrijdag")
    assert {slot.slot.start.weekday() for slot in climb_week(plan).slots} <= {0}


def test_the_order_in_which_tutors_and_events_were_stored_does_not_matter(ports, tutor, planned, sqlite_store):
    events = [an_event(1, 12), an_event(2, 10), a_lesson(-4, 16), an_event(4, 15), a_lesson(-5, 12)]
    for name, listed in (("Eva", events), ("Bram", events[2:]), ("Aad", events[:2])):
        tutor(name, *listed)
    offer = make_offer(ports, *planned())
    for name, listed in (("Aad", events[1::-1]), ("Bram", events[:1:-1]), ("Eva", events[::-1])):
        tutor(name, *listed)
    assert make_offer(ports, *planned(tutors=("Eva", "Aad", "Bram"))) == offer
    bring(sqlite_store, a_row("2", "Youssef", talks=[a_talk("maandag")]))
    assert make_offer(ports, *planned()) == offer
