"""Everybody's slots from the store are those that the week page offers to each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from tests.builders import a_hold, a_row, a_talk, an_entry, bring
from tests.services.effect.conftest import DEMO_NOW
from tutorcore.domain.bookings import Span
from tutorcore.domain.effects.counting import asking
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.instants import moment_at
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.effect.market import read_market
from tutorcore.services.effect.people import know_people
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week

WEEK = IsoWeek.of(DEMO_NOW.date())


def counted(ports):
    """(slots, the first) of everybody, by id."""
    profiles = {name: sourced.profile for name, sourced in know_profiles(ports).items()}
    rules = Rules(profiles=profiles, lesson_types=know_lesson_types(ports))
    people = know_people(ports)
    market = read_market(ports, people, days_ahead=rules.furthest)
    slots = market.counter.slots(asking(people, rules, market.tutors, market.supply))
    answers = zip(slots.counts.tolist(), slots.firsts.tolist(), strict=True)
    return {
        contact_id: (count, moment_at(first, ports.zone).astimezone(UTC) if count else None)
        for contact_id, (count, first) in zip(people.ids, answers, strict=True)
    }


def planned(ports, contact_id):
    """(slots, the first) of the whole table behind a contact's week, with the tutors who are asked usually."""
    table = plan_week(ports, open_contact(ports, contact_id), WEEK).table
    offered = table.offered() if table else []
    return len(offered), offered[0].slot.start.astimezone(UTC) if offered else None


def test_everybody_in_the_demo_has_as_many_slots_as_their_own_table_offers(demo_ports):
    answers = counted(demo_ports)
    assert len(answers) == demo_ports.contacts.count() > 190
    assert {contact_id: planned(demo_ports, contact_id) for contact_id in answers} == answers
    assert len({count for count, _ in answers.values()}) > 10


def test_a_hold_takes_a_slot_from_everybody_but_its_own_contact(demo_ports):
    tutor = demo_ports.calendars.tutors()[0]
    free = planned(demo_ports, "1001")[1]
    span = Span(free, free + timedelta(hours=1))
    kept = replace(a_hold(until=0), contact_id="1001", tutor_id=tutor.id, span=span, expires_at=free)
    kept = replace(kept, tutor_id=tutor.id, tutor_name=tutor.name)
    demo_ports.bookings.reserve([kept], now=DEMO_NOW, entries=[an_entry("held", "booking:h")])
    answers = counted(demo_ports)
    some = ["1001", *list(answers)[:40]]
    assert {contact_id: planned(demo_ports, contact_id) for contact_id in some} == {
        contact_id: answers[contact_id] for contact_id in some
    }


@pytest.mark.parametrize("lesson_type", ["trial", " TRIAL", "something else"])
def test_a_lesson_type_counts_as_it_does_on_the_week_page(demo_ports, lesson_type):
    conversation = demo_ports.contacts.conversations("1002")
    assert conversation
    bring_lesson_type(demo_ports, "1002", conversation[0].id, lesson_type)
    assert counted(demo_ports)["1002"] == planned(demo_ports, "1002")


def bring_lesson_type(ports, contact_id, conversation_id, lesson_type):
    """As an import does."""
    talk = a_talk(None, conversation_id=conversation_id, attributes={"lesson_type": lesson_type})
    bring(ports, a_row(contact_id, talks=[talk]))
