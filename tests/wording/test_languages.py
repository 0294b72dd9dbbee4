"""The language of a message, from what a contact's attribute says."""

from __future__ import annotations

import pytest

from tutorcore.wording.languages import Language, choose_language


@pytest.mark.parametrize("text", ["nl", " NL ", "nl-NL", "nl_BE", "Nederlands", "dutch", "DUTCH "])
def test_dutch_is_asked_for_in_many_ways(text):
    chosen = choose_language(text)
    assert (chosen.language, chosen.asked) == (Language.DUTCH, True)
    assert chosen.why == f"the contact's language is “{text.strip()}”"


@pytest.mark.parametrize("text", ["en", "EN", "en-GB", "en_us", "English", " english ", "Engels"])
def test_english_is_asked_for_in_many_ways(text):
    chosen = choose_language(text)
    assert (chosen.language, chosen.asked) == (Language.ENGLISH, True)


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u200b\n"])
def test_without_a_language_it_is_dutch(nothing):
    chosen = choose_language(nothing)
    assert (chosen.language, chosen.asked) == (Language.DUTCH, False)
    assert chosen.why == "the contact has no language"


@pytest.mark.parametrize(
    "text", ["de", "fr-FR", "zh_Hant_TW", "nl of en", "nl-", "enough", "net", "$times", "x-y", "?", True, 7, ["en"]]
)
def test_any_other_language_is_dutch_and_says_why(text):
    chosen = choose_language(text)
    assert (chosen.language, chosen.asked) == (Language.DUTCH, False)
    assert chosen.why == f"the contact's language “{text}” is neither Dutch nor English"


def test_a_strange_language_is_told_on_one_short_line():
    why = choose_language("x\n" * 10_000).why
    assert "\n" not in why
    assert len(why) < 120


def test_a_language_is_told_to_the_planner_by_its_name():
    assert [language.label for language in Language] == ["Dutch", "English"]
