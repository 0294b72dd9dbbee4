"""Wishes as people read them: the canonical line, the chips, the short notation."""

import pytest

from tutorcore.domain.preferences import (
    Exclusion,
    Hold,
    Preferences,
    Window,
    parse_preferences,
    render_exclusion,
    render_window,
)

WEDNESDAY, WEEKDAYS, WEEKEND, ANY = frozenset({2}), frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window(WEDNESDAY), "woensdag"),
        (Window(WEDNESDAY, 720, 1080), "woensdagmiddag"),
        (Window(ANY, 0, 720), "'s ochtends"),
        (Window(WEEKDAYS, 1080, 1440), "doordeweeks 's avonds"),
        (Window(WEEKEND), "in het weekend"),
        (Window(frozenset({0, 1, 2, 3})), "maandag t/m donderdag"),
        (Window(frozenset({0, 2})), "maandag en woensdag de hele dag"),
        (Window(frozenset({0, 2, 4}), 540, 1440), "maandag, woensdag en vrijdag na 09:00"),
        (Window(ANY, 960, 1440), "na 16:00"),
        (Window(WEDNESDAY, 780, 900), "woensdag begin tussen 13:00 en 15:00"),
        (Window(WEDNESDAY, 0, 1440, Hold.WHOLE), "woensdag van 00:00 tot 24:00"),
        (Window(ANY, 0, 720, Hold.WHOLE), "voor 12:00"),
        (Window(ANY, 180, 300, Hold.WHOLE), "van 03:00 tot 05:00"),
        (Window(WEDNESDAY, 930, 930, Hold.EXACT), "woensdag om 15:30"),
        (Window(ANY), "elke dag"),
    ],
)
def test_a_window_is_written_in_short_dutch(window, words):
    assert render_window(window) == words


@pytest.mark.parametrize(
    ("exclusion", "words"),
    [
        (Exclusion(frozenset({0})), "niet maandag"),
        (Exclusion(frozenset({0, 2})), "niet maandag en woensdag"),
        (Exclusion(WEEKEND), "niet in het weekend"),
        (Exclusion(frozenset({4}), 1080, 1440), "niet vrijdagavond"),
        (Exclusion(ANY, 0, 720), "niet 's ochtends"),
        (Exclusion(ANY, 1020, 1440), "niet na 17:00"),
        (Exclusion(ANY, 0, 540), "niet voor 09:00"),
        (Exclusion(WEDNESDAY, 720, 780), "niet woensdag van 12:00 tot 13:00"),
        (Exclusion(ANY, 960, 960), "niet om 16:00"),
        (Exclusion(ANY), "niet van 00:00 tot 24:00"),
    ],
)
def test_an_exclusion_is_written_in_short_dutch(exclusion, words):
    assert render_exclusion(exclusion) == words


def test_the_canonical_line_puts_windows_before_exclusions_before_remarks():
    preferences = parse_preferences("niet op maandag, wel woensdagmiddag bij volle maan of vr na 4")

    assert str(preferences) == 'woensdagmiddag; of vrijdag na 16:00; niet maandag "bij volle maan"'


def test_no_wish_is_an_empty_line():
    assert str(Preferences()) == ""


def test_a_remark_is_kept_on_one_line_without_double_quotes_of_its_own():
    preferences = Preferences(unrecognised=(' zeg "ja"\nof nee\x00 ', "   "))

    assert preferences.unrecognised == ("zeg 'ja' of nee",)
    assert str(preferences) == "\"zeg 'ja' of nee\""


def test_the_notation_says_everything_with_a_star():
    assert parse_preferences("kan altijd").notation() == ("*", "", "")


def test_each_window_and_each_exclusion_is_held_once():
    wednesday, monday = Window(WEDNESDAY), Exclusion(frozenset({0}))

    preferences = Preferences(windows=(wednesday, wednesday), exclusions=(monday, monday))

    assert preferences == Preferences(windows=(wednesday,), exclusions=(monday,))


def test_a_single_window_of_every_day_is_no_wish():
    assert Preferences(windows=(Window(ANY),)).is_empty


def test_a_part_of_a_wish_can_be_taken_out():
    preferences = parse_preferences('woensdag of vrijdag, niet na 18 uur, niet voor 9 "thuis" "online"')

    assert str(preferences.without_window(0)) == 'vrijdag; niet \'s avonds; niet voor 09:00 "thuis" "online"'
    assert preferences.without_exclusion(-1).exclusions == preferences.exclusions[:1]
    assert preferences.without_remark(1).unrecognised == ("thuis",)
    with pytest.raises(IndexError):
        preferences.without_window(2)


def test_a_part_can_be_added_to_a_wish():
    preferences = Preferences().with_window(Window(WEDNESDAY)).with_exclusion(Exclusion(ANY, 1080, 1440))

    assert str(preferences) == "woensdag; niet 's avonds"


@pytest.mark.parametrize("understood", [True, False])
def test_a_wish_tells_whether_all_of_it_was_understood(understood):
    assert parse_preferences("woensdag" if understood else "woensdag online").fully_understood is understood


@pytest.mark.parametrize(
    "window",
    [
        lambda: Window(frozenset()),
        lambda: Window(frozenset({7})),
        lambda: Window(ANY, 600, 540),
        lambda: Window(ANY, 600, 600),
        lambda: Window(ANY, 600, 660, Hold.EXACT),
        lambda: Window(ANY, 0, 1441),
        lambda: Window(ANY, 1440, 1440, Hold.EXACT),
        lambda: Exclusion(ANY, -1, 30),
        lambda: Exclusion(ANY, 1440, 1440),
    ],
)
def test_a_stretch_outside_the_day_is_refused(window):
    with pytest.raises(ValueError, match="window"):
        window()
