"""CSV as a list of days off: who is closed from when to when, with headers in Dutch or English.

The first and the last day are both included, whatever the header calls them. A row that cannot be used says why and
stops nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from tutorcore.adapters.chatwoot.csv_files import delimiter_line, records
from tutorcore.adapters.chatwoot.headers import slug, tidy_header
from tutorcore.adapters.chatwoot.text_files import TextFile, survey
from tutorcore.adapters.chatwoot.values import Unusable, clean, short
from tutorcore.domain.closure_imports import LONGEST_DAYS, ClosureRow, NotUsed, Period, tidy_name
from tutorcore.domain.spreadsheets import restore
from tutorcore.errors import BrokenFile

MOST_ROWS: Final = 5_000
"""More periods than any school has days; a longer file is another one."""
_HEAD: Final = 4096
_BEGIN: Final = b"BEGIN:VCALENDAR"
_DELIMITERS: Final = ",;\t|"
_COLUMNS: Final = "Name the columns from, to, name and tutor, or van, tot, naam and docent."
_YEARS: Final = range(2000, 2101)


class _Column(StrEnum):
    FIRST = "first day"
    LAST = "last day"
    NAME = "name"
    TUTOR = "tutor"


_WORDS: Final = {
    _Column.FIRST: "from first firstday start startdate begin begindate van vanaf begindatum startdatum eerstedag "
    "datum date dag day",
    _Column.LAST: "to till until through last lastday end enddate tot totenmet tm einde eind einddatum laatstedag",
    _Column.NAME: "name naam description omschrijving title titel reason reden holiday vakantie closure sluiting",
    _Column.TUTOR: "tutor docent leraar lerares teacher begeleider bijlesdocent for voor who wie",
}
"""Headers without case, accents, spaces and signs."""
_KNOWN: Final = {word: column for column, words in _WORDS.items() for word in words.split()}
_EVERYBODY: Final = frozenset({"everybody", "everyone", "all", "company", "iedereen", "allen", "alle", "bedrijf", "-"})
_MIDNIGHT: Final = r"(?:[T ]+0{1,2}:00(?::00(?:\.0+)?)?)?"
_ISO: Final = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_MIDNIGHT}")
_DUTCH: Final = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}){_MIDNIGHT}")
_NAMED: Final = re.compile(r"(\d{1,2})[- ]([a-z]+)\.?[- ](\d{4})", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"\d{1,2}[-/. ](?:\d{1,2}|[a-z]+\.?)[-/. ]\d{2}", re.IGNORECASE)
_MONTH_WORDS: Final = (
    "jan",
    "feb",
    "mrt maa mar",
    "apr",
    "mei may",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt oct",
    "nov",
    "dec",
)
_MONTHS: Final = {word: number for number, words in enumerate(_MONTH_WORDS, start=1) for word in words.split()}
"""By their first letters, in Dutch and English."""


@dataclass(frozen=True, slots=True)
class ClosureTable:
    """A table of days off. `header_row` is the number of the record that names the columns."""

    name: str
    file: TextFile
    delimiter: str
    header: tuple[str, ...]
    header_row: int

    @property
    def columns(self) -> dict[_Column, int]:
        """The place of each column that is known; the first, where a header stands twice."""
        found: dict[_Column, int] = {}
        for place, header in enumerate(self.header):
            if column := _KNOWN.get(slug(header)):
                found.setdefault(column, place)
        return found

    def rows(self) -> Sequence[ClosureRow | NotUsed]:
        """Its rows in their order; `number` is the row as a spreadsheet counts. Raises `BrokenFile`."""
        columns, found = self.columns, list[ClosureRow | NotUsed]()
        with self.file.open() as text:
            for number, cells in records(text, self.delimiter):
                if number > self.header_row and any(cell.strip() for cell in cells):
                    found.append(self._row(number, [clean(restore(cell)).strip() for cell in cells], columns))
                if len(found) > MOST_ROWS:
                    raise BrokenFile(f"The file has more than {MOST_ROWS:,} rows.", hint="Is it the right file?")
        return found

    def remarks(self) -> tuple[str, ...]:
        """On the encoding, and on columns that were not used."""
        used = set(self.columns.values())
        unused = [f"“{short(header, 40)}”" for place, header in enumerate(self.header) if header and place not in used]
        remarks = [self.file.remark] if self.file.remark else []
        return (*remarks, *([f"Columns that were not used: {', '.join(unused)}."] if unused else []))

    def _row(self, number: int, cells: Sequence[str], columns: Mapping[_Column, int]) -> ClosureRow | NotUsed:
        told = {column: cells[place] if place < len(cells) else "" for column, place in columns.items()}
        name, tutor = tidy_name(told[_Column.NAME]), told.get(_Column.TUTOR, "")
        try:
            self._check(cells)
            period = _period(told[_Column.FIRST], told.get(_Column.LAST, ""), name)
        except Unusable as error:
            return NotUsed(number=number, name=name, reason=str(error))
        return ClosureRow(number=number, period=period, tutor="" if tutor.casefold() in _EVERYBODY else tutor)

    def _check(self, cells: Sequence[str]) -> None:
        if tuple(cells) == self.header:
            raise Unusable("it is the header once more")
        if any(cells[len(self.header) :]):
            raise Unusable(f"it has {len(cells)} values where the header has {len(self.header)}")


def open_closure_list(path: Path, *, name: str = "") -> ClosureTable:
    """The days off in a CSV file, which goes by `name` or its own. Raises `BrokenFile` where it is none."""
    file = _surveyed(path)
    with file.open() as text:
        told = delimiter_line(text.readline(100))
    tables = [_table(file, delimiter, name or path.name) for delimiter in told or _DELIMITERS]
    best = max(tables, key=lambda table: (len(table.columns), len(table.header)))
    lacking = [column.value for column in (_Column.FIRST, _Column.NAME) if column not in best.columns]
    if lacking:
        shown = ", ".join(short(header, 40) for header in best.header[:8])
        raise BrokenFile(
            f"The file has no column for the {' and the '.join(lacking)}. It begins with: {shown}.", hint=_COLUMNS
        )
    return best


def is_calendar(path: Path) -> bool:
    """Whether a file is an iCalendar file rather than a list: its content says so. One that cannot be read is none."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return _BEGIN in head.replace(b"\0", b"").upper()  # without the zeros of UTF-16


def _surveyed(path: Path) -> TextFile:
    """How to read it as text; what is said of other formats is said of lists of days off."""
    try:
        return survey(path)
    except BrokenFile as error:
        hint = "Save it as “CSV UTF-8”." if "Chatwoot" in error.hint else error.hint
        raise BrokenFile(str(error).replace("CSV or JSON", "CSV or iCalendar"), hint=hint) from error


def _table(file: TextFile, delimiter: str, name: str) -> ClosureTable:
    """The file read with one delimiter: its first record that is not blank names the columns."""
    number, header = 0, [""]
    with file.open() as text, suppress(StopIteration, BrokenFile):
        number, header = next(
            (n, cells) for n, cells in records(text, delimiter) if any(cell.strip() for cell in cells)
        )
    return ClosureTable(name, file, delimiter, tuple(tidy_header(cell) for cell in header), number)


def _period(first: str, last: str, name: str) -> Period:
    """From a first day to a last one, the same where none is given. Raises `Unusable`."""
    if not (first and name):
        raise Unusable("it has no first day" if name else "it has no name")
    begin = read_day(first)
    end = read_day(last) if last else begin
    if end < begin:
        raise Unusable(f"it ends before it begins: {begin.isoformat()} to {end.isoformat()}")
    if (end - begin).days >= LONGEST_DAYS:
        raise Unusable(f"it is longer than {LONGEST_DAYS} days: {begin.isoformat()} to {end.isoformat()}")
    return Period(first=begin, last=end, name=name)


def read_day(text: str) -> date:
    """A date as files have it: 2026-12-21, 21-12-2026, 21/12/2026, 21 dec 2026. Raises `Unusable`."""
    if _SHORT_YEAR.fullmatch(text):
        raise Unusable(f"the year of '{text}' has two digits")
    year, month, day = _parts(text)
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unusable(f"'{short(text)}' is not a date") from error
    if found.year not in _YEARS:
        raise Unusable(f"'{short(text)}' lies in the year {found.year}")
    return found


def _parts(text: str) -> tuple[int, int, int]:
    """Year, month and day; zeros where they cannot be told."""
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if dutch := _DUTCH.fullmatch(text):
        return int(dutch[3]), int(dutch[2]), int(dutch[1])
    if named := _NAMED.fullmatch(text):
        return int(named[3]), _MONTHS.get(named[2].casefold()[:3], 0), int(named[1])
    return 0, 0, 0
