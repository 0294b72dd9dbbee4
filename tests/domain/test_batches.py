"""Many wishes asked at once get the answers that each gets alone."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, at, busy, told
from tests.domain.profile_strategies import profiles
from tests.domain.question_strategies import FEW, questions, wishes
from tutorcore.domain.batches import SlotCount, count_slots
from tutorcore.domain.closures import Closure
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.slots import suggest_slots
from tutorcore.errors import InputError, UnknownName

ANYTHING = Preferences()
PROFILES = {"new": a_profile(days_ahead=2), "short": a_profile(days_ahead=1, latest_hour=10)}
AT_TEN = busy("ma 10:00-11:00")


def counted(*asked, events=AT_TEN, **given_too):
    """As `3 from ma 09:00` for each question: the name of a profile, and a line of preferences."""
    lines = [(name, parse_preferences(line)) for name, line in asked]
    answers = count_slots(lines, PROFILES, events, now=NOW, **given_too)
    return [f"{answer.count} from {told(answer.first)}" if answer.first else str(answer.count) for answer in answers]


def test_each_question_is_answered_by_count_and_first_start():
    assert counted(("new", ""), ("short", ""), ("new", "dinsdag")) == [
        "17 from ma 09:00",
        "1 from ma 09:00",
        "9 from di 09:00",
    ]


def test_any_of_the_windows_is_enough_and_no_exclusion_may_be_touched():
    assert counted(("new", "maandag na 16:00; dinsdag tussen 9 en 11")) == ["4 from ma 16:00"]
    assert counted(("new", "niet maandag, niet dinsdag na 12:00")) == ["3 from di 09:00"]
    assert counted(("new", "maandag, niet voor 16:00")) == ["2 from ma 16:00"]


def test_a_wish_that_nothing_fits_has_no_first_start():
    assert counted(("new", "zondag"), ("short", "dinsdag")) == ["0", "0"]
    assert counted(("new", ""), ("new", "maandag"), events=busy("ma 00:00-23:00", "di 00:00-23:00")) == ["0", "0"]


def test_a_closure_counts_for_every_question():
    monday_off = [Closure(date(2026, 11, 23), date(2026, 11, 23))]
    assert counted(("new", ""), ("short", ""), closures=monday_off) == ["9 from di 09:00", "0"]


def test_the_answers_stand_in_the_order_of_the_questions_however_often_one_is_asked():
    tuesday, wish = ("new", parse_preferences("dinsdag")), parse_preferences("dinsdag")
    answers = count_slots([tuesday, ("short", wish), tuesday, ("new", wish)], PROFILES, AT_TEN, now=NOW)
    assert [answer.count for answer in answers] == [9, 0, 9, 9]
    assert answers[2] == SlotCount(9, at("di 09:00"))
    assert (len(answers), answers.counts.tolist()) == (4, [9, 0, 9, 9])


def test_the_first_start_of_very_many_slots_is_found():
    """More than a machine word holds, of which only the last ones are left."""
    five_minutes = {"all day": a_profile(earliest_hour=0, latest_hour=23, slot_step_minutes=5, days_ahead=7)}
    asked = [("all day", parse_preferences("zondag na 22:00")), ("all day", ANYTHING)]
    last, whole = count_slots(asked, five_minutes, [], now=at("ma 00:00"))
    assert last == SlotCount(13, at("zo 22:00"))
    assert whole == SlotCount(7 * (23 * 12 + 1), at("ma 00:00"))


def test_starts_that_are_gone_through_in_blocks_are_counted_once_each():
    months = {"all day": a_profile(earliest_hour=0, latest_hour=23, slot_step_minutes=5, days_ahead=50)}
    asked = [("all day", ANYTHING), ("all day", parse_preferences("niet dinsdag")), ("all day", Preferences())]
    closed = [Closure(date(2026, 11, 23), date(2027, 1, 7))]
    all_of_it, late = (count_slots(asked, months, [], now=at("ma 00:00"), closures=days) for days in ([], closed))
    assert [answer.count for answer in all_of_it] == [50 * 277, 43 * 277, 50 * 277]
    assert [(answer.count, told(answer.first)) for answer in late] == [(4 * 277, "vr 00:00")] * 3


def test_nothing_asked_is_ordinary():
    assert list(count_slots([], PROFILES, AT_TEN, now=NOW)) == []
    assert list(count_slots([], {}, AT_TEN, now=NOW)) == []


def test_a_profile_that_is_not_there_is_refused_by_name():
    with pytest.raises(UnknownName, match="no planning profile “vip”"):
        count_slots([("new", ANYTHING), ("vip", ANYTHING)], PROFILES, AT_TEN, now=NOW)


def test_a_naive_now_is_refused():
    with pytest.raises(InputError, match="`now` has no time zone"):
        count_slots([("new", ANYTHING)], PROFILES, AT_TEN, now=NOW.replace(tzinfo=None))


@st.composite
def batches(draw):
    """A question, a few profiles and wishes, and who asks what."""
    asked = draw(questions())
    known = {"first": asked.profile, "second": draw(profiles(**FEW))}
    lines = draw(st.lists(wishes | st.just(ANYTHING), min_size=1, max_size=4))
    contacts = draw(st.lists(st.tuples(st.sampled_from(sorted(known)), st.sampled_from(lines)), max_size=8))
    return asked, known, contacts


@settings(max_examples=200)
@given(batches())
def test_asking_many_at_once_is_asking_each_alone(batch):
    asked, known, contacts = batch
    given_too = {"now": asked.now, "zone": asked.zone, "closures": asked.closures}
    answers = count_slots(contacts, known, asked.events, **given_too)
    alone = [suggest_slots(known[name], asked.events, preferences=wish, **given_too) for name, wish in contacts]
    assert [answer.count for answer in answers] == [len(slots) for slots in alone]
    firsts = [slots[0].start.astimezone(UTC) if slots else None for slots in alone]
    assert [answer.first and answer.first.astimezone(UTC) for answer in answers] == firsts
    assert all(answer.first is None or answer.first.tzinfo is asked.zone for answer in answers)


@given(batches(), st.randoms(use_true_random=False))
def test_who_else_asks_changes_no_answer(batch, random):
    asked, known, contacts = batch
    shuffled = random.sample(range(len(contacts)), len(contacts))
    given_too = {"now": asked.now, "zone": asked.zone, "closures": asked.closures}
    answers = list(count_slots(contacts, known, asked.events, **given_too))
    others = list(count_slots([contacts[place] for place in shuffled], known, asked.events, **given_too))
    assert others == [answers[place] for place in shuffled]
