"""What reaches a goal in the demo does so when every contact is planned anew, one at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.builders import a_hold, a_row, a_talk, an_entry, bring, ports_over, publish
from tests.services.effect.conftest import DEMO_NOW
from tutorcore.domain.bookings import Span
from tutorcore.domain.goals import Goal, Searched, Tally
from tutorcore.domain.goals.search import rank
from tutorcore.domain.records import RulesKind
from tutorcore.domain.weeks import IsoWeek
from tutorcore.errors import UnknownName
from tutorcore.services.effect.people import know_people
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week
from tutorcore.services.reach_goal import reach_goal

WEEK = IsoWeek.of(DEMO_NOW.date())
MOST_OF_NEW = Goal(segment="new", slots=3, percent=Decimal(85))


def counted_anew(ports, goal):
    """Everybody of whom the goal speaks, each planned alone by what is published."""
    counts = []
    for contact_id in know_people(ports).ids:
        opened = open_contact(ports, contact_id)
        if goal.segment in ("", opened.segment.segment):
            table = plan_week(ports, opened, WEEK).table
            counts.append(len(table.offered()) if table else 0)
    return Tally(people=len(counts), reached=sum(count >= goal.slots for count in counts), slots=sum(counts))


def some_more(ports, slots, *, more=3):
    """The goal that so many more of everybody have the slots than have them now."""
    now = reach_goal(ports, Goal(slots=slots, percent=Decimal(1))).before
    return Goal(slots=slots, percent=Decimal(100 * (now.reached + more)) / now.people)


def test_each_answer_reaches_the_goal_once_it_is_published(demo_ports):
    answer = reach_goal(demo_ports, MOST_OF_NEW)
    assert answer.before == counted_anew(demo_ports, MOST_OF_NEW)
    assert len(answer.reached) > 3
    for found in answer.reached[:2]:
        publish(demo_ports, found.profile, found.values)
        assert counted_anew(demo_ports, MOST_OF_NEW) == found.after
        assert found.after.reached >= MOST_OF_NEW.needs(found.after.people)
    assert {found.profile for found in answer.reached} == {"new"}


def test_a_goal_for_everybody_counts_all_and_changes_whichever_profile_reaches_it(demo_ports):
    goal = some_more(demo_ports, slots=6)
    answer = reach_goal(demo_ports, goal)
    assert answer.before == counted_anew(demo_ports, goal)
    assert len({found.profile for found in answer.reached}) > 1
    assert [rank(found) for found in answer.reached] == sorted(rank(found) for found in answer.reached)
    best = answer.reached[0]
    publish(demo_ports, best.profile, best.values)
    assert counted_anew(demo_ports, goal) == best.after


def test_what_nothing_reaches_has_the_nearest_of_any_profile(demo_ports):
    answer = reach_goal(demo_ports, Goal())
    assert answer.reached == ()
    publish(demo_ports, answer.nearest.profile, answer.nearest.values)
    assert counted_anew(demo_ports, Goal()) == answer.nearest.after
    assert answer.nearest.after.reached > answer.before.reached


def test_what_is_tried_counts_instead_of_what_is_stored(demo_ports):
    stored = know_profiles(demo_ports)["new"].profile
    wide = stored.model_copy(update={"latest_hour": 22, "min_lead_minutes": 60, "days_ahead": 14})
    answer = reach_goal(demo_ports, MOST_OF_NEW, tried={"new": wide})
    publish(demo_ports, "new", {"latest_hour": 22, "min_lead_minutes": 60, "days_ahead": 14})
    assert answer.before == counted_anew(demo_ports, MOST_OF_NEW)


def test_holds_and_lesson_types_count_as_they_do_for_their_contact(demo_ports):
    tutor = demo_ports.calendars.tutors()[0]
    start = DEMO_NOW.replace(hour=14) + timedelta(days=1)
    kept = a_hold(
        until=0,
        contact_id="1001",
        tutor_id=tutor.id,
        tutor_name=tutor.name,
        span=Span(start, start + timedelta(hours=1)),
        expires_at=start,
    )
    demo_ports.bookings.reserve([kept], now=DEMO_NOW, entries=[an_entry("held", "booking:h")])
    talk = demo_ports.contacts.conversations("1002")[0]
    attributes = {"lesson_type": "trial"}
    bring(demo_ports, a_row("1002", talks=[a_talk(None, conversation_id=talk.id, attributes=attributes)]))
    best = reach_goal(demo_ports, some_more(demo_ports, slots=6)).reached[0]
    publish(demo_ports, best.profile, best.values)
    assert counted_anew(demo_ports, Goal(slots=6)) == best.after


def test_a_lesson_type_that_leaves_nothing_of_the_profile_counts_as_nothing(demo_ports):
    publish(demo_ports, "noon", {"latest_hour": 9}, kind=RulesKind.LESSON_TYPE)
    opened = (open_contact(demo_ports, contact_id) for contact_id in know_people(demo_ports).ids)
    one = next(one for one in opened if one.segment.segment == "new" and one.conversations)
    talk = a_talk(None, conversation_id=one.conversations[0].id, attributes={"lesson_type": "noon"})
    bring(demo_ports, a_row(one.contact.id, talks=[talk]))
    answer = reach_goal(demo_ports, MOST_OF_NEW)
    assert open_contact(demo_ports, one.contact.id).rules.impossible
    assert answer.before == counted_anew(demo_ports, MOST_OF_NEW)


def test_a_segment_that_nobody_is_in_and_one_that_is_not_there(demo_ports):
    publish(demo_ports, "evening", {"earliest_hour": 17})
    answer = reach_goal(demo_ports, Goal(segment="evening"))
    assert (answer.before, answer.met) == (Tally(), True)
    with pytest.raises(UnknownName, match="no planning profile “vip”"):
        reach_goal(demo_ports, Goal(segment="vip"))


def test_it_tells_how_far_it_is_and_stops_when_it_is_told_to(demo_ports):
    seen: list[Searched] = []
    whole = reach_goal(demo_ports, some_more(demo_ports, slots=6), on_progress=seen.append)
    shares = [progress.done / progress.total for progress in seen]
    assert whole.complete
    assert shares[0] == 0
    assert 0.5 < max(shares) < 1
    seen.clear()
    stopped = reach_goal(demo_ports, MOST_OF_NEW, on_progress=seen.append, stopped=lambda: len(seen) >= 20)
    assert (stopped.complete, len(seen)) == (False, 20)


class TickingClock:
    """A second later whenever it is asked."""

    def __init__(self):
        self.moment = DEMO_NOW

    def now(self):
        self.moment += timedelta(seconds=1)
        return self.moment


def test_it_does_not_go_on_for_ever(demo_ports):
    answer = reach_goal(replace(demo_ports, clock=TickingClock()), MOST_OF_NEW)
    assert not answer.complete


def test_without_any_contact_there_is_nothing_to_reach(sqlite_store):
    answer = reach_goal(ports_over(sqlite_store, now=DEMO_NOW), Goal())
    assert (answer.before, answer.reached, answer.nearest) == (Tally(), (), None)
