"""Profiles as files: all of them to take along, and a text from elsewhere, looked at before anything comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from pages.shared.dashboard import attempt
from pages.shared.state import State, write_address
from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.profile_texts import FILE_NAMES, LONGEST, TextFormat, write_text
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.errors import InputError
from tutorcore.services.compare_profiles import ComparedProfile
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.profile_files import (
    FilePreview,
    preview_import,
    publish_import,
    rules_of,
    take_over_as_drafts,
)
from tutorcore.services.profiles.publishing import LONGEST_NOTE
from tutorcore.wording.dates import counted
from tutorcore.wording.profile_texts import changes_text, rules_name, text_problem
from tutorcore.wording.profiles import profile_rows

FILE: Final = "files_upload"
PASTED: Final = "files_pasted"
LOOK: Final = "files_look"
NOTE: Final = "files_note"
DRAFTS: Final = "files_drafts"
PUBLISH: Final = "files_publish"
_KEY: Final = "files_desk"
_MOST_PROBLEMS: Final = 12
_MOST_NAMES: Final = 6
_ICONS: Final = {
    TextFormat.ENVIRONMENT: ":material/terminal:",
    TextFormat.TOML: ":material/data_object:",
    TextFormat.JSON: ":material/data_object:",
}


@dataclass
class _Desk:
    """What was looked at last."""

    preview: FilePreview | None = None


def draw_files(
    dashboard: Dashboard, state: State, shown: Mapping[str, ComparedProfile], *, leave: Callable[[], None]
) -> None:
    """Export and import; `leave` closes the dialog once something was taken over."""
    if PASTED not in st.session_state:
        _desk().preview = None  # the dialog was closed in between, and begins anew
    _export(dashboard, {name: one.profile for name, one in shown.items()})
    _ask(dashboard)
    preview = _desk().preview
    if preview is not None:
        _show(preview)
        if preview.changing:
            _take_over(dashboard, state, preview, leave)


def _export(dashboard: Dashboard, profiles: Mapping[str, PlanningProfile]) -> None:
    st.markdown("**Export** :small[:gray[every profile, with what is being changed here]]")
    rules = rules_of(profiles, know_lesson_types(dashboard.ports).values())
    texts = {text_format: write_text(text_format, rules) for text_format in TextFormat}
    with st.container(horizontal=True, gap="small"):
        for text_format, written in texts.items():
            _download(_begun(str(text_format)), written.text, FILE_NAMES[text_format], _ICONS[text_format])
        _download("Table (CSV)", _table(profiles), "profiles.csv", ":material/table:")
    left_out = [rules_name(each.kind, each.name) for each in texts[TextFormat.ENVIRONMENT].left_out]
    if left_out:
        st.caption(f"Not in the environment lines, which cannot hold it: {_listed(left_out)}. TOML and JSON hold all.")


def _download(label: str, text: str, file_name: str, icon: str) -> None:
    data = text.encode("utf-8-sig" if file_name.endswith(".csv") else "utf-8", errors="replace")
    st.download_button(label, data, file_name, key=f"download_{file_name}", icon=icon, on_click="ignore")


def _table(profiles: Mapping[str, PlanningProfile]) -> str:
    return csv_text(profile_rows(profiles), ["field", *profiles])


def _ask(dashboard: Dashboard) -> None:
    """What to read; nothing comes of it but the preview."""
    with st.form("files", border=False):
        st.markdown(
            "**Import** :small[:gray[environment lines, TOML or JSON; nothing changes before you have seen it]]"
        )
        upload = st.file_uploader("A file", type=["env", "txt", "toml", "json"], key=FILE, max_upload_size=1)
        pasted = st.text_area("Or paste it here", key=PASTED, height=96, placeholder="PLANNING_NEW_LATEST=21")
        wanted = st.form_submit_button("Look at it", key=LOOK, icon=":material/search:")
    if wanted:
        _desk().preview = None
        attempt(lambda: _look(dashboard, pasted or "" if upload is None else upload.getvalue()), done="")


def _look(dashboard: Dashboard, text: str | bytes) -> None:
    if not text.strip():
        raise InputError("There is nothing to look at yet", hint="Choose a file, or paste its text.")
    _desk().preview = preview_import(dashboard.ports, text[: LONGEST + 1])


def _show(preview: FilePreview) -> None:
    """What would change, and everything that is in the way."""
    if preview.problems:
        told = [text_problem(problem) for problem in preview.problems]
        more = [f"and {len(told) - _MOST_PROBLEMS} more"] if len(told) > _MOST_PROBLEMS else []
        said = [*(plain(problem, longest=400) for problem in told[:_MOST_PROBLEMS]), *more]
        st.error("  \n".join(["**Nothing of it can be taken over:**", *said]), icon=":material/block:")
    if preview.rules:
        rows = [
            {
                "": rules_name(one.kind, one.name),
                "becomes": str(one.becomes),
                "what changes": changes_text(one.changes),
            }
            for one in preview.rules
        ]
        facts_table(rows, alt="What the text would change, by profile.")
    for one in preview.rules:
        for warning in one.warnings:
            st.warning(f"**{plain(one.name, longest=40)}**: {plain(warning, longest=300)}", icon=":material/warning:")
    if preview.passed_over:
        st.caption(f"Not about profiles, and passed over: {_listed(preview.passed_over)}.")


def _take_over(dashboard: Dashboard, state: State, preview: FilePreview, leave: Callable[[], None]) -> None:
    ports, many = dashboard.ports, counted(len(preview.changing), "change")
    note = st.text_input("Why", key=NOTE, max_chars=LONGEST_NOTE, help="Needed to publish; it stands in the history.")
    with st.container(horizontal=True, gap="small"):
        as_drafts = st.button(
            "Keep as drafts",
            key=DRAFTS,
            icon=":material/edit_note:",
            type="primary",
            disabled=not preview.can_be_drafts,
            help=None if preview.can_be_drafts else "A lesson type has no drafts: publish it, or take it out.",
        )
        at_once = st.button("Publish now", key=PUBLISH, icon=":material/publish:")
    if as_drafts and attempt(lambda: _draft(dashboard, state, preview, note or ""), done=""):
        _done(state, f"{many} kept as drafts; the first is open here, all stand under “More”, “Drafts”.", leave)
    if at_once and attempt(lambda: publish_import(ports, preview, note=note or "", actor=state.actor), done=""):
        _done(state, f"{many} published; each can be taken back under “More”, “Versions”.", leave)


def _draft(dashboard: Dashboard, state: State, preview: FilePreview, note: str) -> None:
    drafts = take_over_as_drafts(dashboard.ports, preview, actor=state.actor, note=note)
    state.shown_draft = drafts[0].id
    write_address(state)


def _done(state: State, said: str, leave: Callable[[], None]) -> None:
    state.said, _desk().preview = said, None
    leave()
    st.rerun()


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(plain(name, longest=40) for name in names[:_MOST_NAMES]) + more


def _desk() -> _Desk:
    """Of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _Desk()
    found: _Desk = st.session_state[_KEY]
    return found
