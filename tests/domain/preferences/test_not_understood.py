"""What is not understood: kept in pieces as they stood, never dropped and never a wrong window."""

import pytest

from tests.domain.preferences.wishes import reads
from tutorcore.domain.preferences import parse_preferences, unrecognised_spans
from tutorcore.domain.preferences.words import COMPOUNDS, DAYS, ENGLISH_HOURS, GENITIVE_DAYS, HOURS, PARTS, WORDING


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("online graag, thuis", ["online", "thuis"]),
        ("online of thuis", ["online of thuis"]),
        ("woensdag online en vrijdag thuis", ["online", "thuis"]),
        ("Zo SNEL mogelijk, liefst bij oma", ["Zo SNEL mogelijk", "bij oma"]),
        ("every other week on Monday", ["every other week"]),
        ("as soon as possible", ["as soon as possible"]),
        ("elke 2 weken op maandag", ["elke 2 weken"]),
        ("woensdagpauze en middagje", ["woensdagpauze en middagje"]),
        ("woensdagmidag", ["woensdagmidag"]),
        ("morgenochtend", ["morgenochtend"]),
        ("woensdag overdag", ["overdag"]),
        ("tussen de middag", ["tussen de middag"]),
        ("woensdag want maandag heb ik voetbal, dus", ["want maandag heb ik voetbal", "dus"]),
        ("na de les", ["na de les"]),
        ("liever woensdagmiddag dan vrijdag", ["dan vrijdag"]),
        ("elke week op woensdag", ["elke week"]),
        ("woensdag 🚲", ["🚲"]),
    ],
)
def test_what_is_not_understood_is_kept_in_pieces_as_it_stood(text, pieces):
    assert list(parse_preferences(text).unrecognised) == pieces


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            "   ",
            ",",
            "...",
            "?!",
            "maakt niet uit",
            "geen voorkeur",
            "no preference",
            "kan altijd",
            "anytime",
            "flexibel",
        ],
        *["graag", "het liefst", "bij voorkeur", "en", "of", "wel", "als het kan", "elke dag", "hele dag", "alles kan"],
    ],
)
def test_filler_alone_says_nothing(text):
    assert parse_preferences(text).is_empty


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Hoi, ik kan op dinsdag of donderdag na 16:00!", "tue thu 16:00-24:00 start"),
        ("Hi! Tuesday after 4pm would be great, thanks", "tue 16:00-24:00 start"),
        ("Het liefst woensdagmiddag, als het kan.", "wed 12:00-18:00 start"),
        ("bij voorkeur op dinsdag, maar donderdag kan ook", "tue; thu"),
        ("Wednesday afternoon works best for me 🙂", "wed 12:00-18:00 start"),
        ("maandag 👍🏻", "mon"),
        ("woensdag na 16.00 u a.u.b.", "wed 16:00-24:00 start"),
    ],
)
def test_the_words_around_a_wish_are_understood(text, meaning):
    assert reads(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ('woensdag "niet op vrijdag" middag', "wed 12:00-18:00 start |  | niet op vrijdag"),
        ("woensdag “bij oma”", "wed |  | bij oma"),
        ('woensdag "bij oma', "wed |  | bij oma"),
        ('woensdag ""', "wed"),
        ('"a" "b" woensdag', "wed |  | a b"),
    ],
)
def test_text_in_double_quotes_is_a_remark(text, meaning):
    assert reads(text) == meaning


def test_the_places_of_pieces_are_those_of_the_text():
    text = 'Woensdag  bij volle maan, "  thuis " of online'

    assert [text[start:end] for start, end in unrecognised_spans(text)] == ["bij volle maan", "thuis", "online"]


def test_no_word_has_two_meanings():
    tables = (DAYS, GENITIVE_DAYS, PARTS, COMPOUNDS, HOURS, ENGLISH_HOURS)
    phrases = [phrase for table in tables for phrase in table]
    phrases += [phrase for text in WORDING.values() for phrase in text.split("|")]

    assert len(phrases) == len(set(phrases))
