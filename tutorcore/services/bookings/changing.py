"""What cancelling, moving and undoing ask of a booking before they touch it."""

from __future__ import annotations

from datetime import timedelta

from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.errors import Conflict, InputError, NotBookable
from tutorcore.ports import Ports
from tutorcore.services.lesson_types.knowing import recorded_profile


def as_expected(ports: Ports, booking_id: str, expected_version: int) -> Booking:
    """The booking, as the caller has seen it. Raises `Conflict` where it was changed since, `UnknownName`."""
    stored = ports.bookings.get(booking_id)
    if stored.version != expected_version:
        raise Conflict("This booking was changed meanwhile", theirs=stored, hint="Look at it again, then decide.")
    return stored


def require_booked(ports: Ports, booking: Booking) -> None:
    """Raises `InputError` for what is no booked lesson of the future, or is being changed, or has to be looked at."""
    if booking.under_way:
        raise InputError("This lesson is being changed just now", hint="Wait until that is settled.")
    if booking.state is not BookingState.BOOKED:
        raise InputError(f"Only a booked lesson can be changed; this one is {booking.state.value}")
    if booking.theirs is not None:
        raise InputError(
            "Somebody changed this lesson in Google Calendar by hand", hint="Take over what stands there first."
        )
    if booking.span.start <= ports.clock.now():
        raise InputError("This lesson has begun already, or is over")


def require_notice(ports: Ports, booking: Booking) -> None:
    """Raises `NotBookable` where the lesson starts sooner than its profile's notice."""
    profile = recorded_profile(ports, booking.profile)
    notice = timedelta(minutes=profile.min_lead_minutes if profile else 0)
    if booking.span.start < ports.clock.now() + notice:
        hours = notice.total_seconds() / 3600
        raise NotBookable(
            f"The lesson starts sooner than the notice of {hours:g} hours",
            hint="Say that it shall be so all the same, if it must.",
        )
