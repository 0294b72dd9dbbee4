"""Text to profiles and lesson types, whichever of the three it is; the text itself says which."""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

from tutorcore.domain.profile_texts.environment_lines import read_lines, sets_a_profile
from tutorcore.domain.profile_texts.model import ReadText, TextFormat, TextProblem
from tutorcore.domain.profile_texts.trees import read_tree
from tutorcore.errors import BrokenFile

LONGEST: Final = 1_000_000
"""Bytes, or characters: thousands of profiles."""
_NOT_TOO_LONG: Final = "A text of profiles has at most a million characters"
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TOML_PLACE: Final = re.compile(r"(?P<said>.*?)\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_TWICE: Final = ("overwrite", "twice", "duplicate", "redefine", "mutate", "immutable")
"""Words by which the TOML reader says that a key is there already."""


def text_from_bytes(data: bytes) -> str:
    """A file's text: UTF-8, or UTF-16 with its mark. Raises `BrokenFile`."""
    if len(data) > LONGEST:
        raise BrokenFile(_NOT_TOO_LONG, hint="This file is longer.")
    try:
        text = data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenFile("This file is not text", hint="Save it as text in UTF-8, then try again.") from error
    if "\0" in text:
        raise BrokenFile("This file is not text", hint="Choose a file of environment lines, TOML or JSON.")
    return text


def read_text(text: str) -> ReadText:
    """What a text gives. What is wrong in it comes with it as problems.

    Raises `BrokenFile` where it is empty, too long, or none of the three.
    """
    if len(text) > LONGEST:
        raise BrokenFile(_NOT_TOO_LONG, hint="This one is longer.")
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BrokenFile("There is nothing in it", hint="Give environment lines (PLANNING_…), TOML or JSON.")
    if text.lstrip().startswith("{") or _is_a_list(text):
        return _tree(TextFormat.JSON, text, _json)
    if sets_a_profile(text):
        return read_lines(text)
    return _toml_or_nothing(text)


def _toml_or_nothing(text: str) -> ReadText:
    read = _tree(TextFormat.TOML, text, _toml)
    if not read.problems or _looks_like_toml(text):
        return read
    raise BrokenFile(
        "This is neither environment lines nor TOML nor JSON",
        hint="Environment lines begin with PLANNING_, TOML with [profiles.new], JSON with a brace.",
    )


def _looks_like_toml(text: str) -> bool:
    """Whether a table of ours, or a table or a dotted key at all, begins in it."""
    return bool(re.search(r"^\s*(\[.*\]\s*(#.*)?$|profiles\s*[.=]|lesson_types\s*[.=])", text, re.MULTILINE))


def _is_a_list(text: str) -> bool:
    """A JSON list begins like a table of TOML does."""
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _tree(text_format: TextFormat, text: str, parse: Callable[[str], object]) -> ReadText:
    """A text that is read into nested tables, each key once."""
    try:
        tree = parse(text)
    except _Unreadable as error:
        return ReadText(format=text_format, problems=(TextProblem(where=error.where, said=str(error)),))
    return read_tree(tree, text_format)


class _Unreadable(Exception):
    """A text that breaks its format's own rules, and where."""

    def __init__(self, said: str, *, where: str) -> None:
        super().__init__(said)
        self.where = where


def _toml(text: str) -> object:
    try:
        return tomllib.loads(f"{text}\n")
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.fullmatch(str(error))
        said, line = (found["said"], found["line"]) if found else (str(error), None)
        where = f"line {line}" if line else "the end"
        if any(word in said.casefold() for word in _TWICE):
            raise _Unreadable("something is given twice here", where=where) from error
        raise _Unreadable(f"this is not TOML ({_begun_small(said)})", where=where) from error
    except (ValueError, RecursionError) as error:
        raise _Unreadable("it is nested too deep, or holds a number that is too long", where="this TOML") from error


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _Unreadable(f"this is not JSON ({_begun_small(error.msg)})", where=f"line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        raise _Unreadable("it is nested too deep, or holds a number that is too long", where="this JSON") from error


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """An object of which no key is given twice: of two values one would be lost."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise _Unreadable("is given twice in one place", where=f"“{twice[:60]}”")
    return found


def _no_number(text: str) -> object:
    raise _Unreadable("this is no number", where=text)


def _begun_small(said: str) -> str:
    return said[:1].lower() + said[1:]
