"""Many ways to say a wish, in a table beside the examples, and turns of phrase around one."""

import csv
from pathlib import Path

import pytest

from tests.domain.preferences.wishes import reads
from tutorcore.domain.preferences import parse_preferences

TABLE = Path(__file__).parents[2] / "data" / "more_wishes.csv"


def table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["text"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", table())
def test_a_wish_of_the_table_comes_out_exactly_so_and_is_written_as_the_same(row):
    preferences = parse_preferences(row["text"])

    assert tuple(preferences.notation()) == (row["windows"], row["excluded"], row["unrecognised"])
    assert parse_preferences(str(preferences)) == preferences


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("op woensdag, maar dan na 16:00", "wed 16:00-24:00 start"),
        ("maandag en dan dinsdag", "mon; tue"),
        ("liever woensdag dan donderdag", "wed |  | dan donderdag"),
        ("liever op woensdag of vrijdag dan op donderdag", "wed; fri |  | dan op donderdag"),
        ("I prefer Tuesday rather than Friday", "tue |  | than Friday"),
    ],
)
def test_dan_compares_only_behind_a_preference(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize("text", ["niet op 3 november", "not too late", "niet op feestdagen en bruiloften"])
def test_a_negation_that_excludes_nothing_stays_one_piece_with_what_follows(text):
    assert parse_preferences(text).unrecognised == (text,)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("maandag, zo niet dinsdag", "mon; tue |  | zo niet"),
        ("maandag, zo niet, dan dinsdag", "mon; tue |  | zo niet"),
        ("maandag, als dat niet lukt dinsdag", "mon; tue |  | als dat niet lukt"),
        ("maandag, als dat niet kan dan dinsdag", "mon; tue |  | als dat niet kan dan"),
        ("maandag, indien niet mogelijk woensdagmiddag", "mon; wed 12:00-18:00 start |  | indien niet mogelijk"),
        ("Monday or, if not possible, Tuesday", "mon; tue |  | if not possible"),
        ("Monday, if that doesn't work Tuesday", "mon; tue |  | if that doesn't work"),
        ("als woensdag niet kan dan donderdag", "thu |  | als woensdag niet kan dan"),
        ("als het woensdag niet kan, donderdag", "thu |  | als het woensdag niet kan"),
        ("als het kan niet op maandag", "* | mon"),
        ("za, zo niet", "* | sun | za"),
    ],
)
def test_a_condition_excludes_nothing(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("van 10 uur 's ochtends tot 2 uur 's middags", "any 10:00-14:00 whole"),
        ("tussen 10 in de ochtend en 2 in de middag", "any 10:00-14:00 whole"),
        ("dinsdag van 4 uur 's middags tot 8 uur 's avonds", "tue 16:00-20:00 whole"),
        ("tussen 8 uur 's ochtends en 12 uur", "any 08:00-12:00 whole"),
        ("tussen 12 uur 's middags en 3 uur", "any 12:00-15:00 whole"),
        ("van 8 's avonds tot 10", "any 20:00-22:00 whole"),
        ("from 9 in the morning to 1 in the afternoon", "any 09:00-13:00 whole"),
        ("niet van 7 uur 's ochtends tot 9 uur", "* | any 07:00-09:00"),
        ("10 uur 's ochtends of 2 uur 's middags", "any 10:00-10:00 exact; any 14:00-14:00 exact"),
        ("tussen 14 uur 's ochtends en 16 uur", "* |  | tussen 14 uur 's ochtends en 16 uur"),
    ],
)
def test_the_ends_of_a_range_may_each_have_a_part_of_the_day(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("every day but the weekend", "* | sat sun"),
        ("all days but Sunday and Monday", "* | mon sun"),
        ("weekdays but Wednesday", "mon tue wed thu fri | wed"),
        ("any day but Friday afternoon", "* | fri 12:00-18:00"),
        ("any day but after 4pm", "any 16:00-24:00 start"),
        ("weekdays but not Wednesday", "mon tue wed thu fri | wed"),
        ("weekdays but Saturday too", "mon tue wed thu fri; sat"),
    ],
)
def test_but_takes_a_day_out_of_those_before_it(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("dinsdag t/m 17:00", "tue 00:00-17:00 whole"),
        ("na 14:00 tot en met 17:00", "any 14:00-17:00 whole"),
        ("na 10 over 3", "any 15:10-24:00 start"),
        ("van 5 voor 4 tot 5 over 5", "any 15:55-17:05 whole"),
        ("na 5 voor 7", "any 17:00-19:00 whole"),
        ("dinsdag ná 16:00", "tue 16:00-24:00 start"),
        ("tussen 16:00 & 18:00", "any 16:00-18:00 whole"),
        ("ma & wo", "mon; wed"),
        ("not at weekends", "* | sat sun"),
        ("at the weekend after 2", "sat sun 14:00-24:00 start"),
        ("de hele woensdagmiddag", "wed 12:00-18:00 start"),
        ("zeker niet op zondag", "* | sun"),
        ("zondag zeker niet", "* | sun"),
        ("zaterdag liever niet, zondag helemaal niet", "* | sat; sun"),
        ("zo gauw mogelijk", "* |  | zo gauw mogelijk"),
    ],
)
def test_more_turns_of_phrase(text, meaning):
    assert reads(text) == meaning
