"""From characters to terms: words, times, marks and remarks, each with its place. No word has a meaning yet.

Text in double quotes is one remark, never read; a quote that nobody closes runs to the end. Dates, decimals and
telephone numbers are no times. Brackets, apostrophes and the like say nothing; other symbols are kept, not
understood. Every pattern is tried at one place only and takes what it matches, so that the time is linear in the
text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tutorcore.domain.preferences.clock import Reading
from tutorcore.domain.preferences.terms import Kind, Term
from tutorcore.domain.preferences.words import DOTTED

_DASHES: Final = "-‐‑‒–—―−"  # noqa: RUF001  every dash that keyboards and editors write
_APOSTROPHES: Final = "'’‘´`"  # noqa: RUF001
_LINE_BREAKS: Final = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_GAP: Final = "[ \\t\\u00a0\\u202f]{0,3}"

_TOKEN: Final = re.compile(
    rf"""
      "(?P<remark>[^"]*)"?
    | [“„‟](?P<typographic>[^“”"]*)[“”"]?
    | (?P<space>[\s\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\U0001f3fb-\U0001f3ff]+)
    | (?P<figures>
          [0-9]{{1,8}}(?P<mark>[-/.:])[0-9]{{1,8}}(?:(?P=mark)[0-9]{{1,8}})+(?!\w)      # a date, a telephone number
        | [0-9]{{1,8}}[,/][0-9]{{1,8}}(?![\w:])                           # 1,5 and 12/10
      )
    | (?P<reading>
        (?P<hour>[0-9]{{1,2}})
        (?:[:.uh](?P<minute>[0-9]{{2}}))?
        (?:{_GAP}(?P<sign>uur|u|h|o['’]clock)(?!\w))?
        (?:{_GAP}(?P<meridiem>[ap]m|[ap]\.m\.?)(?!\w))?
        (?![:.]?[0-9])(?!\w)
      )
    | (?P<number>[0-9]\w*(?:[.,:/][0-9]\w*)*)
    | (?P<slashed>t\s?/\s?m(?!\w))
    | (?P<dotted>(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?)
    | (?P<genitive>[{_APOSTROPHES}]s(?:-(?=\w)|(?!\w)))
    | (?P<word>[^\W_][\w\u0300-\u036f]*(?:[{_APOSTROPHES}][^\W\d_][\w\u0300-\u036f]*)*)
    | (?P<comma>[,/，、])
    | (?P<semicolon>[;；])
    | (?P<stop>[.!?…)\]]+)
    | (?P<dash>[{_DASHES}])
    | (?P<other>.)
    """,  # noqa: RUF001
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_MARKS: Final = {"comma": Kind.COMMA, "semicolon": Kind.SEMICOLON, "stop": Kind.STOP, "dash": Kind.DASH}
_STRAIGHT: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


def lex(text: str) -> list[Term]:
    """The terms of a text in order; words are UNKNOWN with their normalised wording."""
    terms: list[Term] = []
    behind = 0
    for match in _TOKEN.finditer(text):
        if match.start() < behind:
            continue  # the full stop of an abbreviation
        term = _term(match)
        if term is not None:
            term = _with_its_full_stop(term, text)
            behind = term.end
            terms.append(term)
    return terms


def _term(match: re.Match[str]) -> Term | None:
    group = match.lastgroup or "other"
    start, end = match.span()
    if group in ("remark", "typographic"):
        return Term(Kind.REMARK, *match.span(group))
    if group == "space":
        return Term(Kind.STOP, start, end) if any(mark in match[0] for mark in _LINE_BREAKS) else None
    if match["reading"]:
        return Term(Kind.READING, start, end, reading=_reading(match))
    if group in _MARKS:
        return Term(_MARKS[group], start, end)
    return None if group == "other" and _says_nothing(match[0]) else Term(Kind.UNKNOWN, start, end, _normal(match[0]))


def _reading(match: re.Match[str]) -> Reading:
    hour, minute, meridiem = match["hour"], match["minute"], match["meridiem"] or ""
    return Reading(
        hour=int(hour),
        minute=None if minute is None else int(minute),
        padded=len(hour) > 1 and hour.startswith("0"),
        signed=bool(match["sign"]),
        meridiem=meridiem.replace(".", "").lower(),
    )


def _normal(word: str) -> str:
    """A word as the vocabulary writes it: lower case, straight apostrophes, no stops, t/m in one."""
    plain = unicodedata.normalize("NFC", word.translate(_STRAIGHT)).lower()
    if plain.startswith("'s"):
        return plain.rstrip("-")
    return "".join(plain.split()).replace(".", "") if any(letter.isalpha() for letter in plain) else plain


def _says_nothing(character: str) -> bool:
    return character not in "%#‰&" and unicodedata.category(character)[0] in "PZC"


def _with_its_full_stop(term: Term, text: str) -> Term:
    """The term with the full stop of an abbreviation ("ma. en wo."), unless a sentence begins behind it."""
    if term.word not in DOTTED or text[term.end : term.end + 1] != ".":
        return term
    following = text[term.end + 1 : term.end + 3].strip()
    if following[:1].isupper() and text[term.start].islower():
        return term
    return Term(term.kind, term.start, term.end + 1, term.word)


def remark_place(text: str, term: Term) -> tuple[int, int]:
    """Where the words of a remark begin and end, without the blanks around them."""
    inner = tidy(text[term.start : term.end], strip=False)
    return term.start + len(inner) - len(inner.lstrip()), term.end - len(inner) + len(inner.rstrip())


def tidy(text: str, *, strip: bool = True) -> str:
    """Text as a remark on one line holds it.

    A double quote becomes a single one, control characters and line breaks become blanks, half a surrogate pair
    becomes the replacement character: character for character, so that places in the text stay the same.
    """
    tidied = "".join(_SINGLE.get(character) or _kept(character) for character in text)
    return tidied.strip() if strip else tidied


_SINGLE: Final = {'"': "'"}


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp") else character
