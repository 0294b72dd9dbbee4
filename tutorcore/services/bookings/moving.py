"""Move a booked lesson to another time of the same tutor, here and in the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tutorcore.domain.bookings import Booking, Span
from tutorcore.domain.ladder import Rung
from tutorcore.domain.lesson_types import read_rules
from tutorcore.domain.openings import Opening
from tutorcore.errors import InputError
from tutorcore.ports import Ports, RemoteSession
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings.asking import Proposal, Request, propose
from tutorcore.services.bookings.booking import asking, require_bookable
from tutorcore.services.bookings.carrying_out import carry_out, claimed
from tutorcore.services.bookings.changing import as_expected, require_booked, require_notice
from tutorcore.services.bookings.entries import entry_of
from tutorcore.services.bookings.windows import read_windows, store_windows
from tutorcore.services.plan_week import Trial


def move(
    ports: Ports,
    booking_id: str,
    start: datetime,
    *,
    actor: str,
    expected_version: int,
    despite_notice: bool = False,
    opening: Opening | None = None,
    rung: Rung | None = None,
) -> Booking:
    """Move a lesson to `start` (aware). Both times are kept until it is known where the event stands.

    The lesson keeps its length and its tutor; every other rule is asked of the new time, notice included, and the
    notice of the old one too; `opening` and `rung` are exceptions as in a `Request`. What comes back is booked at the
    new time; booked at the old one with a problem; or under way. Raises `Conflict`, `NotBookable`, `SlotTaken`,
    `Refused`, `InDoubt`, `InputError`.
    """
    actor = require_actor(actor)
    booking = as_expected(ports, booking_id, expected_version)
    require_booked(ports, booking)
    if not despite_notice:
        require_notice(ports, booking)
    target = Span(start.astimezone(UTC), start.astimezone(UTC) + (booking.span.end - booking.span.start))
    if target == booking.span:
        raise InputError("The lesson is at that time already")
    with asking(ports) as session:
        request = replace(move_request(booking, start), opening=opening, rung=rung)
        proposal = proposed_move(ports, booking, request, session=session)
        require_bookable(ports, proposal, replace(booking, span=target))
        return moved_to(ports, booking, target, actor=actor, session=session, proposal=proposal)


def move_request(booking: Booking, start: datetime) -> Request:
    """What is asked by moving a lesson: its own profile, lesson type and length at another time."""
    profile, lesson_type = read_rules(booking.profile)
    minutes = int((booking.span.end - booking.span.start).total_seconds() // 60)
    return Request(
        contact_id=booking.contact_id,
        tutor=booking.tutor_name,
        start=start,
        trial=Trial(profile=profile, lesson_type=lesson_type, duration_minutes=minutes),
    )


def proposed_move(
    ports: Ports, booking: Booking, request: Request, *, session: RemoteSession | None = None
) -> Proposal:
    """What the rules say of the lesson at another time; on a fresh reading where there is a session."""
    fresh = {}
    if session is not None:
        length = booking.span.end - booking.span.start
        fresh = read_windows(ports, session, booking.tutor_id, Span(request.start, request.start + length))
        store_windows(ports, fresh, actor="reading")
    return propose(ports, request, without=booking.id, fresh=fresh)


def moved_to(
    ports: Ports,
    booking: Booking,
    target: Span,
    *,
    actor: str,
    session: RemoteSession | None,
    proposal: Proposal | None = None,
) -> Booking:
    """Move it, whatever the rules say; with the buffers of the proposal where there is one."""
    now = ports.clock.now()
    begun = claimed(replace(booking, target=target, problem="", changed_at=now), now)
    if proposal is not None:
        profile = proposal.profile
        begun = replace(begun, buffer_before_min=profile.buffer_before_min, buffer_after_min=profile.buffer_after_min)
    entry = entry_of(begun, "moving begun", at=now, actor=actor, before=booking)
    return carry_out(ports, ports.bookings.save(begun, now=now, entry=entry), session, actor=actor)
