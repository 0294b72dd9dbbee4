"""Opening a file of contacts: what it is, is seen in its content, not in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tutorcore.adapters.chatwoot.csv_files import CsvContacts, delimiter_line, records
from tutorcore.adapters.chatwoot.headers import Column, Meaning, read_headers, tidy_header
from tutorcore.adapters.chatwoot.json_files import JsonContacts, is_by_line
from tutorcore.adapters.chatwoot.text_files import TextFile, survey
from tutorcore.errors import BrokenFile
from tutorcore.ports import ContactSource

_DELIMITERS: Final = ",;\t|"
_SAMPLE: Final = 200_000  # characters in which a header ends
_SPACE: Final = "\ufeff\0 \t\r\n\x1a"
_SAVE_WITH_ID: Final = "Add a column 'id' with the number of the contact in Chatwoot; its own export has one."
_DATA: Final = re.compile(r"[0-9]+|.*@.*\..*|\+?[0-9 ()-]{8,}")


def open_contact_file(path: Path) -> ContactSource:
    """The contacts in a file: JSON of Chatwoot's API, JSON lines, its CSV export, or any CSV with a header.

    Raises `BrokenFile` where it is none of these.
    """
    file = survey(path)
    first = _first_letter(file)
    if first in ("[", "{"):
        return JsonContacts(file, by_line=first == "{" and is_by_line(file))
    if first == "<":
        raise BrokenFile("The file is a web page or XML, not CSV or JSON.", hint="Export the contacts again.")
    return _open_csv(file)


def _first_letter(file: TextFile) -> str:
    """The first sign of the file that is not space."""
    with file.open() as text:
        while part := text.read(_SAMPLE):
            if begun := part.lstrip(_SPACE):
                return begun[0]
    return ""


def _open_csv(file: TextFile) -> CsvContacts:
    """The table, by the delimiter under which its header makes most sense. Raises `BrokenFile`."""
    told = _told_delimiter(file)
    tables = [_table(file, delimiter) for delimiter in told or _DELIMITERS]
    best = max(tables, key=_sense)
    if not any(column.meaning is Meaning.ID for column in best.columns_read):
        raise _no_id(best.columns_read)
    return best


def _told_delimiter(file: TextFile) -> str:
    with file.open() as text:
        return delimiter_line(text.readline(100))


def _table(file: TextFile, delimiter: str) -> CsvContacts:
    """The file read with one delimiter."""
    number, header = 0, [""]
    with file.open() as text:
        try:
            number, header = next((n, cells) for n, cells in records(text, delimiter) if any(c.strip() for c in cells))
        except (StopIteration, BrokenFile):
            number, header = 0, [""]
    return CsvContacts(file, delimiter, read_headers([tidy_header(cell) for cell in header]), number)


def _sense(table: CsvContacts) -> tuple[bool, int, int]:
    """How much a delimiter explains: an id, known columns, columns at all."""
    meanings = [column.meaning for column in table.columns_read]
    known = sum(meaning not in (Meaning.ATTRIBUTE, Meaning.NOT_USED) for meaning in meanings)
    return Meaning.ID in meanings, known, len(meanings)


def _no_id(columns: Sequence[Column]) -> BrokenFile:
    """Why a table without ids is refused: no header at all, or one that lacks them."""
    headers = [column.header for column in columns]
    shown = ", ".join(header[:40] for header in headers[:8])
    if any(_DATA.fullmatch(header[:200]) for header in headers):
        return BrokenFile(f"The file has no header: it begins with {shown}.", hint="Put the column names first.")
    if len(headers) == 1:
        return BrokenFile(f"The file is no table of contacts: it begins with “{shown}”.", hint=_SAVE_WITH_ID)
    return BrokenFile(f"The file has no column with the contact's id. Its columns are: {shown}.", hint=_SAVE_WITH_ID)
