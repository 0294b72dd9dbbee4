"""Acts with bookings from the week page: each done once for what was shown, and what came of it kept to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from pydantic import ValidationError

from pages.shared.booking_state import Asking, Level, Outcome, Verb
from pages.shared.state import State
from tutorcore.bootstrap import Dashboard
from tutorcore.domain.bookings import Booking, BookingState
from tutorcore.domain.choosing import OfferedSlot
from tutorcore.domain.ladder import RungSlot
from tutorcore.errors import TutorError
from tutorcore.services.bookings import Request, accept_theirs, book, cancel, hold, move, release, undo
from tutorcore.services.open_time import ExceptionalSlot
from tutorcore.services.plan_week import Trial
from tutorcore.wording.bookings import booked_text, cancelled_text, held_text, moved_text, refused_texts
from tutorcore.wording.validation import problem_text


def request_of(one: OfferedSlot, *, contact_id: str, tutor: str, trial: Trial) -> Request:
    """What is asked by booking a slot: what is otherwise about it goes along."""
    return Request(
        contact_id=contact_id,
        tutor=tutor,
        start=one.slot.start,
        trial=trial,
        opening=one.exception.opening if isinstance(one, ExceptionalSlot) else None,
        rung=one.rung if isinstance(one, RungSlot) else None,
    )


def confirm(dashboard: Dashboard, state: State, asking: Asking) -> None:
    """Do what was confirmed. A second click on the same dialog finds it done."""
    if asking.done:
        return
    asking.done = True
    deed = {Verb.BOOK: _book, Verb.MOVE: _move, Verb.CANCEL: _cancel}[asking.verb]
    attempt_act(state, lambda: deed(dashboard, state, asking))
    state.booking = None


def attempt_act(state: State, act: Callable[[], Outcome]) -> None:
    """Do it, and keep what came of it; the week is planned anew whatever that is."""
    try:
        state.outcome = act()
    except ValidationError as error:
        state.outcome = Outcome(Level.REFUSED, (problem_text(error),))
    except TutorError as error:
        state.outcome = Outcome(Level.REFUSED, tuple(refused_texts(error)))
    except Exception as error:  # noqa: BLE001 - a callback is an edge of the program: no traceback reaches a planner
        state.refused, state.outcome = error, None
    state.acts += 1


def _book(dashboard: Dashboard, state: State, asking: Asking) -> Outcome:
    if asking.request is None:
        raise AssertionError("a lesson to be booked has a request")
    done = book(dashboard.ports, asking.request, actor=state.actor, hold_id=asking.booking_id)
    _nothing_picked(state)
    return outcome_of(done, booked_text(done, zone=dashboard.ports.zone), good=done.state is BookingState.BOOKED)


def _move(dashboard: Dashboard, state: State, asking: Asking) -> Outcome:
    if asking.request is None:
        raise AssertionError("a lesson to be moved has a request")
    ports, before = dashboard.ports, dashboard.ports.bookings.get(asking.booking_id)
    done = move(
        ports,
        asking.booking_id,
        asking.request.start,
        actor=state.actor,
        expected_version=asking.version,
        despite_notice=asking.despite_notice,
        opening=asking.request.opening,
        rung=asking.request.rung,
    )
    _nothing_picked(state)
    stop_moving(state)
    return outcome_of(done, moved_text(done, before, zone=ports.zone), good=done.span != before.span)


def _cancel(dashboard: Dashboard, state: State, asking: Asking) -> Outcome:
    done = cancel(
        dashboard.ports,
        asking.booking_id,
        actor=state.actor,
        expected_version=asking.version,
        reason=asking.reason,
        despite_notice=asking.despite_notice,
    )
    _nothing_picked(state)
    text = cancelled_text(done, zone=dashboard.ports.zone)
    return outcome_of(done, text, good=done.state is BookingState.CANCELLED)


def outcome_of(done: Booking, text: str, *, good: bool) -> Outcome:
    """How it ended: as asked, still open, or not."""
    level = Level.OPEN if done.under_way else Level.DONE if good else Level.REFUSED
    return Outcome(level, (text,), booking_id=done.id)


def hold_slots(dashboard: Dashboard, state: State, requests: Sequence[Request], *, lasting: timedelta) -> None:
    """Keep slots, all of them or none."""

    def act() -> Outcome:
        held = hold(dashboard.ports, requests, actor=state.actor, lasting=lasting)
        _nothing_picked(state)
        return Outcome(Level.DONE, (held_text(held, zone=dashboard.ports.zone),), booking_id=held[0].id)

    attempt_act(state, act)


def _nothing_picked(state: State) -> None:
    state.look_at("")
    state.exception = None


def stop_moving(state: State) -> None:
    """Look for no other time any more; what was tried for it goes too."""
    state.moving, state.trial, state.exception = "", Trial(), None
    state.pick(None)


def undo_last(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """Take the last deed with a booking back."""

    def act() -> Outcome:
        done = undo(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)
        said = "It is as it was before. " if not done.under_way and not done.problem else ""
        text = f"{said}{booked_text(done, zone=dashboard.ports.zone)}"
        return outcome_of(done, text, good=not done.problem)

    _once(state, booking, act)


def let_go(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """Release a hold."""

    def act() -> Outcome:
        done = release(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)
        return Outcome(Level.DONE, (booked_text(done, zone=dashboard.ports.zone),))

    _once(state, booking, act)


def take_theirs(dashboard: Dashboard, state: State, booking: Booking) -> None:
    """Let what somebody did in Google count here too."""

    def act() -> Outcome:
        done = accept_theirs(dashboard.ports, booking.id, actor=state.actor, expected_version=booking.version)
        return Outcome(Level.DONE, (f"Taken over. {booked_text(done, zone=dashboard.ports.zone)}",), booking_id=done.id)

    _once(state, booking, act)


def _once(state: State, booking: Booking, act: Callable[[], Outcome]) -> None:
    """Once for each version that was shown: the second click of a double click does nothing."""
    if state.acted_on == (booking.id, booking.version):
        return
    attempt_act(state, act)
    if state.outcome and state.outcome.level is not Level.REFUSED:
        state.acted_on = (booking.id, booking.version)
