"""The languages in which a customer is written to, and which one a contact's attribute asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from tutorcore.wording.one_line import one_line


class Language(StrEnum):
    """A language of messages, by its ISO 639 code."""

    DUTCH = "nl"
    ENGLISH = "en"

    @property
    def locale(self) -> str:
        """The locale of its dates: English as it is written in Europe, the day before the month."""
        return "en_GB" if self is Language.ENGLISH else "nl"

    @property
    def label(self) -> str:
        """Its name for the planner: `Dutch`."""
        return str(Locale(self.value).get_language_name("en"))


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenLanguage:
    """A language and why it is that one, as the end of a sentence; `asked`: the contact's attribute decided."""

    language: Language
    why: str
    asked: bool


def choose_language(attribute: object) -> ChosenLanguage:
    """The language that a contact's attribute asks for: a code (`nl`, `en-GB`) or a name (`Dutch`, `Engels`).

    Dutch where nothing is asked, and where what is asked is neither Dutch nor English.
    """
    asked = one_line("" if attribute is None else attribute, longest=40)
    if not asked:
        return ChosenLanguage(language=Language.DUTCH, why="the contact has no language", asked=False)
    if known := _language_of(asked.casefold()):
        return ChosenLanguage(language=known, why=f"the contact's language is “{asked}”", asked=True)
    why = f"the contact's language “{asked}” is neither Dutch nor English"
    return ChosenLanguage(language=Language.DUTCH, why=why, asked=False)


@lru_cache(maxsize=64)
def _language_of(text: str) -> Language | None:
    """By its name in one of the languages, else by its code, with or without a country."""
    for language in Language:
        if text in {str(Locale(language.value).get_language_name(said.value)).casefold() for said in Language}:
            return language
    try:
        code = Locale.parse(text.replace("-", "_")).language
    except (ValueError, UnknownLocaleError):
        return None
    return next((language for language in Language if language.value == code), None)
