"""Many questions at once beside one by one. Answers are compared before any time is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.timing import Figure, WrongAnswerError, faster_than, side_by_side, times_as_long
from benchmarks.workloads.baseline import Events, suggest
from benchmarks.workloads.loading import Contacts, Team
from tutorcore.domain.preferences import Preferences

SLOTS = 943_343
"""Free starts of all W4's contacts together."""
CONTACTS_BOUND = 100
TEAM_BOUND = 30
APART_ROUNDS = 5
EVERY_CONTACT, EVERY_TUTOR = 500, 20
"""Every so manieth is put to the plain loop too, which would need minutes for all."""


def measure_batches() -> Iterator[Figure]:
    """The figures one by one, as they are taken."""
    contacts = Contacts.load()
    compare_contacts(contacts)
    yield _contacts(contacts)
    yield _contacts_apart(contacts)
    team = Team.load()
    compare_team(team)
    yield _team(team)


def compare_contacts(contacts: Contacts, *, slots: int = SLOTS, every: int = EVERY_CONTACT) -> None:
    """Raise `WrongAnswerError` where counting at once differs from asking each alone, or from the plain loop."""
    counted = [(answer.count, answer.first) for answer in contacts.count()]
    alone = contacts.count_each()
    if counted != alone or sum(count for count, _ in counted) != slots:
        wrong = sum(one != other for one, other in zip(counted, alone, strict=True))
        raise WrongAnswerError(f"W4: {wrong} of {len(alone)} contacts are answered otherwise than alone, or all are")
    for place in range(0, len(contacts.asked), every):
        name, wish = contacts.asked[place]
        starts = _wished(contacts.fields[name], wish, contacts.zone, contacts.now, events=contacts.events)
        if counted[place] != (len(starts), starts[0] if starts else None):
            raise WrongAnswerError(f"W4: the loop answers contact {place} otherwise")


def _wished(
    fields: dict[str, Any], wish: Preferences, zone: ZoneInfo, now: datetime, *, events: Events
) -> list[datetime]:
    """The loop's free starts that a wish allows."""
    length = timedelta(minutes=fields["duration_minutes"])
    free = suggest(fields, zone, now, events)
    return [start for start in free if wish.allows(start, start.astimezone(UTC) + length, zone=zone)]


def compare_team(team: Team, *, every: int = EVERY_TUTOR) -> None:
    """Raise `WrongAnswerError` where a tutor is free otherwise than in an own table, or by the plain loop."""
    found: dict[str, list[datetime]] = {name: [] for name in team.events}
    for one in team.evaluate().offered():
        for name in one.tutors:
            found[name].append(one.slot.start)
    for place, (name, events) in enumerate(team.events.items()):
        if found[name] != [slot.start for slot in team.evaluate_one(name).suggested]:
            raise WrongAnswerError(f"W5: tutor {name} is free otherwise than in the tutor's own table")
        if place % every == 0 and found[name] != suggest(team.fields, team.zone, team.now, events):
            raise WrongAnswerError(f"W5: the loop finds tutor {name} free otherwise")


def _contacts(contacts: Contacts) -> Figure:
    samples = side_by_side(contacts.count, contacts.count_each, calls=(10, 1))
    name = f"W4, {len(contacts.asked)} contacts: faster than asking each alone"
    return faster_than(name, samples, bound=CONTACTS_BOUND)


def _contacts_apart(contacts: Contacts) -> Figure:
    """For information: where wishes that say the same are not known to be the same."""
    apart = replace(contacts, asked=[(name, Preferences(wish.windows)) for name, wish in contacts.asked])
    samples = side_by_side(apart.count, apart.count_each, calls=(10, 1), rounds=APART_ROUNDS)
    return faster_than(f"W4, {len(apart.asked)} contacts, each wish a value of its own: the same", samples)


def _team(team: Team) -> Figure:
    samples = side_by_side(team.evaluate, team.evaluate_one, calls=(20, 100))
    return times_as_long(f"W5, any of {len(team.events)} tutors: beside asking one", samples, bound=TEAM_BOUND)
