"""Versions of planning profiles and lesson types: which holds on a day, which is still to come, and drafts of the next.

Every version is kept. A version says only which fields it sets; what lies below it is in `profile_sources`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tutorcore.domain.contacts import Contact, Pin
from tutorcore.domain.records import PublishedProfile, RulesKind

__all__ = [
    "Holder",
    "ProfileDraft",
    "PublishedProfile",
    "RulesKind",
    "in_force",
    "newest",
    "newest_version",
    "plain_fields",
    "scheduled",
    "typed_fields",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileDraft:
    """What somebody would have the next version set; nothing is planned by it.

    `based_on` is the number of the newest version when it was begun (0: there was none). `version` grows with each
    saving.
    """

    id: str
    name: str
    fields: Mapping[str, object]
    based_on: int
    actor: str
    saved_at: datetime
    kind: RulesKind = RulesKind.PROFILE
    note: str = ""
    version: int = field(default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """A contact that is given a profile by name: by its cache, by a running pin, or by both."""

    contact: Contact
    cached: bool
    pin: Pin | None


def in_force(versions: Iterable[PublishedProfile], on: date) -> dict[str, PublishedProfile]:
    """By name, the version that holds on a day: of those that have begun, the one that began last.

    Two that began on one day: the later version. A name that is retired that day has its retired version.
    """
    begun = (version for version in versions if version.effective_on <= on and not version.withdrawn)
    latest = {version.name: version for version in sorted(begun, key=_order)}
    return dict(sorted(latest.items()))


def scheduled(versions: Iterable[PublishedProfile], on: date) -> list[PublishedProfile]:
    """Those whose day is yet to come, in the order in which they take over."""
    coming = (version for version in versions if version.effective_on > on and not version.withdrawn)
    return sorted(coming, key=_order)


def newest(versions: Iterable[PublishedProfile]) -> dict[str, PublishedProfile]:
    """By name, the version with the highest number, whether it holds or not."""
    return {version.name: version for version in sorted(versions, key=lambda version: version.version)}


def newest_version(versions: Iterable[PublishedProfile], name: str) -> int:
    """The highest version number of a name; 0 where nothing was published by it."""
    return max((version.version for version in versions if version.name == name), default=0)


def typed_fields(stored: Mapping[str, object]) -> dict[str, object]:
    """Fields as a profile holds them, from JSON: weekdays as a set."""
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in stored.items()}


def plain_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields as JSON holds them, the same whichever way a set is iterated."""
    return {
        name: sorted(value) if isinstance(value, set | frozenset | list | tuple) else value
        for name, value in fields.items()
    }


def _order(version: PublishedProfile) -> tuple[date, int]:
    return version.effective_on, version.version
