"""The public holidays of the Netherlands, as the library gives them."""

from __future__ import annotations

from datetime import date

from tutorcore.adapters.public_holidays import FIRST_YEAR, LAST_YEAR, DutchHolidays


def told(first, last):
    return [
        f"{one.day.isoformat()} {one.name}{' (optional)' if one.optional else ''}"
        for one in DutchHolidays().between(first, last)
    ]


def test_a_year_has_its_holidays_under_their_dutch_names():
    assert told(date(2027, 1, 1), date(2027, 12, 31)) == [
        "2027-01-01 Nieuwjaarsdag",
        "2027-03-26 Goede vrijdag",
        "2027-03-28 Eerste paasdag",
        "2027-03-29 Tweede paasdag",
        "2027-04-27 Koningsdag",
        "2027-05-05 Bevrijdingsdag (optional)",
        "2027-05-06 Hemelvaartsdag",
        "2027-05-16 Eerste pinksterdag",
        "2027-05-17 Tweede pinksterdag",
        "2027-12-25 Eerste kerstdag",
        "2027-12-26 Tweede kerstdag",
    ]


def test_liberation_day_is_public_every_fifth_year():
    assert told(date(2030, 5, 5), date(2030, 5, 5)) == ["2030-05-05 Bevrijdingsdag"]


def test_a_day_that_is_two_holidays_is_told_as_both():
    assert told(date(2016, 5, 5), date(2016, 5, 5)) == [
        "2016-05-05 Bevrijdingsdag (optional)",
        "2016-05-05 Hemelvaartsdag",
    ]


def test_kings_day_on_a_sunday_is_the_day_before():
    assert told(date(2031, 4, 26), date(2031, 4, 27)) == ["2031-04-26 Koningsdag"]


def test_both_ends_are_included_and_years_follow_each_other():
    assert told(date(2026, 12, 25), date(2027, 1, 1)) == [
        "2026-12-25 Eerste kerstdag",
        "2026-12-26 Tweede kerstdag",
        "2027-01-01 Nieuwjaarsdag",
    ]
    assert told(date(2026, 12, 27), date(2026, 12, 31)) == []


def test_without_an_end_every_year_that_the_library_knows_is_there():
    days = [one.day for one in DutchHolidays().between(None, None)]
    assert (days[0].year, days[-1].year) == (FIRST_YEAR, LAST_YEAR)
    assert days == sorted(days)


def test_beyond_the_years_that_the_library_knows_there_are_none():
    assert told(date(1, 1, 1), date(1900, 1, 1)) == told(date(2150, 1, 1), date(9999, 12, 31)) == []


def test_a_year_is_worked_out_once():
    holidays = DutchHolidays()
    first = holidays.between(date(2027, 1, 1), date(2027, 1, 1))
    assert holidays.between(date(2027, 1, 1), date(2027, 12, 31))[0] is first[0]
