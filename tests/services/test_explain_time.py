from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.builders import ports_over
from tutorcore.adapters.demo import DemoData
from tutorcore.bootstrap import DEMO_FOLDER
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError
from tutorcore.services.demo import refresh_demo
from tutorcore.services.explain_time import explain_time
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import Trial, plan_week
from tutorcore.wording.dates import moment_text
from tutorcore.wording.why import free_texts, why_texts

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=AMSTERDAM)


@pytest.fixture
def ports(sqlite_store):
    store = sqlite_store
    demo = DemoData(DEMO_FOLDER, NOW.date(), AMSTERDAM)
    refresh_demo(
        demo, contacts=store.contacts, calendars=store.calendars, closures=store.closures, staff=store.staff, now=NOW
    )
    return ports_over(store, now=NOW)


@pytest.mark.parametrize("together", [False, True])
def test_what_is_explained_is_what_the_week_offers(ports, together):
    opened = open_contact(ports, "1001")
    week = IsoWeek.of(NOW.date())
    plan = plan_week(ports, opened, week, tutors=(), together=together)
    offered = {one.slot.start: one.tutors for one in plan.offered}
    for half_hour in range(0, 5 * 48, 3):
        start = datetime(2026, 11, 23, tzinfo=AMSTERDAM) + timedelta(minutes=30 * half_hour)
        answer = explain_time(ports, opened, moment_text(start), tutors=(), together=together)
        assert bool(answer.offered_by) == (start in offered)
        if not together and start in offered:
            assert answer.offered_by == offered[start]


def test_what_all_tutors_share_is_told_once(ports):
    opened = open_contact(ports, "1001")
    answer = explain_time(ports, opened, "zo 29 nov 14:00", tutors=())
    told = why_texts(answer.start, answer.by_tutor, answer.offered_by)
    assert told[0] == "Not offered: zo 29 nov 14:00."
    assert told.count("The profile does not allow a Sunday.") == 1


def test_each_tutors_own_reason_is_told_with_the_name(ports):
    opened = open_contact(ports, "1001")
    answer = explain_time(ports, opened, "ma 23 nov 13:30", tutors=("Eva", "Noor"), together=True)
    told = why_texts(answer.start, answer.by_tutor, answer.offered_by)
    assert any(text.startswith("Eva: Busy") for text in told)


def test_a_trial_is_explained_as_it_is_shown(ports):
    opened = open_contact(ports, "1001")
    as_stored = explain_time(ports, opened, "do 26 nov 13:00", tutors=("Eva",))
    anyhow = explain_time(ports, opened, "do 26 nov 13:00", tutors=("Eva",), trial=Trial(wish=""))
    assert len(anyhow.by_tutor["Eva"]) < len(as_stored.by_tutor["Eva"])


def test_without_a_tutor_nothing_is_known_to_be_free():
    assert "nothing is known to be free" in why_texts(NOW, {}, ())[0]


def test_what_is_no_time_is_refused(ports):
    with pytest.raises(InputError):
        explain_time(ports, open_contact(ports, "1001"), "soon")


def test_an_event_that_does_not_block_is_told_beside_an_offered_time(ports):
    opened = open_contact(ports, "1001")
    plans = [plan_week(ports, opened, IsoWeek.of(NOW.date()).shifted(ahead), tutors=()) for ahead in range(2)]
    free = [
        (time.tutor.name, event)
        for plan in plans
        for time in plan.tutors
        for _, event in time.events
        if event.transparent and event.start > NOW
    ]
    name, event = free[0]
    answer = explain_time(
        ports, opened, moment_text(event.start.astimezone(AMSTERDAM).replace(hour=13)), tutors=(name,)
    )
    assert event in answer.free_events[name]
    assert any("marked free" in text for text in free_texts(answer.free_events))
