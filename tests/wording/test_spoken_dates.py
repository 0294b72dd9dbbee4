"""Days, times and lengths in the words that a customer reads."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.domain.domain_builders import at
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.languages import Language
from tutorcore.wording.spoken_dates import all_of, any_of, spoken_clock, spoken_day, spoken_length

NL, EN = Language.DUTCH, Language.ENGLISH
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "language", "text"),
    [
        (date(2026, 11, 25), NL, "woensdag 25 november"),
        (date(2026, 11, 25), EN, "Wednesday 25 November"),
        (date(2026, 12, 31), NL, "donderdag 31 december"),
        (date(2027, 1, 1), NL, "vrijdag 1 januari 2027"),
        (date(2027, 1, 1), EN, "Friday 1 January 2027"),
        (date(2025, 12, 31), EN, "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_told_in_words_with_its_year_where_that_is_another(day, language, text):
    assert spoken_day(day, language, today=TODAY) == text


def test_the_year_that_counts_is_the_one_of_today():
    assert spoken_day(date(2027, 1, 1), NL, today=date(2027, 6, 1)) == "vrijdag 1 januari"


@pytest.mark.parametrize("language", Language)
def test_every_day_and_month_has_a_name(language):
    days = [spoken_day(TODAY + timedelta(days=number), language, today=TODAY) for number in range(7)]
    months = [spoken_day(date(2026, month, 1), language, today=TODAY) for month in range(1, 13)]
    assert len({day.split()[0] for day in days}) == 7
    assert len({day.split()[-1] for day in months}) == 12


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [("wo 16:00", "16.00", "16:00"), ("wo 09:05", "9.05", "09:05"), ("wo 00:30", "0.30", "00:30")],
)
def test_a_time_is_told_as_each_language_writes_it(text, dutch, english):
    assert (spoken_clock(at(text), NL), spoken_clock(at(text), EN)) == (dutch, english)


def test_a_time_is_the_one_on_its_own_clock_through_both_clock_changes():
    summer, winter = datetime(2026, 7, 1, 16, tzinfo=AMSTERDAM), datetime(2026, 12, 1, 16, tzinfo=AMSTERDAM)
    repeated = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1)
    assert [spoken_clock(moment, NL) for moment in (summer, winter, repeated)] == ["16.00", "16.00", "2.30"]


@pytest.mark.parametrize(
    ("minutes", "dutch", "english"),
    [
        (1, "1 minuut", "1 minute"),
        (45, "45 minuten", "45 minutes"),
        (60, "60 minuten", "60 minutes"),
        (61, "1 uur en 1 minuut", "1 hour and 1 minute"),
        (90, "1 uur en 30 minuten", "1 hour and 30 minutes"),
        (120, "2 uur", "2 hours"),
        (480, "8 uur", "8 hours"),
    ],
)
def test_a_length_is_told_in_hours_and_minutes(minutes, dutch, english):
    assert (spoken_length(minutes, NL), spoken_length(minutes, EN)) == (dutch, english)


def test_names_are_a_choice_or_all_of_them():
    names = ["Eva", "Tim", "Noor"]
    assert (any_of(names, NL), all_of(names, NL)) == ("Eva, Tim of Noor", "Eva, Tim en Noor")
    assert (any_of(names[:2], EN), all_of(names[:2], EN)) == ("Eva or Tim", "Eva and Tim")
    assert any_of(["Eva"], NL) == "Eva"
