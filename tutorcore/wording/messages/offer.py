"""An offer as a message that is ready to send, and beside it what the planner should know before sending it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from tutorcore.domain.people import People
from tutorcore.domain.preferences import Preferences
from tutorcore.errors import InputError
from tutorcore.wording.dates import counted
from tutorcore.wording.languages import ChosenLanguage, Language, choose_language
from tutorcore.wording.messages.names import first_name, whole_name
from tutorcore.wording.messages.pieces import MESSAGE, Pieces
from tutorcore.wording.messages.templates import Recipient, offer_template, pieces_of
from tutorcore.wording.one_line import one_line
from tutorcore.wording.spoken_dates import all_of, any_of, spoken_clock, spoken_day, spoken_length

LONGEST_ON_WHATSAPP: Final = 4096
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedTime:
    """A start that is offered (aware), who would teach, and whether it is as the customer wished."""

    start: datetime
    tutors: tuple[str, ...] = ()
    as_wished: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressee:
    """Who is written to. `language` is the contact's attribute as it stands there."""

    to: Recipient
    people: People
    language: object = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A text ready to send, its language with the reason, and sentences for the planner that are not sent."""

    text: str
    language: Language
    why_language: str
    notes: tuple[str, ...] = ()


def offer_message(
    items: Sequence[OfferedTime],
    *,
    addressee: Addressee,
    duration_minutes: int,
    now: datetime,
    zone: ZoneInfo,
    wish: Preferences | None = None,
    together: bool = False,
    own: Mapping[str, str] = _NOTHING,
) -> Message:
    """Word an offer, its times numbered in the order of `items` and told on the clock of `zone`.

    `together`: a time's tutors all teach, else one of them does. `own`: the company's template files by name. Raises
    `InputError` for an offer without times or a naive time, `BrokenFile` for a template that cannot be used.
    """
    _check(items, now)
    chosen = choose_language(addressee.language)
    pieces = pieces_of(offer_template(chosen.language, addressee.to), own)
    names = _names(addressee, pieces)
    opening = _opening(items, wish)
    values = {
        **names,
        "greeting": pieces.fill("greeting" if _knows_reader(addressee) else "greeting without name", names),
        "opening": pieces.fill(opening, names),
        "times": "\n".join(_times(items, pieces, chosen.language, now.astimezone(zone), together=together)),
        "duration": pieces.fill("duration", {"length": spoken_length(duration_minutes, chosen.language)}),
        "question": pieces.fill("question" if len(items) > 1 else "question for one time", names),
    }
    text = _tidy(pieces.fill(MESSAGE, values))
    notes = (*_notes(items, addressee, chosen, wish), *_length_note(text))
    return Message(text=text, language=chosen.language, why_language=chosen.why, notes=notes)


def _check(items: Sequence[OfferedTime], now: datetime) -> None:
    if not items:
        raise InputError("An offer needs at least one time.")
    if any(moment.tzinfo is None for moment in (now, *(item.start for item in items))):
        raise InputError("A time in an offer needs its time zone.")


def _pupil(addressee: Addressee) -> str:
    return first_name(addressee.people.pupil)


def _parent(addressee: Addressee) -> str:
    return whole_name(addressee.people.parent)


def _knows_reader(addressee: Addressee) -> bool:
    return bool(_pupil(addressee) if addressee.to is Recipient.PUPIL else _parent(addressee))


def _names(addressee: Addressee, pieces: Pieces) -> dict[str, str]:
    """Both names; where one is not known, the words that stand for it. A pupil's message has no parent in it."""
    names = {"pupil": _pupil(addressee) or pieces.texts["pupil without name"]}
    if addressee.to is Recipient.PARENT:
        names["parent"] = _parent(addressee) or pieces.texts["parent without name"]
    return names


def _opening(items: Sequence[OfferedTime], wish: Preferences | None) -> str:
    """Which opening may be used: that something fits is said only where the whole wish was understood."""
    if wish is None or not (wish.windows or wish.exclusions):
        return "opening"
    fitting = sum(item.as_wished for item in items)
    if fitting == len(items):
        return "opening as wished" if wish.fully_understood else "opening"
    return "opening partly as wished" if fitting else "opening not as wished"


def _times(
    items: Sequence[OfferedTime], pieces: Pieces, language: Language, now: datetime, *, together: bool
) -> list[str]:
    """A numbered line for each time, with the tutor where several occur."""
    join = all_of if together else any_of
    several = len({name for item in items for name in item.tutors}) > 1
    lines = []
    for number, item in enumerate(items, start=1):
        start = item.start.astimezone(now.tzinfo)
        tutor = join([one_line(name) for name in item.tutors], language) if several else ""
        values = {
            "number": number,
            "date": spoken_day(start.date(), language, today=now.date()),
            "clock": spoken_clock(start, language),
            "tutor": tutor,
        }
        lines.append(pieces.fill("time with tutor" if tutor else "time", values))
    return lines


def _tidy(text: str) -> str:
    """No space at the end of a line, and never more than one blank line: a piece may be empty."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return "\n".join(line for line, before in zip(lines, ["-", *lines], strict=False) if line or before)


def _notes(
    items: Sequence[OfferedTime], addressee: Addressee, chosen: ChosenLanguage, wish: Preferences | None
) -> list[str]:
    notes = [] if chosen.asked else [f"Written in {chosen.language.label}: {chosen.why}."]
    if not _pupil(addressee):
        notes.append("What to call the pupil is not known here, so the message does not name them.")
    if addressee.to is Recipient.PARENT and not _parent(addressee):
        notes.append("What to call the parent is not known here, so the greeting has no name.")
    other = sum(not item.as_wished for item in items)
    if other:
        notes.append(f"Not as wished: {other} of {counted(len(items), 'time')}.")
    if wish is not None and wish.unrecognised:
        pieces = " · ".join(one_line(piece) for piece in wish.unrecognised)
        notes.append(
            f"The wish was not fully understood: {pieces}. See whether the times suit it before you send this."
        )
    return notes


def _length_note(text: str) -> list[str]:
    if len(text) <= LONGEST_ON_WHATSAPP:
        return []
    return [f"{counted(len(text), 'sign')} long: WhatsApp takes at most {counted(LONGEST_ON_WHATSAPP, 'sign')}."]
