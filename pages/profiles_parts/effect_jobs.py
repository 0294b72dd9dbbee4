"""Asking for effects beside the page: equal questions are asked once, and one that nobody waits for is given up."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import streamlit as st

from pages.shared.jobs import Job
from tutorcore.domain.effects.rules import Rules
from tutorcore.errors import TutorError
from tutorcore.ports import Ports
from tutorcore.services.effect.everybody import Effect, Step, Subject, effect_on_everybody
from tutorcore.services.effect.people import know_people

Key = Hashable
_KEPT: Final = 12
"""Answers that are kept for whoever asks the same again."""


class GivenUp(TutorError):
    """Nobody waits for the answer any more."""


@dataclass(eq=False)
class Work:
    """One effect on its way, and afterwards: `job.result`. `waiting` are the sessions that want it."""

    key: Key
    step: Step | None = None
    waiting: set[int] = field(default_factory=set)
    job: Job[Effect] | None = None

    @property
    def effect(self) -> Effect | None:
        """The answer, once it is there."""
        return self.job.result if self.job is not None and self.job.done else None

    @property
    def failed(self) -> TutorError | None:
        """Why there is no answer."""
        return self.job.error if self.job is not None and self.job.done else None


class EffectJobs:
    """The effects that this process works on or knows."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[Key, Work] = OrderedDict()

    def wanted(self, session: int, key: Key, question: Question) -> Work:
        """What a session wants now; whatever else it waited for is given up where nobody else waits for it."""
        with self._lock:
            for other in self._known.values():
                if other.key != key:
                    other.waiting.discard(session)
            work = self._known.get(key)
            if work is None or work.failed is not None:
                work = self._begun(session, key, question)
            work.waiting.add(session)
            self._known.move_to_end(key)
            return work

    def _begun(self, session: int, key: Key, question: Question) -> Work:
        work = self._known[key] = Work(key, waiting={session})
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        work.job = Job(lambda _on_progress: question.answer(work))
        return work


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked: what `after` would do in place of `before`."""

    ports: Ports
    subject: Subject
    before: Rules
    after: Rules

    @property
    def key(self) -> Key:
        """Equal for questions with one answer: the rules, the state of the store, the minute."""
        now = self.ports.clock.now()
        return (self.subject, _told(self.before), _told(self.after), self.ports.roster.stamp(), now.strftime("%F %R"))

    def answer(self, work: Work) -> Effect:
        """Ask. Raises `GivenUp` as soon as nobody waits any more."""

        def on_step(step: Step) -> None:
            if not work.waiting:
                raise GivenUp("Nobody waits for this effect any more.")
            work.step = step

        people = know_people(self.ports)
        return effect_on_everybody(self.ports, people, self.before, self.after, subject=self.subject, on_step=on_step)


@st.cache_resource(show_spinner=False)
def effect_jobs() -> EffectJobs:
    """Those of this process."""
    return EffectJobs()


def _told(rules: Rules) -> Hashable:
    types = tuple((name, repr(sorted(each.fields.items()))) for name, each in sorted(rules.lesson_types.items()))
    return tuple(sorted(rules.profiles.items(), key=lambda each: each[0])), types
