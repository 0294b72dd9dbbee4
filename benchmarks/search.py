"""The search in a million contacts beside the same in ten thousand: names, slips, phones, e-mail addresses, ids.

Filling through the ports would take the longer part of an hour: the rows are written as an import writes them, but for
the journal.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from benchmarks.everybody import NOW
from benchmarks.timing import Figure, WrongAnswerError, side_by_side, times_as_long
from tutorcore.adapters.sql import Store, open_store
from tutorcore.adapters.sql.contact_rows import active_at, derived
from tutorcore.adapters.sql.engine import writing
from tutorcore.adapters.sql.search_text import search_words as words_for
from tutorcore.adapters.sql.tables import contacts, search_words, vocabulary

FEW: Final = 10_000
MANY: Final = 1_000_000
BOUND: Final = 10
QUERIES: Final = 40
ROUNDS: Final = 5
_AT_ONCE: Final = 20_000
_SYLLABLES: Final = tuple(
    "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cle dri flo gru kra ple sti tro vle".split()  # noqa: SIM905  # to be read
)


@dataclass(frozen=True, kw_only=True)
class Searched:
    """A store with so many contacts, and what is looked for in it: text, and the id that must be found."""

    store: Store
    wanted: Sequence[tuple[str, str]]

    def search(self) -> None:
        """What is timed: every text once."""
        for text, _ in self.wanted:
            self.store.contacts.search(text)

    def check(self) -> None:
        """Raise `WrongAnswerError` where a contact is not found by what is its own."""
        for text, contact_id in self.wanted:
            if contact_id not in {match.contact.id for match in self.store.contacts.search(text)}:
                raise WrongAnswerError(f"search: “{text}” does not find contact {contact_id}")


def measure_search(few: int = FEW, many: int = MANY, *, rounds: int = ROUNDS) -> Iterator[Figure]:
    """The figure, once both are filled."""
    with tempfile.TemporaryDirectory(prefix="search") as folder:
        small, large = (filled(Path(folder) / f"{number}.db", number) for number in (few, many))
        try:
            for searched in (small, large):
                searched.check()
            samples = side_by_side(large.search, small.search, calls=(1, 1), rounds=rounds)
            yield times_as_long(f"search in {many} contacts: beside {few}", samples, bound=BOUND)
        finally:
            small.store.close()
            large.store.close()


def filled(path: Path, number: int) -> Searched:
    """A new store with the contacts of these numbers."""
    store, known = open_store(f"sqlite:///{path}"), set[str]()
    for first in range(0, number, _AT_ONCE):
        rows = [_row(each) for each in range(first, min(first + _AT_ONCE, number))]
        words = [(row["id"], word) for row in rows for word in sorted(words_for(row["name"], row["email"]))]
        new = {word for _, word in words} - known
        known |= new
        with writing(store.engine) as connection:
            connection.execute(insert(contacts), rows)
            connection.execute(insert(search_words), [{"contact_id": one, "word": word} for one, word in words])
            connection.execute(insert(vocabulary), [{"word": word} for word in sorted(new)])
    step = max(1, number // QUERIES)
    return Searched(store=store, wanted=[_asked(each) for each in range(0, number, step)][:QUERIES])


def _row(number: int) -> dict[str, Any]:
    name, phone = _name(number), f"+316{number:08d}"
    email = f"{name.replace(' ', '.').lower()}{number}@example.org"
    active = NOW - timedelta(seconds=number * 37 % 40_000_000)
    return {
        "id": f"{number + 1:07d}",
        "name": name,
        "email": email,
        "phone": phone,
        "attributes": {"school": "Het College"},
        "imported": {},
        "created_at": None,
        "last_activity_at": active,
        "active_at": active_at(None, active),
        "version": 1,
        **derived(name, email, phone),
    }


def _name(number: int) -> str:
    """A given name of two syllables, and a family name of three; the same for the same number."""
    mixed = number * 7_919 + 104_729
    parts = [_SYLLABLES[mixed // 30**place % 30] for place in range(5)]
    return f"{''.join(parts[:2]).title()} {''.join(parts[2:]).title()}"


def _asked(number: int) -> tuple[str, str]:
    """One of five ways to look for a contact: name, name with a slip, end of the phone, e-mail, id."""
    row = _row(number)
    name: str = row["name"]
    slip = f"{name[:-2]}{name[-1]}{name[-2]}"
    ways = (name, slip, row["phone"][-8:], row["email"], row["id"])
    return ways[number // 7 % len(ways)], row["id"]
