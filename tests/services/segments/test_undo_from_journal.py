"""The journal undoes a whole act on segments in one step, and each contact of it alone."""

from __future__ import annotations

import pytest

from tests.builders import bring
from tests.services.segments.crowd import caches, drifting
from tutorcore.domain.records import EntryFilter
from tutorcore.errors import Conflict
from tutorcore.services.read_journal import read_journal
from tutorcore.services.segments import apply_detection, preview_detection
from tutorcore.services.undo_change import can_undo_change, undo_change


@pytest.fixture
def detected(sqlite_ports):
    """Two contacts were detected again."""
    bring(sqlite_ports, *drifting("1", "2"))
    apply_detection(sqlite_ports, preview_detection(sqlite_ports), actor="Anouk")
    return sqlite_ports


def newest(ports, subject="segments"):
    return ports.journal.entries(subject=subject, limit=1)[0]


def test_the_whole_act_is_undone_in_one_step(detected):
    ended, one = newest(detected), newest(detected, "contact:1")
    undo_change(detected, ended.id, actor="Bram")
    assert caches(detected) == {"1": "new", "2": "new"}
    with pytest.raises(Conflict):
        undo_change(detected, one.id, actor="Bram")


def test_one_contact_can_be_undone_alone_and_stays_so(detected):
    ended = newest(detected)
    undo_change(detected, newest(detected, "contact:1").id, actor="Bram")
    assert caches(detected) == {"1": "new", "2": "existing"}
    undo_change(detected, ended.id, actor="Bram")
    assert caches(detected) == {"1": "new", "2": "new"}


def test_the_begin_of_an_act_that_ended_is_no_change_of_its_own(detected):
    begun = detected.journal.entries(subject="segments")[-1]
    assert begun.action == "detecting segments begun"
    assert not can_undo_change(detected, begun)


def test_the_journal_lists_the_act_and_its_contacts_and_says_which_can_be_undone(detected):
    page = read_journal(detected, EntryFilter(actions=frozenset({"segments detected", "segment detected"})))
    assert [(line.entry.action, line.undoable) for line in page.lines] == [
        ("segments detected", True),
        ("segment detected", True),
        ("segment detected", True),
    ]
