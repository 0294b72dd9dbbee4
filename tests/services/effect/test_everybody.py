"""What is shown of a change before it is made is what the pages show after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from tests.builders import StoppedClock, a_booking, a_row, a_talk, an_entry, bring, ports_over, publish
from tests.services.effect.conftest import DEMO_NOW
from tests.services.effect.test_market import planned
from tutorcore.domain.bookings import Deed, Span, Theirs
from tutorcore.domain.effects.findings import Numbers
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.lesson_types import LessonType
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import RulesKind
from tutorcore.domain.segments import EXISTING, NEW
from tutorcore.services.effect.everybody import Step, Subject, effect_on_everybody, rules_now
from tutorcore.services.effect.people import know_people
from tutorcore.services.open_contact import open_contact

NARROW = {"latest_hour": 14, "days_ahead": 7}


def changed(rules, name, **fields):
    """The rules with some fields of one profile changed."""
    values = rules.profiles[name].model_dump() | fields
    return replace(rules, profiles={**rules.profiles, name: PlanningProfile(**values)})


def effect(ports, name=EXISTING, after=None, **fields):
    """What it does that one profile is changed."""
    before = rules_now(ports)
    after = changed(before, name, **fields) if after is None else after
    return effect_on_everybody(ports, know_people(ports), before, after, subject=Subject(name))


def told(ports):
    """What the pages say of everybody: by segment (contacts, few slots, none), and the slots of each."""
    slots = {contact_id: planned(ports, contact_id)[0] for contact_id in know_people(ports).ids}
    by_segment = {}
    for contact_id, count in slots.items():
        of = by_segment.setdefault(open_contact(ports, contact_id).segment.segment, [0, 0, 0])
        for place, holds in enumerate((True, count < 3, count == 0)):
            of[place] += holds
    return by_segment, slots


def figures(found, place):
    """The same as an effect says it, before (0) or after (1)."""
    return {one.name: [one.contacts[place], one.few[place], one.none[place]] for one in found.segments}


def test_the_effect_before_publishing_is_what_the_pages_show_after_it(demo_ports):
    shown, (now, slots) = effect(demo_ports, **NARROW), told(demo_ports)
    assert figures(shown, 0) == now
    publish(demo_ports, EXISTING, NARROW)
    then, slots_then = told(demo_ports)
    assert figures(shown, 1) == then != now
    lost = {contact_id for contact_id, count in slots.items() if count and not slots_then[contact_id]}
    assert {loser.contact_id for loser in shown.losers} == lost
    assert lost
    assert [loser.slots for loser in shown.losers] == sorted((slots[one] for one in lost), reverse=True)


def test_rules_as_they_are_change_nothing(demo_ports):
    found = effect(demo_ports)
    assert (found.otherwise, found.losers, found.winners) == (0, (), 0)
    assert found.concerned == next(one.contacts.before for one in found.segments if one.name == EXISTING)
    assert not any(segment.changed for segment in found.segments)
    assert found.first[0] == found.first[1]
    assert found.hours.before.tolist() == found.hours.after.tolist()
    assert found.uses[0] == found.uses[1]


def test_a_profile_that_is_new_concerns_those_whose_cache_names_it(demo_ports):
    contact = demo_ports.contacts.get("1001")
    demo_ports.contacts.set_attributes(
        "1001", {"segment": "kort"}, expected_version=contact.version, entry=an_entry(subject="contact:1001")
    )
    before = rules_now(demo_ports)
    after = replace(before, profiles={**before.profiles, "kort": PlanningProfile(duration_minutes=45)})
    found = effect(demo_ports, "kort", after)
    assert [one.contacts for one in found.segments if one.name == "kort"] == [Numbers(0, 1)]
    assert (found.concerned, found.hours.before.sum()) == (1, 0)
    assert found.hours.after.sum() > 0
    assert found.uses[0] == ()


def test_a_change_of_a_lesson_type_concerns_those_whose_conversation_names_it(demo_ports):
    talk = demo_ports.contacts.conversations("1002")[0].id
    bring(demo_ports, a_row("1002", talks=[a_talk(None, conversation_id=talk, attributes={"lesson_type": "Kennis"})]))
    before = rules_now(demo_ports)
    types = {**before.lesson_types, "kennis": LessonType(name="kennis", fields={"duration_minutes": 20})}
    after = Rules(profiles=before.profiles, lesson_types=types)
    subject = Subject("kennis", RulesKind.LESSON_TYPE)
    found = effect_on_everybody(demo_ports, know_people(demo_ports), before, after, subject=subject)
    assert (found.concerned, found.otherwise) == (1, 1)
    assert found.hours.before.sum() == 0
    back = effect_on_everybody(demo_ports, know_people(demo_ports), after, after, subject=subject)
    assert (back.concerned, back.otherwise) == (1, 0)
    assert back.hours.before.sum() > 0


def test_every_step_is_told_and_whoever_listens_can_end_it(demo_ports):
    heard = []
    people, rules = know_people(demo_ports), rules_now(demo_ports)
    effect_on_everybody(demo_ports, people, rules, rules, subject=Subject(NEW), on_step=heard.append)
    assert heard == list(Step)

    def enough(step):
        if step is Step.DRAFT:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        effect_on_everybody(demo_ports, people, rules, rules, subject=Subject(NEW), on_step=enough)


def test_without_any_tutor_nobody_has_a_slot(sqlite_store):
    bring(sqlite_store, a_row("1", "Emma"))
    found = effect(ports_over(sqlite_store, now=DEMO_NOW), NEW, latest_hour=12)
    assert [segment.none for segment in found.segments] == [Numbers(1, 1)]
    assert (found.tutors, found.doubted, found.uses[1]) == ((), (), ())
    assert (found.first[0].median, found.first[1].without) == (None, 1)


def test_what_is_not_known_of_a_calendar_is_not_free_and_is_told(sqlite_store):
    bring(sqlite_store, a_row("1", "Emma"))
    sqlite_store.calendars.add_tutor("Eva", entry=an_entry("tutor", "tutor:Eva"))
    found = effect(ports_over(sqlite_store, now=DEMO_NOW), NEW, latest_hour=12)
    assert [time.tutor.name for time in found.doubted] == ["Eva"]
    assert [segment.none for segment in found.segments] == [Numbers(1, 1)]
    assert {use.share for use in found.uses[1] if use.open} == {None}


def a_held_lesson(tutor, days, **values):
    """A lesson of contact 1, booked a week before it and held so many days ago, at 12:00 in Amsterdam."""
    start = DEMO_NOW.astimezone(UTC).replace(hour=11, minute=0) - timedelta(days=days)
    made = start - timedelta(days=7)
    lesson = a_booking(
        0, contact_id="1", tutor_id=tutor.id, made_at=made, changed_at=made, deed=Deed.BOOKED, deed_at=made
    )
    return replace(lesson, id=f"b{days}", span=Span(start, start + timedelta(hours=1)), **values)


@pytest.fixture
def with_lessons(sqlite_store):
    """Emma, who is new, and lessons of hers with Eva: booked, moved, moved by hand; one too old, one yet to come."""
    ports = ports_over(sqlite_store, now=DEMO_NOW)
    bring(sqlite_store, a_row("1", "Emma"))
    eva = sqlite_store.calendars.add_tutor("Eva", entry=an_entry("tutor", "tutor:Eva"))
    moved_at = DEMO_NOW - timedelta(days=4)
    booked = [
        a_held_lesson(eva, 3),
        a_held_lesson(eva, 4, deed=Deed.MOVED, deed_at=moved_at),
        a_held_lesson(eva, 10, theirs=Theirs(span=None)),
        a_held_lesson(eva, 11, deed=None, deed_at=None),
        a_held_lesson(eva, 61),
        a_held_lesson(eva, -2),
    ]
    for lesson in booked:
        ports.bookings.reserve([lesson], now=DEMO_NOW, entries=[an_entry("booked", f"booking:{lesson.id}")])
    return ports


def test_lessons_that_were_held_are_judged_by_what_is_known_of_them(with_lessons):
    before, after = effect(with_lessons, NEW, days_ahead=7).back_test
    assert (before.judged, before.notice_not_judged, before.refused) == (3, 1, 1)
    assert before.by_rule == {Reason.NOTICE: 1}  # moved to a time on the day itself
    assert after.by_rule == {Reason.HORIZON: 1, Reason.NOTICE: 1}  # booked a week ahead
    assert after.refused == 2


def test_the_rules_as_they_are_are_asked_once_for_all_drafts_of_a_minute(with_lessons):
    heard = []
    people, rules = know_people(with_lessons), rules_now(with_lessons)
    for hour in (20, 19):
        after = changed(rules, NEW, latest_hour=hour)
        effect_on_everybody(with_lessons, people, rules, after, subject=Subject(NEW), on_step=heard.append)
    assert heard.count(Step.NOW) == 1
    later = replace(with_lessons, clock=StoppedClock(DEMO_NOW + timedelta(minutes=2)))
    effect_on_everybody(later, people, rules, rules, subject=Subject(NEW), on_step=heard.append)
    assert heard.count(Step.NOW) == 2
    bring(with_lessons, a_row("2", "Sam"))
    assert effect(later, NEW, latest_hour=19).people == 2
