"""One row of a CSV table as a contact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from tutorcore.adapters.chatwoot.headers import WISHES, Column, Meaning
from tutorcore.adapters.chatwoot.values import (
    Unusable,
    attribute_mapping,
    clean,
    full_name,
    read_email,
    read_moment,
    read_phone_number,
    read_text,
    short,
    usable_id,
)
from tutorcore.domain.contacts import CONVERSATION_ATTRIBUTES
from tutorcore.domain.imports import BadRow, ContactRow, ConversationRow
from tutorcore.domain.spreadsheets import restore

_NAME_PARTS: Final = (Meaning.FIRST_NAME, Meaning.MIDDLE_NAME, Meaning.LAST_NAME)


class RowReader:
    """Reads rows of one table: which columns hold what is worked out once."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._header = [column.header for column in columns]
        self._by_meaning: dict[Meaning, list[Column]] = {}
        for column in sorted(columns, key=lambda column: column.rank):
            self._by_meaning.setdefault(column.meaning, []).append(column)

    def contact_id(self, cells: Sequence[str]) -> str:
        """The id alone, blank where the row cannot be used."""
        texts, by_id = _texts(cells), {Meaning.ID: self._by_meaning[Meaning.ID]}
        if self._refusal(texts):
            return ""
        try:
            return usable_id(_Cells(by_id, texts).first(Meaning.ID))
        except Unusable:
            return ""

    def row(self, number: int, cells: Sequence[str]) -> ContactRow | BadRow:
        """One contact, or the reason why it is none."""
        texts = _texts(cells)
        if reason := self._refusal(texts):
            return BadRow(number=number, reason=reason)
        try:
            return _Cells(self._by_meaning, texts).contact(number, len(self._columns))
        except Unusable as error:
            return BadRow(number=number, reason=str(error))

    def _refusal(self, texts: Sequence[str]) -> str:
        """Why a row is no contact at all, blank where it may be one."""
        if texts[: len(self._header)] == self._header:
            return "it is the header once more"
        if not any(texts[len(self._columns) :]):
            return ""
        return (
            f"it has {len(texts)} values where the header has {len(self._columns)}: "
            f"a delimiter in '{short(texts[len(self._columns) - 1])}' or before it may lack its quotation marks"
        )


def _texts(cells: Sequence[str]) -> list[str]:
    """Cells without outer space and the apostrophe of our own downloads."""
    return [clean(restore(cell)).strip() for cell in cells]


class _Cells:
    """The cells of one row, by what they mean."""

    def __init__(self, by_meaning: Mapping[Meaning, Sequence[Column]], texts: Sequence[str]) -> None:
        self._by_meaning = by_meaning
        self._texts = texts
        self._notes: list[str] = []
        self._spare: dict[str, object] = {}

    def contact(self, number: int, width: int) -> ContactRow:
        """The row as a contact. Raises `Unusable`."""
        if len(self._texts) < width:
            self._notes.append(f"the row ends after {len(self._texts)} of {width} columns")
        contact_id = usable_id(self.first(Meaning.ID))
        name, email, phone = self._name(), self._email(), self._phone()
        created_at, last_activity_at = self._moment(Meaning.CREATED_AT), self._moment(Meaning.LAST_ACTIVITY_AT)
        attributes = self._attributes()
        conversations = self._conversation(attributes)
        return ContactRow(
            number=number,
            id=contact_id,
            name=name,
            email=email,
            phone=phone,
            attributes={key: value for key, value in attributes.items() if key not in CONVERSATION_ATTRIBUTES},
            created_at=created_at,
            last_activity_at=last_activity_at,
            conversations=conversations,
            notes=tuple(self._notes),
        )

    def first(self, meaning: Meaning) -> str | None:
        """The first cell of this meaning that is not empty; another value beside it is kept as an attribute."""
        found: str | None = None
        for column, text in self._filled(meaning):
            if found is None:
                found = text
            elif text != found:
                self._spare[column.header] = text
        return found

    def _filled(self, meaning: Meaning) -> Iterator[tuple[Column, str]]:
        for column in self._by_meaning.get(meaning, ()):
            if column.index < len(self._texts) and self._texts[column.index]:
                yield column, self._texts[column.index]

    def _name(self) -> str | None:
        whole = read_text(self.first(Meaning.NAME), "name", self._notes)
        return full_name(whole, *(self.first(part) for part in _NAME_PARTS))

    def _email(self) -> str | None:
        return read_email(self.first(Meaning.EMAIL), self._notes)

    def _phone(self) -> str | None:
        return read_phone_number(self.first(Meaning.PHONE), self._notes)

    def _moment(self, meaning: Meaning) -> datetime | None:
        return read_moment(self.first(meaning), meaning.value, self._notes)

    def _attributes(self) -> dict[str, object]:
        """Columns of their own, those in a cell of JSON, and values that found no other place."""
        found: dict[str, object] = {}
        for _, text in self._filled(Meaning.ATTRIBUTES):
            found |= attribute_mapping(text, self._notes)
        found |= {column.key: text for column, text in self._filled(Meaning.ATTRIBUTE)}
        return self._spare | found

    def _conversation(self, attributes: Mapping[str, object]) -> tuple[ConversationRow, ...]:
        """The conversation that holds the wishes of the row: the one that is named, else the newest."""
        wishes = {name: attributes[name] for name in CONVERSATION_ATTRIBUTES if name in attributes}
        for meaning, name in WISHES.items():
            if text := self.first(meaning):
                wishes[name] = text
        if not wishes:
            return ()
        named = self.first(Meaning.CONVERSATION_ID)
        return (ConversationRow(id=usable_id(named) if named else "", attributes=wishes),)
