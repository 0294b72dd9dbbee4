"""The overview of segments: read once for each state of the store, and noted once a day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_row, at, bring
from tests.services.segments.crowd import crowd, drifting, edit, pin
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.segments import note_today, see_segments, segment_days


class CountingRoster:
    """A roster that counts how often everybody was read."""

    def __init__(self, roster):
        self._roster, self.readings = roster, 0

    def rows(self, now, **asked):
        self.readings += 1
        return self._roster.rows(now, **asked)

    def __getattr__(self, name):
        return getattr(self._roster, name)


@pytest.fixture
def counted(ports):
    """The ports, with a roster that counts."""
    return replace(ports, roster=CountingRoster(ports.roster))


def later(ports, moment):
    return replace(ports, clock=type(ports.clock)(moment))


def test_everybody_is_counted(ports):
    bring(ports, *drifting("1", "2"), a_row("3", attributes={"segment": "premium"}), a_row("4"))
    overview = see_segments(ports)
    assert overview.contacts == 4
    assert {name: number for name, number in overview.counts.items() if number} == {"new": 3, "premium": 1}
    assert set(overview.counts) == set(know_profiles(ports))
    assert len(overview.drift) == 2


def test_everybody_is_read_again_only_when_something_changed(counted):
    bring(counted, *drifting("1"))
    assert see_segments(counted) is see_segments(counted)
    assert counted.roster.readings == 1
    edit(counted, "1", segment="existing")
    assert see_segments(counted).drift == ()
    assert counted.roster.readings == 2


def test_a_pin_that_ended_counts_no_more_though_nobody_changed_anything(counted):
    bring(counted, *drifting("1"))
    pin(counted, "1", "premium", until=at(30))
    assert see_segments(counted).counts["premium"] == 1
    assert see_segments(later(counted, at(29))).counts["premium"] == 1
    assert see_segments(later(counted, at(30))).counts["premium"] == 0
    assert counted.roster.readings == 2


def test_a_profile_that_is_new_is_named_at_once(counted):
    bring(counted, a_row("1", attributes={"segment": "zomer"}))
    assert len(see_segments(counted).no_profile) == 1
    more = replace(counted, environment_profiles={"zomer": {"duration_minutes": 45}})
    assert see_segments(more).counts["zomer"] == 1


def test_progress_is_told_while_everybody_is_read(sqlite_ports):
    crowd(sqlite_ports, 2100)
    told = []
    see_segments(sqlite_ports, progress=told.append)
    assert [(one.done, one.total, one.unit) for one in told] == [(2000, None, "contact"), (2100, 2100, "contact")]


def test_a_day_is_noted_once(ports):
    bring(ports, *drifting("1"))
    assert note_today(ports)
    edit(ports, "1", segment="premium")
    assert not note_today(ports)
    (day,) = segment_days(ports)
    assert (day.day.isoformat(), day.counts) == ("2026-11-23", {"new": 1})


def test_a_day_begins_at_local_midnight(ports):
    bring(ports, *drifting("1"))
    note_today(ports)
    assert not note_today(later(ports, at(13 * 60 + 59)))
    assert note_today(later(ports, at(14 * 60)))
    assert [one.day.day for one in segment_days(ports)] == [23, 24]
    assert [one.day.day for one in segment_days(ports, first=segment_days(ports)[1].day)] == [24]


def test_an_empty_dashboard_notes_nothing(ports):
    assert not note_today(ports)
    assert segment_days(ports) == []


def test_days_on_which_nobody_looked_are_missing(ports):
    bring(ports, *drifting("1"))
    note_today(ports)
    note_today(later(ports, at(days=3)))
    assert [one.day.day for one in segment_days(ports)] == [23, 26]


def test_looking_writes_nothing_to_the_journal(ports):
    bring(ports, *drifting("1"))
    before = ports.journal.entries()
    see_segments(ports)
    note_today(ports)
    assert ports.journal.entries() == before
