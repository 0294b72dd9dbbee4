"""What the columns of a CSV file mean: their headers as people write them, in Dutch and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tutorcore.adapters.chatwoot.contacts import CHATWOOT_KEYS
from tutorcore.adapters.chatwoot.values import LONGEST_KEY, clean
from tutorcore.domain.contacts import LESSON_TYPE, PREFERRED_TIMES, SEGMENT, TUTOR
from tutorcore.domain.segments import RULE_ATTRIBUTES
from tutorcore.domain.spreadsheets import restore


class Meaning(StrEnum):
    """What a column is read as, in words for people."""

    ID = "contact id"
    NAME = "name"
    FIRST_NAME = "first name"
    MIDDLE_NAME = "middle name"
    LAST_NAME = "last name"
    EMAIL = "e-mail"
    PHONE = "phone"
    CREATED_AT = "created at"
    LAST_ACTIVITY_AT = "last activity"
    PREFERRED_TIMES = "preferred times of the conversation"
    LESSON_TYPE = "lesson type of the conversation"
    CONVERSATION_ID = "conversation"
    ATTRIBUTES = "attributes, as JSON"
    ATTRIBUTE = "attribute"
    NOT_USED = "not used"


_WORDS: Final = {
    Meaning.ID: "id contactid chatwootid chatwootcontactid",
    Meaning.NAME: "name naam fullname volledigenaam contactname contactnaam displayname",
    Meaning.FIRST_NAME: "firstname voornaam givenname roepnaam",
    Meaning.MIDDLE_NAME: "middlename tussenvoegsel tussenvoegsels",
    Meaning.LAST_NAME: "lastname achternaam surname familyname familienaam",
    Meaning.EMAIL: "email emailadres emailaddress mail mailadres",
    Meaning.PHONE: "phonenumber mobiel mobielnummer mobile mobilenumber mobilephone gsm gsmnummer whatsapp "
    "whatsappnummer whatsappnumber phone telephone telephonenumber telefoon telefoonnummer telefoonnr telnr tel",
    Meaning.CREATED_AT: "createdat created aangemaakt aangemaaktop",
    Meaning.LAST_ACTIVITY_AT: "lastactivityat lastactivity laatsteactiviteit laatstactief",
    Meaning.PREFERRED_TIMES: "preferredtimes voorkeurstijden voorkeurstijd",
    Meaning.LESSON_TYPE: "lessontype lestype",
    Meaning.CONVERSATION_ID: "conversationid conversationdisplayid gespreksid gespreknummer",
    Meaning.ATTRIBUTES: "customattributes",
}
"""Headers without case, accents, spaces and signs, the one that counts first where a file has several."""

_KNOWN: Final = {word: (meaning, rank) for meaning, words in _WORDS.items() for rank, word in enumerate(words.split())}
_FLATTENED: Final = re.compile(r"(?:contact[._])?custom_attributes?(?:\.|__|\[|/)\s*(.+?)\s*\]?", re.IGNORECASE)
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its header, what it is read as; `key` is the name of the attribute."""

    index: int
    header: str
    meaning: Meaning
    key: str = ""
    rank: int = 0

    @property
    def reading(self) -> str:
        """What the column is read as, for people."""
        return f"attribute “{self.key}”" if self.meaning is Meaning.ATTRIBUTE else self.meaning.value


def slug(header: str) -> str:
    """A header without case, accents, spaces and signs: "E-mail adres" is "emailadres"."""
    letters = unicodedata.normalize("NFKD", header.casefold())
    return _NOT_LETTERS.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


_ATTRIBUTE_NAMES: Final = {slug(name): name for name in (*RULE_ATTRIBUTES, SEGMENT, TUTOR)}


def tidy_header(header: str) -> str:
    """A header as it is shown and used: on one line, without what cannot be seen at its ends."""
    return " ".join(clean(restore(header)).replace("\ufeff", "").split())


def read_headers(headers: Sequence[str]) -> tuple[Column, ...]:
    """Every column with its meaning. Attributes of one name are told apart by a number."""
    columns: list[Column] = []
    taken: set[str] = set()
    for index, header in enumerate(headers):
        column = _read_header(index, header)
        if column.meaning is Meaning.ATTRIBUTE:
            column = Column(index, header, column.meaning, _free(column.key, taken))
            taken.add(column.key)
        columns.append(column)
    return _without_chatwoots_own(columns)


def _read_header(index: int, header: str) -> Column:
    flattened = _FLATTENED.fullmatch(header)
    if flattened:
        return Column(index, header, Meaning.ATTRIBUTE, flattened[1])
    if known := _KNOWN.get(slug(header)):
        return Column(index, header, known[0], rank=known[1])
    if not header or len(header) > LONGEST_KEY:
        return Column(index, header, Meaning.NOT_USED)
    return Column(index, header, Meaning.ATTRIBUTE, _ATTRIBUTE_NAMES.get(slug(header), header))


def _free(key: str, taken: Collection[str]) -> str:
    """The key, with a number where an earlier column has it."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key} ({number})"
    return free


def _without_chatwoots_own(columns: Iterable[Column]) -> tuple[Column, ...]:
    """In an export of Chatwoot itself the remaining columns are its own and no attributes."""
    read = tuple(columns)
    others = [column for column in read if column.meaning is Meaning.ATTRIBUTE]
    if not all(column.key in CHATWOOT_KEYS for column in others):
        return read
    return tuple(Column(c.index, c.header, Meaning.NOT_USED) if c in others else c for c in read)


def header_remarks(columns: Sequence[Column]) -> list[str]:
    """What a planner should know of the columns before looking at any row."""
    remarks = []
    blank = [str(column.index + 1) for column in columns if not column.header]
    unused = [f"“{c.header[:40]}”" for c in columns if c.header and c.meaning is Meaning.NOT_USED]
    if blank:
        remarks.append(f"Columns without a header were not used: {', '.join(blank)}.")
    if unused:
        remarks.append(f"Columns that were not used: {', '.join(unused)}.")
    return remarks


def holds_planning(columns: Iterable[Column]) -> bool:
    """Whether segments or wishes can come from these columns."""
    planning = {Meaning.ATTRIBUTE, Meaning.ATTRIBUTES, Meaning.PREFERRED_TIMES, Meaning.LESSON_TYPE}
    return any(column.meaning in planning for column in columns)


WISHES: Final = {Meaning.PREFERRED_TIMES: PREFERRED_TIMES, Meaning.LESSON_TYPE: LESSON_TYPE}
"""Columns that go to the conversation, and the attribute there."""
