"""Text from outside made fit for one line, of a message or a page: nothing in it breaks, hides or turns the rest."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 60
_JOINERS: Final = "\u200c\u200d"  # part of words in some scripts, and of emoji


def one_line(text: object, *, longest: int = LONGEST) -> str:
    """`text` on one line without control signs, cut between words where it is longer than `longest` signs."""
    line = unbroken(str(text)[: longest * 20])
    if len(line) <= longest:
        return line
    kept = line[: longest - 1]
    words = kept.rpartition(" ")[0] if line[longest - 1] != " " else kept
    return (words if len(words) > longest // 2 else kept).rstrip() + "…"


def unbroken(text: str) -> str:
    """`text` without control signs, and a space where space was."""
    if not text.isprintable():  # most is, and need not be looked at sign by sign
        text = "".join(sign if _can_be_read(sign) else " " for sign in text)
    return " ".join(text.split())


def _can_be_read(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C" or sign in _JOINERS
