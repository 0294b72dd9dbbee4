"""How everybody is divided into segments: one pass says what each contact says alone."""

from __future__ import annotations

from hypothesis import given

from tests.builders import NOW, at
from tests.domain.segment_builders import PROFILES, a_pin, rosters, rows, someone
from tutorcore.domain.segment_overview import RuleMatches, overview_of
from tutorcore.domain.segment_standing import Judge, Standing, deciding_values, rules_that_hold
from tutorcore.domain.segments import SEGMENTS, SegmentSource, detect_segment, effective_segment, is_set


def seen(*contacts, profiles=PROFILES):
    return overview_of(contacts, profiles=profiles, now=NOW)


def ids(found):
    return [one.contact_id for one in found]


@given(rows())
def test_one_in_the_pass_is_judged_as_when_it_is_opened(row):
    judged = Judge(PROFILES, NOW)(row)
    alone = effective_segment(row.attributes, row.pin_at(NOW), now=NOW, profiles=PROFILES)
    detection = alone.detection
    assert (judged.segment, judged.source) == (alone.segment, alone.source)
    assert judged.unpinned == detection.segment
    assert judged.by_rules == detection.by_rules
    assert (judged.standing is Standing.DRIFT) == detection.drift
    assert (judged.standing is Standing.BY_HAND) == detection.set_by_hand
    assert (judged.standing is Standing.NO_PROFILE) == detection.unusable_cache


@given(rows())
def test_the_rules_that_hold_are_those_of_the_evidence(row):
    evidence = detect_segment(row.attributes).evidence
    assert rules_that_hold(row.attributes) == tuple(rule.segment for rule in evidence if rule.held)
    assert deciding_values(row.attributes) == next(rule.values for rule in evidence if rule.decides)


@given(rosters())
def test_the_overview_is_the_sum_of_its_contacts(contacts):
    overview = seen(*contacts)
    alone = [detect_segment(row.attributes, profiles=PROFILES) for row in contacts]
    assert overview.contacts == len(contacts)
    assert sum(overview.counts.values()) == sum(overview.sources.values()) == len(contacts)
    assert sum(overview.standings.values()) == len(contacts)
    for rule in overview.rules:
        evidence = [one.evidence[rule.priority - 1] for one in alone]
        assert rule.holds == sum(each.held for each in evidence)
        assert rule.decides == sum(each.decides for each in evidence)
    assert sum(rule.decides for rule in overview.rules) == len(contacts)
    assert len(overview.drift) == sum(one.drift for one in alone)
    assert len(overview.hidden) == sum(rule.hidden for rule in overview.rules)


def test_nobody_is_in_no_segment():
    overview = seen()
    assert overview.contacts == 0
    assert overview.counts == dict.fromkeys(PROFILES, 0)
    assert overview.rules[0] == RuleMatches(priority=1, segment="weekend", decides=0, hidden=0)


def test_a_match_behind_a_higher_rule_is_counted_and_listed():
    overview = seen(
        someone("1", weekend_whitelisted=True, has_paid_lesson="ja", returning_broadcast=1),
        someone("2", has_paid_lesson="ja"),
    )
    rules = {rule.segment: (rule.holds, rule.decides, rule.hidden) for rule in overview.rules}
    assert rules == {
        "weekend": (1, 1, 0),
        "returning_broadcast": (1, 0, 1),
        "existing": (2, 1, 1),
        "new": (0, 0, 0),
    }
    assert [(one.contact_id, one.segment, one.by_rules) for one in overview.hidden] == [
        ("1", "returning_broadcast", "weekend"),
        ("1", "existing", "weekend"),
    ]


def test_drift_says_from_what_to_what_and_which_values_decide():
    (one,) = seen(someone("1", segment="new", has_paid_lesson="ja", lesson_booked="nee")).drift
    assert (one.cached, one.by_rules) == ("new", "existing")
    assert [(value.name, value.value) for value in one.because] == [("has_paid_lesson", "ja")]


def test_a_cache_that_names_no_profile_is_listed_and_not_called_drift():
    overview = seen(someone("1", segment="parent"), someone("2", segment=" Zomer"), someone("3", segment=""))
    assert [one.cached for one in overview.no_profile] == ["parent"]
    assert overview.drift == ()
    assert overview.standings[Standing.BY_HAND] == overview.standings[Standing.EMPTY] == 1
    assert seen(someone("2", segment="zomer"), profiles=("new",)).no_profile[0].cached == "zomer"


def test_pins_come_by_their_end_and_say_what_would_count_without_them():
    overview = seen(
        someone("1", pin=a_pin("premium")),
        someone("2", pin=a_pin("weekend", contact_id="2", until=at(90)), segment="existing"),
        someone("3", pin=a_pin("gone", contact_id="3", until=at(30))),
        someone("4", pin=a_pin("premium", contact_id="4", until=at(-1))),
        someone("5", pin=a_pin("premium", contact_id="5", since=at(1))),
    )
    told = [(one.pin.contact_id, one.pin.segment, one.without, one.known) for one in overview.pins]
    assert told == [
        ("3", "gone", "new", False),
        ("2", "weekend", "existing", True),
        ("1", "premium", "new", True),
    ]
    assert overview.count_of("premium", SegmentSource.PIN) == 1
    assert overview.counts["new"] == 3


def test_a_no_in_words_is_counted_by_attribute_and_value_and_a_blank_is_none():
    overview = seen(
        someone("1", has_paid_lesson="nee", returning_broadcast="0", city="nee"),
        someone("2", has_paid_lesson="nee", weekend_whitelisted=" FALSE "),
        someone("3", has_paid_lesson="", lesson_booked=False, intake_completed=0, customer_status="nee"),
    )
    assert overview.no_values == {
        ("weekend_whitelisted", " FALSE "): 1,
        ("returning_broadcast", "0"): 1,
        ("has_paid_lesson", "nee"): 2,
        ("customer_status", "nee"): 1,
    }
    assert ids(overview.written_no) == ["1", "1", "2", "2", "3"]


@given(rosters())
def test_every_written_no_says_no(contacts):
    for one in seen(*contacts).written_no:
        assert not is_set(one.value)
        assert one.value.strip()


def test_the_segments_of_the_rules_are_told_in_their_order():
    assert [rule.segment for rule in seen().rules] == list(SEGMENTS)
