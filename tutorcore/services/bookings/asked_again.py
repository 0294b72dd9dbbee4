"""What was asked when a slot was held, asked again when the hold becomes a booking: its exceptions still count.

A booking keeps its exceptions as short texts (`asking`); here they are read back.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from tutorcore.domain.bookings import Booking
from tutorcore.domain.ladder import Rung
from tutorcore.domain.openings import Change, ChangedRule, FieldChange
from tutorcore.domain.profiles import PlanningProfile
from tutorcore.services.bookings.asking import Request
from tutorcore.services.bookings.moving import move_request

_ARROW = " -> "
_RUNG = "not as wished: "
_LENGTH = "duration_minutes"


def request_again(held: Booking) -> Request:
    """The request of a hold: the same lesson, by the same profile, with the same exceptions."""
    request = move_request(held, held.span.start)
    for exception in held.exceptions:
        request = _with(request, exception)
    return request


def _with(request: Request, exception: str) -> Request:
    if exception.startswith(_RUNG):
        return replace(request, rung=_rung(exception.removeprefix(_RUNG)))
    name, arrow, new = exception.partition(_ARROW)
    if name == "wish" and arrow:
        return replace(request, trial=replace(request.trial, wish=new))
    field, _, old = name.partition(" ")
    if not arrow or field not in PlanningProfile.model_fields or field == _LENGTH:
        return request  # the lesson's length is asked for already
    change = Change(rule=ChangedRule.NOTICE, minutes=0, fields=(FieldChange(field, _value(old), _value(new)),))
    return replace(request, trial=replace(request.trial, changes=(*request.trial.changes, change)))


def _rung(text: str) -> Rung | None:
    """The rung by its name in small letters."""
    return next((rung for rung in Rung if rung.name.lower().replace("_", " ") == text), None)


def _value(text: str) -> object:
    """A value of a profile as it was written; a set of weekdays as a set."""
    try:
        return ast.literal_eval(text.removeprefix("frozenset(").removesuffix(")"))
    except (SyntaxError, ValueError):
        return text
