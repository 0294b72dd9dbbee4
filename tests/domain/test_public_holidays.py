"""Which public holidays close the company."""

from __future__ import annotations

from datetime import date

import pytest

from tutorcore.domain.calendars import DayOffKind
from tutorcore.domain.public_holidays import PublicHoliday, holidays_off, is_on, switches_of

CHRISTMAS = PublicHoliday(day=date(2026, 12, 25), name="Eerste kerstdag")
NEXT_CHRISTMAS = PublicHoliday(day=date(2027, 12, 25), name="Eerste Kerstdag")
GOOD_FRIDAY = PublicHoliday(day=date(2027, 3, 26), name="Goede vrijdag")
FIFTH_OF_MAY = PublicHoliday(day=date(2027, 5, 5), name="Bevrijdingsdag", optional=True)
LUSTRUM = PublicHoliday(day=date(2030, 5, 5), name="Bevrijdingsdag")


@pytest.mark.parametrize(
    ("holiday", "on"), [(CHRISTMAS, True), (LUSTRUM, True), (GOOD_FRIDAY, False), (FIFTH_OF_MAY, False)]
)
def test_at_first_all_close_but_good_friday_and_what_is_optional(holiday, on):
    assert is_on(holiday, {}) is on
    assert is_on(holiday, {holiday.key: not on}) is not on


def test_a_switch_holds_for_every_year_and_however_the_name_is_capitalised():
    assert holidays_off([CHRISTMAS, NEXT_CHRISTMAS], {CHRISTMAS.key: False}) == []


def test_a_lustrum_year_and_the_others_have_switches_of_their_own():
    assert holidays_off([FIFTH_OF_MAY, LUSTRUM], {LUSTRUM.key: False}) == []
    (day,) = holidays_off([FIFTH_OF_MAY, LUSTRUM], {FIFTH_OF_MAY.key: True, LUSTRUM.key: False})
    assert day.first == FIFTH_OF_MAY.day


def test_a_holiday_that_is_on_is_a_day_off_of_everybody():
    (day,) = holidays_off([CHRISTMAS], {})
    assert (day.first, day.last, day.name, day.tutor_id) == (CHRISTMAS.day, CHRISTMAS.day, "Eerste kerstdag", None)
    assert (day.kind, day.id) == (DayOffKind.HOLIDAY, 0)


def test_each_holiday_has_one_switch_by_its_next_day():
    found = switches_of([LUSTRUM, NEXT_CHRISTMAS, GOOD_FRIDAY, CHRISTMAS], {GOOD_FRIDAY.key: True})
    assert [(one.key, one.next, one.on) for one in found] == [
        ("eerste kerstdag", CHRISTMAS.day, True),
        ("goede vrijdag", GOOD_FRIDAY.day, True),
        ("bevrijdingsdag", LUSTRUM.day, True),
    ]
