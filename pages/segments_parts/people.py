"""A list of contacts: filtered by words, a link to each, as much as is asked for, and all of it as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

import streamlit as st

from pages.segments_parts.desk import SegmentsDesk
from pages.shared.browser import is_mobile
from pages.shared.text import plain
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.wording.dates import counted

One = TypeVar("One")
_WHO: Final = 210
"""Pixels, so that rows stand below each other like a table."""
_WORTH_FILTERING: Final = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class PeopleList(Generic[One]):
    """How a list is told: the contact of each line, what is said of it, and its cells in the download."""

    name: str
    lines: Sequence[One]
    who: Callable[[One], tuple[str, str]]
    """(id, label)."""
    tell: Callable[[One], str]
    columns: Sequence[str]
    cells: Callable[[One], Sequence[object]]
    ticking: bool = False
    border: bool = True

    @property
    def key(self) -> str:
        """Part of the keys of its widgets."""
        return self.name.replace(" ", "_").casefold()

    def kept(self, words: Sequence[str]) -> Sequence[One]:
        """The lines in which every word occurs."""
        if not words:
            return self.lines
        return [line for line in self.lines if all(word in self._text(line) for word in words)]

    def _text(self, line: One) -> str:
        return f"{' '.join(self.who(line))} {self.tell(line)}".casefold()

    def csv(self, lines: Sequence[One]) -> bytes:
        """The download, every cell defused."""
        rows = ([*self.who(line), *self.cells(line)] for line in lines)
        return csv_text(rows, ["contact id", "contact", *self.columns]).encode("utf-8-sig")


def draw_people(desk: SegmentsDesk, people: PeopleList[One]) -> Sequence[One]:
    """Draw it; the lines that the filter leaves."""
    kept = _head(people)
    shown = desk.count(people.key)
    gap: Literal["small", "xsmall"] = "small" if is_mobile() else "xsmall"
    with st.container(border=people.border, gap=gap, key=f"people_{people.key}"):
        for number, line in enumerate(kept[:shown]):
            _line(desk, people, line, number)
        if not kept:
            st.caption("Nobody is like that.")
    if len(kept) > shown:
        left = counted(len(kept) - shown, "more").removesuffix("s")
        st.button(f"Show more ({left})", key=f"{people.key}_more", type="tertiary", on_click=desk.more,
                  args=(people.key,))  # fmt: skip
    return kept


def _head(people: PeopleList[One]) -> Sequence[One]:
    """The filter, how many it leaves, and the download."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        typed = ""
        if len(people.lines) >= _WORTH_FILTERING:
            typed = st.text_input(
                "Filter",
                key=f"{people.key}_filter",
                placeholder="Filter",
                icon=":material/filter_list:",
                label_visibility="collapsed",
                max_chars=200,
                width=220,
                persist_state="session",
            )
        kept = people.kept((typed or "").casefold().split())
        said = counted(len(kept), "line")
        st.caption(f"{said} of {len(people.lines)}" if typed else said, width="stretch")
        st.download_button(
            "Download CSV",
            lambda: people.csv(kept),
            f"{people.key.replace('_', '-')}.csv",
            "text/csv",
            key=f"{people.key}_csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )
    return kept


def _line(desk: SegmentsDesk, people: PeopleList[One], line: One, number: int) -> None:
    contact_id, label = people.who(line)
    key, wrap = f"{people.key}_{number}", is_mobile()
    gap: Literal["small", "xsmall"] = "xsmall" if wrap else "small"
    with st.container(horizontal=True, vertical_alignment="center", gap=gap, key=key, wrap=wrap):
        if people.ticking:
            _tick_box(desk, contact_id, label)
        with st.container(width=_WHO):
            name, params = plain(label, longest=40), {"contact": contact_id}
            st.page_link("pages/contact.py", label=name, icon=":material/person:", query_params=params)
        st.markdown(f":small[{plain(people.tell(line), longest=300)}]", width="stretch")


def _tick_box(desk: SegmentsDesk, contact_id: str, label: str) -> None:
    key = f"tick_{desk.round}_{contact_id}"

    def tick() -> None:
        (desk.ticked.add if st.session_state[key] else desk.ticked.discard)(contact_id)

    said = f"Detect {plain(label, longest=40)} again"
    st.checkbox(said, contact_id in desk.ticked, key=key, label_visibility="collapsed", on_change=tick)
