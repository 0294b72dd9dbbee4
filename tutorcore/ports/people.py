"""Who works here, and what they did."""

from __future__ import annotations

from typing import Protocol

from tutorcore.domain.records import Entry, EntryFilter


class Staff(Protocol):
    """The people who may be the actor of a change."""

    def names(self) -> list[str]:
        """By name."""
        ...

    def add(self, name: str, *, entry: Entry) -> None:
        """Add somebody; nothing happens where the name is there (case ignored)."""
        ...

    def remove(self, name: str, *, entry: Entry) -> None:
        """Take somebody off the list. What they did stays in the journal."""
        ...


class Journal(Protocol):
    """Every change, newest first."""

    def entries(self, *, subject: str = "", limit: int = 100) -> list[Entry]:
        """The newest entries, of one subject where given."""
        ...

    def entry(self, entry_id: int) -> Entry:
        """One entry. Raises `UnknownName`."""
        ...

    def page(self, wanted: EntryFilter, *, before_id: int | None = None, limit: int = 50) -> list[Entry]:
        """The newest entries that are wanted, of those with a smaller number than `before_id`."""
        ...

    def actors(self) -> list[str]:
        """Everybody who ever changed something, by name."""
        ...
