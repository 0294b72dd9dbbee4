"""The calendar that tests write to keeps to what Google promises."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import at
from tests.remote_in_memory import RemoteInMemory, in_doubt
from tutorcore.domain.bookings import Span
from tutorcore.domain.calendars import EventKind, EventStatus
from tutorcore.domain.remote_events import EventDraft
from tutorcore.errors import AlreadyThere, ChangedThere, GoneThere, InDoubt, Refused, StartOver

NOOR = "noor@example.org"


@pytest.fixture
def remote():
    return RemoteInMemory(NOOR)


@pytest.fixture
def session(remote):
    with remote.session(limit=timedelta(seconds=5)) as opened:
        yield opened


def a_draft(event_id="tutorbot1", start=0, **properties):
    return EventDraft(id=event_id, span=Span(at(start), at(start + 60)), title="Les", properties=properties)


def test_an_event_of_ours_comes_back_as_a_lesson_with_its_buffers(session):
    session.insert(NOOR, a_draft(contact="412", booking="b1", buffer_before_min="10", buffer_after_min="15"))
    (event,) = session.window(NOOR, at(0), at(30)).events
    assert (event.kind, event.contact_id, event.booking_id) == (EventKind.LESSON, "412", "b1")
    assert (event.buffer_before_min, event.buffer_after_min) == (10, 15)


def test_the_id_of_a_deleted_event_stays_taken(session):
    written = session.insert(NOOR, a_draft())
    session.cancel(NOOR, written.id, etag=written.etag)
    assert session.get(NOOR, written.id).status is EventStatus.CANCELLED
    with pytest.raises(AlreadyThere):
        session.insert(NOOR, a_draft())
    with pytest.raises(GoneThere):
        session.cancel(NOOR, written.id, etag=written.etag)


def test_an_event_that_somebody_changed_is_not_moved(session, remote):
    written = session.insert(NOOR, a_draft())
    remote.move_by_hand(NOOR, written.id, at(120), at(180))
    with pytest.raises(ChangedThere):
        session.move(NOOR, written.id, Span(at(300), at(360)), etag=written.etag)
    assert remote.event(NOOR, written.id).start == at(120)


def test_a_token_tells_what_changed_since_and_nothing_else(session, remote):
    stays, goes = remote.busy(NOOR, at(0), at(60)), remote.busy(NOOR, at(60), at(120))
    token = session.read(NOOR, at(0), at(600)).token
    new = remote.busy(NOOR, at(200), at(260))
    remote.delete_by_hand(NOOR, goes.id)
    delta = session.changes(NOOR, token)
    assert ([event.id for event in delta.events], delta.gone) == ([new.id], {goes.id})
    assert stays.id not in {event.id for event in delta.events}
    assert session.changes(NOOR, delta.token).events == ()


def test_a_forgotten_token_starts_over(session, remote):
    token = session.read(NOOR, at(0), at(600)).token
    remote.forget_tokens(NOOR)
    with pytest.raises(StartOver):
        session.changes(NOOR, token)
    session.changes(NOOR, session.read(NOOR, at(0), at(600)).token)


def test_an_answer_can_be_lost_after_the_change_was_made(session, remote):
    remote.fail("insert", in_doubt(), after=True)
    with pytest.raises(InDoubt):
        session.insert(NOOR, a_draft())
    assert [event.id for event in remote.standing(NOOR)] == ["tutorbot1"]


def test_a_fault_hits_the_calls_it_is_planned_for(session, remote):
    remote.fail("get", in_doubt(), skip=1)
    assert session.get(NOOR, "x") is None
    with pytest.raises(InDoubt):
        session.get(NOOR, "x")
    assert session.get(NOOR, "x") is None


def test_somebody_can_be_a_moment_quicker(session, remote):
    remote.before("insert", lambda: remote.busy(NOOR, at(0), at(60), title="Tandarts"))
    session.insert(NOOR, a_draft())
    assert [event.title for event in remote.standing(NOOR)] == ["Tandarts", "Les"]


def test_a_calendar_that_is_gone_is_refused(session, remote):
    remote.remove_calendar(NOOR)
    with pytest.raises(Refused):
        session.read(NOOR, at(0), at(60))
