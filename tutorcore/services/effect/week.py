"""The week before and after a change, for one contact or for nobody in particular: quick, and asked before the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tutorcore.domain.busy import Busy
from tutorcore.domain.contacts import Contact
from tutorcore.domain.effects.rules import Rules
from tutorcore.domain.effects.supply import Supply
from tutorcore.domain.effects.week_change import SlotChange, slot_change
from tutorcore.domain.instants import midnight
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.effect.everybody import Subject, profile_of
from tutorcore.services.open_contact import OpenContact, open_contact
from tutorcore.services.plan_week import MARGIN
from tutorcore.services.read_tutors import closures_of, read_tutors, usual_tutors


@dataclass(frozen=True, kw_only=True, eq=False)
class ChangedWeeks:
    """The slots before and after, over all the days that either looks at (`first_day` to `last_day`).

    `contact` None: any tutor, no wish. `planned_by` is what the contact is planned by, which may be something else than
    what is changed: then nothing changes.
    """

    change: SlotChange
    profiles: tuple[PlanningProfile | None, PlanningProfile | None]
    planned_by: str
    contact: Contact | None
    times: tuple[TutorTime, ...]
    now: datetime
    last_day: date

    @property
    def first_day(self) -> date:
        """Today."""
        return self.now.date()


def changed_weeks(ports: Ports, before: Rules, after: Rules, *, subject: Subject, contact_id: str = "") -> ChangedWeeks:
    """What becomes of the slots. Raises `UnknownName`, `SourceUnavailable`."""
    opened = open_contact(ports, contact_id) if contact_id else None
    now = ports.clock.now().astimezone(ports.zone)
    profiles = (_planned_by(before, subject, opened), _planned_by(after, subject, opened))
    days = max((profile.days_ahead for profile in profiles if profile), default=1)
    tutors = usual_tutors(ports, opened.contact) if opened else ports.calendars.tutors()
    start = midnight(now.date(), ports.zone) - MARGIN
    end = midnight(now.date() + timedelta(days=days), ports.zone) + MARGIN
    times = read_tutors(ports, tutors, start, end, asked_for=contact_id)
    days_off = ports.closures.days_off(start.date(), end.date())
    supply = Supply(
        busy={time.tutor.id: Busy.of(time.busy_events()) for time in times},
        closures={tutor.id: closures_of(days_off, tutor) for tutor in tutors},
        now=now,
        zone=ports.zone,
    )
    team = tuple(tutor.id for tutor in tutors)
    return ChangedWeeks(
        change=slot_change(profiles, team, supply, opened.preferences if opened else None),
        profiles=profiles,
        planned_by=opened.segment.segment if opened else subject.name,
        contact=opened.contact if opened else None,
        times=tuple(times),
        now=now,
        last_day=now.date() + timedelta(days=days - 1),
    )


def _planned_by(rules: Rules, subject: Subject, opened: OpenContact | None) -> PlanningProfile | None:
    """What counts for the contact, or without one for the subject."""
    if opened is None:
        return profile_of(rules, subject)
    segment = opened.segment.segment
    return rules.of(segment, opened.said.text) if segment in rules.profiles else None
