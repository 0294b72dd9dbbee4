"""Published planning profiles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tutorcore.domain.records import Entry, PublishedProfile


class Profiles(Protocol):
    """Published planning profiles."""

    def published(self) -> dict[str, PublishedProfile]:
        """The newest published version of each profile, by name."""
        ...

    def publish(self, name: str, fields: Mapping[str, object], *, note: str, entry: Entry) -> PublishedProfile:
        """Store the next version of a profile."""
        ...
