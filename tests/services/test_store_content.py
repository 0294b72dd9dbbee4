"""Counting what is in the store, in each kind of database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import create_engine

from tests.builders import NOW, a_row, a_talk, an_entry, bring
from tutorcore.adapters.sql.content import SqlContent
from tutorcore.domain.imports import BadRow, FieldConflict, Outcome, RowResult
from tutorcore.services.import_problems import Trouble, problems_of, unlisted
from tutorcore.services.import_report import ImportReport, RowNote
from tutorcore.services.store_content import store_content
from tutorcore.wording.imports import contacts_text, events_text, progress_text, unlisted_text


def content_of(store, **options):
    return store_content(SqlContent(store.engine), store.journal, **options)


def test_an_empty_store_holds_nothing(store):
    content = content_of(store)
    assert content.empty
    assert set(content.counts.values()) == {0}
    assert content.journal == ()


def test_everything_is_counted_and_the_newest_change_comes_first(store):
    bring(store, a_row("1", "Sanne", talks=[a_talk("wo middag", conversation_id="7")]), a_row("2", "Tim", number=2))
    eva = store.calendars.add_tutor("Eva", entry=an_entry("tutor added", "tutor:Eva"))
    store.closures.add(date(2026, 12, 21), date(2027, 1, 1), "kerst", tutor_id=eva.id, entry=an_entry("day off added"))
    store.staff.add("Anouk", entry=an_entry("staff added"))
    content = content_of(store, entries=2)
    told = {what: number for what, number in content.counts.items() if number}
    assert told == {
        "contacts": 2,
        "conversations": 1,
        "tutors": 1,
        "days off": 1,
        "staff": 1,
        "journal entries": 5,
    }
    assert [entry.action for entry in content.journal] == ["staff added", "day off added"]
    assert content.journal[0].at == NOW
    assert not content.empty


def test_the_database_is_named_without_a_folder(sqlite_store):
    assert content_of(sqlite_store).database == "SQLite, file store.db"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "postgresql+psycopg://anouk:geheim@db.example.org/planning",
            "PostgreSQL, database planning on db.example.org",
        ),
        ("postgresql+psycopg://anouk:geheim@/planning", "PostgreSQL, database planning"),
    ],
)
def test_neither_user_nor_password_is_told(url, told):
    engine = create_engine(url)
    assert SqlContent(engine).database() == told
    engine.dispose()


def test_problems_are_listed_by_row_whatever_their_kind():
    conflict = FieldConflict(field="level", stored=None, offered={"a": 1})
    report = ImportReport(
        bad=(BadRow(number=5, reason="it has no id"),),
        conflicts=(RowResult(number=2, contact_id="9", outcome=Outcome.UPDATED, conflicts=(conflict,)),),
        notes=(RowNote(number=3, text="phone 'x' is kept as written"),),
        rejected=1,
        conflict_count=4,
        note_count=1,
    )
    problems = problems_of(report)
    assert [(one.row, one.kind) for one in problems] == [(2, "conflict"), (3, "note"), (5, "rejected")]
    assert (problems[0].contact, problems[0].stored, problems[0].offered) == ("9", "", '{"a": 1}')
    assert unlisted(report) == {Trouble.CONFLICT: 3}


def test_numbers_are_said_the_dutch_way():
    assert contacts_text(created=100_000, updated=0, unchanged=1, rejected=2, repeated=0) == (
        "100.000 created, 0 updated, 1 unchanged, 2 rejected"
    )
    assert contacts_text(created=0, updated=0, unchanged=0, rejected=0, repeated=1).endswith(
        "; 1 row joined with a later one"
    )
    assert events_text(added=1, removed=2_000, unchanged=0) == "1 occurrence added, 2.000 removed, 0 unchanged"
    assert progress_text("checking", 4_000, None) == "Checking: 4.000 rows"
    assert progress_text("writing", 500, 10_000) == "Writing: 500 of 10.000 rows"
    assert unlisted_text("note", 1) == "1 more of the kind “note” is not listed."
