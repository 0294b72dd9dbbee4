"""Weekday by hour: where slots begin, and where the wishes of contacts ask for one."""

from __future__ import annotations

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from tutorcore.domain.busy import Flags
from tutorcore.domain.effects.lessons import Places
from tutorcore.domain.effects.people import People
from tutorcore.domain.grid import DAYS_IN_WEEK, Grid, Ints
from tutorcore.domain.instants import DAY, MINUTE
from tutorcore.domain.many_wishes import unpacked

HOURS: Final = 24
_STEP: Final = 15
_IN_HOUR: Final = 60 // _STEP
_MONDAY: Final = date(2024, 1, 1).toordinal()
_ZONE: Final = ZoneInfo("UTC")
_AT_ONCE: Final = 4_096

Week = Ints
"""A number for each weekday (0 = Monday) and hour. Shape (7, 24)."""


def no_slots() -> Week:
    """Where nothing can be offered."""
    return np.zeros((DAYS_IN_WEEK, HOURS), np.int64)


def slots_by_hour(free: Grid) -> Week:
    """How many of the free starts begin in each hour of each weekday."""
    places = free.weekdays() * HOURS + free.minutes // 60
    return np.asarray(np.bincount(places, minlength=DAYS_IN_WEEK * HOURS).reshape(DAYS_IN_WEEK, HOURS))


def demand_by_hour(people: People, concerned: Flags, minutes: int) -> Week:
    """For how many of the contacts concerned a lesson of `minutes` that begins in that hour is what they ask for.

    At a quarter of an hour of it at least. Who wishes for no time in particular asks for none.
    """
    wishes, asking = np.unique(people.same_wish_of[concerned], return_counts=True)
    asked = np.array([bool(people.wishes[wish].windows) for wish in wishes], np.bool_)
    total = np.zeros(DAYS_IN_WEEK * HOURS, np.int64)
    for first in range(0, wishes.size, _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        total += asking[part][asked[part]] @ _asks_for(people, wishes[part][asked[part]], minutes)
    return np.asarray(total.reshape(DAYS_IN_WEEK, HOURS))


def _asks_for(people: People, wishes: Places, minutes: int) -> Ints:
    """For each wish and each hour of the week whether it allows a start in it."""
    allowed = people.many_wishes.allowed(wishes, _any_week(), minutes, _ZONE)
    starts = unpacked(allowed, DAYS_IN_WEEK * HOURS * _IN_HOUR)
    return np.asarray(starts.reshape(len(wishes), DAYS_IN_WEEK * HOURS, _IN_HOUR).any(axis=2), np.int64)


def _any_week() -> Grid:
    """Every quarter of an hour of a week in which no clock changes."""
    days, of_day = np.arange(_MONDAY, _MONDAY + DAYS_IN_WEEK), np.arange(0, HOURS * 60, _STEP)
    starts = ((days - _MONDAY) * DAY)[:, None] + of_day * MINUTE
    return Grid(starts.ravel(), days[:, None], of_day)
