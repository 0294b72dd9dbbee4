"""How slots may be asked for: busy time in any shape, a limit, what is refused, and no zone of the machine."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.domain.domain_builders import NOW, a_profile, at, busy, span, starts
from tutorcore.domain.busy import Busy, BusyEvent
from tutorcore.domain.slots import evaluate_slots, suggest_slots
from tutorcore.errors import InputError

ONE_DAY = {"days_ahead": 1}
HOURS = [f"ma {hour:02d}:00" for hour in range(9, 18)]


def offered(events=(), *, limit=None, **fields):
    return starts(suggest_slots(a_profile(**fields), events, now=NOW, limit=limit))


def test_a_limit_takes_the_first_ones():
    assert offered(limit=2) == ["ma 09:00", "ma 10:00"]
    assert offered(limit=0) == []
    assert len(offered(limit=10_000)) == len(offered())


def test_a_negative_limit_is_refused():
    with pytest.raises(InputError, match="`limit` cannot be negative: -1"):
        offered(limit=-1)


@pytest.mark.parametrize(
    "given",
    [
        busy("ma 10:00-11:00"),
        [BusyEvent(*span("ma 10:00-11:00"))],
        (pair for pair in busy("ma 10:00-11:00")),
        Busy.of(busy("ma 10:00-11:00")),
        {span("ma 10:00-11:00")},
    ],
    ids=["pairs", "events", "generator", "prepared", "set"],
)
def test_busy_time_may_be_given_in_any_shape(given):
    assert offered(given, **ONE_DAY) == [clock for clock in HOURS if clock != "ma 10:00"]


def test_prepared_busy_time_serves_many_questions():
    prepared = Busy.of(busy("ma 10:00-11:00"))
    assert offered(prepared, **ONE_DAY) == offered(prepared, **ONE_DAY)
    assert len(offered(prepared, days_ahead=2)) == 17


def test_busy_time_in_any_zone_blocks_the_same_instants():
    start, end = span("ma 10:00-11:00")
    for zone in (UTC, ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")):
        moved = [(start.astimezone(zone), end.astimezone(zone))]
        assert offered(moved, **ONE_DAY) == offered([(start, end)], **ONE_DAY)


NAIVE = datetime(2026, 11, 23, 10)  # noqa: DTZ001


@pytest.mark.parametrize("ask", [suggest_slots, evaluate_slots])
def test_a_naive_now_is_refused(ask):
    with pytest.raises(InputError, match="`now` has no time zone"):
        ask(a_profile(), [], now=NAIVE)


@pytest.mark.parametrize("ask", [suggest_slots, evaluate_slots])
def test_naive_and_backward_busy_times_are_refused(ask):
    with pytest.raises(ValueError, match="has no time zone"):
        ask(a_profile(), [(NAIVE, NAIVE)], now=NOW)
    with pytest.raises(ValueError, match="ends before it starts"):
        ask(a_profile(), [(at("ma 11:00"), at("ma 10:00"))], now=NOW)


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Australia/Lord_Howe"])
def machine_zone(request):
    """The machine's own zone, put back afterwards."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_nothing_depends_on_the_zone_of_the_machine(machine_zone):
    profile = a_profile(min_lead_minutes=60, days_ahead=1)
    found = evaluate_slots(profile, busy("ma 10:00-11:00"), now=at("ma 09:30"))
    assert [str(slot.start) for slot in found.suggested][:2] == [
        "2026-11-23 11:00:00+01:00",
        "2026-11-23 12:00:00+01:00",
    ]
    assert [str(start) for start in found.frame["start"]][:1] == ["2026-11-23 09:00:00+01:00"]
