"""What the Segments page remembers of a session: which list is shown, who is ticked, and what is being done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import streamlit as st

from pages.shared.jobs import Job
from tutorcore.domain.redetection import Redetection
from tutorcore.domain.segment_overview import SegmentOverview
from tutorcore.services.segments import DetectionReport

_KEY: Final = "segments_desk"
STEP: Final = 25
"""How many rows are shown at first, and how many more by each click."""


class Part(StrEnum):
    """The lists, one of which is shown."""

    DRIFT = "Drift"
    NO_PROFILE = "No profile"
    PINS = "Pins"
    WRITTEN_NO = "No in words"
    HIDDEN = "Hidden matches"


@dataclass
class SegmentsDesk:
    """`ticked` are contacts whose segment is to be detected again. `round` empties fields after an act."""

    part: Part = Part.DRIFT
    looking: Job[SegmentOverview] | None = None
    overview: SegmentOverview | None = None
    """What was seen last; shown while it is being read anew."""
    ticked: set[str] = field(default_factory=set)
    shown: dict[str, int] = field(default_factory=dict)
    fill_empty: bool = False
    preview: Job[Redetection] | None = None
    acting: Job[DetectionReport] | None = None
    saying: str = ""
    asked: str = ""
    """The act of which is asked whether it shall be undone."""
    report: DetectionReport | None = None
    round: int = 0

    def count(self, name: str) -> int:
        """How many rows of a list are shown."""
        return self.shown.get(name, STEP)

    def more(self, name: str) -> None:
        """Show more of a list."""
        self.shown[name] = self.count(name) + STEP

    def tick(self, contact_ids: Collection[str]) -> None:
        """Tick these too."""
        self.ticked |= set(contact_ids)
        self.round += 1

    def untick(self) -> None:
        """Tick nobody."""
        self.ticked = set()
        self.round += 1

    def put_away(self) -> None:
        """Forget the preview, and what the last act did."""
        self.preview, self.report = None, None

    def end(self, report: DetectionReport | None) -> None:
        """An act has ended."""
        self.acting, self.preview, self.report = None, None, report
        self.untick()


def segments_desk() -> SegmentsDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = SegmentsDesk()
    desk: SegmentsDesk = st.session_state[_KEY]
    return desk
