"""The demo's snapshots of segments: a past to look at, brought once, and nobody's own in its way."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builders import NOW
from tutorcore.adapters.demo import DemoData
from tutorcore.domain.segments import BUILT_IN_NAMES
from tutorcore.services.demo_segments import bring_segment_days

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 23)


@pytest.fixture
def history(sqlite_store):
    return sqlite_store.segment_history


def brought(history, today=TODAY):
    return bring_segment_days(DemoData(DATA, today).segment_days(), segment_history=history, now=NOW)


def test_the_demo_has_a_past_with_days_on_which_nobody_counted(history):
    assert brought(history) == len(history.days()) > 20
    days = [one.day for one in history.days()]
    assert max(days) < TODAY
    assert len(days) < (max(days) - min(days)).days
    assert {name for one in history.days() for name in one.counts} == set(BUILT_IN_NAMES)


def test_it_is_brought_once_and_never_beside_what_was_counted_here(history):
    brought(history)
    days = history.days()
    assert brought(history, TODAY + timedelta(days=3)) == 0
    assert history.days() == days


def test_the_demo_grows_to_what_it_is_today(history):
    brought(history)
    numbers = [one.contacts for one in history.days()]
    assert numbers[0] < numbers[-1] <= 201
