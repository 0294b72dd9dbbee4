"""What is in the store: how much of everything, in what database, and what was changed last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tutorcore.domain.records import Entry
from tutorcore.ports import Journal


class CountedStore(Protocol):
    """A store that can say how much it holds."""

    def counts(self) -> Mapping[str, int]:
        """How many there are of each kind, by the kind's name for people, in the order of telling."""
        ...

    def database(self) -> str:
        """The kind of database and its name, for people: never its user or password."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class StoreContent:
    """What is in the store. `journal` holds the newest entries, newest first."""

    database: str
    counts: Mapping[str, int]
    journal: tuple[Entry, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was ever put in."""
        return not any(self.counts.values())


def store_content(store: CountedStore, journal: Journal, *, entries: int = 200) -> StoreContent:
    """Count everything, and read the newest `entries` of the journal. Raises `SourceUnavailable`."""
    return StoreContent(database=store.database(), counts=store.counts(), journal=tuple(journal.entries(limit=entries)))
