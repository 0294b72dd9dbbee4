"""Everybody, from the store: read whole once a process, then only what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tutorcore.domain.effects.gathering import gather, updated
from tutorcore.domain.effects.lessons import Lessons
from tutorcore.domain.effects.people import People
from tutorcore.ports import Ports
from tutorcore.ports.roster import RosterChange

_NAME: Final = "people"


@dataclass(frozen=True, slots=True)
class _Known:
    """People as they were when the stamp was taken."""

    stamp: str
    people: People


def know_people(ports: Ports) -> People:
    """Everybody as they are now. Raises `SourceUnavailable`.

    The first call of a process reads all (seconds for 100,000 contacts); a later one what changed since, which the
    journal tells. The value never changes: what is asked of it is answered for one state of the store.
    """
    return ports.memory.renewed(_NAME, lambda known: _renewed(ports, known)).people


def _renewed(ports: Ports, known: _Known | None) -> _Known:
    stamp = ports.roster.stamp()  # before the rows: what changes meanwhile is read again next time
    if known is not None and known.stamp == stamp:
        return known
    change = ports.roster.changed_since(known.stamp) if known is not None else None
    if known is None or change is None:
        return _Known(stamp, gather(ports.roster.rows(ports.clock.now()), ports.roster.lessons()))
    return _Known(stamp, _with(ports, known.people, change))


def _with(ports: Ports, people: People, change: RosterChange) -> People:
    """People with what changed. A lesson may have been known before its contact was."""
    now = ports.clock.now()
    if change.contact_ids:
        rows = ports.roster.rows(now, contact_ids=change.contact_ids)
        people, before = updated(people, rows), people
        if not change.lessons and len(people) == len(before):
            return people
    lessons = Lessons.of_people(ports.roster.lessons(), people.place_of)
    return replace(people, lessons=lessons)
