"""Why a contact is in a segment, in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tutorcore.domain.contacts import Pin
from tutorcore.domain.segments import EffectiveSegment, SegmentSource, detect_segment, effective_segment
from tutorcore.domain.weeks import end_of_day
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.segments import detection_text, outcome_text, shown_value, source_text, values_text

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_each_rule_is_told_as_it_came_out():
    evidence = detect_segment({"returning_broadcast": "ja", "customer_since": "2024"}).evidence
    assert [outcome_text(rule) for rule in evidence] == ["no", "yes", "would hold, not reached", "not reached"]


def test_the_values_that_decided_are_told_as_they_stand():
    attributes = {"has_paid_lesson": "false", "lesson_booked": 0, "intake_completed": None}
    evidence = detect_segment(attributes).evidence
    assert [values_text(rule) for rule in evidence] == [
        "not set",
        "not set",
        "has_paid_lesson = “false”, intake_completed = nothing, lesson_booked = 0",
        "none of the above",
    ]


def test_the_last_rule_says_why_it_was_not_reached():
    assert values_text(detect_segment({"customer_since": "2024"}).evidence[-1]) == "a rule above holds"


@pytest.mark.parametrize(
    ("value", "text"),
    [("", "“”"), ("false", "“false”"), (None, "nothing"), (False, "false"), (0, "0"), (["a"], "['a']")],
)
def test_text_can_be_told_from_other_values(value, text):
    assert shown_value(value) == text


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ({}, "detected by the rules today"),
        ({"segment": "new"}, "cached, and the rules agree"),
        ({"segment": "existing"}, "cached; the rules say new today (drift)"),
        ({"segment": "premium"}, "cached, set by hand, not pinned; the rules say new"),
        ({"segment": "parent"}, "detected by the rules; the cached “parent” names no profile and is not used"),
    ],
)
def test_the_cache_is_told_against_the_rules(attributes, text):
    assert detection_text(detect_segment(attributes)) == text
    assert source_text(effective_segment(attributes, None, now=NOW)) == text


def pinned(until=None):
    since = NOW - timedelta(days=1)
    pin = Pin(contact_id="1", segment="weekend", reason="afgesproken", actor="Anouk", since=since, until=until)
    return effective_segment({}, pin, now=NOW)


def test_a_pin_tells_who_until_when_and_why():
    assert source_text(pinned()) == "pinned by Anouk, no end: afgesproken"


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Tokyo"])
def test_a_pin_dated_until_a_day_tells_that_day(zone):
    local = ZoneInfo(zone)
    until = end_of_day(date(2026, 12, 1), local)
    for kept in (until, until.astimezone(UTC)):
        text = source_text(pinned(kept), zone=local)
        assert text == "pinned by Anouk through di 1 dec 2026: afgesproken"


def test_a_pin_until_an_hour_tells_the_day_of_that_hour():
    until = datetime(2026, 12, 1, 15, tzinfo=AMSTERDAM)
    assert "through di 1 dec 2026" in source_text(pinned(until))


def test_a_source_without_its_pin_is_told_by_the_detection():
    odd = EffectiveSegment(segment="new", source=SegmentSource.PIN, detection=detect_segment({}))
    assert source_text(odd) == "detected by the rules today"
