"""Importing contacts: checked first, then written in batches, and told in full."""

from dataclasses import dataclass, field, replace

import pytest

from tests.builders import NOW, a_row, a_talk
from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.domain.imports import BadRow, FieldConflict, Outcome, RowResult
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable
from tutorcore.services.import_contacts import (
    BATCH,
    KEPT,
    ImportStopped,
    Progress,
    import_contacts,
    preview_contacts,
)


@dataclass
class FakeSource:
    """Rows from a list; breaks after `breaks_after` of them in the readings named."""

    given: list
    breaks_after: int | None = None
    breaks_in: tuple[int, ...] = (1, 2)
    readings: int = 0

    def rows(self):
        self.readings += 1
        for place, row in enumerate(self.given):
            if place == self.breaks_after and self.readings in self.breaks_in:
                raise BrokenFile("The file breaks off.")
            yield row

    def columns(self):
        return (("Naam", "name"),)

    def remarks(self):
        return ("A remark.",)


@dataclass
class FakeContacts:
    """Remembers batches; merges nothing, but knows a row that it had before."""

    batches: list = field(default_factory=list)
    known: dict = field(default_factory=dict)
    fails_at: int | None = None
    error: Exception = field(default_factory=lambda: SourceUnavailable("The database is locked."))
    refused: tuple = ()
    conflict: tuple = ()

    def import_rows(self, rows, *, actor, at):
        if len(self.batches) == self.fails_at:
            raise self.error
        self.batches.append((actor, at, list(rows)))
        return [self._result(row) for row in rows]

    def _result(self, row):
        if row.id in self.refused:
            return RowResult(
                number=row.number, contact_id=row.id, outcome=Outcome.REJECTED, notes=(*row.notes, "it is too odd")
            )
        said = replace(row, number=0, notes=())
        before, self.known[row.id] = self.known.get(row.id), said
        outcome = Outcome.CREATED if before is None else Outcome.UNCHANGED if before == said else Outcome.UPDATED
        return RowResult(
            number=row.number, contact_id=row.id, outcome=outcome, conflicts=self.conflict, notes=row.notes
        )

    @property
    def written(self):
        return [row for _, _, rows in self.batches for row in rows]


def many(count):
    return [a_row(str(number), f"Name {number}", number=number) for number in range(1, count + 1)]


def bring_in(source, contacts, **options):
    return import_contacts(source, contacts, **{"actor": "Anouk", "now": NOW} | options)


def test_every_row_is_counted_once():
    bad = BadRow(number=2, reason="it has no id")
    contacts = FakeContacts(refused=("4",))
    rows = [a_row("1", number=1), bad, a_row("1", "x", number=3), a_row("4", number=4), a_row("5", number=5)]
    report = bring_in(FakeSource(rows), contacts)
    counts = (report.created, report.updated, report.unchanged, report.rejected, report.repeated)
    assert counts == (2, 0, 0, 2, 1)
    assert report.rows == sum(counts) == 5
    assert report.bad == (bad, BadRow(number=4, reason="it is too odd"))
    assert report.remarks == ("A remark.",)


def test_rows_are_written_in_batches_in_the_name_of_the_actor():
    contacts = FakeContacts()
    bring_in(FakeSource(many(2 * BATCH + 1)), contacts, actor=" Anouk ")
    assert [(actor, at, len(rows)) for actor, at, rows in contacts.batches] == [
        ("Anouk", NOW, BATCH),
        ("Anouk", NOW, BATCH),
        ("Anouk", NOW, 1),
    ]


def test_nobody_may_import_without_a_name():
    contacts = FakeContacts()
    with pytest.raises(InputError, match="Nobody is chosen"):
        bring_in(FakeSource(many(1)), contacts, actor=" ")
    assert contacts.batches == []


def test_a_file_that_breaks_at_its_end_changes_nothing():
    contacts = FakeContacts()
    with pytest.raises(BrokenFile, match="breaks off"):
        bring_in(FakeSource(many(2000), breaks_after=1999), contacts)
    assert contacts.batches == []


def test_rows_about_one_contact_are_written_as_one_where_the_last_stands():
    first = a_row("12", "Jan", number=3, email="a@b.nl", attributes={"a": 1, "b": 1}, talks=[a_talk("ma")])
    later = a_row("12", "Piet", number=7, phone="+31612345678", attributes={"b": 2}, talks=[a_talk("di")])
    contacts = FakeContacts()
    report = bring_in(FakeSource([first, a_row("5", number=5), later, a_row("9", number=9)]), contacts)
    assert [row.id for row in contacts.written] == ["5", "12", "9"]
    [row] = [row for row in contacts.written if row.id == "12"]
    assert (row.number, row.name, row.email, row.phone) == (7, "Piet", "a@b.nl", "+31612345678")
    assert row.attributes == {"a": 1, "b": 2}
    assert [talk.attributes for talk in row.conversations] == [{"preferred_times": "di"}]
    [note] = report.notes
    assert (note.number, note.text) == (7, "row 7 repeats contact 12 of row 3; where they differ, the later counts")


def test_the_same_file_twice_changes_nothing_the_second_time_though_it_repeats_itself():
    contacts = FakeContacts()
    rows = [a_row("12", "Jan", number=1), a_row("13", number=2), a_row("12", "Piet", number=3)]
    bring_in(FakeSource(rows), contacts)
    report = bring_in(FakeSource(rows), contacts)
    assert (report.unchanged, report.updated, report.created, report.repeated) == (2, 0, 0, 1)


def test_notes_of_rows_and_of_the_store_are_told_once():
    odd = a_row("1", number=4, notes=("phone '12' is not a number",))
    report = bring_in(FakeSource([odd]), FakeContacts())
    assert [(note.number, note.text) for note in report.notes] == [(4, "phone '12' is not a number")]


def test_conflicts_are_told_with_their_row():
    conflict = FieldConflict(field="name", stored="Jan", offered="Piet")
    report = bring_in(FakeSource(many(1)), FakeContacts(conflict=(conflict,)))
    assert report.conflict_count == 1
    assert report.conflicts[0].conflicts == (conflict,)


def test_a_report_stays_small_and_counts_everything():
    conflict = FieldConflict(field="name", stored="Jan", offered="Piet")
    rows = [replace(row, notes=("odd",)) for row in many(KEPT + 5)]
    bad = [BadRow(number=number, reason="it has no id") for number in range(KEPT + 7)]
    report = bring_in(FakeSource(rows + bad), FakeContacts(conflict=(conflict,)))
    assert (report.conflict_count, report.note_count, report.rejected) == (KEPT + 5, KEPT + 5, KEPT + 7)
    assert (len(report.conflicts), len(report.notes), len(report.bad)) == (KEPT, KEPT, KEPT)


def test_progress_is_told_for_both_readings():
    told = []
    bring_in(FakeSource(many(2100)), FakeContacts(), progress=told.append)
    assert told[:2] == [
        Progress(phase="checking", done=2000),
        Progress(phase="checking", done=2100, total=2100),
    ]
    assert [step.done for step in told[2:]] == [500, 1000, 1500, 2000, 2100]
    assert {(step.phase, step.total) for step in told[2:]} == {("writing", 2100)}


def test_a_store_that_fails_in_the_middle_says_how_far_it_came():
    contacts = FakeContacts(fails_at=5)
    with pytest.raises(ImportStopped) as stopped:
        bring_in(FakeSource(many(4000)), contacts)
    assert str(stopped.value) == "The import stopped after 2,500 rows: The database is locked."
    assert stopped.value.hint == "Import the same file again to go on; what is there already will not change."
    assert (stopped.value.report.created, len(contacts.written)) == (2500, 2500)
    assert isinstance(stopped.value.__cause__, SourceUnavailable)


def test_an_import_that_stopped_can_be_gone_on_with():
    contacts = FakeContacts(fails_at=2)
    with pytest.raises(ImportStopped):
        bring_in(FakeSource(many(2000)), contacts)
    contacts.fails_at = None
    report = bring_in(FakeSource(many(2000)), contacts)
    assert (report.unchanged, report.created) == (1000, 1000)


def test_progress_that_fails_stops_the_import_without_losing_what_was_written():
    def fail_while_writing(step):
        if step.phase == "writing":
            raise RuntimeError("secret detail")

    contacts = FakeContacts()
    with pytest.raises(ImportStopped, match="after 500 rows: an unexpected error") as stopped:
        bring_in(FakeSource(many(2000)), contacts, progress=fail_while_writing)
    assert "secret" not in str(stopped.value)
    assert len(contacts.written) == 500


def test_a_file_that_changes_between_the_readings_stops_the_import():
    with pytest.raises(ImportStopped, match="after 500 rows: The file breaks off"):
        bring_in(FakeSource(many(1000), breaks_after=700, breaks_in=(2,)), FakeContacts())


def test_a_contact_whose_last_row_is_gone_in_the_second_reading_is_written_all_the_same():
    source = FakeSource([a_row("1", number=1), a_row("1", number=2)])
    first_reading = source.rows

    def rows():
        yield from list(first_reading())[: 2 if source.readings < 2 else 1]

    source.rows = rows
    contacts = FakeContacts()
    assert bring_in(source, contacts).created == 1


def test_a_file_without_contacts_changes_nothing_and_says_so():
    contacts = FakeContacts()
    report = bring_in(FakeSource([]), contacts)
    assert (report.rows, contacts.batches) == (0, [])
    assert "The file holds no contacts." in report.remarks


def test_a_file_of_bad_rows_says_that_none_can_be_used():
    report = bring_in(FakeSource([BadRow(number=2, reason="it has no id")]), FakeContacts())
    assert "No row of the file can be used." in report.remarks


def test_a_preview_tells_what_would_happen_and_writes_nothing():
    rows = [*many(30), a_row("3", number=31, notes=("odd",)), BadRow(number=32, reason="it has no id")]
    told = []
    preview = preview_contacts(FakeSource(rows), first=5, progress=told.append)
    assert (preview.rows, preview.contacts, preview.bad_count, preview.note_count) == (32, 30, 1, 1)
    assert [row.id for row in preview.first] == ["1", "2", "3", "4", "5"]
    assert preview.bad == (BadRow(number=32, reason="it has no id"),)
    assert preview.columns == (("Naam", "name"),)
    assert preview.remarks == ("A remark.",)
    assert told == [Progress(phase="checking", done=32, total=32)]


def test_a_preview_of_a_broken_file_is_refused():
    with pytest.raises(BrokenFile):
        preview_contacts(FakeSource(many(3), breaks_after=2))


DIRTY = "tests/data/contacts/dirty.csv"


@pytest.fixture
def dirty(request):
    return open_contact_file(request.config.rootpath / DIRTY)


def test_a_dirty_file_comes_into_the_store(sqlite_store, dirty):
    report = bring_in(dirty, sqlite_store.contacts)
    assert (report.rows, report.created, report.rejected, report.repeated) == (11, 7, 3, 1)
    zoe = sqlite_store.contacts.get("101")
    assert (zoe.name, zoe.phone, zoe.email) == ("Zoë van den Berg-Smit", "+31612345678", "zoe@example.nl")
    assert zoe.attributes == {"weekend_whitelisted": "true", "Notitie": "Nieuwe achternaam"}
    [talk] = sqlite_store.contacts.conversations("101")
    assert talk.attributes == {"preferred_times": "woensdag na 16:00", "lesson_type": "natuurkunde"}


def test_a_dirty_file_twice_changes_nothing_in_the_store_the_second_time(sqlite_store, dirty):
    bring_in(dirty, sqlite_store.contacts)
    before = [sqlite_store.contacts.get(number) for number in ("101", "102", "109")], sqlite_store.journal.entries()
    report = bring_in(dirty, sqlite_store.contacts)
    assert (report.unchanged, report.created, report.updated) == (7, 0, 0)
    after = [sqlite_store.contacts.get(number) for number in ("101", "102", "109")], sqlite_store.journal.entries()
    assert after == before
