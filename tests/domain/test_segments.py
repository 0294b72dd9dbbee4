"""Segments: which rule wins on the attributes that Chatwoot really holds, the cache, pins, and the evidence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.contacts import Pin
from tutorcore.domain.segments import (
    BUILT_IN_NAMES,
    RULE_ATTRIBUTES,
    SegmentSource,
    detect_segment,
    effective_segment,
    is_set,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EXISTING_FLAGS = (
    "customer_since",
    "has_paid_lesson",
    "has_completed_intake",
    "intake_completed",
    "trial_lesson_completed",
    "lesson_booked",
)
NOES = [None, False, 0, 0.0, "", "  ", "\t\n", "false", "False", "FALSE", "no", "No ", "nee", " NEE ", "off", "Off"]
NOES += ["uit", "UIT", "n", "N", "0", " 0 ", "\u00a0nee\u00a0", [], {}]
YESES = [True, 1, 2, 0.5, -1, "true", "True ", "ja", " JA", "yes", "on", "aan", "y", "1", "x", "2024-03-01", "nee hoor"]
YESES += ["00", "not", "nein", date(2024, 3, 1), ["ja"], {"sinds": 2024}]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
SAID = st.sampled_from([value for value in NOES + YESES if not isinstance(value, date)]) | JSON
ATTRIBUTES = st.dictionaries(
    st.sampled_from([*RULE_ATTRIBUTES, "segment", "tutor"]) | st.text(max_size=12), SAID, max_size=9
)


def segment(**attributes):
    return detect_segment(attributes).segment


@pytest.mark.parametrize("value", NOES, ids=repr)
def test_a_value_that_people_use_for_no_is_not_set(value):
    assert not is_set(value)


@pytest.mark.parametrize("value", YESES, ids=repr)
def test_any_other_value_is_set(value):
    assert is_set(value)


def test_a_contact_of_whom_nothing_is_known_is_new():
    assert segment() == "new"


@pytest.mark.parametrize("value", NOES, ids=repr)
@pytest.mark.parametrize("name", ["weekend_whitelisted", "returning_broadcast", *EXISTING_FLAGS, "customer_status"])
def test_no_rule_holds_on_a_no(name, value):
    assert segment(**{name: value}) == "new"


@pytest.mark.parametrize("value", YESES, ids=repr)
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("weekend_whitelisted", "weekend"),
        ("returning_broadcast", "returning_broadcast"),
        *((name, "existing") for name in EXISTING_FLAGS),
    ],
)
def test_each_attribute_leads_to_its_segment(name, expected, value):
    assert segment(**{name: value}) == expected


@pytest.mark.parametrize("status", ["active", "Active ", " ACTIVE", "\tactive\n"])
def test_an_active_customer_is_existing(status):
    assert segment(customer_status=status) == "existing"


@pytest.mark.parametrize("status", ["inactive", "actief", "active!", "true", True, 1, None, ["active"], "activ e"])
def test_any_other_status_says_nothing(status):
    assert segment(customer_status=status) == "new"


@pytest.mark.parametrize("name", ["Weekend_whitelisted", "weekend_whitelisted ", "customer_state", "lesson_type"])
def test_attributes_that_no_rule_names_say_nothing(name):
    assert segment(**{name: "ja"}) == "new"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"weekend_whitelisted": True, "returning_broadcast": True, "customer_since": "2024"}, "weekend"),
        (
            {"weekend_whitelisted": "false", "returning_broadcast": True, "customer_since": "2024"},
            "returning_broadcast",
        ),
        ({"weekend_whitelisted": "nee", "returning_broadcast": 0, "customer_since": "2024"}, "existing"),
        ({"weekend_whitelisted": "ja", "customer_status": "active"}, "weekend"),
        ({"has_paid_lesson": "false", "customer_status": "Active "}, "existing"),
    ],
)
def test_the_first_rule_that_holds_wins(attributes, expected):
    assert detect_segment(attributes).segment == expected


def test_the_evidence_tells_every_rule_in_order_also_behind_the_one_that_won():
    found = detect_segment({"returning_broadcast": "ja", "customer_since": "2024-03-01"})
    assert [(rule.priority, rule.segment, rule.held, rule.reached, rule.decides) for rule in found.evidence] == [
        (1, "weekend", False, True, False),
        (2, "returning_broadcast", True, True, True),
        (3, "existing", True, False, False),
        (4, "new", False, False, False),
    ]


def test_where_no_rule_holds_the_last_one_decides():
    found = detect_segment({"weekend_whitelisted": "nee"}).evidence
    assert [rule.decides for rule in found] == [False, False, False, True]
    assert [rule.reached for rule in found] == [True] * 4


def test_a_rule_that_held_tells_the_values_that_decided_and_no_others():
    attributes = {"has_paid_lesson": "false", "customer_since": "2024-03-01", "customer_status": "Active "}
    values = detect_segment(attributes).evidence[2].values
    assert [(value.name, value.value, value.says_yes) for value in values] == [
        ("customer_since", "2024-03-01", True),
        ("customer_status", "Active ", True),
    ]


def test_a_rule_that_did_not_hold_tells_what_it_saw():
    values = detect_segment({"has_paid_lesson": "false", "lesson_booked": None}).evidence[2].values
    assert [(value.name, value.value, value.says_yes) for value in values] == [
        ("has_paid_lesson", "false", False),
        ("lesson_booked", None, False),
    ]


def test_a_rule_that_saw_nothing_tells_nothing():
    assert [rule.values for rule in detect_segment({"city": "Utrecht"}).evidence] == [(), (), (), ()]


@pytest.mark.parametrize("cache", ["existing", " Existing ", "EXISTING", "\texisting\n"])
def test_the_cache_is_the_answer_however_it_is_written(cache):
    found = detect_segment({"segment": cache})
    assert (found.segment, found.cached, found.by_rules) == ("existing", True, "new")


@pytest.mark.parametrize("name", BUILT_IN_NAMES)
def test_the_cache_may_name_any_profile(name):
    assert detect_segment({"segment": name}).segment == name


@pytest.mark.parametrize("cache", ["parent", "exist", "existing customer", "nieuw", 3, True, ["existing"], "returning"])
def test_a_cache_that_names_no_profile_is_not_used_and_said_to_be_so(cache):
    found = detect_segment({"segment": cache, "customer_since": "2024"})
    assert (found.segment, found.cached, found.unusable_cache) == ("existing", False, True)
    assert found.cached_value == cache


@pytest.mark.parametrize("cache", [None, "", "   "])
def test_a_blank_cache_is_no_cache(cache):
    found = detect_segment({"segment": cache})
    assert (found.segment, found.cached, found.unusable_cache) == ("new", False, False)


def test_detecting_again_passes_the_cache_over():
    found = detect_segment({"segment": "premium", "customer_since": "2024"}, use_cached=False)
    assert (found.segment, found.cached, found.drift, found.set_by_hand) == ("existing", False, False, False)


def test_a_cache_that_the_rules_contradict_is_drift():
    assert detect_segment({"segment": "new", "customer_since": "2024"}).drift
    assert not detect_segment({"segment": "existing", "customer_since": "2024"}).drift
    assert not detect_segment({"segment": "parent", "customer_since": "2024"}).drift


@pytest.mark.parametrize("name", ["premium", "Premium ", "zomerkamp"])
def test_a_cache_that_no_rule_can_detect_was_set_by_hand(name):
    found = detect_segment({"segment": name}, profiles=[*BUILT_IN_NAMES, "zomerkamp"])
    assert (found.segment, found.set_by_hand, found.drift) == (name.strip().casefold(), True, False)


def test_a_custom_profile_counts_only_where_it_is_known():
    assert not detect_segment({"segment": "zomerkamp"}).cached


def a_pin(name="weekend", *, since=NOW - timedelta(days=1), until=None):
    return Pin(contact_id="1", segment=name, reason="afgesproken", actor="Anouk", since=since, until=until)


CACHED = {"segment": "premium", "customer_since": "2024"}


def test_a_running_pin_wins_over_the_cache_and_the_rules():
    found = effective_segment(CACHED, a_pin(), now=NOW)
    assert (found.segment, found.source, found.pin) == ("weekend", SegmentSource.PIN, a_pin())
    assert (found.detection.segment, found.detection.by_rules) == ("premium", "existing")


@pytest.mark.parametrize(
    "pin",
    [
        None,
        a_pin(until=NOW - timedelta(minutes=1)),
        a_pin(until=NOW),
        a_pin(since=NOW + timedelta(minutes=1)),
        a_pin("vroeger"),
    ],
    ids=["none", "ended", "ends now", "not begun", "profile is gone"],
)
def test_a_pin_that_does_not_run_leaves_the_cache(pin):
    found = effective_segment(CACHED, pin, now=NOW)
    assert (found.segment, found.source, found.pin) == ("premium", SegmentSource.CACHE, None)


@pytest.mark.parametrize(
    "pin", [a_pin(since=NOW), a_pin(until=NOW + timedelta(microseconds=1))], ids=["begins now", "ends soon"]
)
def test_a_pin_runs_from_its_start_until_just_before_its_end(pin):
    assert effective_segment(CACHED, pin, now=NOW).source is SegmentSource.PIN


def test_a_pin_may_name_a_custom_profile():
    found = effective_segment({}, a_pin("zomerkamp"), now=NOW, profiles=[*BUILT_IN_NAMES, "zomerkamp"])
    assert found.segment == "zomerkamp"


def test_without_pin_and_cache_the_rules_decide():
    found = effective_segment({"segment": "parent", "lesson_booked": "ja"}, None, now=NOW)
    assert (found.segment, found.source) == ("existing", SegmentSource.RULES)


@given(ATTRIBUTES)
def test_whatever_the_attributes_there_is_a_segment_and_one_rule_that_decides(attributes):
    found = detect_segment(attributes)
    assert found.segment in BUILT_IN_NAMES
    assert [rule.segment for rule in found.evidence if rule.decides] == [found.by_rules]
    assert [rule.priority for rule in found.evidence] == [1, 2, 3, 4]
    assert found.segment == found.by_rules or found.cached
    assert effective_segment(attributes, None, now=NOW).segment == found.segment


@given(ATTRIBUTES)
def test_the_evidence_holds_up_on_its_own_values(attributes):
    for rule in detect_segment(attributes).evidence[:3]:
        assert rule.held == any(value.says_yes for value in rule.values)
        assert all(attributes[value.name] is value.value for value in rule.values)


@given(ATTRIBUTES, st.dictionaries(st.text(max_size=12), SAID, max_size=4))
def test_attributes_that_no_rule_looks_at_change_nothing(attributes, others):
    seen = {*RULE_ATTRIBUTES, "segment"}
    more = attributes | {name: value for name, value in others.items() if name not in seen}
    assert repr(detect_segment(more)) == repr(detect_segment(attributes))
    assert repr(detect_segment(more).evidence) == repr(detect_segment(attributes).evidence)


@given(ATTRIBUTES)
def test_without_the_cache_the_answer_is_what_the_rules_say(attributes):
    found = detect_segment(attributes, use_cached=False)
    assert found.segment == found.by_rules == detect_segment(attributes).by_rules
