"""Calendars in Google, read into the store: fresh, in step, and never free by a fault."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.booking_builders import a_booking, stored
from tests.builders import NOW, an_entry, at, ports_over
from tests.remote_in_memory import RemoteInMemory, in_doubt, refused
from tutorcore.domain.bookings import Span, Theirs, event_id_of
from tutorcore.domain.records import BadEvent
from tutorcore.domain.remote_events import EventDraft
from tutorcore.domain.tutor_time import Doubt
from tutorcore.errors import Cause, UnknownName
from tutorcore.services.read_remote import (
    Outcome,
    connect_calendar,
    refresh_calendar,
    refresh_due,
    remote_calendars,
)
from tutorcore.services.read_tutors import read_tutors

NOOR, TIM = "noor@example.org", "tim@example.org"
UNREADABLE = BadEvent(number=1, title="?", reason="no start")

FAULTS = {
    "not reachable": ("changes", in_doubt(Cause.UNREACHABLE, "Google cannot be reached")),
    "quota": ("changes", refused(Cause.QUOTA, "Google takes no more questions now")),
    "revoked grant": ("changes", refused(Cause.ACCESS, "Google has withdrawn access to noor: sign in again")),
    "calendar gone": ("changes", refused(Cause.NOT_FOUND, "Google does not know this calendar")),
    "page missing": ("read", in_doubt(Cause.BROKEN, "Page 2 of Google's answer is missing")),
    "broken answer": ("read", in_doubt(Cause.BROKEN, "Google's answer cannot be read")),
}


@pytest.fixture
def remote():
    return RemoteInMemory(NOOR, TIM)


@pytest.fixture
def ports(sqlite_store, remote):
    """Noor and Tim are tutors; nothing in Google is given to them yet."""
    for name in ("Noor", "Tim"):
        sqlite_store.calendars.add_tutor(name, entry=an_entry("tutor added"))
    return ports_over(sqlite_store, now=NOW, remote=remote)


@pytest.fixture
def noor(ports, remote):
    """Noor's calendar, never read so far, with one event in it."""
    remote.busy(NOOR, at(60), at(120), title="Tandarts", id="tandarts")
    return connect_calendar(ports, "Noor", NOOR, actor="Anouk")


@pytest.fixture
def read_once(ports, noor, remote):
    """The same, read a moment ago."""
    assert refresh_calendar(ports, noor).outcome is Outcome.READ
    remote.calls.clear()
    return noor


def later(ports, **passed):
    ports.clock.moment += timedelta(**passed)


def there(ports):
    """What is stored of Noor's calendar: (id, start) of each event."""
    found = ports.calendars.events([each.id for each in remote_calendars(ports)], at(days=-80), at(days=380))
    return {(event.id, event.start) for _, event in found}


def known_of(ports, name="Noor"):
    tutors = [tutor for tutor in ports.calendars.tutors() if tutor.name == name]
    (time,) = read_tutors(ports, tutors, at(0), at(days=2))
    return time


def doubts(ports):
    return [doubted.doubt for doubted in known_of(ports).doubts]


def called(remote):
    return [call for call, _, _ in remote.calls]


def test_a_calendar_that_was_given_to_a_tutor_leaves_nothing_free_before_it_is_read(ports, noor):
    assert (noor.remote_id, noor.read_at) == (NOOR, None)
    assert doubts(ports) == [Doubt.NEVER_READ]


def test_the_first_reading_takes_everything(ports, noor, remote):
    done = refresh_calendar(ports, noor)
    assert (done.outcome, done.error, called(remote)) == (Outcome.READ, "", ["read"])
    assert there(ports) == {("tandarts", at(60))}
    assert done.calendar.knows(at(days=-90), at(days=399))
    assert known_of(ports).confirmed
    assert known_of(ports).read_at == NOW


def test_after_that_only_what_changed_is_asked_for(ports, read_once, remote):
    remote.busy(NOOR, at(300), at(360), id="new")
    remote.move_by_hand(NOOR, "tandarts", at(600), at(660))
    later(ports, minutes=2)
    assert refresh_calendar(ports, read_once).outcome is Outcome.READ
    assert called(remote) == ["changes"]
    assert there(ports) == {("new", at(300)), ("tandarts", at(600))}
    assert known_of(ports).read_at == ports.clock.now()


def test_what_was_deleted_there_is_gone_here(ports, read_once, remote):
    remote.delete_by_hand(NOOR, "tandarts")
    later(ports, minutes=2)
    refresh_calendar(ports, read_once)
    assert there(ports) == set()


def test_once_a_day_all_is_read_again_and_reaches_further(ports, read_once, remote):
    later(ports, days=1)
    done = refresh_calendar(ports, read_once)
    assert called(remote) == ["read"]
    assert done.calendar.covers_until > at(days=400)


def test_what_is_only_changed_does_not_reach_further(ports, read_once):
    before = remote_calendars(ports)[0].covers_until
    later(ports, hours=23)
    assert refresh_calendar(ports, read_once).calendar.covers_until == before


def test_where_changes_cannot_be_told_any_more_all_is_read(ports, read_once, remote):
    remote.forget_tokens(NOOR)
    remote.busy(NOOR, at(300), at(360), id="new")
    for _ in range(2):
        later(ports, minutes=2)
        assert refresh_calendar(ports, read_once).outcome is Outcome.READ
    assert called(remote) == ["changes", "read", "changes"]
    assert there(ports) == {("tandarts", at(60)), ("new", at(300))}


def test_an_event_that_cannot_be_read_leaves_the_calendar_unconfirmed_until_it_can(ports, read_once, remote):
    remote.spoil(NOOR, UNREADABLE)
    later(ports, minutes=2)
    refresh_calendar(ports, read_once)
    assert called(remote) == ["changes", "read"]
    assert doubts(ports) == [Doubt.INCOMPLETE]
    remote.spoil(NOOR)
    remote.busy(NOOR, at(300), at(360))
    later(ports, minutes=2)
    refresh_calendar(ports, read_once)
    assert doubts(ports) == []


def test_a_calendar_is_read_at_most_once_a_minute(ports, read_once, remote):
    later(ports, seconds=59)
    assert refresh_calendar(ports, read_once).outcome is Outcome.NOT_NOW
    later(ports, seconds=1)
    assert refresh_calendar(ports, read_once).outcome is Outcome.READ
    assert called(remote) == ["changes"]


def test_nobody_reads_a_calendar_that_somebody_is_reading(ports, noor, remote):
    """The other one began two minutes of work before: a minute later it is still at it."""
    begun = ports.calendars.begin_reading(noor.id, now=at(0), not_since=at(-1), lease_until=at(3))
    assert begun is not None
    later(ports, minutes=2)
    assert refresh_calendar(ports, noor).outcome is Outcome.NOT_NOW
    later(ports, minutes=2)
    assert refresh_calendar(ports, noor).outcome is Outcome.READ


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_keeps_the_last_good_reading_marked_and_unconfirmed(ports, read_once, remote, name):
    call, fault = FAULTS[name]
    if call == "read":
        remote.forget_tokens(NOOR)
    remote.delete_by_hand(NOOR, "tandarts")
    remote.fail(call, fault)
    later(ports, minutes=2)
    done = refresh_calendar(ports, read_once)
    (calendar,) = remote_calendars(ports)
    assert (done.outcome, done.error, calendar.error) == (Outcome.FAILED, str(fault), str(fault))
    assert (there(ports), calendar.read_at) == ({("tandarts", at(60))}, NOW)
    assert (doubts(ports), known_of(ports).confirmed) == ([Doubt.READING_FAILED], False)
    later(ports, minutes=1)
    assert refresh_calendar(ports, read_once).outcome is Outcome.READ
    assert (there(ports), known_of(ports).confirmed) == (set(), True)


def test_a_first_reading_that_fails_leaves_nothing_free(ports, noor, remote):
    remote.fail("read", refused(Cause.NOT_FOUND, "Google does not know this calendar."))
    refresh_calendar(ports, noor)
    assert doubts(ports) == [Doubt.NEVER_READ]
    assert remote_calendars(ports)[0].error == "Google does not know this calendar"


def test_a_fault_is_told_with_its_next_step(ports, noor, remote):
    fault = refused(Cause.ACCESS, "Google has withdrawn access.")
    fault.hint = "Sign in again."
    remote.fail("read", fault)
    assert refresh_calendar(ports, noor).error == "Google has withdrawn access. Sign in again."


def test_a_fault_of_ours_is_marked_too_and_not_hidden(ports, read_once, remote):
    remote.fail("changes", ZeroDivisionError("ours"))
    later(ports, minutes=2)
    with pytest.raises(ZeroDivisionError):
        refresh_calendar(ports, read_once)
    assert doubts(ports) == [Doubt.READING_FAILED]
    later(ports, minutes=2)
    assert refresh_calendar(ports, read_once).outcome is Outcome.READ


def test_a_calendar_that_nobody_reads_grows_old(ports, read_once):
    later(ports, minutes=16)
    assert doubts(ports) == [Doubt.OLD]
    refresh_due(ports)
    assert doubts(ports) == []


def test_those_are_read_that_are_older_and_asked_for(ports, read_once, remote):
    tim = connect_calendar(ports, "Tim", TIM, actor="Anouk")
    later(ports, seconds=70)
    assert [done.calendar.id for done in refresh_due(ports, older_than=timedelta(minutes=2))] == [tim.id]
    assert [done.calendar.id for done in refresh_due(ports, {read_once.tutor_id})] == [read_once.id]
    assert refresh_due(ports) == []
    assert [calendar for _, calendar, _ in remote.calls] == [TIM, NOOR]


def test_an_error_with_one_calendar_does_not_keep_the_others_from_being_read(ports, noor, remote):
    connect_calendar(ports, "Tim", TIM, actor="Anouk")
    remote.fail("read", ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        refresh_due(ports)
    assert known_of(ports, "Tim").confirmed
    assert not known_of(ports, "Noor").confirmed


def test_a_reading_is_followed_by_a_look_at_our_lessons(ports, read_once, remote):
    """A lesson of ours that somebody dragged is recognised."""
    lesson = a_booking(tutor_id=read_once.tutor_id, calendar_id=read_once.id, hours=24)
    stored(ports, lesson)
    with remote.session(limit=timedelta(seconds=5)) as session:
        properties = {"contact": lesson.contact_id, "booking": lesson.id}
        draft = EventDraft(id=event_id_of(lesson.id, 1), span=lesson.span, title="Les", properties=properties)
        session.insert(NOOR, draft)
    moved = Span(at(24 * 60 + 60), at(24 * 60 + 120))
    event = remote.move_by_hand(NOOR, draft.id, moved.start, moved.end)
    later(ports, minutes=2)
    refresh_calendar(ports, read_once)
    assert ports.bookings.get(lesson.id).theirs == Theirs(span=moved, etag=event.etag)


def take_away(ports, calendar):
    ports.calendars.remove_calendar(calendar.id, entry=an_entry("calendar removed"))


def test_a_calendar_that_was_taken_away_is_not_read(ports, noor, remote):
    take_away(ports, noor)
    with pytest.raises(UnknownName):
        refresh_calendar(ports, noor)
    assert called(remote) == []


def test_one_that_is_taken_away_during_its_reading_is_not_brought_back(ports, noor, remote):
    remote.before("read", lambda: take_away(ports, noor))
    with pytest.raises(UnknownName):
        refresh_calendar(ports, noor)
    assert remote_calendars(ports) == []


def test_nor_by_a_fault(ports, noor, remote):
    remote.before("read", lambda: take_away(ports, noor))
    remote.fail("read", in_doubt())
    assert refresh_calendar(ports, noor).outcome is Outcome.FAILED
    assert remote_calendars(ports) == []
