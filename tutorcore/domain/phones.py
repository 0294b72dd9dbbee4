"""Phone numbers as people write them, brought to E.164. Numbers that cannot be read are kept as written.

Reading is the library's (phonenumbers); here live only the spellings that it does not know: a remark beside the number,
two numbers in a cell, digits without their plus, and what a spreadsheet makes of a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

HOME: Final = "NL"
"""The country of a number that names none."""

_LONGEST: Final = 200  # no cell with a number is longer; a longer text is prose, and slow to search
_SHORTEST_ABROAD: Final = 10  # digits without a plus are read as a foreign number from this length
_SCIENTIFIC: Final = re.compile(r"[0-9]+([.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)


class Phone(NamedTuple):
    """A number: `text` is E.164 where it was readable, else as it was written (outer space aside)."""

    text: str
    readable: bool


class PhoneReading(NamedTuple):
    """A `Phone`, and a sentence on what a planner should know of how it was read; blank where nothing is odd."""

    text: str
    readable: bool
    note: str


class _Reading(NamedTuple):
    """What was read, and what that left out, as the end of a sentence."""

    number: PhoneNumber
    remark: str


def normalise_phone(text: str, *, region: str = HOME) -> Phone:
    """E.164 of the first valid number in `text`; the text itself, flagged, where there is none."""
    reading = read_phone(text, region=region)
    return Phone(reading.text, reading.readable)


def read_phone(text: str, *, region: str = HOME) -> PhoneReading:
    """As `normalise_phone`, with the note that an import shows beside its row."""
    written = text.strip()
    reading = _read(written, region)
    if reading is None:
        note = f"phone '{_short(written)}' is not a number and is kept as written" if written else ""
        return PhoneReading(written, readable=False, note=note)
    number = _e164(reading.number)
    note = f"phone '{_short(written)}' is read as {number}; {reading.remark}" if reading.remark else ""
    return PhoneReading(number, readable=True, note=note)


def _read(written: str, region: str) -> _Reading | None:
    """The number in a text: the whole of it, else its digits with a plus, else the first one that it contains."""
    tidy = _tidy(written)
    if not tidy or len(tidy) > _LONGEST or _SCIENTIFIC.fullmatch(tidy):
        return None
    return _whole(tidy, region) or _without_plus(tidy, region) or _first_within(tidy, region)


def _tidy(written: str) -> str:
    """Without what cannot be seen: direction marks, joiners, no-break spaces, full-width forms."""
    if written.isascii() and written.isprintable():
        return written.lstrip("'").removeprefix("tel:").strip()
    folded = unicodedata.normalize("NFKC", written)
    seen = "".join(letter for letter in folded if unicodedata.category(letter) not in {"Cf", "Cc"})
    return seen.strip().lstrip("'").removeprefix("tel:").strip()


def _whole(tidy: str, region: str) -> _Reading | None:
    """The text as one number. Letters are never taken for digits ("0800-FLOWERS")."""
    if any(letter.isalpha() for letter in tidy):
        return None
    number = _parsed(tidy, region)
    return None if number is None else _Reading(number, _extension(number))


def _without_plus(tidy: str, region: str) -> _Reading | None:
    """Digits that are a foreign number but for the plus, as WhatsApp and spreadsheets give them."""
    if not (tidy.isdecimal() and len(tidy) >= _SHORTEST_ABROAD) or tidy.startswith("0"):
        return None
    number = _parsed(f"+{tidy}", region)
    return None if number is None else _Reading(number, "its + was missing")


def _first_within(tidy: str, region: str) -> _Reading | None:
    """The first valid number in a text that holds more: a remark, or a second number."""
    found = list(_numbers_within(tidy, region))
    if not found:
        return None
    first, start, end = found[0]
    rest = f"{tidy[:start]} {tidy[end:]}".strip(" ()/,;:|&-")
    return _Reading(first, f"'{_short(rest)}' was left out" if rest else _extension(first))


def _numbers_within(tidy: str, region: str) -> Iterator[tuple[PhoneNumber, int, int]]:
    """Every valid number in a text, with its place."""
    for match in PhoneNumberMatcher(tidy, region, leniency=Leniency.VALID):
        yield match.number, match.start, match.end


def _parsed(text: str, region: str) -> PhoneNumber | None:
    """The number, where it is a valid one."""
    try:
        number = parse(text, region)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None


def _extension(number: PhoneNumber) -> str:
    return f"extension {number.extension} was left out" if number.extension else ""


def _e164(number: PhoneNumber) -> str:
    return str(format_number(number, PhoneNumberFormat.E164))


def _short(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
