"""Importing contacts: drop a file, see what it holds, bring it in, see what became of it."""

from __future__ import annotations

from typing import Final

import streamlit as st
from streamlit.typing import UploadedFile

from pages.data_parts.desk import ContactsInHand, DataDesk
from pages.data_parts.listing import Row, listing, say_remarks
from pages.data_parts.uploads import on_disk
from pages.shared.dashboard import attempt, show_error
from pages.shared.jobs import Job, OnProgress, result_of, wait_for
from pages.shared.state import State
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.contacts import PREFERRED_TIMES
from tutorcore.domain.imports import ContactRow
from tutorcore.services.acting import require_actor
from tutorcore.services.import_contacts import import_contacts, preview_contacts
from tutorcore.services.import_problems import Problem, Trouble, problems_of, unlisted
from tutorcore.services.import_report import ContactsPreview, ImportReport, ImportStopped
from tutorcore.wording.dates import counted
from tutorcore.wording.imports import contacts_text, unlisted_text

FILE: Final = "contacts_file"
IMPORT: Final = "contacts_import"
AGAIN: Final = "contacts_again"
_TYPES: Final = ["json", "jsonl", "ndjson", "csv", "tsv", "txt"]


def draw_contacts_import(dashboard: Dashboard, state: State, desk: DataDesk) -> None:
    """The whole way of a file of contacts."""
    if desk.contacts is not None and desk.contacts.writing is not None:
        _outcome(desk, desk.contacts.name, desk.contacts.writing)
        return
    key = f"{FILE}_{desk.round}"
    upload = st.file_uploader(
        "A file of contacts: the JSON of Chatwoot’s API, JSON lines, Chatwoot’s CSV export, or any CSV with a header",
        type=_TYPES,
        key=key,
        on_change=_forget,
        args=(desk, key),
    )
    if upload is not None and (desk.contacts is None or desk.contacts.upload_id != upload.file_id):
        desk.contacts = _take(dashboard, upload)
    if desk.contacts is None:
        st.caption("Nothing is changed before you have seen what the file holds. The same file twice changes nothing.")
    else:
        _look(dashboard, state, desk.contacts)


def _forget(desk: DataDesk, key: str) -> None:
    """A file that was taken out again is forgotten; one whose field was merely out of sight is not."""
    if st.session_state.get(key) is None:
        desk.contacts = None


def _take(dashboard: Dashboard, upload: UploadedFile) -> ContactsInHand:
    """Begin to read it."""
    data, folder = upload.getvalue(), dashboard.settings.var

    def read(progress: OnProgress) -> ContactsPreview:
        with on_disk(data, folder) as path:
            return preview_contacts(dashboard.contact_file(path), progress=progress)

    return ContactsInHand(upload.file_id, upload.name, data, Job(read))


def _look(dashboard: Dashboard, state: State, in_hand: ContactsInHand) -> None:
    """What the file holds, and the button that brings it in."""
    preview = result_of(in_hand.reading, saying=f"Looking at {in_hand.name}.", failed="The file could not be read")
    if preview is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(_preview_text(in_hand.name, preview), width="stretch")
        wanted = preview.contacts > 0 and st.button(
            f"Import {counted(preview.contacts, 'contact')}", key=IMPORT, type="primary", icon=":material/upload:"
        )
    say_remarks(preview.remarks)
    if wanted and attempt(lambda: _write(dashboard, state, in_hand), done=""):
        st.rerun()
    _preview_tables(preview)


def _preview_text(name: str, preview: ContactsPreview) -> str:
    said = [f"**{counted(preview.contacts, 'contact')}** in {counted(preview.rows, 'row')}"]
    said += [f"{counted(preview.bad_count, 'row')} cannot be used"] if preview.bad_count else []
    said += [counted(preview.note_count, "note")] if preview.note_count else []
    return f"{plain(name, longest=80)}: " + " · ".join(said)


def _preview_tables(preview: ContactsPreview) -> None:
    """The first contacts, how the columns were read, and the rows that need a look."""
    if preview.first:
        st.markdown("##### First rows")
        listing([_contact_cells(row) for row in preview.first], key="first_rows", alt="The first contacts of the file",
                file_name="first-rows.csv")  # fmt: skip
    if preview.columns:
        with st.expander(f"How {counted(len(preview.columns), 'column')} were read", icon=":material/view_column:"):
            facts_table([{"column": c, "read as": r} for c, r in preview.columns], alt="The columns of the file")
    odd = [{"row": bad.number, "what": "cannot be used", "why": bad.reason} for bad in preview.bad]
    odd += [{"row": note.number, "what": "note", "why": note.text} for note in preview.notes]
    if odd:
        st.markdown("##### Rows that need a look")
        listing(sorted(odd, key=lambda row: int(str(row["row"]))), key="odd_rows", alt="Rows that need a look",
                file_name="rows-that-need-a-look.csv")  # fmt: skip


def _contact_cells(row: ContactRow) -> Row:
    wishes = [str(talk.attributes[PREFERRED_TIMES]) for talk in row.conversations if PREFERRED_TIMES in talk.attributes]
    return {
        "row": row.number,
        "id": row.id,
        "name": row.name,
        "phone": row.phone,
        "e-mail": row.email,
        "wish": wishes[0] if wishes else "",
        "attributes": ", ".join(f"{name}: {value}" for name, value in row.attributes.items()),
    }


def _write(dashboard: Dashboard, state: State, in_hand: ContactsInHand) -> None:
    """Begin to bring it in. Raises `InputError` where nobody is chosen who does it."""
    actor, ports = require_actor(state.actor), dashboard.ports

    def write(progress: OnProgress) -> ImportReport:
        with on_disk(in_hand.data, dashboard.settings.var) as path:
            source = dashboard.contact_file(path)
            return import_contacts(source, ports.contacts, actor=actor, now=ports.clock.now(), progress=progress)

    in_hand.writing = Job(write)


def _outcome(desk: DataDesk, name: str, writing: Job[ImportReport]) -> None:
    """How far it is; at its end, what became of every row."""
    if not wait_for(writing, saying=f"Importing {name}. You can go on working on other pages."):
        return
    report = writing.result
    if writing.error is not None:
        show_error(writing.error)
        report = writing.error.report if isinstance(writing.error, ImportStopped) else None
    if report is not None:
        _summary(name, report)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Import another file", key=AGAIN, icon=":material/restart_alt:"):
            desk.contacts, desk.round = None, desk.round + 1
            st.rerun()
        st.page_link("pages/contact.py", label="Find a contact", icon=":material/search:")
    if report is not None:
        _problems(report)


def _summary(name: str, report: ImportReport) -> None:
    counts = contacts_text(
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        rejected=report.rejected,
        repeated=report.repeated,
    )
    said = f"{plain(name, longest=80)}, {counted(report.rows, 'row')}: {plain(counts, longest=300)}."
    if report.rejected or report.conflict_count:
        st.warning(said, icon=":material/rule:")
    else:
        st.success(said, icon=":material/check:")
    say_remarks(report.remarks)


def _problems(report: ImportReport) -> None:
    rows = _problem_rows(problems_of(report))
    if rows:
        st.markdown("##### Rows that need a look")
        listing(rows, key="problems", alt="What was odd, by row", file_name="import-problems.csv")
    for kind, number in unlisted(report).items():
        st.caption(unlisted_text(kind.value, number))


def _problem_rows(problems: list[Problem]) -> list[Row]:
    """One row each; what is said of conflicts only is left out where there are none."""
    conflicts = any(one.kind is Trouble.CONFLICT for one in problems)

    def of_conflict(one: Problem) -> Row:
        told = {"contact": one.contact, "field": one.field, "stored": one.stored, "offered": one.offered}
        return told if conflicts else {}

    return [{"row": one.row, "what": one.kind.value, **of_conflict(one), "why": one.text} for one in problems]
