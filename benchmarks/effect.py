"""The effect of a change on very many contacts, beside asking one contact at a time; and what memory it takes.

The answers of a sample are compared before any time is taken. One at a time is what the pages do: a contact is opened,
and its whole table is planned, by the rules as they are and by the changed ones.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.everybody import NOW, Filled, fill_everybody, open_filled
from benchmarks.servers import ROOT
from benchmarks.timing import Figure, Samples, WrongAnswerError, faster_than, side_by_side
from tutorcore.domain.effects.counting import SlotsOfAll, asking
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.segments import EXISTING
from tutorcore.domain.weeks import IsoWeek
from tutorcore.ports import Ports
from tutorcore.services.effect.everybody import Effect, Subject, effect_on_everybody, rules_now
from tutorcore.services.effect.market import read_market
from tutorcore.services.effect.people import know_people
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week

CONTACTS: Final = 100_000
SAMPLE: Final = 50
"""How many are asked one at a time; their time is scaled."""
ROUNDS: Final = 5
BOUND: Final = 1_000
MOST_MEGABYTES: Final = 500
CHANGE: Final = {"latest_hour": 17, "days_ahead": 10}
_WEEK: Final = IsoWeek.of(NOW.date())


@dataclass(frozen=True, kw_only=True)
class Company:
    """A filled database, the same with the changed rules, and the contacts of the sample."""

    ports: Ports
    changed: Ports
    sample: tuple[str, ...]

    @property
    def rules(self) -> tuple[Rules, Rules]:
        """Before and after."""
        return rules_now(self.ports), rules_now(self.changed)

    def effect(self) -> Effect:
        """What is timed: everybody as they are now, and all that is told of the change."""
        return effect_on_everybody(self.ports, know_people(self.ports), *self.rules, subject=Subject(EXISTING))

    def one_by_one(self) -> list[tuple[int, int]]:
        """What it is measured against: the slots of each of the sample, before and after."""
        return [(planned(self.ports, contact_id), planned(self.changed, contact_id)) for contact_id in self.sample]


@contextmanager
def company(filled: Filled, *, sample: int = SAMPLE) -> Iterator[Company]:
    """The filled database, opened; the sample is spread over all contacts."""
    dashboard = open_filled(filled)
    try:
        ports = dashboard.ports
        changed = replace(ports, environment_profiles={EXISTING: CHANGE})
        ids = know_people(ports).ids
        yield Company(ports=ports, changed=changed, sample=tuple(ids[:: max(1, len(ids) // sample)][:sample]))
    finally:
        dashboard.close()


def measure_effect(contacts: int = CONTACTS, *, sample: int = SAMPLE, rounds: int = ROUNDS) -> Iterator[Figure]:
    """The figures one by one, as they are taken."""
    with tempfile.TemporaryDirectory(prefix="effect") as folder:
        filled = fill_everybody(Path(folder), contacts)
        with company(filled, sample=sample) as asked:
            compare_effect(asked)
            yield _faster(asked, contacts, rounds)
        yield _memory(filled, contacts)


def planned(ports: Ports, contact_id: str) -> int:
    """The slots of one contact, as its week page plans them."""
    table = plan_week(ports, open_contact(ports, contact_id), _WEEK).table
    return len(table.offered()) if table else 0


def compare_effect(asked: Company) -> None:
    """Raise `WrongAnswerError` where the slots of any of the sample are counted otherwise than alone."""
    people = know_people(asked.ports)
    places = [people.place_of[contact_id] for contact_id in asked.sample]
    counted = zip(*(slots.counts[places].tolist() for slots in _slots(asked)), strict=True)
    wrong = sum(one != other for one, other in zip(counted, asked.one_by_one(), strict=True))
    if wrong or asked.effect().otherwise == 0:
        raise WrongAnswerError(f"effect: {wrong} of {len(places)} contacts are counted otherwise than alone, or none")


def _slots(asked: Company) -> Sequence[SlotsOfAll]:
    before, after = asked.rules
    people = know_people(asked.ports)
    market = read_market(asked.ports, people, days_ahead=max(before.furthest, after.furthest))
    both = [asking(people, rules, market.tutors, market.supply) for rules in (before, after)]
    slots = market.counter.slots(both[0])
    return slots, market.counter.slots_after(both[0], slots, both[1])


def _faster(asked: Company, contacts: int, rounds: int) -> Figure:
    samples = side_by_side(asked.effect, asked.one_by_one, calls=(1, 1), rounds=rounds)
    name = f"effect on {contacts} contacts: faster than asking one at a time (scaled)"
    return faster_than(name, samples.scaled_theirs(contacts / len(asked.sample)), bound=BOUND)


def _memory(filled: Filled, contacts: int) -> Figure:
    """In a process of its own: the first effect of all, with everybody read from the store."""
    command = [sys.executable, "-m", "benchmarks.effect", str(filled.var)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    found = json.loads(done.stdout)
    return Figure(
        name=f"effect on {contacts} contacts, the first of a process: megabytes above the start, at the peak",
        ratio=found["megabytes"],
        samples=Samples(ours=[found["seconds"]], theirs=[found["again"]]),
        bound=MOST_MEGABYTES,
    )


def _peak() -> float:
    """The most memory that this process ever had, megabytes.

    Not `getrusage`: its figure begins with the memory of the process that started this one.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(var: Path) -> None:
    """Tell what the first effect of this process takes, and how long the next one does, as JSON."""
    dashboard = open_filled(Filled(var=var))
    rules = rules_now(dashboard.ports)
    changed = PlanningProfile.model_validate(rules.profiles[EXISTING].model_dump() | CHANGE)
    after = replace(rules, profiles={**rules.profiles, EXISTING: changed})
    ask = partial(effect_on_everybody, dashboard.ports, before=rules, after=after, subject=Subject(EXISTING))
    begun, peak = time.perf_counter(), _peak()
    ask(know_people(dashboard.ports))
    seconds = time.perf_counter() - begun
    again = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask(know_people(dashboard.ports))
        again.append(time.perf_counter() - begun)
    dashboard.close()
    print(json.dumps({"megabytes": _peak() - peak, "seconds": seconds, "again": median(again)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
