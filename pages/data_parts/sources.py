"""What can be done with one calendar of those listed, of tutors and of days off alike: read it again, take it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Protocol, TypeVar

import streamlit as st

from pages.data_parts.desk import DataDesk
from pages.shared.text import one_line
from tutorcore.domain.calendars import REMOTE

_OF_A_FILE: Final = "This one came from a file. Import a newer one of the same name instead."
_OF_GOOGLE: Final = "This one is read by itself; “Read now” below does it at once."


class HasSource(Protocol):
    """Something that came from a file or a feed."""

    @property
    def source(self) -> str:
        """The file's name or the feed's address."""
        ...


Listed = TypeVar("Listed", bound=HasSource)


def choose_source(
    desk: DataDesk,
    listed: Mapping[int, Listed],
    label: Callable[[Listed], str],
    removal: Callable[[Listed], None],
    *,
    keys: tuple[str, str, str],
) -> tuple[Listed, bool]:
    """The one that was chosen, and whether it is to be read again; `removal` draws what takes it away.

    `keys` of the choice, the button and the popover; `listed` is not empty.
    """
    choice, refresh, removing = keys
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = listed[
            st.selectbox(
                "Calendar to change",
                list(listed),
                key=desk.key(choice),
                format_func=lambda number: one_line(label(listed[number]), longest=60),
                width=320,
            )
        ]
        is_feed = "://" in chosen.source
        in_google = chosen.source.startswith(REMOTE)
        reading = st.button(
            "Read again",
            key=refresh,
            icon=":material/refresh:",
            disabled=not is_feed,
            help=None if is_feed else _OF_GOOGLE if in_google else _OF_A_FILE,
        )
        with st.popover("Remove…", icon=":material/delete:", key=desk.key(removing)):
            removal(chosen)
    return chosen, reading
