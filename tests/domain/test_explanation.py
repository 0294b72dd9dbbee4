"""Why any time at all is not offered: every reason, with what stands behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import NOW, a_profile, an_event, at, busy, told
from tutorcore.domain.closures import Closure
from tutorcore.domain.explanation import explain, explain_start
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.question import Question
from tutorcore.domain.reasons import Reason, reasons_in
from tutorcore.errors import InputError


def why(start, *, events=(), now=NOW, wish=None, closures=(), **fields):
    moment = at(start) if isinstance(start, str) else start
    preferences = None if wish is None else parse_preferences(wish)
    return explain(moment, a_profile(**fields), events, now=now, preferences=preferences, closures=closures)


def reasons(start, **given):
    return [refusal.reason.value for refusal in why(start, **given)]


def test_a_time_that_is_offered_has_no_reason_against_it():
    assert why("wo 16:00") == ()


@pytest.mark.parametrize(
    ("start", "given", "expected"),
    [
        ("ma 10:00", {"now": at("ma 10:01")}, "past"),
        ("+ma 10:00", {}, "horizon"),
        ("za 10:00", {"exclude_weekends": True}, "weekday"),
        ("wo 10:00", {"closures": [Closure(date(2026, 11, 25), date(2026, 11, 25))]}, "closure"),
        ("wo 08:00", {}, "hours"),
        ("wo 18:00", {}, "hours"),
        ("wo 10:30", {}, "grid"),
        ("ma 10:00", {"min_lead_minutes": 121}, "notice"),
        ("wo 10:00", {"events": busy("wo 10:30-10:40")}, "busy"),
        ("wo 10:00", {"events": busy("wo 09:00-09:50"), "buffer_before_min": 15}, "buffer_before"),
        ("wo 10:00", {"events": busy("wo 11:10-12:00"), "buffer_after_min": 15}, "buffer_after"),
        ("wo 10:00", {"wish": "woensdagmiddag"}, "preference"),
        ("wo 10:00", {"wish": "niet op woensdag"}, "excluded"),
    ],
)
def test_each_rule_alone_refuses_with_its_reason(start, given, expected):
    assert reasons(start, **given) == [expected]


def test_the_last_start_is_inside_the_hours_and_a_minute_later_is_not():
    assert reasons("wo 17:00") == []
    assert reasons("wo 17:01") == ["hours", "grid"]
    assert reasons("wo 09:00") == []
    assert reasons("wo 08:59") == ["hours", "grid"]


@pytest.mark.parametrize("off", [timedelta(seconds=1), timedelta(microseconds=1), timedelta(seconds=-1)])
def test_the_grid_is_exact_to_the_microsecond(off):
    assert "grid" in reasons(at("wo 16:00") + off)


def test_the_last_day_of_the_horizon_is_inside_it():
    assert reasons("zo 17:00") == []
    assert reasons("+ma 09:00") == ["horizon"]


def test_a_past_day_is_past_and_not_beyond_the_horizon():
    assert reasons("ma 10:00", now=at("wo 08:00")) == ["past"]
    assert reasons(at("ma 10:00") - timedelta(days=400)) == ["past"]


def test_all_reasons_are_told_together_in_their_order():
    refusals = why(
        "+za 20:10",
        events=busy("+za 20:00-20:05", "+za 20:30-20:40", "+za 21:15-22:00"),
        wish="woensdag, niet zaterdagavond",
        closures=[Closure(date(2026, 12, 5), date(2026, 12, 5), "Sinterklaas")],
        exclude_weekends=True,
        buffer_before_min=15,
        buffer_after_min=15,
    )
    assert [refusal.reason.value for refusal in refusals] == [
        "horizon",
        "weekday",
        "closure",
        "hours",
        "grid",
        "busy",
        "buffer_before",
        "buffer_after",
        "preference",
        "excluded",
    ]


def test_the_order_of_reasons_is_the_order_in_which_they_are_told():
    everything = sum(reason.bit for reason in Reason)
    assert reasons_in(everything) == tuple(Reason)
    assert reasons_in(0) == ()
    assert [reason.value for reason in Reason] == [
        "past",
        "clock_change",
        "horizon",
        "weekday",
        "closure",
        "hours",
        "grid",
        "notice",
        "busy",
        "buffer_before",
        "buffer_after",
        "preference",
        "excluded",
    ]


def test_notice_tells_from_when_it_can_be_booked():
    (refusal,) = why("ma 10:00", min_lead_minutes=180)
    assert refusal.bookable_from == at("ma 11:00")
    (refusal,) = why("ma 09:00", min_lead_minutes=180, now=NOW.astimezone(UTC))
    assert told(refusal.bookable_from) == "ma 11:00"


def test_the_horizon_tells_its_last_day():
    (refusal,) = why("+wo 10:00", days_ahead=8)
    assert refusal.last_day == date(2026, 11, 30)


def test_busy_and_buffers_tell_each_their_own_events():
    early, over, late = (
        an_event("wo 09:00-09:55", "Yoga"),
        an_event("wo 10:20-10:30", "Tandarts"),
        an_event("wo 11:05-12:00", "Wiskunde", before=30),
    )
    other = an_event("wo 13:00-14:00", "Ver weg")
    refusals = why("wo 10:00", events=[other, late, over, early], buffer_before_min=10)
    assert [(refusal.reason.value, refusal.events) for refusal in refusals] == [
        ("busy", (over,)),
        ("buffer_before", (early,)),
        ("buffer_after", (late,)),
    ]


def test_events_that_touch_the_lesson_are_told_as_too_close():
    before, after = an_event("wo 09:00-10:00", "Yoga"), an_event("wo 11:00-12:00", "Tandarts")
    refusals = why("wo 10:00", events=[before, after], buffer_before_min=1, buffer_after_min=1)
    assert [(refusal.reason.value, refusal.events) for refusal in refusals] == [
        ("buffer_before", (before,)),
        ("buffer_after", (after,)),
    ]


def test_an_exclusion_tells_which_one_is_touched():
    (refusal,) = why("wo 16:00", wish="niet op woensdag, niet op vrijdag")
    assert refusal.exclusions == parse_preferences("niet op woensdag").exclusions


@pytest.mark.parametrize(
    ("start", "near"),
    [
        ("wo 16:10", ["wo 16:00", "wo 17:00"]),
        ("wo 08:10", ["wo 09:00"]),
        ("wo 21:10", ["wo 17:00"]),
    ],
)
def test_a_time_beside_the_grid_tells_the_nearest_ones_that_are_on_it(start, near):
    refusal = next(refusal for refusal in why(start) if refusal.reason is Reason.GRID)
    assert [told(moment) for moment in refusal.nearest] == near


def test_a_nearest_time_that_the_clock_skips_is_not_told():
    zone = ZoneInfo("Europe/Amsterdam")
    start = datetime(2026, 3, 29, 1, 50, tzinfo=zone)
    profile = a_profile(earliest_hour=0, latest_hour=4)
    (refusal,) = explain(start, profile, [], now=datetime(2026, 3, 28, tzinfo=UTC))
    assert [told(moment) for moment in refusal.nearest] == ["zo 01:00"]


def test_what_does_not_apply_is_empty():
    (refusal,) = why("wo 08:00")
    assert (refusal.events, refusal.closures, refusal.exclusions, refusal.nearest) == ((), (), (), ())
    assert (refusal.bookable_from, refusal.last_day) == (None, None)


def test_the_start_may_be_given_in_any_zone():
    start = at("wo 10:30")
    for zone in (UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")):
        assert why(start.astimezone(zone)) == why(start)


def test_a_naive_start_is_refused():
    with pytest.raises(InputError, match="The start of a lesson has no time zone"):
        why(datetime(2026, 11, 25, 16))  # noqa: DTZ001


def test_a_prepared_question_explains_many_starts():
    question = Question.of(
        a_profile(), busy("wo 10:00-11:00"), now=NOW, zone=ZoneInfo("Europe/Amsterdam"), preferences=None, closures=()
    )
    found = [len(explain_start(at(f"wo {hour}:00"), question)) for hour in (9, 10, 11)]
    assert found == [0, 1, 0]


def test_a_wish_is_judged_to_the_second():
    assert reasons(at("wo 15:59") + timedelta(seconds=59), wish="na 16:00") == ["grid", "preference"]
    assert reasons(at("wo 16:00") + timedelta(seconds=1), wish="om 16:00") == ["grid", "preference"]
    assert reasons("wo 16:00", wish="om 16:00") == []


@pytest.mark.parametrize(
    ("own", "profiles", "short_by", "told"),
    [(30, 15, 20, 30), (15, 15, 5, 15), (11, 15, 5, 11), (10, 15, 5, 0), (0, 15, 5, 0)],
)
def test_what_an_event_keeps_free_itself_is_told_where_no_profile_could_change_it(own, profiles, short_by, told):
    before, after = an_event("wo 09:00-09:50", after=own), an_event("wo 11:10-12:00", before=own)
    refusals = why("wo 10:00", events=[before, after], buffer_before_min=profiles, buffer_after_min=profiles)
    assert [refusal.short_by for refusal in refusals] == [(short_by,), (short_by,)]
    assert [refusal.own_buffers for refusal in refusals] == [(told,), (told,)]
