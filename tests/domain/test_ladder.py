"""The ladder away from a wish: which rung a slot stands on, and how far it is climbed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, at, busy, told
from tests.domain.plain_slots import Asked, _readings, judged
from tests.domain.question_strategies import questions
from tests.domain.test_choosing import choices
from tests.domain.test_slot_laws import arguments, table_of
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.instants import micros
from tutorcore.domain.ladder import NO_RUNG, Climb, Rung, climb, relaxed, rungs
from tutorcore.domain.preferences import Hold, Preferences, Window, parse_preferences
from tutorcore.domain.reasons import Reason
from tutorcore.domain.slots import evaluate_slots

HALF_HOURS = {"slot_step_minutes": 30, "latest_hour": 20}


def a_choice(wish, *texts, now=NOW, together=False, others=None, **fields):
    """The table of Anouk, with busy times, and of the others."""
    calendars = {"Anouk": texts} | (others or {})
    profile, preferences = a_profile(**fields), parse_preferences(wish)
    tables = {
        name: evaluate_slots(profile, busy(*taken), now=now, preferences=preferences)
        for name, taken in calendars.items()
    }
    return ChoiceTable(tables, together=together)


def on_rungs(wish, *texts, **fields):
    """The starts on each rung."""
    table = a_choice(wish, *texts, **fields)
    found = rungs(table)
    starts = [told(table.tables["Anouk"].slot(place).start) for place in range(len(table))]
    return {rung: [start for start, on in zip(starts, found, strict=True) if on == rung] for rung in (*Rung, NO_RUNG)}


def test_a_part_of_a_day_is_relaxed_by_an_hour_then_by_the_day_then_by_the_part():
    found = on_rungs("woensdagmiddag", **HALF_HOURS)
    assert found[Rung.AS_WISHED][0] == "wo 12:00"
    assert found[Rung.AS_WISHED][-1] == "wo 17:30"
    assert found[Rung.WITHIN_AN_HOUR] == ["wo 11:00", "wo 11:30", "wo 18:00", "wo 18:30"]
    assert found[Rung.SAME_DAY][:5] == ["wo 09:00", "wo 09:30", "wo 10:00", "wo 10:30", "wo 19:00"]
    assert {start[3:5] for start in found[Rung.SAME_PART]} == {"12", "13", "14", "15", "16", "17"}
    assert {start[:2] for start in found[Rung.SAME_PART]} == {"ma", "di", "do", "vr", "za", "zo"}
    assert "do 11:30" in found[Rung.ANYTHING]


def test_an_exact_start_is_left_by_at_most_an_hour_first():
    found = on_rungs("woensdag om 15:30", **HALF_HOURS)
    assert found[Rung.AS_WISHED] == ["wo 15:30"]
    assert found[Rung.WITHIN_AN_HOUR] == ["wo 14:30", "wo 15:00", "wo 16:00", "wo 16:30"]
    assert "do 17:30" in found[Rung.SAME_PART]
    assert "do 18:00" in found[Rung.ANYTHING]


def test_a_range_that_holds_the_whole_lesson_still_does_an_hour_wider():
    found = on_rungs("woensdag tussen 14 en 16", **HALF_HOURS)
    assert found[Rung.AS_WISHED] == ["wo 14:00", "wo 14:30", "wo 15:00"]
    assert found[Rung.WITHIN_AN_HOUR] == ["wo 13:00", "wo 13:30", "wo 15:30", "wo 16:00"]


def test_a_range_over_two_parts_of_the_day_keeps_both():
    found = on_rungs("woensdag tussen 17 en 19", **HALF_HOURS)
    assert {"do 12:00", "do 20:00"} <= set(found[Rung.SAME_PART])
    assert "do 11:30" in found[Rung.ANYTHING]


def test_a_wish_for_whole_days_leaves_only_the_day():
    found = on_rungs("woensdag")
    assert found[Rung.WITHIN_AN_HOUR] == found[Rung.SAME_DAY] == found[Rung.ANYTHING] == []
    assert len(found[Rung.SAME_PART]) == 6 * 9


def test_a_wish_for_any_day_leaves_only_the_part_of_the_day():
    found = on_rungs("middag", days_ahead=1)
    assert found[Rung.WITHIN_AN_HOUR] == ["ma 11:00"]
    assert found[Rung.SAME_DAY] == ["ma 09:00", "ma 10:00"]
    assert found[Rung.SAME_PART] == found[Rung.ANYTHING] == []


def test_an_hour_wider_stays_within_the_day():
    wish = Preferences(
        windows=(Window({2}, 30, 60), Window({2}, 1400, 1440, Hold.WHOLE), Window({3}, 0, 0, Hold.EXACT))
    )
    wider = relaxed(wish, Rung.WITHIN_AN_HOUR).windows
    assert [(window.start, window.end) for window in wider] == [(0, 120), (1340, 1440), (0, 61)]
    late = relaxed(Preferences(windows=(Window({2}, 1439, 1439, Hold.EXACT),)), Rung.WITHIN_AN_HOUR).windows
    assert [(window.start, window.end) for window in late] == [(1379, 1440)]


def test_what_is_excluded_is_on_no_rung():
    found = on_rungs("woensdagmiddag, niet op donderdag")
    everywhere = [start for rung in Rung for start in found[rung]]
    assert "vr 09:00" in everywhere
    assert not [start for start in everywhere if start.startswith("do")]


@pytest.mark.parametrize("wish", ["", "niet op donderdag"])
def test_without_wished_times_there_is_nothing_to_climb(wish):
    found = on_rungs(wish, "wo 09:00-18:00")
    assert not any(found[rung] for rung in Rung if rung is not Rung.AS_WISHED)
    assert {f"wo {hour:02d}:00" for hour in range(9, 18)} <= set(found[NO_RUNG])


def test_notice_buffers_and_busy_time_hold_on_every_rung():
    found = on_rungs("woensdagmiddag", "wo 09:00-18:00", min_lead_minutes=2 * 1440, buffer_before_min=30)
    everywhere = [start for rung in Rung for start in found[rung]]
    assert everywhere[:2] == ["do 12:00", "do 13:00"]
    assert not [start for start in everywhere if start[:2] in {"ma", "di", "wo"}]


# climbing


@pytest.mark.parametrize(
    ("taken", "rung", "first"),
    [
        ([], Rung.AS_WISHED, "wo 12:00"),
        (["wo 12:00-18:00"], Rung.WITHIN_AN_HOUR, "wo 11:00"),
        (["wo 10:30-19:00"], Rung.SAME_DAY, "wo 09:00"),
        (["wo 09:00-22:00"], Rung.SAME_PART, "ma 12:00"),
    ],
)
def test_it_is_climbed_no_further_than_the_first_rung_with_a_slot(taken, rung, first):
    climbed = climb(a_choice("woensdagmiddag", *taken, latest_hour=20))
    assert climbed.rung is rung
    assert told(climbed.slots[0].slot.start) == first
    assert {slot.rung for slot in climbed.slots} == {rung}
    assert climbed.relaxed == (rung is not Rung.AS_WISHED)


def test_the_last_rung_offers_what_is_left():
    taken = ["wo 09:00-22:00", *(f"{day} 12:00-18:00" for day in ("ma", "di", "do", "vr", "za", "zo"))]
    climbed = climb(a_choice("woensdagmiddag", *taken, latest_hour=20))
    assert climbed.rung is Rung.ANYTHING
    assert told(climbed.slots[0].slot.start) == "ma 09:00"


def test_where_nothing_is_free_no_rung_is_reached():
    assert climb(a_choice("woensdagmiddag", "ma 09:00-22:00", days_ahead=1)) == Climb()
    assert climb(a_choice("woensdagmiddag, niet op maandag", days_ahead=1)) == Climb(None, ())
    assert not Climb().relaxed


def test_it_is_climbed_for_the_time_that_is_asked_about():
    table = a_choice("woensdagmiddag")
    monday = table.places(micros(at("ma 00:00")), micros(at("di 00:00")))
    climbed = climb(table, monday)
    assert climbed.rung is Rung.SAME_PART
    assert [told(slot.slot.start) for slot in climbed.slots] == [f"ma {hour}:00" for hour in range(12, 18)]
    friday = climb(table, table.places(micros(at("vr 10:00")), micros(at("za 00:00"))))
    assert [told(slot.slot.start) for slot in friday.slots] == [f"vr {hour}:00" for hour in range(12, 18)]
    assert climb(table, monday[:0]) == Climb()


def test_a_slot_of_the_ladder_says_which_tutors_are_free():
    others = {"Bram": ["ma 09:00-11:00", "ma 12:00-22:00"]}
    climbed = climb(a_choice("woensdag", "ma 09:00-10:00", others=others, days_ahead=1))
    free = {told(one.slot.start): one.tutors for one in climbed.slots}
    assert free["ma 10:00"] == ("Anouk",)
    assert free["ma 11:00"] == ("Anouk", "Bram")
    assert "ma 09:00" not in free
    together = climb(a_choice("woensdag", "ma 09:00-10:00", others=others, together=True, days_ahead=1))
    assert [(told(one.slot.start), one.tutors) for one in together.slots] == [("ma 11:00", ("Anouk", "Bram"))]


# laws


def plain_rungs(asked: Asked) -> list[int]:
    """The rungs once more, plainly."""
    return [_plain_rung(start, reasons, asked) for start, reasons in judged(asked)]


def _plain_rung(start, reasons, asked):
    if reasons - {Reason.PREFERENCE}:
        return NO_RUNG
    if not reasons:
        return Rung.AS_WISHED
    end = start + timedelta(minutes=asked.profile.duration_minutes)
    readings = list(_readings(start, end, asked.zone))
    lies = (Rung.WITHIN_AN_HOUR, near), (Rung.SAME_DAY, same_day), (Rung.SAME_PART, same_part)
    return next(
        (rung for rung, holds in lies if any(holds(readings, window) for window in asked.preferences.windows)),
        Rung.ANYTHING,
    )


def near(readings, window):
    first = readings[0]
    if first.weekday() not in window.days:
        return False
    if window.hold is Hold.EXACT:
        return abs(minute_of(first) - window.start) <= 60
    if window.hold is Hold.START:
        return window.start - 60 <= minute_of(first) < window.end + 60
    return all(
        reading.date() == first.date() and window.start - 60 <= minute_of(reading) < window.end + 60
        for reading in readings
    )


def same_day(readings, window):
    return readings[0].weekday() in window.days


def same_part(readings, window):
    touched = {part_of(minute) for minute in range(window.start, max(window.end, window.start + 1))}
    return part_of(minute_of(readings[0])) in touched


def part_of(minute):
    return "morning" if minute < 12 * 60 else "afternoon" if minute < 18 * 60 else "evening"


def minute_of(reading):
    return reading.hour * 60 + reading.minute


@settings(max_examples=200)
@given(questions())
def test_every_candidate_stands_on_the_rung_that_the_plain_rules_say(asked):
    assert rungs(table_of(asked)).tolist() == plain_rungs(asked)


@given(questions())
def test_as_wished_is_what_is_offered_and_other_rules_are_never_relaxed(asked):
    table = table_of(asked)
    for place, rung in enumerate(rungs(table).tolist()):
        others = set(table.reasons(place)) - {Reason.PREFERENCE}
        assert (rung == Rung.AS_WISHED) == (not table.reasons(place))
        assert (rung == NO_RUNG) == bool(others)


@given(questions(), st.sampled_from(Rung))
def test_a_slot_that_a_rung_allows_is_allowed_on_every_later_one(asked, rung):
    table = table_of(asked)
    found = rungs(table)
    wish = relaxed(asked.preferences or Preferences(), rung)
    allowed = set(evaluate_slots(asked.profile, asked.events, **arguments(asked) | {"preferences": wish}).suggested)
    for place, on in enumerate(found.tolist()):
        assert table.slot(place) not in allowed or on <= rung
        assert table.slot(place) in allowed or on != rung
    everything = table_of(replace(asked, preferences=replace(wish, windows=())))
    assert [on <= Rung.ANYTHING for on in found.tolist()] == (everything.mask == 0).tolist()


@given(choices(), st.booleans())
def test_several_tutors_are_on_the_rung_of_the_first_who_is_free_or_together_of_all(tables, together):
    table = ChoiceTable(tables, together=together)
    each = [rungs(own).tolist() for own in tables.values()]
    expected = [max(found) if together else min(found) for found in zip(*each, strict=True)]
    assert rungs(table).tolist() == expected
    climbed = climb(table)
    lowest = min(expected, default=NO_RUNG)
    assert climbed.rung == (None if lowest == NO_RUNG else lowest)
    for slot in climbed.slots:
        assert set(slot.tutors) == {
            name
            for name, own in tables.items()
            for place, on in enumerate(rungs(own).tolist())
            if on != NO_RUNG and own.slot(place).start.astimezone(UTC) == slot.slot.start.astimezone(UTC)
        }
    if climbed.rung is Rung.AS_WISHED:
        assert [(one.slot, one.tutors) for one in climbed.slots] == [(one.slot, one.tutors) for one in table.offered()]
