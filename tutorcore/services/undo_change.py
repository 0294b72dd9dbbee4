"""Take one change of the journal back, where it can be: only what nobody has changed since.

The undo is a change like any other, with a name, an entry, and the reason "undo of …".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Final

from tutorcore.domain.bookings import Booking
from tutorcore.domain.contacts import PREFERRED_TIMES, SEGMENT, Conversation, Pin, newest_first
from tutorcore.domain.records import Entry, EntryFilter
from tutorcore.domain.weeks import end_of_day
from tutorcore.errors import Conflict, InputError
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.bookings import can_undo, undo
from tutorcore.services.lesson_types.choosing import CHOSEN, put_lesson_type_back
from tutorcore.services.profiles.undoing import UNDOABLE, undo_profile_change
from tutorcore.services.segments import can_undo_detection, undo_detection
from tutorcore.services.segments.acts import ACTS
from tutorcore.services.set_segment import pin_told
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.wording.dates import moment_text
from tutorcore.wording.segments import shown_value

BOOKING_DEEDS: Final = frozenset({"lesson booked", "lesson moved", "lesson cancelled"})
"""The entries of bookings that tell a deed which `services.bookings.undo` takes back."""

_Undoing = Callable[[Ports, Entry, str], None]


def can_undo_change(ports: Ports, entry: Entry) -> bool:
    """Whether there is an undo for it; it may still be refused, because the value has changed since."""
    if entry.subject.startswith("booking:"):
        return entry.action in BOOKING_DEEDS and _is_last_deed(ports, entry)
    if entry.action in ACTS:
        return can_undo_detection(ports, entry)
    undoing = _UNDOINGS.get(entry.action)
    return undoing is not None and not (undoing is _pin_back and _lost_end(entry))


def undo_change(ports: Ports, entry_id: int, *, actor: str) -> Booking | None:
    """Take a change back; a booking as it stands then, which may be under way still, or as before with a problem.

    Raises `Conflict` (theirs: the value as it is now) where it was changed since, `InputError` where there is no undo.
    """
    actor = require_actor(actor)
    entry = ports.journal.entry(entry_id)
    if not can_undo_change(ports, entry):
        raise InputError("This change cannot be undone here", hint="Change it by hand, where it was made.")
    if entry.subject.startswith("booking:"):
        booking = ports.bookings.get(_id_in(entry))
        return undo(ports, booking.id, actor=actor, expected_version=booking.version)
    _UNDOINGS[entry.action](ports, entry, actor)
    return None


def _is_last_deed(ports: Ports, entry: Entry) -> bool:
    found = ports.bookings.with_ids({_id_in(entry)})
    if not found or not can_undo(found[0], ports.clock.now()):
        return False
    wanted = EntryFilter(subjects=frozenset({entry.subject}), actions=BOOKING_DEEDS)
    return [last.id for last in ports.journal.page(wanted, limit=1)] == [entry.id]


def _id_in(entry: Entry) -> str:
    return entry.subject.partition(":")[2]


def _reason(ports: Ports, entry: Entry) -> str:
    return f"undo of “{entry.action}” by {entry.actor}, {moment_text(entry.at.astimezone(ports.zone))}"


def _changed_since(what: str, now: str, theirs: object) -> Conflict:
    return Conflict(
        f"{what} has changed since, so nothing was undone: it is {now} now.",
        theirs=theirs,
        hint="Look at what is there, and change it by hand if it must.",
    )


def _segment_back(ports: Ports, entry: Entry, actor: str) -> None:
    """The cached segment as it was before."""
    contact, now = ports.contacts.get(_id_in(entry)), ports.clock.now()
    if pin := ports.contacts.pin_of(contact.id, now):
        raise InputError(f"This contact is pinned to “{pin.segment}” by {pin.actor}", hint="Take the pin off first.")
    present = contact.attributes.get(SEGMENT)
    if present != entry.after.get(SEGMENT):
        raise _changed_since("The segment", shown_value(present), present)
    was = {SEGMENT: entry.before.get(SEGMENT)}
    back = Entry(
        at=now,
        actor=actor,
        action="segment put back",
        subject=entry.subject,
        before={SEGMENT: present},
        after=was,
        reason=_reason(ports, entry),
    )
    ports.contacts.set_attributes(contact.id, was, expected_version=contact.version, entry=back)


def _wish_back(ports: Ports, entry: Entry, actor: str) -> None:
    """The wish as it was before; the customer's own words stay beside it."""
    contact_id, line = _id_in(entry), str(entry.after.get(PREFERRED_TIMES) or "")
    conversations = ports.contacts.conversations(contact_id)
    saved = _saved_in(conversations, line)
    if saved is None:
        present = next((one.preferred_times for one in newest_first(conversations) if one.preferred_times.strip()), "")
        raise _changed_since("The wish", shown_value(present) if present else "empty", present)
    was = str(entry.before.get(PREFERRED_TIMES) or "")
    back = Entry(
        at=ports.clock.now(),
        actor=actor,
        action="preference put back",
        subject=entry.subject,
        before={PREFERRED_TIMES: line},
        after={PREFERRED_TIMES: was},
        reason=_reason(ports, entry),
    )
    ports.contacts.save_wish(
        contact_id,
        was,
        own_line=saved.own_line,
        conversation_id=saved.id,
        expected_version=saved.version,
        entry=back,
    )


def _lesson_type_back(ports: Ports, entry: Entry, actor: str) -> None:
    """The lesson type of the conversation as it was before."""
    put_lesson_type_back(ports, entry, actor=actor, reason=_reason(ports, entry))


def _saved_in(conversations: Iterable[Conversation], line: str) -> Conversation | None:
    """Where the wish was saved, if it still counts: no newer conversation holds another one."""
    for one in newest_first(conversations):
        said = one.preferred_times.strip()
        if said == line.strip() and (said or one.own_line):
            return one
        if said:
            return None
    return None


def _pin_back(ports: Ports, entry: Entry, actor: str) -> None:
    """A pin that was set is taken off, and the one before it set again."""
    contact, now = ports.contacts.get(_id_in(entry)), ports.clock.now()
    pin = ports.contacts.pin_of(contact.id, now)
    if pin is None or not _is_pin_of(ports, pin, entry):
        raise _changed_since("The pin", _pin_text(pin), pin)
    if entry.before:
        _set_again(ports, entry, actor, expected_version=contact.version)
        return
    back = Entry(
        at=now,
        actor=actor,
        action="pin taken off",
        subject=entry.subject,
        before=pin_told(pin, ports.zone),
        reason=_reason(ports, entry),
    )
    ports.contacts.end_pin(contact.id, now, expected_version=contact.version, entry=back)


def _pin_again(ports: Ports, entry: Entry, actor: str) -> None:
    """A pin that was taken off is set again."""
    contact = ports.contacts.get(_id_in(entry))
    pin = ports.contacts.pin_of(contact.id, ports.clock.now())
    if pin is not None:
        raise _changed_since("The pin", _pin_text(pin), pin)
    _set_again(ports, entry, actor, expected_version=contact.version)


def _set_again(ports: Ports, entry: Entry, actor: str, *, expected_version: int) -> None:
    """Set the pin that stands in an entry's `before`."""
    now = ports.clock.now()
    if _lost_end(entry):
        raise InputError("The journal does not say until when that pin ran", hint="Pin the contact again by hand.")
    until = _end(entry.before.get("until"), ports)
    if until is not None and until <= now:
        raise InputError("That pin would have ended meanwhile", hint="Pin the contact again by hand.")
    segment, reason = str(entry.before["segment"]), str(entry.before.get("reason") or "")
    pin = Pin(contact_id=_id_in(entry), segment=segment, reason=reason, actor=actor, since=now, until=until)
    present = ports.contacts.pin_of(pin.contact_id, now)
    back = Entry(
        at=now,
        actor=actor,
        action="segment pinned",
        subject=entry.subject,
        before=pin_told(present, ports.zone) if present else {},
        after={"segment": segment, "until": entry.before.get("until")},
        reason=_reason(ports, entry),
    )
    ports.contacts.set_pin(pin, expected_version=expected_version, entry=back)


def _lost_end(entry: Entry) -> bool:
    """Whether a pin stands in `before` of which the end was not written down."""
    return bool(entry.before) and "until" not in entry.before


def _end(until: object, ports: Ports) -> datetime | None:
    return None if until is None else end_of_day(date.fromisoformat(str(until)), ports.zone)


def _is_pin_of(ports: Ports, pin: Pin, entry: Entry) -> bool:
    ends = {None} if pin.until is None else {pin.until.isoformat(), pin_told(pin, ports.zone)["until"]}
    return pin.segment == entry.after.get("segment") and entry.after.get("until") in ends


def _pin_text(pin: Pin | None) -> str:
    return "off" if pin is None else f"set to “{pin.segment}” by {pin.actor}"


def _switch_back(ports: Ports, entry: Entry, actor: str) -> None:
    """A public holiday as it was."""
    key, wanted = _id_in(entry), bool(entry.before.get("on"))
    present = {switch.key: switch.on for switch in holiday_switches(ports)}.get(key)
    if present != bool(entry.after.get("on")):
        raise _changed_since("The holiday’s switch", "on" if present else "off", present)
    switch_holiday(ports, key, on=wanted, actor=actor, reason=_reason(ports, entry))


def _profile_back(ports: Ports, entry: Entry, actor: str) -> None:
    """What was done to a profile."""
    undo_profile_change(ports, entry, actor=actor, reason=_reason(ports, entry))


def _segments_back(ports: Ports, entry: Entry, actor: str) -> None:
    """The cached segments of a whole act; who was changed since stays, and the journal names who."""
    undo_detection(ports, entry.batch, actor=actor)


_UNDOINGS: Final[Mapping[str, _Undoing]] = {
    "segment detected": _segment_back,
    "segment put back": _segment_back,
    **dict.fromkeys(ACTS, _segments_back),
    "segment pinned": _pin_back,
    "pin": _pin_back,  # of the demo
    "pin taken off": _pin_again,
    "preference saved": _wish_back,
    "preference put back": _wish_back,
    CHOSEN: _lesson_type_back,
    "public holiday switched on": _switch_back,
    "public holiday switched off": _switch_back,
    **dict.fromkeys(UNDOABLE, _profile_back),
}
