"""Texts as the search compares them: folded words, e-mail addresses and digits. No database here.

The same folding serves what is stored and what is asked, so that spellings meet in the middle.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

import phonenumbers

WORD_LENGTH: Final = 64
_NAME_WORDS: Final = 40  # of one contact; a name of 10,000 words is no name
_KEY_LENGTH: Final = 200
_DIGITS_LENGTH: Final = 40
_COUNTRY: Final = "NL"
_WORD: Final = re.compile(r"[^\W_]+")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_UNDECOMPOSED: Final = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)
_PARTICLES: Final = frozenset(
    "van von de den der des het t s ten ter te op in la le el al ben da di du dos".split()  # noqa: SIM905  # to be read
)


def folded(text: str) -> str:
    """`text` without case, accents and ligatures: "Ĳsbrand Ærø" is "ijsbrand aero"."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:WORD_LENGTH] for word in _WORD.findall(folded(text[: _NAME_WORDS * WORD_LENGTH]))][:_NAME_WORDS]


def name_words(name: str) -> set[str]:
    """What a name is found by: its words, and what people write as one ("vandenberg", "janwillem")."""
    words = words_of(name)
    return {*words, *_joined_particles(words), *_joined_parts(name)}


def _joined_particles(words: list[str]) -> set[str]:
    """Particles run together with the word that follows: "van den berg" gives "vandenberg" and "denberg"."""
    joined, run = set(), ""
    for word in words:
        if run and word not in _PARTICLES:
            joined.add((run + word)[:WORD_LENGTH])
        run = run + word if word in _PARTICLES else ""
    return joined


def _joined_parts(name: str) -> set[str]:
    """Words with a hyphen or apostrophe inside, without it: "O'Brien" gives "obrien"."""
    pieces = (words_of(piece) for piece in name[: _NAME_WORDS * WORD_LENGTH].split())
    return {"".join(parts)[:WORD_LENGTH] for parts in pieces if len(parts) > 1}


def name_key(name: str) -> str:
    """Equal for two spellings of one name in any order of words; a name without words is its own key."""
    return (" ".join(sorted(words_of(name))) or folded(name.strip()))[:_KEY_LENGTH]


def email_key(email: str) -> str:
    """An address as it is compared: folded and trimmed."""
    return folded(email[:_KEY_LENGTH].strip())[:_KEY_LENGTH]


def email_words(email: str) -> set[str]:
    """The words before the @; the domain says nothing about who somebody is."""
    return set(words_of(email.partition("@")[0]))


def search_words(name: str, email: str) -> set[str]:
    """Every word that a contact is found by."""
    return name_words(name) | email_words(email)


def digits_of(text: str) -> str:
    """The decimal digits of a text, whatever script they are written in."""
    found = text[:_KEY_LENGTH]
    if not found.isascii():
        found = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else " " for letter in found)
    return "".join(letter for letter in found if letter.isdigit())[:_DIGITS_LENGTH]


@lru_cache(maxsize=1024)
def phone_digits(phone: str) -> str:
    """The digits of a phone number as they are stored: E.164 without its plus, else as written."""
    if _E164.fullmatch(phone):
        return phone[1:]
    return e164_digits(phone) or digits_of(phone)


def e164_digits(phone: str) -> str:
    """The digits in E.164 of a number in any spelling, the Netherlands by default; blank where it is none."""
    try:
        number = phonenumbers.parse(phone[:_KEY_LENGTH], _COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
