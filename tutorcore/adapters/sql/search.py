"""Searching contacts: a few look-ups along indexes gather candidates, `search_rank` puts them in order.

No look-up reads more than a bounded number of rows, so that a million contacts answer about as fast as ten thousand:
words are joined from the rarest on, and of very many that match the newest are looked at. Slips are looked for in
the vocabulary, and only where exact words leave room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, func, or_, select

from tutorcore.adapters.sql.contact_rows import CONTACT_COLUMNS, contact_from
from tutorcore.adapters.sql.engine import reading
from tutorcore.adapters.sql.search_rank import EMAIL_LETTERS, Candidate, Query, rank, spellings, what_matched
from tutorcore.adapters.sql.tables import contacts, search_words
from tutorcore.adapters.sql.vocabulary import Vocabulary
from tutorcore.domain.records import Match

_CANDIDATES: Final = 200  # of one look-up
_PROBE: Final = 20_000  # a word that occurs more often is simply frequent
_RECENT: Final = 5000  # contacts by activity in which frequent words are looked for
_LAST: Final = "\U0010ffff"
_RANKED: Final = tuple(
    contacts.c[name] for name in ("id", "name", "name_key", "email_key", "phone_digits", "active_at")
)

_Ids = Select[str]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One word that is asked for: how it may begin, and words that it may be a slip of."""

    beginnings: tuple[str, ...]
    near: tuple[str, ...] = ()

    def conditions(self, column: ColumnElement[str]) -> list[ColumnElement[bool]]:
        """Each of them runs along an index of `column`."""
        found = [_begins(column, beginning) for beginning in self.beginnings]
        return [*found, column.in_(self.near)] if self.near else found


class Search:
    """Finds contacts in one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vocabulary = Vocabulary()

    def matches(self, text: str, *, limit: int) -> list[Match]:
        """Contacts by name, phone, e-mail or id, best first. Blank finds nothing; no text is an error."""
        query = Query(text)
        if not query.text or limit < 1:
            return []
        with reading(self._engine) as connection:
            ranked = self._ranked(connection, query, limit)
            return _with_contacts(connection, query, ranked[:limit])

    def _ranked(self, connection: Connection, query: Query, limit: int) -> list[tuple[Candidate, str, float]]:
        """Exact look-ups first; slips where those leave room."""
        ids = set(_ids(connection, _exact_lookups(query)))
        exact = [_Wanted(spellings(word)) for word in query.words]
        ids |= _by_words(connection, exact)
        ranked = _rank(query, _candidates(connection, ids))
        if len(ranked) >= limit or not query.words:
            return ranked
        if query.halves and not ranked:
            return _rank(query, _candidates(connection, set(_ids(connection, _half_lookups(query)))))
        self._vocabulary.top_up(connection)
        wanted = [_Wanted(spellings(word), tuple(self._vocabulary.near(word))) for word in _words_for_slips(query)]
        more = _by_words(connection, wanted) if any(word.near for word in wanted) else set()
        return _rank(query, _candidates(connection, ids | more)) if more - ids else ranked


def _words_for_slips(query: Query) -> list[str]:
    """Of an address only what stands before the @: that is what contacts are found by."""
    return Query(query.text.partition("@")[0]).words if query.is_address else query.words


def _exact_lookups(query: Query) -> Iterator[_Ids]:
    """Id, phone, e-mail, and the whole name in any order of words."""
    yield select(contacts.c.id).where(contacts.c.id == query.text)
    if query.numbers:
        yield select(contacts.c.id).where(contacts.c.phone_digits.in_(query.numbers))
    for ending in (*query.endings, *query.word_endings):
        yield select(contacts.c.id).where(_begins(contacts.c.phone_reversed, ending[::-1]))
    for beginning in query.beginnings:
        yield select(contacts.c.id).where(_begins(contacts.c.phone_digits, beginning))
    if len(query.email) >= EMAIL_LETTERS:
        yield select(contacts.c.id).where(_begins(contacts.c.email_key, query.email))
    if query.name_key:
        same_name = select(contacts.c.id).where(contacts.c.name_key == query.name_key)
        yield same_name.order_by(contacts.c.active_at.desc())


def _half_lookups(query: Query) -> Iterator[_Ids]:
    """Numbers with the same beginning, and those with the same end: one of them has the digit that was mistyped."""
    for beginning, ending in query.halves:
        yield select(contacts.c.id).where(_begins(contacts.c.phone_digits, beginning))
        yield select(contacts.c.id).where(_begins(contacts.c.phone_reversed, ending[::-1]))


def _ids(connection: Connection, lookups: Iterable[_Ids]) -> Iterator[str]:
    for lookup in lookups:
        yield from connection.scalars(lookup.limit(_CANDIDATES))


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """`column` begins so. A range, not LIKE: it runs along the index, and has no wildcards to escape."""
    return and_(column >= beginning, column < beginning + _LAST)


def _by_words(connection: Connection, wanted: Sequence[_Wanted]) -> set[str]:
    """Contacts that have all of these words, found from the rarest one on."""
    if not wanted:
        return set()
    counts = {word: _count(connection, word) for word in wanted}
    rarest = min(wanted, key=lambda word: (counts[word], -len(word.beginnings[0])))
    if counts[rarest] == 0:
        return set()
    found = set(_from_rarest(connection, rarest, [word for word in wanted if word is not rarest]))
    if counts[rarest] > _CANDIDATES and len(found) >= _CANDIDATES // 2:
        found |= set(_among_recent(connection, wanted))
    return found


def _count(connection: Connection, wanted: _Wanted) -> int:
    """How often a word occurs, counted no further than where it is frequent."""
    total = 0
    for condition in wanted.conditions(search_words.c.word):
        some = select(search_words.c.contact_id).where(condition).limit(_PROBE).subquery()
        total += connection.scalar(select(func.count()).select_from(some)) or 0
    return total


def _from_rarest(connection: Connection, rarest: _Wanted, others: Sequence[_Wanted]) -> Iterator[str]:
    for condition in rarest.conditions(search_words.c.word):
        lookup = select(search_words.c.contact_id).where(condition, *_has_all(search_words.c.contact_id, others))
        in_order = lookup.order_by(search_words.c.word, search_words.c.contact_id)  # the very word comes first
        yield from connection.scalars(in_order.limit(_CANDIDATES))


def _among_recent(connection: Connection, wanted: Sequence[_Wanted]) -> Iterable[str]:
    """Where more match than are looked at, those of whom something was heard lately."""
    recent = select(contacts.c.id).order_by(contacts.c.active_at.desc(), contacts.c.id.desc()).limit(_RECENT).subquery()
    return connection.scalars(select(recent.c.id).where(*_has_all(recent.c.id, wanted)).limit(_CANDIDATES))


def _has_all(contact_id: ColumnElement[str], wanted: Iterable[_Wanted]) -> list[ColumnElement[bool]]:
    """The contact has every one of these words.

    The empty OFFSET keeps PostgreSQL from turning this into a join over every contact that has a frequent word.
    """
    clauses: list[ColumnElement[bool]] = []
    for word in wanted:
        other = search_words.alias()
        having = select(other.c.word).where(other.c.contact_id == contact_id, or_(*word.conditions(other.c.word)))
        clauses.append(having.offset(0).exists())
    return clauses


def _candidates(connection: Connection, ids: Iterable[str]) -> list[Candidate]:
    """What ranking needs of these contacts."""
    ordered = sorted(ids)
    chunks = (ordered[start : start + 500] for start in range(0, len(ordered), 500))
    queries = (select(*_RANKED).where(contacts.c.id.in_(chunk)) for chunk in chunks)
    return [Candidate(**row) for query in queries for row in connection.execute(query).mappings()]


def _rank(query: Query, candidates: Iterable[Candidate]) -> list[tuple[Candidate, str, float]]:
    """Those that match, best first; of equals, who was active last."""
    judged = ((candidate, rank(query, candidate)) for candidate in candidates)
    found = [(candidate, *verdict) for candidate, verdict in judged if verdict is not None]
    return sorted(found, key=lambda one: (one[1] == "id", one[2], one[0].active_at, one[0].id), reverse=True)


def _with_contacts(connection: Connection, query: Query, ranked: Sequence[tuple[Candidate, str, float]]) -> list[Match]:
    """The matches as callers know them."""
    ids = [candidate.id for candidate, _, _ in ranked]
    rows = connection.execute(select(*CONTACT_COLUMNS).where(contacts.c.id.in_(ids))).mappings()
    by_id = {row["id"]: contact_from(row) for row in rows}
    return [
        Match(contact=by_id[candidate.id], matched=what_matched(query, candidate, kind), score=round(score, 1))
        for candidate, kind, score in ranked
    ]
