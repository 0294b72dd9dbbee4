"""What a session remembers of the work list: how it was sorted and filtered, and who stood on it in which order.

The list that was seen last is gone through one by one from other pages, so it stays as it was seen there; whoever
needs nothing any more is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

import streamlit as st

from tutorcore.domain.work import Why
from tutorcore.domain.work_list import Order, WorkItem, filtered, next_after, ordered
from tutorcore.ports import Ports
from tutorcore.services.work_list import WorkList, work_of

_KEY: Final = "work_desk"
STEP: Final = 20
"""How many rows are shown at first, and how many more by each click."""
_ASKED: Final = 20
"""How many of those who follow are asked whether they still need planning; the next one after them is not."""


@dataclass
class WorkDesk:
    """`whys` are the reasons that were chosen (none: all), `seen` the items that they leave, in their order."""

    order: Order = Order.URGENCY
    whys: frozenset[Why] = frozenset()
    shown: int = STEP
    seen: tuple[WorkItem, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    """By contact the place among `seen`."""
    made_of: tuple[WorkList, Order, frozenset[Why]] | None = None

    def see(self, found: WorkList) -> tuple[WorkItem, ...]:
        """The items of a list as they are sorted and filtered here; remembered."""
        made_of = (found, self.order, self.whys)
        if self.made_of is None or self.made_of[0] is not found or self.made_of[1:] != made_of[1:]:
            left = filtered(found.items, self.whys)
            self.seen = tuple(left if self.order is Order.URGENCY else ordered(left, self.order))
            self.places = {item.contact_id: place for place, item in enumerate(self.seen)}
            self.made_of = made_of
        return self.seen

    def choose(self, order: Order, whys: frozenset[Why]) -> None:
        """Sort and filter; where that is new, the beginning of the list is shown."""
        if (order, whys) != (self.order, self.whys):
            self.order, self.whys, self.shown = order, whys, STEP

    def more(self) -> None:
        """Show more rows."""
        self.shown += STEP

    def next_one(self, ports: Ports, contact_id: str) -> WorkItem | None:
        """Who follows a contact and still needs planning for a reason that was chosen; None: nobody does."""
        following = iter(next_after(self.places[contact_id], self.seen))
        for item in islice(following, _ASKED):
            if any(not self.whys or cause.why in self.whys for cause in work_of(ports, item.contact_id)):
                return item
        return next(following, None)


def work_desk() -> WorkDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = WorkDesk()
    desk: WorkDesk = st.session_state[_KEY]
    return desk
