"""Single values as files hold them: ids, moments, texts, attributes. What cannot be used says why."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from tutorcore.domain.phones import read_phone
from tutorcore.domain.zones import AMSTERDAM

LONGEST_KEY: Final = 200
"""Characters in the name of an attribute; a longer header is no name."""

_DEEPEST: Final = 20
_USABLE_ID: Final = re.compile(r"[^\W_][\w.:@+/-]{0,99}")
_WHOLE_AS_FLOAT: Final = re.compile(r"([0-9]+)[.,]0+")
_SCIENTIFIC: Final = re.compile(r"[0-9]+([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_DUTCH: Final = re.compile(
    r"([0-3]?[0-9])[-/.]([01]?[0-9])[-/.]((?:19|20)[0-9]{2})(?:[ ,T]+([0-2]?[0-9]):([0-5][0-9])(?::([0-5][0-9]))?)?"
)
_NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]+)?")
_FIRST_SECOND: Final = 100_000_000  # 1973: smaller numbers are no moments ("45321" is a day in a spreadsheet)
_LAST_SECOND: Final = 4_102_444_800  # 2100
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class Unusable(ValueError):
    """A value that cannot be used; its text is the reason, without a full stop."""


def usable_id(value: object) -> str:
    """The id of a contact or conversation as text. Raises `Unusable`."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or isinstance(value, bool | float | list | dict):
        raise Unusable("it has no id" if value is None else f"its id '{short(value)}' is not an id")
    text = unicodedata.normalize("NFKC", str(value)).strip().removeprefix("'")
    if not text:
        raise Unusable("it has no id")
    if _SCIENTIFIC.fullmatch(text):
        raise Unusable(f"its id '{text}' was shortened by a spreadsheet")
    whole = _WHOLE_AS_FLOAT.fullmatch(text)
    if text == "0" or not _USABLE_ID.fullmatch(text):
        raise Unusable(f"its id '{short(text)}' is not an id")
    return whole[1] if whole else text


def moment(value: object) -> datetime | None:
    """An instant in UTC: Unix seconds, ISO text, or a Dutch date. A time without a zone is Amsterdam's.

    None where nothing is said. Raises `Unusable`.
    """
    if value is None or (not isinstance(value, bool) and value in (0, "", "0")):
        return None
    text = str(value).strip()
    found = _from_seconds(text) or _from_iso(text) or _from_dutch(text)
    if found is None or isinstance(value, bool):
        raise Unusable(f"'{short(text)}' is not a time")
    return found


def _from_seconds(text: str) -> datetime | None:
    if not _NUMBER.fullmatch(text):
        return None
    seconds = float(text)
    if seconds > _LAST_SECOND:
        seconds /= 1000  # milliseconds, as JavaScript counts
    return datetime.fromtimestamp(seconds, UTC) if _FIRST_SECOND <= seconds <= _LAST_SECOND else None


def _from_iso(text: str) -> datetime | None:
    """ISO 8601, and the way Ruby writes it (`2024-01-02 10:11:12 UTC`)."""
    try:
        return _in_utc(datetime.fromisoformat(text.removesuffix(" UTC") + "+00:00" * text.endswith(" UTC")))
    except ValueError:
        return None


def _from_dutch(text: str) -> datetime | None:
    match = _DUTCH.fullmatch(text)
    if match is None:
        return None
    day, month, year, *clock = (int(part or 0) for part in match.groups())
    try:
        return _in_utc(datetime(year, month, day, *clock, tzinfo=AMSTERDAM))  # type: ignore[misc,arg-type]
    except ValueError:
        return None


def _in_utc(found: datetime) -> datetime | None:
    """In UTC; None outside the years in which a contact can have been active."""
    aware = found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)
    in_range = 1973 < aware.year < 2100  # noqa: PLR2004  # the same bounds as for seconds
    return aware.astimezone(UTC) if in_range else None


def storable(value: object, *, depth: int = 0) -> object:
    """A JSON value that any store can hold, types kept. Raises `Unusable` where it is nested without end."""
    if isinstance(value, str):
        return clean(value)
    if depth > _DEEPEST:
        raise Unusable(f"an attribute is nested more than {_DEEPEST} levels deep")
    if isinstance(value, dict):
        return {clean(str(key)): storable(inner, depth=depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [storable(inner, depth=depth + 1) for inner in value]
    return value


def clean(text: str) -> str:
    """Text without what no database holds: NUL goes, half a surrogate pair becomes the replacement character."""
    if not _UNSTORABLE.search(text):
        return text
    return _UNSTORABLE.sub("\ufffd", text.replace("\0", ""))


def attribute_mapping(value: object, notes: list[str]) -> dict[str, object]:
    """The object `custom_attributes`, also where it stands as text; anything else is noted. Raises `Unusable`."""
    given = _from_text(value) if isinstance(value, str) else value
    if given in (None, [], ""):
        return {}
    if not isinstance(given, Mapping):
        notes.append(f"custom_attributes '{short(value)}' is not a set of attributes and was left out")
        return {}
    return _named(given, notes)


def _from_text(text: str) -> object:
    try:
        return json.loads(text) if text.strip() else None
    except (ValueError, RecursionError):
        return text


def _named(given: Mapping[object, object], notes: list[str]) -> dict[str, object]:
    """Attributes whose names can be used."""
    named: dict[str, object] = {}
    for name, value in given.items():
        key = clean(str(name)).strip()
        if key and len(key) <= LONGEST_KEY:
            named[key] = storable(value)
        else:
            notes.append(f"an attribute with the name '{short(key)}' was left out")
    return named


def read_moment(value: object, label: str, notes: list[str]) -> datetime | None:
    """A moment, or a note why there is none."""
    try:
        return moment(value)
    except Unusable as reason:
        notes.append(f"{label} {reason} and was left out")
        return None


def read_text(value: object, label: str, notes: list[str]) -> str | None:
    """A text without outer space; None where nothing is said."""
    if value is None or isinstance(value, bool | list | dict):
        if value not in (None, [], {}):
            notes.append(f"{label} '{short(value)}' is not text and was left out")
        return None
    text = clean(str(value)).strip()
    if "\ufffd" in text:
        notes.append(f"{label} '{short(text)}' holds a character that could not be read")
    return text or None


def read_phone_number(value: object, notes: list[str]) -> str | None:
    """E.164, or as written with a note."""
    text = read_text(value, "phone", notes)
    if text is None:
        return None
    reading = read_phone(text)
    if reading.note:
        notes.append(reading.note)
    return reading.text


def read_email(value: object, notes: list[str]) -> str | None:
    """An address, as written."""
    text = read_text(value, "e-mail", notes)
    if text and "@" not in text:
        notes.append(f"e-mail '{short(text)}' is not an address and is kept as written")
    return text


def full_name(name: str | None, first: str | None, middle: str | None, last: str | None) -> str | None:
    """One name of its parts; parts that the name holds already are not said twice."""
    if not name:
        return " ".join(part for part in (first, middle, last) if part) or None
    family = " ".join(part for part in (middle, last) if part)
    return name if first or family.casefold() in name.casefold() else f"{name} {family}"


def short(value: object, longest: int = 60) -> str:
    """A value in a sentence: on one line, and not without end."""
    if isinstance(value, dict | list):
        value = "a list" if isinstance(value, list) else "an object"
    text = " ".join(clean(str(value)).split())
    return text if len(text) <= longest else f"{text[:longest]}…"
