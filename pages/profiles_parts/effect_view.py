"""What a session remembers of the effects it looks at: which view, whose week, and the last answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from typing import Final

import streamlit as st

from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.effect.everybody import Effect, Subject

_KEY: Final = "effect_view"
_numbers = count(1)


class Shown(StrEnum):
    """The views, by what stands on their tab."""

    WEEK = "Week"
    WHO = "Who"
    HOURS = "Hours"
    LESSONS = "Back-test"
    USE = "Use"


@dataclass
class EffectView:
    """`contact_id` blank: nobody in particular. `last` is the last answer about what `session` looks at."""

    shown: Shown = Shown.WEEK
    contact_id: str | None = None
    week: IsoWeek | None = None
    last: Effect | None = None
    session: int = field(default_factory=lambda: next(_numbers))

    def last_about(self, subject: Subject) -> Effect | None:
        """The last answer, where it was about the same."""
        return self.last if self.last is not None and self.last.subject == subject else None


def effect_view() -> EffectView:
    """That of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = EffectView()
    view: EffectView = st.session_state[_KEY]
    return view
