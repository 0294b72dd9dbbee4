"""Laws of reading and writing wishes: over arbitrary values, arbitrary texts, and texts made of the vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.preferences.wishes import VOCABULARY, exclusions, remarks, sentences, structures, texts, windows
from tutorcore.domain.preferences import (
    Preferences,
    parse_preferences,
    render_exclusion,
    render_window,
    unrecognised_spans,
)
from tutorcore.domain.preferences.lexing import lex, tidy
from tutorcore.domain.preferences.terms import Kind


@given(structures)
def test_any_wish_is_written_as_a_line_that_means_the_same(preferences):
    assert parse_preferences(str(preferences)) == preferences


@given(texts)
def test_any_text_is_read_and_written_as_a_line_that_means_the_same(text):
    preferences = parse_preferences(text)

    assert parse_preferences(str(preferences)) == preferences


@given(texts)
def test_the_canonical_line_stays_as_it_is(text):
    line = str(parse_preferences(text))

    assert str(parse_preferences(line)) == line
    assert len(line.splitlines()) <= 1


@given(windows)
def test_a_window_by_itself_is_written_so_that_it_is_read_back(window):
    assert parse_preferences(render_window(window)) == Preferences(windows=(window,))


@given(exclusions)
def test_an_exclusion_by_itself_is_written_so_that_it_is_read_back(exclusion):
    assert parse_preferences(render_exclusion(exclusion)) == Preferences(exclusions=(exclusion,))


@given(remarks)
def test_text_in_double_quotes_is_never_interpreted(remark):
    inner = remark.replace('"', "'")

    assert parse_preferences(f'"{inner}"') == Preferences(unrecognised=(inner,))


@given(texts)
def test_the_places_of_what_was_not_understood_hold_just_that(text):
    pieces = tuple(tidy(text[start:end]) for start, end in unrecognised_spans(text))

    assert pieces == parse_preferences(text).unrecognised


@given(texts)
def test_the_places_of_what_was_not_understood_follow_one_another(text):
    ends = [place for span in unrecognised_spans(text) for place in span]

    assert ends == sorted(ends)


KNOWN = {word for phrase in VOCABULARY for word in phrase.split()}


@given(texts)
def test_no_word_is_dropped_in_silence(text):
    """Every word is in the vocabulary, or it stands in a piece that is shown."""
    shown = unrecognised_spans(text)
    words = [term for term in lex(text) if term.kind is Kind.UNKNOWN]

    lost = [term for term in words if term.word not in KNOWN and not any(s <= term.start < e for s, e in shown)]

    assert not lost


unquoted = sentences.map(lambda text: text.replace('"', ""))


@given(unquoted, unquoted)
def test_what_a_semicolon_parts_is_read_by_itself(first, second):
    both = parse_preferences(f"{first} ; {second}")
    each = [parse_preferences(first), parse_preferences(second)]

    assert times(both.windows) == {window for preferences in each for window in times(preferences.windows)}
    assert excluded_minutes(both) == {ends for preferences in each for ends in excluded_minutes(preferences)}


def times(choice):
    return {window for window in choice if not window.is_everything}


def excluded_minutes(preferences):
    """Without their days: a negation beside one of several days is about that day, else about any."""
    return {(exclusion.start, exclusion.end) for exclusion in preferences.exclusions}


@given(sentences)
def test_capitals_and_blanks_change_nothing(text):
    assert parse_preferences(text.upper().replace(" ", "\u00a0 ")).windows == parse_preferences(text).windows


PIECES = [
    *[
        "woensdag ",
        "niet ",
        "niet woensdag ",
        "woensdag niet, ",
        '"',
        "“",
        "a.",
        "1-",
        "1",
        "'s ",
        "ma,",
        "ma en ",
        "zo ",
        "(",
        "x",
    ],
    *[
        "om ",
        "na ",
        "na na 4 ",
        "de ",
        "want ",
        "tussen 3 en ",
        "wel ",
        "ma, niet wel ",
        "maandag- en ",
        " ",
        "\n",
        ";",
        "ma-",
    ],
    *["het liefst op ", "vijf voor half ", "t / m", "kan maandag, ", "ma en di niet wel ", "woensdag middag ", "x en "],
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_of_ten_thousand_characters_is_read(piece):
    preferences = parse_preferences((piece * 10_000)[:10_000])

    assert parse_preferences(str(preferences)) == preferences


@pytest.mark.parametrize("piece", ["woensdag ", "niet ", "zo ", "x", "a.", "ma, di niet wel "])
def test_a_text_of_a_hundred_thousand_characters_is_read(piece):
    assert parse_preferences((piece * 100_000)[:100_000])


@given(st.lists(windows | exclusions, max_size=5), st.data())
def test_a_wish_can_be_taken_apart_and_put_together(parts, data):
    preferences = Preferences()
    for part in parts:
        adds_window = hasattr(part, "hold")
        preferences = preferences.with_window(part) if adds_window else preferences.with_exclusion(part)
    if preferences.exclusions:
        place = data.draw(st.integers(0, len(preferences.exclusions) - 1))
        fewer = preferences.without_exclusion(place)
        assert set(fewer.exclusions) == set(preferences.exclusions) - {preferences.exclusions[place]}
        assert fewer.windows == preferences.windows
