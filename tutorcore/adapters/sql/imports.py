"""Storing import rows: read what is there in bulk, merge in memory, write in bulk, all in one short transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, and_, bindparam, delete, insert, select, update

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.contact_rows import CONTACT_COLUMNS, active_at, derived
from tutorcore.adapters.sql.engine import give_others_a_turn, one_at_a_time, writing
from tutorcore.adapters.sql.import_merge import Changes, KeptContact, KeptConversation, merge_row, refusal
from tutorcore.adapters.sql.journal import record_all
from tutorcore.adapters.sql.search_text import search_words as words_for
from tutorcore.adapters.sql.tables import contacts, conversations, search_words, vocabulary
from tutorcore.domain.imports import ContactRow, Outcome, RowResult
from tutorcore.domain.records import Entry

_CONTACT: Final = (*(column.name for column in CONTACT_COLUMNS), "imported")
_CONVERSATION: Final = tuple(column.name for column in conversations.c)
_AT_ONCE: Final = 500  # ids in one query


def import_rows(engine: Engine, rows: Sequence[ContactRow], *, actor: str, at: datetime) -> list[RowResult]:
    """Merge rows into the store in one transaction, one result a row, in their order.

    A contact that stands in several rows takes them one after the other. After many rows on SQLite, whose lock is the
    whole file, others get a moment for their turn.
    """
    with writing(engine) as connection:
        one_at_a_time(connection, "import")
        kept = _load(connection, {storable_text(row.id) for row in rows})
        merged = [_merge(kept, row) for row in rows]
        _store(connection, kept.values())
        record_all(connection, _entries(merged, actor=actor, at=at))
    give_others_a_turn(engine, rows=len(rows))
    return [result for result, _ in merged]


def _merge(kept: dict[str, KeptContact], row: ContactRow) -> tuple[RowResult, Changes]:
    """One row, and what became of it."""
    reason = refusal(row)
    if reason:
        rejected = RowResult(number=row.number, contact_id=row.id, outcome=Outcome.REJECTED, notes=(*row.notes, reason))
        return rejected, Changes()
    contact_id = storable_text(row.id)
    contact = kept.setdefault(contact_id, KeptContact(id=contact_id))
    is_first = contact.version == 0
    changes = merge_row(contact, row)
    outcome = Outcome.CREATED if is_first else Outcome.UPDATED if changes.after else Outcome.UNCHANGED
    result = RowResult(
        number=row.number, contact_id=contact_id, outcome=outcome, conflicts=tuple(changes.conflicts), notes=row.notes
    )
    return result, changes


def _entries(merged: Iterable[tuple[RowResult, Changes]], *, actor: str, at: datetime) -> list[Entry]:
    """One journal entry for each row that changed something."""
    return [
        Entry(
            at=at,
            actor=actor,
            action="import",
            subject=f"contact:{result.contact_id}",
            before=changes.before,
            after=changes.after,
        )
        for result, changes in merged
        if result.outcome in (Outcome.CREATED, Outcome.UPDATED)
    ]


def _load(connection: Connection, ids: Iterable[str]) -> dict[str, KeptContact]:
    """The contacts with these ids and their conversations, held until the transaction ends."""
    kept: dict[str, KeptContact] = {}
    for some in _chunks(ids):
        query = select(contacts).where(contacts.c.id.in_(some)).order_by(contacts.c.id).with_for_update()
        for row in connection.execute(query).mappings():
            kept[row["id"]] = _kept_contact(dict(row))
        talks = select(conversations).where(conversations.c.contact_id.in_(some))
        for row in connection.execute(talks).mappings():
            kept[row["contact_id"]].conversations[row["id"]] = KeptConversation(**row, is_new=False)
    return kept


def _kept_contact(row: dict[str, Any]) -> KeptContact:
    values = {name: row[name] for name in _CONTACT}
    return KeptContact(**values, is_new=False, found_by=(row["name"], row["email"]))


def _chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids in order (two imports that lock rows in one order cannot block each other), a query's worth at a time."""
    ordered = sorted(ids)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


def _store(connection: Connection, kept: Collection[KeptContact]) -> None:
    """Write what was touched, and only that: contacts first, as the rest refers to them."""
    touched = [contact for contact in kept if contact.touched]
    _insert(connection, contacts, [_contact_row(contact) for contact in touched if contact.is_new])
    _update(connection, contacts, [_contact_row(contact) for contact in touched if not contact.is_new])
    _store_words(connection, touched)
    talks = [talk for contact in kept for talk in contact.conversations.values() if talk.touched]
    _insert(connection, conversations, [_conversation_row(talk) for talk in talks if talk.is_new])
    _update(connection, conversations, [_conversation_row(talk) for talk in talks if not talk.is_new])


def _contact_row(contact: KeptContact) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(contact, name) for name in _CONTACT}
    active = active_at(contact.created_at, contact.last_activity_at)
    return row | derived(contact.name, contact.email, contact.phone) | {"active_at": active}


def _conversation_row(conversation: KeptConversation) -> dict[str, object]:
    return {name: getattr(conversation, name) for name in _CONVERSATION}


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows in one go."""
    if rows:
        connection.execute(insert(table), rows)


def _update(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Update rows by their primary key in one go."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    this = and_(*(table.c[key] == bindparam(f"key_{key}") for key in keys))
    changing = update(table).where(this).values({name: bindparam(name) for name in rows[0] if name not in keys})
    connection.execute(changing, [_with_key_names(row, keys) for row in rows])


def _with_key_names(row: Mapping[str, object], keys: Collection[str]) -> dict[str, object]:
    """The row's parameters: those of the WHERE clause need names of their own."""
    return {f"key_{name}" if name in keys else name: value for name, value in row.items()}


def _store_words(connection: Connection, touched: Iterable[KeptContact]) -> None:
    """Bring the words that contacts are found by in step with their names and addresses."""
    added: list[dict[str, object]] = []
    gone: list[dict[str, object]] = []
    for contact in touched:
        if contact.found_by == (contact.name, contact.email):
            continue
        old, new = words_for(*contact.found_by), words_for(contact.name, contact.email)
        added += [{"contact_id": contact.id, "word": word} for word in sorted(new - old)]
        gone += [{"gone_id": contact.id, "gone_word": word} for word in sorted(old - new)]
    if gone:
        this = and_(search_words.c.contact_id == bindparam("gone_id"), search_words.c.word == bindparam("gone_word"))
        connection.execute(delete(search_words).where(this), gone)
    _insert(connection, search_words, added)
    _learn(connection, {str(row["word"]) for row in added})


def _learn(connection: Connection, words: Collection[str]) -> None:
    """Add words to the vocabulary that it does not hold."""
    known: set[str] = set()
    for some in _chunks(words):
        known.update(connection.scalars(select(vocabulary.c.word).where(vocabulary.c.word.in_(some))))
    _insert(connection, vocabulary, [{"word": word} for word in sorted(set(words) - known)])
