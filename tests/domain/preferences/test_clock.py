"""Times: how they are written, which minutes they mean, and what of a lesson they hold."""

import pytest

from tests.domain.preferences.wishes import reads


def exact(time):
    return f"any {time}-{time} exact"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        *[
            (text, "16:00")
            for text in ("16:00", "16.00 uur", "16u", "16:00u", "om 16 uur", "4pm", "4 p.m.", "at 4", "4 uur")
        ],
        *[
            (text, "16:30")
            for text in ("16u30", "half vijf", "om half 5", "4:30", "4.30 uur", "half past four", "4:30 pm")
        ],
        *[(text, "15:45") for text in ("kwart voor vier", "kwart voor 4", "quarter to four", "15h45")],
        *[(text, "15:15") for text in ("kwart over drie", "om kwart over 3", "quarter past three")],
        *[(text, "13:00") for text in ("om een uur", "om één uur", "1:00", "1 uur", "om 1")],
        ("tien voor half vijf", "16:20"),
        ("vijf over vier", "16:05"),
        ("om 10 over 4", "16:10"),
        ("5 voor half 5", "16:25"),
        ("half een", "12:30"),
        ("half 12", "11:30"),
        ("half acht", "19:30"),
        ("noon", "12:00"),
        ("12pm", "12:00"),
        ("12 am", "00:00"),
        ("0:00", "00:00"),
    ],
)
def test_a_time_has_many_forms(text, time):
    assert reads(text) == exact(time)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("om 1", "13:00"),
        ("om 7", "19:00"),
        ("om 8", "08:00"),
        ("om 12", "12:00"),
        ("om 0 uur", "00:00"),
        ("om 07 uur", "07:00"),
        ("1:00", "13:00"),
        ("7:59", "19:59"),
        ("8:00", "08:00"),
        ("01:00", "01:00"),
        ("07:59", "07:59"),
        ("0:59", "00:59"),
        ("7 am", "07:00"),
        ("7:30 a.m.", "07:30"),
    ],
)
def test_an_hour_from_one_to_seven_is_in_the_afternoon_unless_it_is_written_otherwise(text, time):
    assert reads(text) == exact(time)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("om 7 uur 's ochtends", exact("07:00")),
        ("7 uur 's morgens", exact("07:00")),
        ("half acht 's ochtends", exact("07:30")),
        ("om 7 uur 's avonds", exact("19:00")),
        ("'s avonds om 8", exact("20:00")),
        ("08:30 's avonds", exact("20:30")),
        ("om 6 uur 's middags", exact("18:00")),
        ("voor 12 uur 's middags", "any 00:00-12:00 whole"),
        ("na 4 uur 's middags", "any 16:00-24:00 start"),
        ("tussen 8 en 10 uur 's avonds", "any 20:00-22:00 whole"),
        ("maandagavond tussen 8 en 10", "mon 20:00-22:00 whole"),
        ("'s middags tussen 11 en 2", "any 11:00-14:00 whole"),
        ("between 8 and 10 pm", "any 20:00-22:00 whole"),
        ("1 pm to 8", "any 13:00-20:00 whole"),
        ("7 am to 7", "any 07:00-19:00 whole"),
    ],
)
def test_am_pm_or_a_part_of_the_day_decides_the_hour(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("tussen 9 en 5", "any 09:00-17:00 whole"),
        ("11 tot 2", "any 11:00-14:00 whole"),
        ("tussen 6 en 7", "any 18:00-19:00 whole"),
        ("7-9", "any 07:00-09:00 whole"),
        ("7:30-9:00", "any 07:30-09:00 whole"),
        ("6-8", "any 06:00-08:00 whole"),
        ("8-6", "any 08:00-18:00 whole"),
        ("3:00-5:00", "any 15:00-17:00 whole"),
        ("03:00-05:00", "any 03:00-05:00 whole"),
        ("20:00-24:00", "any 20:00-24:00 whole"),
        ("9 to 5 pm", "any 09:00-17:00 whole"),
        ("tussen 22 en 2", "* |  | tussen 22 en 2"),
        ("22:00-02:00", "* |  | 22:00-02:00"),
        ("woensdag van 8 tot 8", "wed |  | van 8 tot 8"),
        ("niet tussen 22 en 2", "* |  | niet tussen 22 en 2"),
    ],
)
def test_the_ends_of_a_range_are_judged_alone_and_else_read_as_written(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "14:00-17:00",
        "14–17 uur",
        "14u-17u",
        "van 14 tot 17",
        "vanaf 14 tot 17",
        "tussen 14:00 - 17:00",
        "between 2 and 5 pm",
        "from 2 to 5",
        "van 2 tot vijf",
        "14.00 t/m 17.00 uur",
        "na 2, voor 5",
        "na 14:00 en voor 17:00",
        "voor 17 uur, na 14 uur",
        "2-5pm",
    ],
)
def test_a_lower_and_an_upper_bound_are_one_range_that_holds_the_whole_lesson(text):
    assert reads(text) == "any 14:00-17:00 whole"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("voor 10 en na 16 uur", "any 00:00-10:00 whole; any 16:00-24:00 start"),
        ("na 4 of voor 10", "any 16:00-24:00 start; any 00:00-10:00 whole"),
        ("na 18 uur, voor 16 uur", "* |  | na 18 uur voor 16 uur"),
    ],
)
def test_bounds_that_leave_nothing_between_them_are_no_range(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("vanaf half vijf", "any 16:30-24:00 start"),
        ("na drieën", "any 15:00-24:00 start"),
        ("16:00 of later", "any 16:00-24:00 start"),
        ("4pm onwards", "any 16:00-24:00 start"),
        ("after 4:30 pm", "any 16:30-24:00 start"),
        ("tot 17:00", "any 00:00-17:00 whole"),
        ("tot 5", "any 00:00-17:00 whole"),
        ("uiterlijk 17:00", "any 00:00-17:00 whole"),
        ("before noon", "any 00:00-12:00 whole"),
        ("begin tussen 13:00 en 15:00", "any 13:00-15:00 start"),
        ("beginnen voor 15:00", "any 00:00-15:00 start"),
        ("start na 16:00", "any 16:00-24:00 start"),
    ],
)
def test_a_lower_bound_holds_the_start_and_an_upper_bound_the_whole_lesson(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("woensdagmiddag na 15:00", "wed 15:00-18:00 start"),
        ("woensdag middag, na 15:00", "wed 15:00-18:00 start"),
        ("'s middags tot 5", "any 12:00-17:00 whole"),
        ("'s avonds na 7", "any 19:00-24:00 start"),
        ("'s ochtends na 7", "any 07:00-12:00 start"),
        ("middag of na 18:00", "any 12:00-18:00 start; any 18:00-24:00 start"),
        ("woensdagmiddag, na 18:00", "wed 12:00-18:00 start; wed 18:00-24:00 start"),
        ("'s ochtends om 15:30", "* |  | 's ochtends om 15:30"),
        ("woensdag 's ochtends tussen 14:00 en 16:00", "wed |  | 's ochtends tussen 14:00 en 16:00"),
        ("12 uur 's nachts", "* |  | 12 uur 's nachts"),
        ("woensdag 's nachts", "wed |  | 's nachts"),
    ],
)
def test_a_part_and_a_time_beside_it_narrow_each_other(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "25:00",
        "14:60",
        "24:30",
        "om 24:00",
        "na 24 uur",
        "voor 0:00",
        "13 am",
        "van 14:00 tot 25:00",
        "half 13",
        "25-10",
    ],
)
def test_an_impossible_time_is_not_understood(text):
    assert reads(text) == f"* |  | {text}"


@pytest.mark.parametrize(
    "text",
    [
        *["4", "na 4 weken", "voor 1 oktober", "2 keer", "2 uur per week", "1,5 uur", "3x per week", "half four"],
        *[
            "na 1 les",
            "na een les",
            "12/10",
            "12-10-2026",
            "06-12345678",
            "14:00:00",
            "€16",
            "20%",
            "1-2 keer",
            "na 4 of 5",
        ],
        *[
            "rond 16:00",
            "ongeveer 4 uur",
            "> 16:00",
            "minimaal 2 uur",
            "min. 2 uur",
            "over 2 weken",
            "van 14 en 16",
            "1430",
            "15 uur 30",
        ],
    ],
)
def test_a_number_that_may_be_something_else_is_no_time(text):
    assert reads(text) == f"* |  | {text}"


@pytest.mark.parametrize(
    "text",
    [
        *["vanaf maandag", "vanaf maandag 16:00", "voor de middag", "na de lunch", "na school", "tot vrijdag"],
        *["rond de middag", "eind van de middag", "begin van de avond", "om de woensdag", "uiterlijk woensdagmiddag"],
    ],
)
def test_a_bound_without_a_time_is_not_understood_and_takes_its_day_along(text):
    assert reads(text) == f"* |  | {text}"
