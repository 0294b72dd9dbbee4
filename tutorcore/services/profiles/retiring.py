"""Retire a profile of one's own: who has it is listed first, and goes where it is said, all in one step."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from tutorcore.domain.contacts import SEGMENT, Pin
from tutorcore.domain.profile_versions import Holder, PublishedProfile, RulesKind
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.domain.records import ContactChange, Entry
from tutorcore.domain.segments import detect_segment
from tutorcore.errors import InputError, UnknownName
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.know_profiles import know_profiles, profile_named, today
from tutorcore.services.profiles.publishing import checked_note, told
from tutorcore.services.profiles.standing import Standing, standing_of
from tutorcore.services.set_segment import pin_told

BY_RULES: Final = ""
"""Where a contact goes that is to have the segment that the rules detect."""
RETIRED: Final = "profile retired"
MOVED: Final = "moved from a retired profile"


def who_has(ports: Ports, name: str) -> list[Holder]:
    """The contacts that are pinned to a profile, or whose cache names it."""
    return ports.profiles.holders(name, ports.clock.now())


def retire_profile(
    ports: Ports, name: str, *, moves: Mapping[str, str], note: str, actor: str, expected_version: int
) -> PublishedProfile:
    """From today there is nothing by this name; `moves` says by contact id to which profile each goes, or `BY_RULES`.

    A pin goes with its reason and its end. Raises `UnknownName`, `InputError` for a built-in profile, a blank note or
    somebody of whom nothing is said, `Conflict` where a version was published or a contact changed meanwhile. Then
    nothing is changed.
    """
    actor, note = require_actor(actor), checked_note(note)
    standing, now = _retirable(ports, name), ports.clock.now()
    holders = who_has(ports, name)
    _check_moves(ports, name, holders, moves)
    version = PublishedProfile(
        name=name,
        version=expected_version + 1,
        fields=standing.fields,
        published_at=now,
        actor=actor,
        effective_on=today(ports),
        note=note,
        retired=True,
    )
    entry = Entry(
        at=now,
        actor=actor,
        action=RETIRED,
        subject=f"{RulesKind.PROFILE}:{name}",
        before=told(standing.held),
        after={"version": version.version, "contacts moved": len(holders)},
        reason=note,
        batch=uuid.uuid4().hex if holders else "",
    )
    changes = [_move(ports, holder, moves[holder.contact.id], entry) for holder in holders]
    return ports.profiles.retire(version, expected_version=expected_version, changes=changes, entry=entry)


def _retirable(ports: Ports, name: str) -> Standing:
    standing = standing_of(ports, name)
    if name in PLANNING_PROFILES:
        raise InputError(f"“{name}” is built in and cannot be retired", hint="Its values can be changed.")
    if not standing.exists:
        raise UnknownName(f"There is no planning profile “{name[:60]}” (any more)")
    return standing


def _check_moves(ports: Ports, name: str, holders: list[Holder], moves: Mapping[str, str]) -> None:
    missing = [holder.contact.label for holder in holders if holder.contact.id not in moves]
    if missing:
        others = f" and {len(missing) - 1} more" if missing[1:] else ""
        raise InputError(
            f"{missing[0][:60]}{others} would have no profile", hint="Choose for each contact where it goes."
        )
    known = know_profiles(ports)
    for target in {moves[holder.contact.id] for holder in holders} - {BY_RULES}:
        profile_named(known, target)
        if target == name:
            raise InputError(f"“{name[:60]}” is the profile that is retired", hint="Choose another one.")


def _move(ports: Ports, holder: Holder, target: str, cause: Entry) -> ContactChange:
    contact, pin = holder.contact, holder.pin
    segment = target or detect_segment(contact.attributes, use_cached=False).by_rules
    new_pin = _moved_pin(pin, target, cause.at, cause.actor) if pin is not None and target else None
    cached = holder.cached
    return ContactChange(
        contact_id=contact.id,
        expected_version=contact.version,
        attributes={SEGMENT: segment} if cached else {},
        end_pin=pin is not None,
        new_pin=new_pin,
        entry=Entry(
            at=cause.at,
            actor=cause.actor,
            action=MOVED,
            subject=f"contact:{contact.id}",
            before=_told(ports, contact.attributes.get(SEGMENT) if cached else None, pin),
            after=_told(ports, segment if cached else None, new_pin),
            reason=cause.reason,
            batch=cause.batch,
        ),
    )


def _moved_pin(pin: Pin, target: str, now: datetime, actor: str) -> Pin:
    return Pin(contact_id=pin.contact_id, segment=target, reason=pin.reason, actor=actor, since=now, until=pin.until)


def _told(ports: Ports, segment: object, pin: Pin | None) -> dict[str, object]:
    """The cache and the pin as the journal keeps them; what is not concerned is left out."""
    of_cache = {} if segment is None else {SEGMENT: segment}
    return of_cache if pin is None else {**of_cache, "pin": pin_told(pin, ports.zone)}
