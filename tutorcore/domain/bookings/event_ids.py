"""The ids of bookings, and of the events that stand for them in an outside calendar."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import Final
from uuid import uuid4

_PREFIX: Final = "tutorbot"
_LENGTH: Final = 32


def new_booking_id() -> str:
    """A new id: 26 characters of base32hex in small letters, as random as a UUID."""
    return _base32hex(uuid4().bytes)


def event_id_of(booking_id: str, attempt: int) -> str:
    """The id that the event of a booking's attempt (from 1) has in the calendar.

    The same question gives the same id for ever, so that writing twice makes one event. Google takes a-v and 0-9, 5 to
    1024 characters, and never gives the id of a deleted event free again: hence the attempt.
    """
    return _PREFIX + _base32hex(sha256(f"{booking_id}/{attempt}".encode()).digest())[:_LENGTH]


def _base32hex(data: bytes) -> str:
    return base64.b32hexencode(data).decode().rstrip("=").lower()
