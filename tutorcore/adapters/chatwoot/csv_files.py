"""CSV as a source of contacts: Chatwoot's own export, and any file with a header.

A column that is absent and a cell that is empty say nothing: what is stored stays. Text columns stay text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TextIO

from tutorcore.adapters.chatwoot.csv_rows import RowReader
from tutorcore.adapters.chatwoot.headers import Column, header_remarks, holds_planning
from tutorcore.adapters.chatwoot.text_files import LONGEST, TextFile
from tutorcore.domain.imports import BadRow, ContactRow
from tutorcore.errors import BrokenFile

NO_ATTRIBUTES: Final = (
    "The file holds no attributes and no preferences, as Chatwoot's CSV export does not: segments and wishes cannot "
    "come from it. The JSON of Chatwoot's API has them."
)
_END: Final = "\0end of the file\0"  # a line that no file has: it shows whether a quotation mark is still open


@dataclass(frozen=True, slots=True)
class CsvContacts:
    """A table of contacts. `header_row` is the number of the record that names the columns."""

    file: TextFile
    delimiter: str
    columns_read: tuple[Column, ...]
    header_row: int

    def rows(self) -> Iterator[ContactRow | BadRow]:
        """Contacts in their order; `number` is the row as a spreadsheet counts. Raises `BrokenFile`."""
        reader = RowReader(self.columns_read)
        for number, cells in self._filled():
            yield reader.row(number, cells)

    def ids(self) -> Iterator[str]:
        """The id of each row, blank where there is none. Raises `BrokenFile`."""
        reader = RowReader(self.columns_read)
        for _, cells in self._filled():
            yield reader.contact_id(cells)

    def _filled(self) -> Iterator[tuple[int, list[str]]]:
        """The records below the header that are not blank."""
        with self.file.open() as text:
            for number, cells in records(text, self.delimiter):
                if number > self.header_row and any(cell.strip() for cell in cells):
                    yield number, cells

    def columns(self) -> tuple[tuple[str, str], ...]:
        """Every column and what it is read as."""
        return tuple((column.header, column.reading) for column in self.columns_read)

    def remarks(self) -> tuple[str, ...]:
        """On the encoding, on columns, and on what such a file cannot hold."""
        missing = [] if holds_planning(self.columns_read) else [NO_ATTRIBUTES]
        encoding = [self.file.remark] if self.file.remark else []
        return (*encoding, *header_remarks(self.columns_read), *missing)


def records(text: TextIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a CSV text, numbered from 1 as a spreadsheet does (`sep=;` is no row). Raises `BrokenFile`."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # one for the whole process: raised, never lowered
    number = 0
    cells: list[str] = []
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter), start=1):
            if cells and _END in cells[-1]:
                break
            yield number, cells
    except csv.Error as error:
        raise _open_quote(number + 1) from error
    if cells != [_END]:
        raise _open_quote(number)


def _open_quote(number: int) -> BrokenFile:
    return BrokenFile(f"A quotation mark in row {number} is never closed.", hint="Close it there and try again.")


def _lines(text: TextIO) -> Iterator[str]:
    """Lines of a bounded length, without the line that tells Excel the delimiter, and the end mark."""
    number = 0
    while line := text.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST:
            raise BrokenFile(f"Line {number} is longer than {LONGEST:,} characters.", hint="Export the file again.")
        if not (number == 1 and delimiter_line(line)):
            yield line.replace(_END, "").replace("\x1a", "")  # the latter ends a file of old
    yield _END


def delimiter_line(line: str) -> str:
    """The delimiter of Excel's first line `sep=;`, blank where it is another line."""
    told = line.lstrip("\ufeff").rstrip("\r\n").strip('"')
    return told[4] if len(told) == len("sep=;") and told.lower().startswith("sep=") else ""
