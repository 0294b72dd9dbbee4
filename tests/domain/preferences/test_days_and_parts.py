"""Days, parts of the day, and how they narrow each other or stand beside each other."""

import pytest

from tests.domain.preferences.wishes import reads


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("maandagen", "mon"),
        ("'s maandags", "mon"),
        ("DINSDAG", "tue"),
        ("wo", "wed"),
        ("thurs", "thu"),
        ("Fridays", "fri"),
        ("za/zo", "sat; sun"),
        ("ma. di. wo.", "mon; tue; wed"),
        ("iedere woensdag", "wed"),
        ("op een woensdag", "wed"),
        ("alleen op woensdag", "wed"),
        ("op werkdagen", "mon tue wed thu fri"),
        ("weekdays", "mon tue wed thu fri"),
        ("in het weekend", "sat sun"),
        ("elke dag", "*"),
        ("every day", "*"),
        ("altijd", "*"),
    ],
)
def test_days_have_many_names(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("ma - vr", "mon tue wed thu fri"),
        ("ma–wo", "mon tue wed"),
        ("ma tm do", "mon tue wed thu"),
        ("van maandag tot en met donderdag", "mon tue wed thu"),
        ("monday to friday", "mon tue wed thu fri"),
        ("vr t/m ma", "mon fri sat sun"),
        ("vr-zo", "fri sat sun"),
        ("ma-vr 's avonds", "mon tue wed thu fri 18:00-24:00 start"),
        ("ma t/m vr vanaf 15:30, za 10-14", "mon tue wed thu fri 15:30-24:00 start; sat 10:00-14:00 whole"),
        ("ma-ma", "* |  | ma-ma"),
        ("ma-wo-vr", "* |  | ma-wo-vr"),
        ("maandag t/m vrijdagavond", "* |  | maandag t/m vrijdagavond"),
        ("tussen maandag en woensdag", "* |  | tussen maandag en woensdag"),
    ],
)
def test_a_range_of_days_runs_from_the_one_to_the_other(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("vrijdagmorgen", "fri 00:00-12:00 start"),
        ("zaterdagnamiddag", "sat 12:00-18:00 start"),
        ("maandagavonden", "mon 18:00-24:00 start"),
        ("maandag-avond", "mon 18:00-24:00 start"),
        ("wo-middag", "wed 12:00-18:00 start"),
        ("weekendochtend", "sat sun 00:00-12:00 start"),
        ("maandag of dinsdagavond", "mon; tue 18:00-24:00 start"),
        ("dinsdagmiddag, donderdagmiddag", "tue 12:00-18:00 start; thu 12:00-18:00 start"),
        ("maandag- en dinsdagavond", "mon 18:00-24:00 start; tue 18:00-24:00 start"),
        ("ma-, di- of wo-avond", "mon 18:00-24:00 start; tue 18:00-24:00 start; wed 18:00-24:00 start"),
        ("maandag- en vrijdag", "mon; fri"),
        ("vrijdagmiddag en -avond", "fri 12:00-18:00 start; fri 18:00-24:00 start"),
    ],
)
def test_a_compound_binds_to_its_own_day_alone(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    "text", ["’s avonds", "'s-avonds", "savonds", "s'avonds", "in the evening", "elke avond", "avonden"]
)
def test_a_part_has_many_names(text):
    assert reads(text) == "any 18:00-24:00 start"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("dinsdag en donderdag middag", "tue thu 12:00-18:00 start"),
        ("dinsdag of donderdag na 16:00 en zaterdagochtend", "tue thu 16:00-24:00 start; sat 00:00-12:00 start"),
        ("wednesday or friday afternoon", "wed fri 12:00-18:00 start"),
        ("woensdag of vrijdag, 's middags", "wed fri 12:00-18:00 start"),
        ("Mon, Wed & Fri after 4", "mon wed fri 16:00-24:00 start"),
        ("ma 9-12, 14-16", "mon 09:00-12:00 whole; mon 14:00-16:00 whole"),
        ("woensdag middag en avond, donderdag", "wed 12:00-18:00 start; wed 18:00-24:00 start; thu"),
        ("di of do middag of avond", "tue thu 12:00-18:00 start; tue thu 18:00-24:00 start"),
        ("woensdag om 16:00 of 17:00", "wed 16:00-16:00 exact; wed 17:00-17:00 exact"),
        ("woensdag hele dag, vrijdag middag", "wed; fri 12:00-18:00 start"),
        ("maandag en woensdag de hele dag", "mon wed"),
        ("in het weekend altijd, woensdag na 4", "sat sun; wed 16:00-24:00 start"),
        ("woensdag altijd na 4", "wed 16:00-24:00 start"),
    ],
)
def test_a_part_or_a_time_closes_the_list_of_days_before_it(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("'s ochtends op dinsdag en donderdag", "tue thu 00:00-12:00 start"),
        ("middag, woensdag", "wed 12:00-18:00 start"),
        ("middag of avond op woensdag", "wed 12:00-18:00 start; wed 18:00-24:00 start"),
        ("ochtend op dinsdag, middag op donderdag", "tue 00:00-12:00 start; thu 12:00-18:00 start"),
        ("'s ochtends op dinsdag en donderdag middag", "tue 00:00-12:00 start; thu 12:00-18:00 start"),
        ("between 4 and 6 on weekdays", "mon tue wed thu fri 16:00-18:00 whole"),
        ("na 15:00 vrijdagmiddag", "fri 15:00-18:00 start"),
        ("'s middags, vrijdagavond", "any 12:00-18:00 start; fri 18:00-24:00 start"),
        ("woensdag, 's middags op vrijdag", "wed; fri 12:00-18:00 start"),
    ],
)
def test_a_part_before_days_holds_for_them(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("woensdag, of 's middags", "wed; any 12:00-18:00 start"),
        ("woensdag of vrijdag of 's middags", "wed; fri; any 12:00-18:00 start"),
        ("woensdag of na 16:00", "wed; any 16:00-24:00 start"),
        ("middag of woensdag", "any 12:00-18:00 start; wed"),
        ("woensdag en 's middags", "wed 12:00-18:00 start"),
        ("woensdag (middag)", "wed 12:00-18:00 start"),
        ("woensdag / middag", "wed 12:00-18:00 start"),
        ("Wednesday - afternoon", "wed 12:00-18:00 start"),
    ],
)
def test_of_before_a_part_without_a_day_makes_two_windows(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("woensdag; vrijdag middag", "wed; fri 12:00-18:00 start"),
        ("woensdag; middag", "wed; any 12:00-18:00 start"),
        ("woensdag middag; avond", "wed 12:00-18:00 start; any 18:00-24:00 start"),
        ("na 4; voor 6", "any 16:00-24:00 start; any 00:00-18:00 whole"),
        ("niet op maandag; dinsdag", "tue | mon"),
        ("woensdag; niet vrijdag, wel 's middags", "wed; any 12:00-18:00 start | fri"),
    ],
)
def test_a_semicolon_ends_everything(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Ik kan woensdag. Vrijdag na 16:00.", "wed; fri 16:00-24:00 start"),
        ("Woensdag. Liefst 's middags.", "wed 12:00-18:00 start"),
        ("woensdag\nvrijdag na 16:00", "wed; fri 16:00-24:00 start"),
        ("woensdag, niet vrijdag, wel maandag na 16:00", "wed; mon 16:00-24:00 start | fri"),
        ("woensdag, niet na 18 uur, liefst 's middags", "wed 12:00-18:00 start | any 18:00-24:00"),
    ],
)
def test_after_a_sentence_or_a_negation_a_new_day_begins_a_new_list(text, meaning):
    assert reads(text) == meaning


def test_a_choice_for_every_day_stays_beside_the_others():
    assert reads("elke dag, liefst woensdag") == "any; wed"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("zo 14:00", "sun 14:00-14:00 exact"),
        ("op zo", "sun"),
        ("za of zo", "sat; sun"),
        ("zo, liefst middag", "sun 12:00-18:00 start"),
        ("woensdag of zo", "wed |  | of zo"),
        ("zo laat mogelijk", "* |  | zo laat mogelijk"),
        ("doe maar zo", "* |  | doe zo"),
        ("woensdag zo na 4", "wed 16:00-24:00 start |  | zo"),
        ("do en vr", "thu; fri"),
        ("We do Mondays", "mon"),
        ("I can do Thursdays after 4", "thu 16:00-24:00 start"),
    ],
)
def test_words_that_only_look_like_a_day_are_none(text, meaning):
    assert reads(text) == meaning
