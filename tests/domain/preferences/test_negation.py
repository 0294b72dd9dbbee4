"""How far a negation reaches, forward and back, and what it makes of what it reaches."""

import pytest

from tests.domain.preferences.wishes import reads


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("no Mondays", "* | mon"),
        ("except Friday", "* | fri"),
        ("weekdays except Friday", "mon tue wed thu fri | fri"),
        ("geen weekend", "* | sat sun"),
        ("behalve in het weekend", "* | sat sun"),
        ("niet op ma, di en do", "* | mon tue thu"),
        ("niet op vrijdagmiddag en zaterdag", "* | fri 12:00-18:00; sat"),
        ("niet op maandag en vrijdag na 18:00", "* | mon fri 18:00-24:00"),
        ("niet 's avonds of in het weekend", "* | any 18:00-24:00; sat sun"),
        ("niet op maandag of 's avonds", "* | mon; any 18:00-24:00"),
        ("niet op woensdag en 's avonds", "* | wed; any 18:00-24:00"),
        ("niet op maandag- en dinsdagavond", "* | mon 18:00-24:00; tue 18:00-24:00"),
        ("geen maandag en ook geen dinsdag", "* | mon; tue"),
        ("neither Monday nor Tuesday", "* | mon; tue"),
        ("I can't do Mondays", "* | mon"),
        ("any day but Friday", "* | fri"),
        ("every day but preferably Wednesday", "any; wed"),
        ("nooit op zondag", "* | sun"),
        ("woensdag (niet op donderdag), vrijdag", "wed; fri | thu"),
        ("niet graag op maandag", "* | mon"),
        ("niet bij voorkeur op maandag", "* | mon"),
    ],
)
def test_a_negation_reaches_forward_through_the_list(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    "end", ["maar", ", wel", ", liefst", ", graag", ", alleen", ";", ".", ", liever", ", but", ", only", "\n"]
)
def test_a_negation_ends_where_a_wish_begins(end):
    assert reads(f"niet op maandag of dinsdag{end if end[0] in ',;.' else ' ' + end} woensdag") == "wed | mon tue"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("niet tussen 12 en 13", "* | any 12:00-13:00"),
        ("niet na 5 en voor 7", "* | any 17:00-19:00"),
        ("niet voor 9 en na 17 uur", "* | any 00:00-09:00; any 17:00-24:00"),
        ("niet voor 9 en niet na 5", "* | any 00:00-09:00; any 17:00-24:00"),
        ("niet na 18 uur en voor 9 uur", "* | any 18:00-24:00; any 00:00-09:00"),
        ("niet later dan 17:00", "* | any 17:00-24:00"),
        ("no earlier than 9", "* | any 00:00-09:00"),
        ("niet eerder dan 9 uur", "* | any 00:00-09:00"),
        ("niet om 8 uur 's avonds", "* | any 20:00-20:00"),
        ("niet begin tussen 13:00 en 15:00", "* | any 13:00-15:00"),
        ("dinsdag niet na 4", "tue | any 16:00-24:00"),
    ],
)
def test_a_negation_of_a_time_excludes_those_minutes(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("maandag niet na 17 uur, dinsdag niet na 18 uur", "mon; tue | mon 17:00-24:00; tue 18:00-24:00"),
        ("maandag na 4, dinsdag niet na 18 uur", "mon 16:00-24:00 start; tue | tue 18:00-24:00"),
        ("woensdag (niet na 18 uur), vrijdag", "wed; fri | wed 18:00-24:00"),
        ("niet op maandag, dinsdag niet na 5", "tue | mon; any 17:00-24:00"),
        ("maandag, dinsdag niet na 18 uur", "mon; tue | any 18:00-24:00"),
        ("woensdag niet na 18 uur", "wed | any 18:00-24:00"),
        ("woensdag of donderdag maar niet na 18 uur", "wed; thu | any 18:00-24:00"),
    ],
)
def test_a_negation_of_a_time_beside_one_of_several_days_is_about_that_day(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("maandag kan niet", "* | mon"),
        ("woensdag niet", "* | wed"),
        ("dinsdag liever niet", "* | tue"),
        ("dinsdag, liever niet", "* | tue"),
        ("Monday is not possible", "* | mon"),
        ("Fridays don't work", "* | fri"),
        ("maandag: nee, dinsdag: ja", "tue | mon"),
        ("maandag ❌", "* | mon"),
        ("vrijdag onmogelijk", "* | fri"),
        ("maandag na 18 uur kan niet", "* | mon 18:00-24:00"),
        ("op maandag en op dinsdag kan ik niet", "* | mon tue"),
        ("maandag, dinsdag en woensdag kan niet", "* | mon tue wed"),
        ("vrijdag graag, maandag niet", "fri | mon"),
        ("woensdag kan, vrijdag niet", "wed | fri"),
        ("maandag kan en dinsdag niet", "mon | tue"),
        ("maandag niet, dinsdag ook niet, woensdag", "wed | mon; tue"),
        ("ma, di niet", "* | tue | ma"),
        ("maandag past voetbal niet", "* |  | maandag voetbal niet"),
        ("maandag kan niet want dan heb ik tot 17:00 les", "* | mon | want dan heb ik tot 17:00 les"),
    ],
)
def test_a_negation_with_nothing_behind_it_excludes_what_stands_before_it(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("niet op maandag, dinsdag wel", "tue | mon"),
        ("maandag kan niet, dinsdag wel", "tue | mon"),
        ("maandag niet dinsdag wel", "tue | mon"),
        ("niet maandag en dinsdag wel", "tue | mon"),
        ("niet maandag, dinsdag en woensdag wel", "tue; wed | mon"),
        ("niet maandag wel", "* | mon"),
        ("niet te laat, woensdag wel", "wed |  | niet te laat"),
        ("niet op maandag, wel", "* | mon"),
    ],
)
def test_wel_behind_a_day_takes_it_out_of_the_negation(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("niet te laat", "* |  | niet te laat"),
        ("woensdag, niet te laat", "wed |  | niet te laat"),
        ("woensdag niet te laat", "wed |  | niet te laat"),
        ("niet in de vakantie", "* |  | niet in de vakantie"),
        ("niet te laat, woensdag", "* |  | niet te laat woensdag"),
        ("niet elke dag", "* |  | niet elke dag"),
        ("niet de hele dag", "* |  | niet de hele dag"),
        ("niet altijd", "* |  | niet altijd"),
        ("niet", "* |  | niet"),
        ("liever niet", "* |  | niet"),
        ("niet op maandag of bij volle maan", "* | mon | bij volle maan"),
    ],
)
def test_a_negation_of_what_is_not_understood_is_kept_with_it(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize("text", ["niet alleen woensdag maar ook vrijdag", "not only Wednesday but also Friday"])
def test_not_only_excludes_nothing(text):
    assert reads(text) == "wed; fri"


def test_every_moment_of_a_day_can_be_excluded_by_the_clock():
    assert reads("niet van 00:00 tot 24:00") == "* | any"
