"""Undoing a whole act of detecting again: one step for all, and who was changed since stays and is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_row, an_entry, at, bring
from tests.services.segments.crowd import actions, attributes, caches, crowd, drifting, edit, pin
from tutorcore.domain.records import EntryFilter
from tutorcore.domain.redetection import Stays
from tutorcore.errors import Conflict, InputError
from tutorcore.services.segments import (
    apply_detection,
    can_undo_detection,
    last_detection,
    preview_detection,
    undo_detection,
)


@pytest.fixture
def detected(ports):
    """Four contacts were detected again; the number of that act."""
    bring(ports, *drifting("1", "2", "3"), a_row("4"))
    return apply_detection(ports, preview_detection(ports, fill_empty=True), actor="Anouk").batch


def staying(found):
    return {one.contact_id: (one.why, one.at) for one in found.staying}


def entry(ports, batch, action):
    return ports.journal.page(EntryFilter(batch=batch, actions=frozenset({action})), limit=1)[0]


def test_everybody_goes_back_in_one_step(ports, detected):
    report = undo_detection(ports, detected, actor="Bram")
    assert report.moves == {("existing", "new"): 3, ("new", ""): 1}
    assert caches(ports) == {"1": "new", "2": "new", "3": "new", "4": None}
    assert "segment" not in attributes(ports)["4"]
    back = entry(ports, report.batch, "segments put back")
    assert back.actor == "Bram"
    assert back.reason == "undo of “segments detected” by Anouk, ma 23 nov 10:00"
    assert entry(ports, report.batch, "segment put back").reason == back.reason


def test_who_was_changed_or_pinned_since_stays_and_is_named(ports, detected):
    edit(ports, "1", segment="premium")
    pin(ports, "2", "weekend")
    edit(ports, "3", city="Ede")
    report = undo_detection(ports, detected, actor="Bram")
    assert staying(report) == {"1": (Stays.CHANGED_SINCE, "premium"), "2": (Stays.PINNED, "weekend")}
    assert caches(ports) == {"1": "premium", "2": "existing", "3": "new", "4": None}
    assert attributes(ports)["3"]["city"] == "Ede"


def test_an_undo_is_undone_in_the_same_way(ports, detected):
    after = caches(ports)
    back = undo_detection(ports, detected, actor="Bram").batch
    undo_detection(ports, back, actor="Anouk")
    assert caches(ports) == after


def test_the_second_undo_finds_nothing_left_to_do(ports, detected):
    undo_detection(ports, detected, actor="Bram")
    told = actions(ports)
    report = undo_detection(ports, detected, actor="Bram")
    assert (report.changed, report.staying) == (0, ())
    assert actions(ports) == told


def test_an_undo_needs_a_name_and_an_act(ports, detected):
    with pytest.raises(InputError):
        undo_detection(ports, detected, actor="")
    for unknown in ("", "no such act"):
        with pytest.raises(InputError, match="no such change"):
            undo_detection(ports, unknown, actor="Bram")
    assert caches(ports)["1"] == "existing"


def test_an_undo_of_many_goes_through_them_all(sqlite_ports):
    crowd(sqlite_ports, 1100)
    batch = apply_detection(sqlite_ports, preview_detection(sqlite_ports), actor="Anouk").batch
    assert undo_detection(sqlite_ports, batch, actor="Anouk").changed == 1100
    assert set(caches(sqlite_ports).values()) == {"new"}


def begun(ports, *, moment):
    """Somebody is at it, or died: an act that has begun and has no end."""
    first = an_entry("detecting segments begun", "segments", batch="b", at=moment)
    ports.contacts.change_many([], entries=[first])
    return entry(ports, "b", "detecting segments begun")


def test_what_goes_on_still_is_not_undone(ports):
    begun(ports, moment=at())
    with pytest.raises(Conflict, match="Anouk is still at it"):
        undo_detection(ports, "b", actor="Bram")
    later = replace(ports, clock=type(ports.clock)(at(1)))
    assert undo_detection(later, "b", actor="Bram").changed == 0


def test_the_end_of_an_act_can_be_undone_and_its_begin_where_it_never_ended(ports, detected):
    assert can_undo_detection(ports, entry(ports, detected, "segments detected"))
    assert not can_undo_detection(ports, entry(ports, detected, "detecting segments begun"))
    assert not can_undo_detection(ports, entry(ports, detected, "segment detected"))
    assert can_undo_detection(ports, begun(ports, moment=at()))


def test_the_last_act_is_known(ports):
    assert last_detection(ports) is None
    bring(ports, *drifting("1"))
    batch = apply_detection(ports, preview_detection(ports), actor="Anouk").batch
    assert last_detection(ports) == entry(ports, batch, "segments detected")
