"""Names as a letter uses them: the first one to a pupil, the whole one to a parent, none where there is none."""

from __future__ import annotations

import re
from typing import Final

from tutorcore.wording.one_line import LONGEST, one_line

_LONGEST_FIRST: Final = 30
_REMARK: Final = re.compile(r"\s*[(\[{|].*")
_ADDRESS: Final = ("@", "://")
_TITLES: Final = ("dhr", "mevr", "mevrouw", "mw", "meneer", "heer", "mr", "mrs", "ms", "miss", "dr", "drs", "prof")
_FAMILY: Final = ("fam", "familie", "family")
_PARTICLES: Final = ("van", "von", "de", "den", "der", "te", "ten", "ter", "'t", "het")
_NO_FIRST_NAME: Final = frozenset((*_TITLES, *_FAMILY, *_PARTICLES))


def whole_name(name: str) -> str:
    """`name` on one line without a remark in brackets; blank where it is no name but an address or a number."""
    line = one_line(name, longest=LONGEST)
    named = _REMARK.sub("", line) or line
    return named if _has_letter(named) and not any(mark in named for mark in _ADDRESS) else ""


def first_name(name: str) -> str:
    """The first name; the whole name where it begins with a title or an initial.

    Blank where a comma hides which part is the first name: `Berg, Sanne van den`, `Sanne, 5 vwo`.
    """
    whole = whole_name(name)
    words = [word for word in whole.split() if _has_letter(word)]
    if not words or "," in whole:
        return ""
    if not _is_first_name(words[0]):
        return whole
    return one_line(words[0], longest=_LONGEST_FIRST)


def _is_first_name(word: str) -> bool:
    return len(word) > 1 and "." not in word and word.casefold() not in _NO_FIRST_NAME


def _has_letter(text: str) -> bool:
    return any(sign.isalpha() for sign in text)
