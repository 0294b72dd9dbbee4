"""What the database holds, and which one it is."""

from __future__ import annotations

from tests.builders import a_row, a_talk, bring
from tutorcore.adapters.sql.content import SqlContent


def test_every_kind_is_counted(store):
    bring(store, a_row("1", talks=[a_talk("zondag", conversation_id="7")]), a_row("2"))
    counts = SqlContent(store.engine).counts()
    assert {kind: count for kind, count in counts.items() if count} == {
        "contacts": 2,
        "conversations": 1,
        "journal entries": 2,
    }


def test_the_database_is_named_without_its_password(store):
    named = SqlContent(store.engine).database()
    assert named.startswith(("SQLite, file store.db", "PostgreSQL, database test_"))
