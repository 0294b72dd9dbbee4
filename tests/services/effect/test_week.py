"""The week before and after a change is the week that the week page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import publish
from tests.services.effect.test_everybody import NARROW, changed
from tests.services.effect.test_market import WEEK
from tutorcore.domain.effects.week_change import Fate
from tutorcore.domain.segments import EXISTING, NEW
from tutorcore.errors import UnknownName
from tutorcore.services.effect.everybody import Subject, rules_now
from tutorcore.services.effect.people import know_people
from tutorcore.services.effect.week import changed_weeks
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week


def weeks(ports, contact_id="", name=EXISTING, **fields):
    """What becomes of the slots where one profile is changed."""
    before = rules_now(ports)
    after = changed(before, name, **fields) if fields else before
    return changed_weeks(ports, before, after, subject=Subject(name), contact_id=contact_id)


def starts(shown, *fates):
    """The starts of the week with these fates."""
    slots = shown.change.between(*WEEK.span(shown.now.tzinfo))
    return [slot.start for slot, fate in slots if fate in fates]


def offered(ports, contact_id):
    """The starts that the week page offers a contact."""
    return [one.slot.start for one in plan_week(ports, open_contact(ports, contact_id), WEEK).offered]


def an_existing_contact(ports):
    """Somebody who is planned by `existing` and has slots this week."""
    people = know_people(ports)
    standing = people.standing(ports.clock.now(), rules_now(ports).profiles)
    existing = [contact_id for place, contact_id in enumerate(people.ids) if standing.name(place) == EXISTING]
    return next(contact_id for contact_id in existing if len(offered(ports, contact_id)) > 5)


def test_for_a_contact_it_is_the_week_page_before_and_after(demo_ports):
    contact_id = an_existing_contact(demo_ports)
    shown = weeks(demo_ports, contact_id, **NARROW)
    assert (shown.contact.id, shown.planned_by) == (contact_id, EXISTING)
    assert starts(shown, Fate.KEPT, Fate.LOST) == offered(demo_ports, contact_id)
    publish(demo_ports, EXISTING, NARROW)
    assert starts(shown, Fate.KEPT, Fate.GAINED) == offered(demo_ports, contact_id)


def test_who_is_planned_by_something_else_sees_no_change(demo_ports):
    contact_id = an_existing_contact(demo_ports)
    shown = weeks(demo_ports, contact_id, name=NEW, latest_hour=12)
    assert shown.planned_by == EXISTING
    assert starts(shown, Fate.KEPT) == offered(demo_ports, contact_id)
    assert shown.change.counts[Fate.LOST] == shown.change.counts[Fate.GAINED] == 0


def test_for_nobody_in_particular_every_tutor_counts_and_no_wish(demo_ports):
    shown = weeks(demo_ports, **NARROW)
    assert (shown.contact, shown.planned_by) == (None, EXISTING)
    assert len(shown.times) == len(demo_ports.calendars.tutors())
    assert shown.change.counts[Fate.KEPT] > 0
    assert shown.change.counts[Fate.LOST] > 0
    assert (shown.last_day - shown.first_day).days == 13


def test_a_profile_that_is_not_there_after_leaves_nothing(demo_ports):
    before = rules_now(demo_ports)
    after = replace(before, profiles={name: one for name, one in before.profiles.items() if name != "premium"})
    shown = changed_weeks(demo_ports, before, after, subject=Subject("premium"))
    assert (shown.change.counts[Fate.KEPT], shown.profiles[1]) == (0, None)


def test_a_contact_that_is_not_there_is_told(demo_ports):
    with pytest.raises(UnknownName):
        weeks(demo_ports, "nobody")
