"""What a database can hold: the one place where text and attribute values are made storable.

PostgreSQL refuses NUL in text, neither database takes lone surrogates, and JSON knows no NaN, dates or decimals. A
value is cleaned, never refused: one odd character must not lose a contact.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tutorcore.errors import InputError

_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
NAME_LIMIT: Final = 200
"""Longest id or name (of a tutor, a member of staff) that is used as a key: an index entry has its limits."""


def storable_text(text: str) -> str:
    """`text` without NUL; a lone surrogate becomes a question mark."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return str(text) if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def storable(value: object) -> object:
    """`value` as JSON can hold it, the same after a round trip through the database."""
    if isinstance(value, str):
        return storable_text(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float | Decimal):
        return _storable_number(value)
    if isinstance(value, Mapping):
        return storable_mapping(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [storable(item) for item in value]
    return storable_text(str(value))


def storable_mapping(values: Mapping[str, object]) -> dict[str, object]:
    """A JSON object of storable keys and values."""
    return {
        storable_text(str(key)): storable_text(value) if isinstance(value, str) else storable(value)
        for key, value in values.items()
    }


def storable_json(value: object) -> str:
    """`value` as JSON text. Most values are storable as they stand, and are cleaned only where they are not."""
    try:
        text = _PLAIN.encode(value)
        text.encode()
    except (TypeError, ValueError):
        text = ""
    if not text or "\\u0000" in text:
        text = _PLAIN.encode(storable(value))
    return text


def _storable_number(value: float | Decimal) -> object:
    """JSON has neither NaN nor infinity, and no decimals: a whole decimal is an int, another a float."""
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def key_name(name: str, what: str) -> str:
    """A name that people type and that is looked up by: trimmed, not blank, not endless. Raises `InputError`."""
    cleaned = " ".join(storable_text(name).split())
    if not cleaned:
        raise InputError(f"The name of {what} is blank.", hint="Type a name.")
    if len(cleaned) > NAME_LIMIT:
        raise InputError(f"The name of {what} is longer than {NAME_LIMIT} characters.", hint="Type a shorter one.")
    return cleaned


def shortened(text: str, length: int = 60) -> str:
    """`text` for a message: an id of 10,000 characters would bury the sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"
