"""The offer for a contact, and the ladder where the wish leaves nothing: both from a plan that is there already.

Not part of planning a week: most weeks are looked at without offering anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tutorcore.domain.calendars import CalendarEvent, EventKind
from tutorcore.domain.choosing import Places
from tutorcore.domain.ladder import Climb, climb
from tutorcore.domain.neighbours import Span
from tutorcore.domain.offers import Offer, choose_offer
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.scores import Background
from tutorcore.domain.tutor_time import TutorTime
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import OpenContact
from tutorcore.services.plan_week import WeekPlan

PAST_LESSONS: Final = 8
"""How many of the contact's last lessons make a habit: two months, where there is one a week."""


def make_offer(ports: Ports, opened: OpenContact, plan: WeekPlan, *, only_week: bool = False) -> Offer:
    """Choose the best slots of a plan: `offer_size` of its profile, from now on over its whole horizon.

    `only_week`: of the week that is shown. Nothing is stored, and the contact's past lessons are all that is read
    besides the plan. An offer of a plan that is not `confirmed` is not either.
    """
    if plan.table is None:
        return Offer(size=plan.profile.offer_size, wish=plan.preferences)
    return choose_offer(plan.table, background_of(ports, opened, plan), places=_places(plan, only_week=only_week))


def climb_week(plan: WeekPlan) -> Climb:
    """What comes nearest to the wish in the week that is shown: the slots of the first rung that holds any."""
    return climb(plan.table, plan.places) if plan.table else Climb()


def background_of(ports: Ports, opened: OpenContact, plan: WeekPlan) -> Background:
    """What the scores of a plan's slots look at besides its table."""
    past = ports.calendars.lessons_of(opened.contact.id, plan.now, limit=PAST_LESSONS)
    known = [sourced.profile for sourced in know_profiles(ports).values()]
    return Background(
        shortest_minutes=min(map(_taken_minutes, [*known, plan.profile])),
        past=tuple(lesson.start for lesson in past),
        lessons={time.tutor.name: _lessons(time) for time in plan.tutors},
        weights=ports.offer_weights,
    )


def _places(plan: WeekPlan, *, only_week: bool) -> Places | None:
    return plan.places if only_week else None


def _taken_minutes(profile: PlanningProfile) -> int:
    """What a lesson takes with its buffers."""
    return profile.buffer_before_min + profile.duration_minutes + profile.buffer_after_min


def _lessons(time: TutorTime) -> Sequence[Span]:
    return [(event.start, event.end) for _, event in time.events if _is_lesson(event)]


def _is_lesson(event: CalendarEvent) -> bool:
    """Known to be one: most calendars only have titles, which say nothing that could be relied on."""
    return event.kind is EventKind.LESSON or bool(event.contact_id)
