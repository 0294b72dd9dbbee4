"""Detecting again for many: what was previewed is what is done; who stays is named; all of it is journalled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_row, at, bring
from tests.domain.segment_builders import rosters
from tests.services.segments.crowd import DRIFTING, actions, attributes, caches, crowd, drifting, edit, pin
from tutorcore.domain.records import EntryFilter
from tutorcore.domain.redetection import Stays
from tutorcore.errors import InputError, SourceUnavailable
from tutorcore.services.import_report import Progress
from tutorcore.services.segments import (
    DetectionReport,
    DetectionStopped,
    apply_detection,
    preview_detection,
    undo_detection,
)


class Killed(BaseException):
    """The process dies."""


def detect(ports, *, progress=None, **options):
    return apply_detection(ports, preview_detection(ports, **options), actor="Anouk", progress=progress)


def staying(found):
    return {one.contact_id: (one.why, one.at) for one in found.staying}


def dying_after(transactions, error):
    """Progress that ends the work after so many transactions."""
    left = [transactions]

    def tell(progress):
        if progress.phase == "writing":
            left[0] -= 1
            if left[0] == 0:
                raise error

    return tell


def test_all_are_looked_at_and_only_those_in_drift_change(ports):
    bring(ports, *drifting("1", "2"), a_row("3", attributes={"segment": "new"}), a_row("4"))
    preview = preview_detection(ports)
    assert [(change.contact_id, change.before, change.after) for change in preview.changes] == [
        ("1", "new", "existing"),
        ("2", "new", "existing"),
    ]
    assert (preview.contacts, preview.agreeing, preview.empty) == (4, 1, 1)
    assert caches(ports)["1"] == "new"
    report = apply_detection(ports, preview, actor="Anouk")
    assert (report.changed, report.moves) == (2, {("new", "existing"): 2})
    assert caches(ports) == {"1": "existing", "2": "existing", "3": "new", "4": None}


def test_one_contact_or_a_selection_is_all_that_changes(ports):
    bring(ports, *drifting("1", "2", "3"))
    assert detect(ports, contact_ids={"2"}).changed == 1
    assert caches(ports) == {"1": "new", "2": "existing", "3": "new"}
    assert detect(ports, contact_ids=["1", "2", "nobody"]).changed == 1
    assert caches(ports)["3"] == "new"


def test_no_selection_is_not_everybody(ports):
    bring(ports, *drifting("1"))
    with pytest.raises(InputError, match="No contacts are chosen"):
        preview_detection(ports, contact_ids=[])


def test_where_nothing_is_cached_only_a_wish_for_it_writes(ports):
    bring(ports, a_row("1", attributes={"has_paid_lesson": True}))
    assert detect(ports) == DetectionReport()
    assert detect(ports, fill_empty=True).moves == {("", "existing"): 1}
    assert caches(ports) == {"1": "existing"}


def test_pinned_set_by_hand_and_no_profile_stay_and_are_named(ports):
    by_hand, parent = DRIFTING | {"segment": "premium"}, DRIFTING | {"segment": "parent"}
    bring(ports, *drifting("1", "2"), a_row("3", attributes=by_hand), a_row("4", attributes=parent))
    pin(ports, "1", "weekend")
    report = detect(ports)
    assert staying(report) == {
        "1": (Stays.PINNED, "weekend"),
        "3": (Stays.BY_HAND, "premium"),
        "4": (Stays.NO_PROFILE, "parent"),
    }
    assert caches(ports) == {"1": "new", "2": "existing", "3": "premium", "4": "parent"}


def test_who_was_edited_or_pinned_since_the_preview_stays_and_is_named(ports):
    bring(ports, *drifting("1", "2", "3"))
    preview = preview_detection(ports)
    edit(ports, "1", city="Ede")
    pin(ports, "2")
    report = apply_detection(ports, preview, actor="Anouk")
    assert staying(report) == {"1": (Stays.EDITED, "new"), "2": (Stays.EDITED, "new")}
    assert caches(ports) == {"1": "new", "2": "new", "3": "existing"}
    assert [one.label for one in report.staying] == ["Emma 1", "Emma 2"]


def test_each_contact_has_its_entry_and_the_act_has_its_own(ports):
    bring(ports, *drifting("1", "2"))
    report = detect(ports)
    assert actions(ports, batch=report.batch) == [
        "segments detected",
        "segment detected",
        "segment detected",
        "detecting segments begun",
    ]
    ended, one, _, begun = ports.journal.page(EntryFilter(batch=report.batch))
    assert (one.actor, one.before, one.after) == ("Anouk", {"segment": "new"}, {"segment": "existing"})
    assert begun.after == {"contacts": 2}
    assert ended.after == {"contacts": 2, "new → existing": 2}


def test_the_journal_names_who_stayed(ports):
    bring(ports, *drifting("1", "2"))
    pin(ports, "1")
    batch = detect(ports).batch
    assert ports.journal.page(EntryFilter(batch=batch))[0].after["stayed"] == "Emma 1 (pinned)"


def test_the_journal_names_some_and_counts_the_rest(ports):
    bring(ports, *drifting("99"), *(a_row(f"{n}", f"E{n}", attributes={"segment": "parent"}) for n in range(25)))
    told = ports.journal.page(EntryFilter(batch=detect(ports).batch))[0].after["stayed"]
    assert told.endswith(", and 5 more")
    assert told.count("names no profile") == 20


def test_nothing_to_change_writes_nothing(ports):
    bring(ports, a_row("1", attributes={"segment": "parent"}))
    report = detect(ports)
    assert (report.batch, report.changed) == ("", 0)
    assert staying(report) == {"1": (Stays.NO_PROFILE, "parent")}
    assert actions(ports) == []


def test_nobody_changes_anything_without_a_name(ports):
    bring(ports, *drifting("1"))
    preview = preview_detection(ports)
    with pytest.raises(InputError):
        apply_detection(ports, preview, actor=" ")
    assert actions(ports) == []


def test_progress_is_told_in_contacts(sqlite_ports):
    crowd(sqlite_ports, 600)
    told = []
    preview = preview_detection(sqlite_ports, progress=told.append)
    apply_detection(sqlite_ports, preview, actor="Anouk", progress=told.append)
    assert told == [
        Progress(phase="checking", done=600, total=600, unit="contact"),
        Progress(phase="writing", done=500, total=600, unit="contact"),
        Progress(phase="writing", done=600, total=600, unit="contact"),
    ]


# dying in the middle


def test_of_a_process_that_dies_what_was_done_is_journalled_and_the_same_again_does_the_rest(sqlite_ports):
    ports = sqlite_ports
    crowd(ports, 1100)
    with pytest.raises(Killed):
        detect(ports, progress=dying_after(1, Killed()))
    assert list(caches(ports).values()).count("existing") == 500
    assert actions(ports).count("segment detected") == 500
    assert actions(ports)[-1] == "detecting segments begun"
    assert detect(ports).changed == 600
    assert set(caches(ports).values()) == {"existing"}


def test_of_a_process_that_died_what_was_done_can_be_undone(sqlite_ports):
    ports = sqlite_ports
    crowd(ports, 600)
    with pytest.raises(Killed):
        detect(ports, progress=dying_after(1, Killed()))
    batch = ports.journal.entries(limit=1)[0].batch
    later = replace(ports, clock=type(ports.clock)(at(2)))
    assert undo_detection(later, batch, actor="Bram").changed == 500
    assert set(caches(ports).values()) == {"new"}


def test_where_the_store_fails_in_the_middle_it_says_how_far_it_came(sqlite_ports):
    crowd(sqlite_ports, 600)
    with pytest.raises(DetectionStopped, match="500 contacts of 600 contacts were done: the disk is full") as told:
        detect(sqlite_ports, progress=dying_after(1, SourceUnavailable("the disk is full.")))
    assert told.value.report.changed == 500
    assert "undone" in told.value.hint


# laws


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(contacts=rosters(), fill_empty=st.booleans(), prefix=st.uuids())
def test_what_was_previewed_is_done_and_an_undo_leaves_everybody_as_before(sqlite_ports, contacts, fill_empty, prefix):
    ports = sqlite_ports
    rows = [
        a_row(f"{prefix}{row.contact_id}", attributes={k: v for k, v in row.attributes.items() if v is not None})
        for row in contacts
    ]
    bring(ports, *rows)
    for row in contacts:
        if row.pin_at(at()):
            pin(ports, f"{prefix}{row.contact_id}", "premium", until=row.pins[0].until)
    ids = {row.id for row in rows} or {"nobody"}
    before = attributes(ports)
    preview = preview_detection(ports, contact_ids=ids, fill_empty=fill_empty)
    report = apply_detection(ports, preview, actor="Anouk")
    assert (report.moves, report.staying) == (preview.moves, preview.staying)
    changed = {change.contact_id: {"segment": change.after} for change in preview.changes}
    assert attributes(ports) == {one: found | changed.get(one, {}) for one, found in before.items()}
    if report.batch:
        assert undo_detection(ports, report.batch, actor="Bram").changed == report.changed
    assert attributes(ports) == before
