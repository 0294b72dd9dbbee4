"""How well a contact matches what was asked, and by what. No database here: the last word on every candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.adapters.sql.search_text import (
    digits_of,
    e164_digits,
    email_key,
    email_words,
    name_key,
    name_words,
    words_of,
)
from tutorcore.adapters.sql.vocabulary import allowed_typos, typos

EMAIL_LETTERS: Final = 3  # fewer begin any address
_QUERY_LENGTH: Final = 200
_QUERY_WORDS: Final = 8
_LAST_DIGITS: Final = 4
_PREFIX_DIGITS: Final = 6
_WHOLE_DIGITS: Final = 9  # a number in full, in which a slip still leaves enough to know it by


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What of a contact its rank hangs on."""

    id: str
    name: str
    name_key: str
    email_key: str
    phone_digits: str
    active_at: datetime


class Query:
    """What was asked, in the forms in which it is looked up. Endless text is cut: nobody types a page."""

    def __init__(self, text: str) -> None:
        self.text = storable_text(text[:_QUERY_LENGTH]).strip()
        self.words = list(dict.fromkeys(words_of(self.text)))[:_QUERY_WORDS]
        self.name_key = name_key(self.text)
        self.email = email_key(self.text)

    @cached_property
    def is_address(self) -> bool:
        """Whether an e-mail address was begun."""
        return "@" in self.text

    @cached_property
    def digits(self) -> str:
        """The digits as they were typed, blank where this cannot be a number."""
        found = digits_of(self.text)
        return "" if len(found) < _LAST_DIGITS or any(letter.isalpha() for letter in self.text) else found

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """What a stored number may be in full."""
        if not self.digits:
            return ()
        return tuple(dict.fromkeys(filter(None, (e164_digits(self.text), self.digits, self.national))))

    @cached_property
    def national(self) -> str:
        """The digits without the zeros that are dialled before a country or a region."""
        return self.digits.removeprefix("00") if self.digits.startswith("00") else self.digits.removeprefix("0")

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """What a stored number may end in."""
        return tuple({one for one in (self.digits, self.national) if len(one) >= _LAST_DIGITS})

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """What a stored number may begin with, when enough of it was typed."""
        if len(self.digits) < _PREFIX_DIGITS:
            return ()
        dutch = self.digits.startswith("0") and not self.digits.startswith("00")
        return (self.digits, "31" + self.national if dutch else self.national)

    @cached_property
    def halves(self) -> tuple[tuple[str, str], ...]:
        """(beginning, end) of what a number may be in full: one wrong digit leaves one of the two right."""
        return tuple((one[:-_LAST_DIGITS], one[-_LAST_DIGITS:]) for one in self.numbers if len(one) >= _WHOLE_DIGITS)

    @cached_property
    def word_endings(self) -> tuple[str, ...]:
        """Words among others that may be the last digits of a number ("emma 5678")."""
        return tuple(word for word in self.words if word.isdigit() and len(word) >= _LAST_DIGITS)


def rank(query: Query, candidate: Candidate) -> tuple[str, float] | None:
    """(matched by what, score from 0 to 100), or None where the candidate does not match after all."""
    if candidate.id == query.text:
        return "id", 100.0
    scores = {"phone": _by_phone(query, candidate), "e-mail": _by_email(query, candidate)}
    scores["name"] = _by_words(query, candidate)
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] <= 0:
        return None
    return best, scores[best]


def _by_phone(query: Query, candidate: Candidate) -> float:
    """In full, its end, its beginning; of a whole number one digit may be wrong."""
    stored = candidate.phone_digits
    if not query.digits or not stored:
        return 0.0
    if stored in query.numbers:
        return 100.0
    if any(stored.endswith(ending) for ending in query.endings):
        return 92.0
    if any(stored.startswith(beginning) for beginning in query.beginnings):
        return 85.0
    slip = len(query.digits) >= _WHOLE_DIGITS and any(OSA.distance(stored, one) <= 1 for one in query.numbers)
    return 70.0 if slip else 0.0


def _by_email(query: Query, candidate: Candidate) -> float:
    """In full, its beginning (one plain word is a name first), or, where an address was asked for, nearly the same."""
    stored = candidate.email_key
    if not query.email or not stored:
        return 0.0
    if stored == query.email:
        return 100.0
    if len(query.email) >= EMAIL_LETTERS and stored.startswith(query.email):
        return (65.0 if query.words == [query.email] else 85.0) + 10.0 * len(query.email) / len(stored)
    return 0.8 * fuzz.ratio(query.email, stored, score_cutoff=80) if query.is_address else 0.0


def _by_words(query: Query, candidate: Candidate) -> float:
    """Every word that was asked for in the name (or before the @), exactly, begun, or with a slip."""
    if not query.words:
        return 100.0 if query.name_key and candidate.name_key == query.name_key else 0.0
    known = name_words(candidate.name) | email_words(candidate.email_key)
    each = [max(_word_score(word, known), _ending_score(word, candidate)) for word in query.words]
    if not all(each):
        return 0.0
    if query.name_key == candidate.name_key:
        return 100.0
    whole = fuzz.token_sort_ratio(" ".join(query.words), " ".join(words_of(candidate.name)))
    return 0.75 * sum(each) / len(each) + 0.24 * whole


def _word_score(asked: str, known: Iterable[str]) -> float:
    return max((_pair_score(form, word) for form in spellings(asked) for word in known), default=0.0)


def _pair_score(asked: str, word: str) -> float:
    if word == asked:
        return 100.0
    if word.startswith(asked):
        return 80.0 + 15.0 * len(asked) / len(word)
    slips = typos(asked, word)
    return 0.0 if slips is None else 80.0 - 30.0 * slips / (1 + allowed_typos(asked))


def _ending_score(word: str, candidate: Candidate) -> float:
    """A group of digits among words may be the end of the phone number."""
    is_ending = word.isdigit() and len(word) >= _LAST_DIGITS and candidate.phone_digits.endswith(word)
    return 100.0 if is_ending else 0.0


def what_matched(query: Query, candidate: Candidate, kind: str) -> str:
    """What to tell people: words count as the name where it holds one of them, else as where they were found."""
    known = name_words(candidate.name)
    if kind != "name" or not query.words or any(_word_score(word, known) for word in query.words):
        return kind
    return "phone" if any(_ending_score(word, candidate) for word in query.words) else "e-mail"


def spellings(word: str) -> tuple[str, ...]:
    """A word and how else it is written in Dutch: ij and y."""
    return tuple(dict.fromkeys((word, word.replace("ij", "y"), word.replace("y", "ij"))))
