"""Importing days off: drop a list or a calendar, or give a feed's address; see what it would do, bring it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st
from streamlit.typing import UploadedFile

from pages.data_parts.desk import ClosuresInHand, DataDesk
from pages.data_parts.listing import Row, listing, say_remarks
from pages.data_parts.uploads import on_disk
from pages.shared.dashboard import attempt, show_error
from pages.shared.jobs import Job, result_of, wait_for
from pages.shared.state import State
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.errors import InputError
from tutorcore.services.acting import require_actor
from tutorcore.services.import_closures import ClosureSource, ClosuresReport, import_closures, preview_closures
from tutorcore.wording.closures import closures_text, place_text
from tutorcore.wording.dates import counted

FILE: Final = "closures_file"
ADDRESS: Final = "closures_address"
WHO: Final = "closures_who"
LOOK: Final = "closures_look"
IMPORT: Final = "closures_import"
AGAIN: Final = "closures_again"
EVERYBODY: Final = "everybody"
_ALL: Final = 0  # no tutor has this id
_TYPES: Final = ["csv", "tsv", "txt", "ics", "ical", "icalendar"]

Names = Mapping[int, str]
Work = Callable[[ClosureSource], ClosuresReport]
WithSource = Callable[[Work], ClosuresReport]


def draw_closure_import(dashboard: Dashboard, state: State, desk: DataDesk, *, names: Names) -> None:
    """The whole way of days off from outside."""
    with st.expander("Import days off", icon=":material/upload_file:"):
        in_hand = desk.closures
        if in_hand is not None and in_hand.writing is not None and in_hand.writing.error is None:
            _outcome(desk, in_hand.writing)
            return
        _ask(dashboard, desk, names)
        if desk.closures is None:
            st.caption("Nothing is changed before you have seen what it holds. The same file twice changes nothing.")
        else:
            _look(state, desk.closures, names)


def _ask(dashboard: Dashboard, desk: DataDesk, names: Names) -> None:
    """What to read, and for whom."""
    with st.form(f"closures_{desk.round}", border=False, enter_to_submit=False):
        file, feed = st.columns(2, gap="large")
        upload = file.file_uploader(
            "A CSV file with from, to, name and tutor (or van, tot, naam and docent), or a calendar (.ics)",
            type=_TYPES,
            key=f"{FILE}_{desk.round}",
        )
        address = feed.text_input(
            "Or the address of a calendar, which can be read again later",
            key=f"{ADDRESS}_{desk.round}",
            placeholder="https://…/schoolvakanties.ics",
            max_chars=2000,
        )
        who = feed.selectbox(
            "For",
            [_ALL, *names],
            key=f"{WHO}_{desk.round}",
            format_func=lambda tutor: names.get(tutor, EVERYBODY),
            help="A row that names a tutor itself is for that tutor.",
        )
        wanted = st.form_submit_button("Look at it", key=LOOK, icon=":material/search:")
    if wanted:
        desk.closures = None

        def take() -> None:
            reading = _from_upload(dashboard, upload) if upload is not None else _from_feed(dashboard, address)
            desk.closures = _begin(dashboard, reading, tutor=names.get(who, ""))

        attempt(take, done="")


def _begin(dashboard: Dashboard, reading: WithSource, *, tutor: str) -> ClosuresInHand:
    """Begin to look at it."""
    ports = dashboard.ports

    def bring(actor: str) -> ClosuresReport:
        return reading(lambda source: import_closures(source, ports, tutor=tutor, actor=actor))

    return ClosuresInHand(bring, Job(lambda _: reading(lambda source: preview_closures(source, ports, tutor=tutor))))


def _from_upload(dashboard: Dashboard, upload: UploadedFile) -> WithSource:
    data, name = upload.getvalue(), upload.name

    def reading(work: Work) -> ClosuresReport:
        with on_disk(data, dashboard.settings.var) as path:
            return work(dashboard.closure_file(path, name=name))

    return reading


def _from_feed(dashboard: Dashboard, address: str) -> WithSource:
    """Raises `InputError` where there is nothing to read.

    A path of the server's own disk is no address: what is typed here comes from a browser.
    """
    if "://" not in address:
        raise InputError(
            "There is nothing to read yet" if not address.strip() else "An address begins with https:// or webcal://",
            hint="Choose a file, or copy the address from the calendar's page.",
        )
    source = dashboard.calendar(address.strip())
    return lambda work: work(source)


def _look(state: State, in_hand: ClosuresInHand, names: Names) -> None:
    """What it holds, and the button that brings it in."""
    preview = result_of(in_hand.reading, saying="Reading days off.", failed="It could not be read")
    if preview is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(_preview_text(preview), width="stretch")
        wanted = st.button("Import days off", key=IMPORT, type="primary", icon=":material/upload:")
    say_remarks(preview.remarks)
    if wanted and attempt(lambda: _write(state, in_hand), done=""):
        st.rerun()
    if in_hand.writing is not None and in_hand.writing.error is not None:
        show_error(in_hand.writing.error)
    if preview.days:
        rows = [
            {"from": d.first, "to": d.last, "name": d.name, "for": names.get(d.tutor_id or _ALL, EVERYBODY)}
            for d in preview.days
        ]
        listing(rows, key="closures_read", alt="The days off that it lists", file_name="read.csv", unit="period")
    _not_used(preview)


def _preview_text(preview: ClosuresReport) -> str:
    said = [f"**{counted(len(preview.days), 'period')}** for {plain(preview.tutor or EVERYBODY, longest=80)}"]
    said += [f"{preview.added} new", f"{preview.unchanged} there already"]
    said += [f"{preview.removed} no longer listed, so removed"] if preview.removed else []
    said += [f"{counted(len(preview.not_used), preview.unit)} not used"] if preview.not_used else []
    return f"{plain(preview.name, longest=80)}: " + " · ".join(said)


def _write(state: State, in_hand: ClosuresInHand) -> None:
    """Begin to bring it in. Raises `InputError` where nobody is chosen who does it."""
    actor, bring = require_actor(state.actor), in_hand.bring
    in_hand.writing = Job(lambda _: bring(actor))


def _outcome(desk: DataDesk, writing: Job[ClosuresReport]) -> None:
    """The end of it."""
    if not wait_for(writing, saying="Importing days off."):
        return
    report = writing.result
    if report is None:  # it failed just now: the next run shows why
        st.rerun()
    counts = closures_text(added=report.added, removed=report.removed, unchanged=report.unchanged)
    st.success(f"{plain(report.name, longest=80)}: {counts}.", icon=":material/check:")
    say_remarks(report.remarks)
    if st.button("Import more days off", key=AGAIN, icon=":material/restart_alt:"):
        desk.closures, desk.round = None, desk.round + 1
        st.rerun()
    _not_used(report)


def _not_used(report: ClosuresReport) -> None:
    if report.not_used:
        rows: list[Row] = [
            {"where": place_text(one, report.unit), "name": one.name, "why": one.reason} for one in report.not_used
        ]
        listing(rows, key="closures_not_used", alt="What was not used", file_name="not-used.csv", unit=report.unit)
