"""The demo's contacts as a source of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from tutorcore.adapters.demo.files import ContactLine, ConversationLine, MonthsAgo, read_contacts
from tutorcore.adapters.demo.moving import moment_of, spelled
from tutorcore.domain.imports import BadRow, ContactRow, ConversationRow


@dataclass(frozen=True, slots=True)
class DemoContacts:
    """`contacts.jsonl`, moved to `today`. A `ContactSource`."""

    folder: Path
    today: date
    zone: ZoneInfo

    def rows(self) -> Iterator[ContactRow | BadRow]:
        """One row a contact. Raises `BrokenFile`."""
        return (self._row(number, line) for number, line in read_contacts(self.folder))

    def columns(self) -> tuple[tuple[str, str], ...]:
        """The format names its own fields."""
        return ()

    def remarks(self) -> tuple[str, ...]:
        """Nothing is odd about the file as a whole."""
        return ()

    def _row(self, number: int, line: ContactLine) -> ContactRow:
        return ContactRow(
            number=number,
            id=str(line.id),
            name=line.name,
            email=line.email or "",
            phone=line.phone_number or "",
            attributes={name: self._value(value) for name, value in line.custom_attributes.items()},
            created_at=moment_of(line.created, self.today, self.zone),
            last_activity_at=moment_of(line.last_activity, self.today, self.zone),
            conversations=tuple(map(self._conversation, line.conversations)),
        )

    def _value(self, value: object) -> object:
        return spelled(value, self.today) if isinstance(value, MonthsAgo) else value

    def _conversation(self, line: ConversationLine) -> ConversationRow:
        moment = moment_of(line, self.today, self.zone)
        return ConversationRow(
            id=str(line.id),
            attributes=line.custom_attributes,
            created_at=moment,
            last_activity_at=moment,
            status=line.status,
        )
