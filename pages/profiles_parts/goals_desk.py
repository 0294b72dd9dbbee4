"""What a session remembers of its goal: what is asked, the search that is under way, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Final

import streamlit as st

from pages.shared.jobs import Job
from tutorcore.domain.goals import Answer, Goal, Searched
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.segments import NEW
from tutorcore.ports import Ports
from tutorcore.services.reach_goal import reach_goal

_KEY: Final = "goals_desk"


class Search:
    """One search, begun when it is made: from `tried` profiles; `progress` is how far it is."""

    def __init__(self, ports: Ports, goal: Goal, tried: Mapping[str, PlanningProfile]) -> None:
        self.goal, self.tried = goal, dict(tried)
        self.progress = Searched(0, 0)
        self._stopped = Event()
        self.job: Job[Answer] = Job(lambda _: self._run(ports))

    def stop(self) -> None:
        """End it; what was found by then is the answer."""
        self._stopped.set()

    def _run(self, ports: Ports) -> Answer:
        return reach_goal(
            ports, self.goal, tried=self.tried, on_progress=self._progressed, stopped=self._stopped.is_set
        )

    def _progressed(self, searched: Searched) -> None:
        self.progress = searched


@dataclass
class GoalsDesk:
    """`sentence` is what was typed where it is no goal, and `problem` says why."""

    goal: Goal = field(default_factory=lambda: Goal(segment=NEW))
    sentence: str = ""
    problem: str = ""
    search: Search | None = None

    def begin(self, ports: Ports, tried: Mapping[str, PlanningProfile]) -> None:
        """Search for the goal as it is now; what was searched for before is given up."""
        if self.search is not None:
            self.search.stop()
        self.search = Search(ports, self.goal, tried)


def goals_desk() -> GoalsDesk:
    """The desk of this session, made at its first run."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = GoalsDesk()
    desk: GoalsDesk = st.session_state[_KEY]
    return desk
