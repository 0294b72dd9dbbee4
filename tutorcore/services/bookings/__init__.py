"""Booking lessons, one use case a file: asked, reserved, carried out, and never lost half way.

book, hold, move, cancel, undo      what a planner does (`booking`, `holding`, `moving`, `cancelling`, `undoing`)
carry_out                           the steps in the outside calendar that all of them share (`carrying_out`)
settle                              the same steps for what a process left half done (`settling`)
recognise, accept_theirs            what somebody did in the outside calendar by hand (`recognising`)
"""

from __future__ import annotations

from tutorcore.services.bookings.asking import Proposal, Request, propose
from tutorcore.services.bookings.booking import book
from tutorcore.services.bookings.cancelling import cancel
from tutorcore.services.bookings.holding import hold, release
from tutorcore.services.bookings.moving import move, move_request, proposed_move
from tutorcore.services.bookings.recognising import accept_theirs, recognise
from tutorcore.services.bookings.settling import settle
from tutorcore.services.bookings.undoing import UNDO_WITHIN, can_undo, undo

__all__ = [
    "UNDO_WITHIN",
    "Proposal",
    "Request",
    "accept_theirs",
    "book",
    "can_undo",
    "cancel",
    "hold",
    "move",
    "move_request",
    "propose",
    "proposed_move",
    "recognise",
    "release",
    "settle",
    "undo",
]
