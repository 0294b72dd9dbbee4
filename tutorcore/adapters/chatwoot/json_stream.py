"""The contacts in a stream of JSON, one at a time: memory holds one contact and a chunk, whatever the file's size.

Values are parsed by the standard library; what lives here is only the walk to them: lists, answers of Chatwoot's API
(`payload`), single contacts, and several of these one after the other. Numbers beyond 64 bits and NaN, which no store
holds, stay as they are written.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Final, TextIO

from tutorcore.adapters.chatwoot.text_files import LONGEST
from tutorcore.errors import BrokenFile

WRAPPERS: Final = frozenset({"payload", "contacts", "contact", "data"})
"""Keys under which an answer holds contacts."""

_CHUNK: Final = 1 << 18
_SPACE: Final = re.compile(r"[\ufeff \t\r\n\x1a]*")
_DEEPEST_WRAPPER: Final = 3
_MOST_FIELDS: Final = 10_000
_LONGEST_INT: Final = 18  # digits that surely fit 64 bits
_AGAIN: Final = "Export it again; nothing was changed."


def _int(digits: str) -> object:
    return int(digits) if len(digits) <= _LONGEST_INT else digits


def _float(digits: str) -> object:
    number = float(digits)
    return number if math.isfinite(number) else digits


DECODER: Final = json.JSONDecoder(strict=False, parse_int=_int, parse_float=_float, parse_constant=str)


class JsonStream:
    """Reads contacts from a text, chunk by chunk."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._at = 0
        self._line = 1

    def items(self) -> Iterator[object]:
        """Everything that stands where a contact should. Raises `BrokenFile`."""
        while first := self._peek():
            if first == "[":
                yield from self._list()
            elif first == "{":
                yield from self._object(0)
            else:
                raise self._broken("something else than contacts stands there")

    def _list(self) -> Iterator[object]:
        """The items of a list."""
        self._take("[")
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            if self._take(",]") == "]":
                return

    def _object(self, depth: int) -> Iterator[object]:
        """The contacts in an answer of the API, or the object itself where it is no answer."""
        fields: dict[str, object] = {}
        is_answer = False
        self._take("{")
        more = self._peek() != "}"
        if not more:
            self._take("}")
        while more:
            key = self._key()
            opening = self._peek()
            if opening in ("[", "{") and depth < _DEEPEST_WRAPPER and _wraps(key, fields):
                is_answer = True
                yield from self._list() if opening == "[" else self._object(depth + 1)
            else:
                fields[key] = self._value()
            more = self._take(",}") == ","
            if len(fields) > _MOST_FIELDS:
                raise self._broken(f"an object has more than {_MOST_FIELDS} fields")
        if not is_answer:
            yield _single(fields)

    def _key(self) -> str:
        key = self._value() if self._peek() == '"' else None
        if not isinstance(key, str):
            raise self._broken("the name of a field is missing")
        self._take(":")
        return key

    def _value(self) -> object:
        """The value that begins here, read on until it is whole."""
        self._peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except ValueError as error:
                if not self._more():
                    raise self._cut_off_or_broken(error) from error
            except RecursionError as error:
                raise self._broken("values are nested without end") from error
            else:
                if end < len(self._text) or not self._more():
                    self._at = min(len(self._text), end)
                    return value

    def _take(self, expected: str) -> str:
        """The next sign, which must be one of `expected`."""
        sign = self._peek()
        if not sign:
            raise self._cut_off()
        if sign not in expected:
            raise self._broken(f"'{sign}' stands where '{expected[0]}' should")
        self._at += 1
        return sign

    def _peek(self) -> str:
        """The next sign that is no space, blank at the end of the file."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; what was used is let go. At least as much as is held, so that a long value is parsed a few times."""
        rest = self._text[self._at :]
        if len(rest) > LONGEST:
            raise self._broken(f"a value is longer than {LONGEST:,} characters")
        read = self._file.read(max(_CHUNK, len(rest)))
        if not read:
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = rest + read, 0
        return True

    def _cut_off_or_broken(self, error: ValueError) -> BrokenFile:
        """Whether the file ends too early, or is no JSON at all."""
        if isinstance(error, json.JSONDecodeError):
            at_end = error.pos >= len(self._text.rstrip()) or error.msg.startswith("Unterminated")
            return self._cut_off() if at_end else self._broken(error.msg[:1].lower() + error.msg[1:])
        return self._broken("a number has too many digits")

    def _cut_off(self) -> BrokenFile:
        return BrokenFile("The file breaks off in the middle of the JSON: it was cut off.", hint=_AGAIN)

    def _broken(self, what: str) -> BrokenFile:
        line = self._line + self._text.count("\n", 0, self._at)
        return BrokenFile(f"The file is not JSON from line {line} on: {what}.", hint=_AGAIN)


def _wraps(key: str, fields: dict[str, object]) -> bool:
    """Whether contacts stand under a key; beside an id all but `payload` are fields of a contact."""
    return key == "payload" or (key in WRAPPERS and "id" not in fields)


def _single(fields: dict[str, object]) -> dict[str, object]:
    """An object that stands alone: a contact, or no contacts at all."""
    if "id" in fields or "meta" in fields or not fields:
        return fields
    names = ", ".join(name[:40] for name in list(fields)[:5])
    raise BrokenFile(f"The file is JSON, but holds no contacts: its fields are {names}.", hint=_AGAIN)
