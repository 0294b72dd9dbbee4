"""The journal in words: what was done, to what, and what it was before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.bookings import BookingState
from tutorcore.domain.calendars import shown_source
from tutorcore.domain.contacts import LESSON_TYPE, PREFERRED_TIMES
from tutorcore.domain.records import Entry
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.bookings import state_word
from tutorcore.wording.dates import counted, moment_text, short_day, span_text
from tutorcore.wording.one_line import one_line
from tutorcore.wording.profiles import FIELD_LABELS, value_text
from tutorcore.wording.segments import shown_value

LONGEST_VALUE: Final = 120
MOST_CHANGES: Final = 8


class Kind(StrEnum):
    """Kinds of action, as a filter names them."""

    BOOKINGS = "Bookings"
    SEGMENTS = "Segments and pins"
    WISHES = "Wishes"
    PROFILES = "Profiles"
    CONTACTS = "Contacts"
    CALENDARS = "Calendars"
    DAYS_OFF = "Days off"
    PEOPLE = "Staff and tutors"


_WORDS: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.BOOKINGS: {
        "slot held": "held a slot",
        "hold let go": "let a hold go",
        "booking begun": "began to book",
        "lesson booked": "booked a lesson",
        "booking refused": "the calendar refused a booking",
        "booking withdrawn": "withdrew a booking",
        "booking failed": "a booking failed",
        "booking undone": "took a booking back",
        "moving begun": "began to move a lesson",
        "lesson moved": "moved a lesson",
        "move taken back": "took a move back",
        "cancelling begun": "began to cancel a lesson",
        "lesson cancelled": "cancelled a lesson",
        "changed in Google Calendar": "a lesson was changed in Google Calendar",
        "as booked again in Google Calendar": "a lesson stands in Google Calendar as booked again",
        "change taken over": "took over a change from Google Calendar",
        "deletion taken over": "took over a deletion from Google Calendar",
    },
    Kind.SEGMENTS: {
        "segment detected": "had the segment detected",
        "segment put back": "put the segment back",
        "detecting segments begun": "began to detect segments again",
        "segments detected": "detected segments again",
        "putting segments back begun": "began to put segments back",
        "segments put back": "put segments back",
        "segment pinned": "pinned the segment",
        "pin": "pinned the segment",
        "pin taken off": "took the pin off",
        "moved from a retired profile": "moved the contact off a retired profile",
    },
    Kind.WISHES: {
        "preference saved": "saved the wish",
        "preference put back": "put the wish back",
        "lesson type chosen": "chose the lesson type",
    },
    Kind.PROFILES: {
        "profile published": "published a version",
        "profile withdrawn": "withdrew a version",
        "profile retired": "retired a profile",
        "draft saved": "saved a draft",
        "draft dropped": "dropped a draft",
    },
    Kind.CONTACTS: {"import": "imported"},
    Kind.CALENDARS: {
        "calendar read": "read a calendar",
        "read calendar": "read a calendar",
        "calendar given to a tutor": "gave a tutor a calendar",
        "calendar removed": "removed a calendar",
    },
    Kind.DAYS_OFF: {
        "day off added": "added days off",
        "add day off": "added days off",
        "day off removed": "removed days off",
        "days off imported": "imported days off",
        "calendar of days off read": "read a calendar of days off",
        "calendar of days off removed": "removed a calendar of days off",
        "public holiday switched on": "closed on a public holiday",
        "public holiday switched off": "opened on a public holiday",
    },
    Kind.PEOPLE: {
        "staff added": "added to the staff list",
        "add staff": "added to the staff list",
        "staff removed": "took off the staff list",
        "tutor added": "added a tutor",
        "add tutor": "added a tutor",
    },
}
_SUBJECTS: Final = {
    "contact": "contact",
    "booking": "booking",
    "tutor": "tutor",
    "calendar": "calendar",
    "staff": "staff",
    "day off": "days off",
    "day_off": "days off",
    "days off": "days off",
    "public holiday": "public holiday",
    "profile": "profile",
    "lesson type": "lesson type",
}
_HOW_MANY: Final = "contacts"
_PIN: Final = "pin"
_DAYS: Final = frozenset({"until", "holds from"})
_NOT_TOLD: Final = frozenset({"draft", "based on"})
"""Kept for the undo; they say nothing to people."""
_ADDRESSES: Final = frozenset({"source", "address", "url", "feed"})
_LABELS: Final = {
    PREFERRED_TIMES: "wish",
    LESSON_TYPE: "lesson type",
    **{name: label.lower() for name, label in FIELD_LABELS.items()},
}
_STATES: Final = {state.value: state_word(state) for state in BookingState}


def action_text(action: str) -> str:
    """What was done, after a name: `pinned the segment`; an action without words of its own stands as it is."""
    return next((words[action] for words in _WORDS.values() if action in words), action)


def known_actions() -> frozenset[str]:
    """Every action that has words."""
    return frozenset(action for words in _WORDS.values() for action in words)


def actions_of(kind: Kind) -> frozenset[str]:
    """The actions of a kind."""
    return frozenset(_WORDS[kind])


def subject_text(entry: Entry, name: str = "") -> str:
    """What a change was about: `contact Sanne van der Berg`, `calendar example.org/… (a1b2c3)`."""
    kind, colon, key = entry.subject.partition(":")
    if is_of_many(entry):
        return counted(int(str(entry.after.get(_HOW_MANY, 0))), "contact")
    if not colon:
        return one_line(entry.subject, longest=LONGEST_VALUE)
    known = name or ("" if kind == "booking" else shown_source(key))
    return one_line(f"{_SUBJECTS.get(kind, kind)} {known}".strip(), longest=LONGEST_VALUE)


def is_of_many(entry: Entry) -> bool:
    """Whether it tells of an act on the segments of many, of whom each has an entry of its own."""
    return entry.subject == "segments"


def change_texts(entry: Entry, *, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    """What changed, a line each: `segment: “new” → “existing”`; the last line counts those that are too many."""
    is_booking = entry.subject.startswith("booking:")
    lines = list(_of_booking(entry, zone) if is_booking else _of_values(entry))
    more = len(lines) - MOST_CHANGES
    return lines if more <= 1 else [*lines[:MOST_CHANGES], f"and {more} more"]


def _of_values(entry: Entry) -> Iterator[str]:
    told_already = _NOT_TOLD | ({_HOW_MANY} if is_of_many(entry) else frozenset())
    for name in dict.fromkeys([*entry.before, *entry.after]):
        if name in told_already:
            continue
        was, now = entry.before.get(name), entry.after.get(name)
        label = _LABELS.get(name, name)
        if _json(was) == _json(now):
            continue
        yield f"{label}: {_told(name, now)}" if was is None else f"{label}: {_told(name, was)} → {_told(name, now)}"


def _of_booking(entry: Entry, zone: ZoneInfo) -> Iterator[str]:
    """The state, the time and the tutor, each with what it was where that differs."""
    for label, tell in (("", _state), ("", _when), ("with ", _tutor)):
        was, now = tell(entry.before, zone), tell(entry.after, zone)
        if was and now and was != now:
            yield f"{label}{was} → {now}"
        elif now:
            yield f"{label}{now}"


def _state(values: Mapping[str, object], _zone: ZoneInfo) -> str:
    said = str(values.get("state") or "")
    return _STATES.get(said, said)


def _when(values: Mapping[str, object], zone: ZoneInfo) -> str:
    try:
        start, end = (datetime.fromisoformat(str(values[name])).astimezone(zone) for name in ("start", "end"))
    except (KeyError, ValueError):
        return ""
    return f"{short_day(start.date())} {span_text(start, end)}"


def _tutor(values: Mapping[str, object], _zone: ZoneInfo) -> str:
    return one_line(values.get("tutor") or "", longest=LONGEST_VALUE)


def _told(name: str, value: object) -> str:
    """A value; addresses are keys, so only their host is told."""
    if name in FIELD_LABELS and value is not None:
        return one_line(value_text(name, frozenset(value) if isinstance(value, list) else value), longest=LONGEST_VALUE)
    if name == _PIN and isinstance(value, Mapping):
        return _pin_told(value)
    if name in _DAYS and (day := _day(value)):
        return day
    if isinstance(value, str):
        safe = shown_source(value) if name.casefold() in _ADDRESSES else value
        return shown_value(one_line(safe, longest=LONGEST_VALUE))
    return one_line(
        shown_value(value) if value is None or isinstance(value, bool | int | float) else _json(value),
        longest=LONGEST_VALUE,
    )


def _pin_told(pin: Mapping[str, object]) -> str:
    """`“zomer” until za 5 dec (“likes summer”)`."""
    until, reason = _day(pin.get("until")), pin.get("reason")
    said = [_told("segment", pin.get("segment")), f"until {until}" if until else "", f"({_told('', reason)})"]
    return one_line(" ".join(part for part in said if part), longest=LONGEST_VALUE)


def _day(value: object) -> str:
    """A day as it is written here; blank where it is none."""
    try:
        return short_day(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def undone_text(entry: Entry, *, zone: ZoneInfo = AMSTERDAM) -> str:
    """What an undo did: `Undone: pinned the segment, ma 23 nov 10:00.`."""
    return f"Undone: {action_text(entry.action)}, {moment_text(entry.at.astimezone(zone))}."
