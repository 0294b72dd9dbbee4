"""JSON of Chatwoot's API as a source of contacts: whole documents, and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TextIO

from tutorcore.adapters.chatwoot.contacts import CHATWOOT_KEYS, READ_KEYS, contact_id, contact_row, holds_planning
from tutorcore.adapters.chatwoot.json_stream import DECODER, WRAPPERS, JsonStream
from tutorcore.adapters.chatwoot.text_files import LONGEST, TextFile
from tutorcore.domain.imports import BadRow, ContactRow
from tutorcore.errors import BrokenFile

_PROBE: Final = 1 << 18  # characters; a first line that is longer is part of one document
_PROBED: Final = 20  # lines that are looked at to tell JSON lines from one document
_MOST_NAMED: Final = 10
NO_PLANNING: Final = "The file holds no attributes and no conversations: segments and wishes cannot come from it."


@dataclass(slots=True)
class JsonContacts:
    """A file of JSON. `by_line`: every line is a contact of its own, and a broken line is only a bad row."""

    file: TextFile
    by_line: bool
    _unread: dict[str, None] = field(default_factory=dict)
    _is_bare: bool = False

    def rows(self) -> Iterator[ContactRow | BadRow]:
        """Contacts in their order; `number` counts them, or is the line. Raises `BrokenFile`."""
        usable = planned = total = 0
        with self.file.open() as text:
            for number, item in self._items(text):
                row = item if isinstance(item, BadRow) else contact_row(number, item)
                total += 1
                if isinstance(row, ContactRow):
                    usable += 1
                    planned += holds_planning(row)
                    self._note_unread(item)
                yield row
        self._is_bare = usable > 0 and not planned

    def ids(self) -> Iterator[str]:
        """The id of each contact, blank where there is none. Raises `BrokenFile`."""
        with self.file.open() as text:
            for _, item in self._items(text):
                yield contact_id(item)

    def _items(self, text: TextIO) -> Iterator[tuple[int, object]]:
        return _lines(text) if self.by_line else _numbered(JsonStream(text).items())

    def columns(self) -> tuple[tuple[str, str], ...]:
        """None: the fields of the API have names of their own."""
        return ()

    def remarks(self) -> tuple[str, ...]:
        """On the encoding, on what is missing, and on what was not used."""
        unread = ", ".join(list(self._unread)[:_MOST_NAMED])
        remarks = [self.file.remark, NO_PLANNING if self._is_bare else ""]
        if unread:
            remarks.append(f"Fields that were not used: {unread}. Attributes are read from custom_attributes.")
        return tuple(remark for remark in remarks if remark)

    def _note_unread(self, item: object) -> None:
        """Remember the names of fields that nobody reads."""
        if isinstance(item, dict) and len(self._unread) < _MOST_NAMED and "meta" not in item:
            unread = item.keys() - READ_KEYS - CHATWOOT_KEYS
            self._unread.update(dict.fromkeys(sorted(str(name)[:40] for name in unread)))


def is_by_line(file: TextFile) -> bool:
    """Whether a file of JSON is JSON lines: its first line stands alone, or most of the next ones do."""
    with file.open() as text:
        probe = text.read(_PROBE)
    whole = probe.splitlines() if len(probe) < _PROBE else probe.splitlines()[:-1]
    lines = [line for line in whole if line.strip()][:_PROBED]
    parsed = [_parsed(line) for line in lines]
    if len(lines) < 2 or not lines[0].lstrip("\ufeff \t").startswith("{"):  # noqa: PLR2004  # one line is a document
        return False
    if any(_is_answer(value) for value in parsed):
        return False  # answers of the API, one a line: their contacts are numbered through
    alone = sum(isinstance(value, dict) for value in parsed[1:])
    return isinstance(parsed[0], dict) or alone * 2 > len(parsed[1:])


def _is_answer(value: object) -> bool:
    return isinstance(value, dict) and "id" not in value and any(value.get(key) for key in WRAPPERS)


def _parsed(line: str) -> object:
    """The value of a line, None where it is none."""
    try:
        return DECODER.decode(line.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _numbered(items: Iterable[object]) -> Iterator[tuple[int, object]]:
    """Contacts with their number; a page of the API that stands in a list is opened."""
    number = 0
    for item in items:
        inner = item.get("payload") if isinstance(item, dict) and "id" not in item else None
        for one in inner if isinstance(inner, list) else [item]:
            number += 1
            yield number, one


def _lines(text: TextIO) -> Iterator[tuple[int, object]]:
    """A value or a `BadRow` for each line that is not blank. Raises `BrokenFile` where no line can be read."""
    number = readable = 0
    while line := text.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST:
            raise BrokenFile(f"Line {number} is longer than {LONGEST:,} characters.", hint="Export the file again.")
        if not line.strip("\ufeff\0 \t\r\n\x1a"):
            continue
        value = _parsed(line)
        readable += value is not None
        yield number, BadRow(number=number, reason="it is not JSON") if value is None else value
    if not readable:
        raise BrokenFile("The file is not JSON: no line of it can be read.", hint="Export the file again.")
