"""CSV files that people open in a spreadsheet: cells that would run are defused, and restored when they come back.

A spreadsheet takes a cell that begins with one of = + - @ for a formula, whatever put it there. An apostrophe before
it makes it text. `restore(defuse(text)) == text` holds for every text, so a download that is imported again changes
nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

APOSTROPHE: Final = "'"
_TRIGGERS: Final = frozenset("=+-@")  # of the text folded by NFKC: full-width signs are among them
_RUN_AT_ONCE: Final = frozenset("\t\r")
_HARMLESS: Final = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?%?|\+[1-9][0-9]{6,14}")


def defuse(cell: object) -> str:
    """A value as the text of a CSV cell that no spreadsheet runs. Numbers and E.164 phone numbers stay as they are."""
    text = _text(cell)
    return APOSTROPHE + text if _needs_apostrophe(text) else text


def restore(cell: str) -> str:
    """The text that `defuse` was given: without the apostrophe that it put there, and only that one."""
    return cell[1:] if cell.startswith(APOSTROPHE) and _needs_apostrophe(cell[1:]) else cell


def csv_text(rows: Iterable[Sequence[object]], header: Sequence[str], *, delimiter: str = ",") -> str:
    """A whole CSV file, every cell defused, lines ended as the format asks (CR LF)."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow([defuse(name) for name in header])
    writer.writerows([defuse(cell) for cell in row] for row in rows)
    return file.getvalue()


def _text(cell: object) -> str:
    """A value in words that an import reads back: dates in ISO, yes and no and lists in JSON."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):  # a datetime is a date too
        return cell.isoformat()
    if isinstance(cell, bool | dict | list | tuple):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)


def _needs_apostrophe(text: str) -> bool:
    """Whether a spreadsheet would run the text, or `restore` would take the apostrophe that it begins with for ours."""
    inner = text.lstrip(APOSTROPHE)
    return bool(inner) and not _HARMLESS.fullmatch(inner) and _would_run(inner)


def _would_run(text: str) -> bool:
    """Begins with a sign that starts a formula, or hides one behind space and control characters."""
    if text[0] in _RUN_AT_ONCE:
        return True
    for letter in text:
        if not (letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}):
            return unicodedata.normalize("NFKC", letter)[:1] in _TRIGGERS
    return False
