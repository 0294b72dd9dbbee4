"""The port `Journal`: what can be asked of it."""

from __future__ import annotations

import pytest

from tests.builders import a_row, an_entry, bring
from tutorcore.domain.records import EntryFilter
from tutorcore.errors import UnknownName


@pytest.fixture
def journal(store):
    """Two contacts came in, and three changes followed."""
    bring(store, a_row("1"), a_row("2"))
    changes = [
        ("1", "Anouk", "a", {"segment": "new"}, ""),
        ("2", "Bram", "b", {"note": 'zei: "liever 50% \\ later"'}, ""),
        ("1", "Bram", "a", {"school": "Élan"}, "100% zeker"),
    ]
    for contact, actor, action, after, reason in changes:
        subject = f"contact:{contact}"
        entry = an_entry(action, subject, actor=actor, after=after, reason=reason)
        store.contacts.set_attributes(contact, after, expected_version=store.contacts.get(contact).version, entry=entry)
    return store.journal


def said(entries):
    return [(entry.actor, entry.action, entry.subject) for entry in entries]


def test_entries_have_numbers_that_grow(journal):
    newest, *_, oldest = journal.entries()
    assert newest.id > oldest.id > 0
    assert journal.entry(newest.id) == newest


def test_an_entry_that_is_not_there_is_told(journal):
    with pytest.raises(UnknownName):
        journal.entry(10**9)


def test_pages_follow_each_other_without_gap_or_overlap(journal):
    first = journal.page(EntryFilter(), limit=2)
    second = journal.page(EntryFilter(), before_id=first[-1].id, limit=2)
    rest = journal.page(EntryFilter(), before_id=second[-1].id, limit=2)
    assert [entry.id for entry in (*first, *second, *rest)] == [entry.id for entry in journal.entries()]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"actor": "Anouk"}, [("Anouk", "a", "contact:1")]),
        ({"actions": frozenset({"a"}), "actor": "Bram"}, [("Bram", "a", "contact:1")]),
        ({"subjects": frozenset({"contact:2"}), "actor": "Bram"}, [("Bram", "b", "contact:2")]),
        ({"subjects": frozenset()}, []),
        ({"text": "LIEVER 50% \\ later"}, [("Bram", "b", "contact:2")]),
        ({"text": '"liever'}, [("Bram", "b", "contact:2")]),
        ({"text": "100%"}, [("Bram", "a", "contact:1")]),
        ({"text": "Élan"}, [("Bram", "a", "contact:1")]),
        ({"text": "1_0%"}, []),
    ],
)
def test_entries_are_found_by_what_is_wanted(journal, wanted, expected):
    assert said(journal.page(EntryFilter(**wanted))) == expected


def test_everybody_who_changed_something_is_named_once(journal):
    assert journal.actors() == ["Anouk", "Bram", "import"]
