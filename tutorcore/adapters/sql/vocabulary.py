"""Every word of the store in memory, so that words which are nearly the same are found without asking the database.

The table only grows, so a process reads each word once and then asks for what was added.
"""

from __future__ import annotations

import threading
from collections import defaultdict

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, select

from tutorcore.adapters.sql.tables import vocabulary

_NEAR_WORDS = 40  # of one word that is asked for


def allowed_typos(word: str) -> int:
    """How many slips (a letter more, less, other, or two exchanged) a word of this length may hold."""
    if word.isdigit() or len(word) < 3:  # noqa: PLR2004  # two letters with one wrong are any word
        return 0
    return 1 if len(word) < 8 else 2  # noqa: PLR2004  # long words collect slips


def typos(asked: str, word: str) -> int | None:
    """How many slips lie between two words, None where it is too many."""
    allowed = allowed_typos(asked)
    distance = OSA.distance(asked, word, score_cutoff=allowed)
    return distance if distance <= allowed else None


class Vocabulary:
    """The words, by their length. Shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest = 0
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)

    def top_up(self, connection: Connection) -> None:
        """Read the words that were added since the last time."""
        query = select(vocabulary.c.id, vocabulary.c.word).order_by(vocabulary.c.id)
        with self._lock:
            for number, word in connection.execute(query.where(vocabulary.c.id > self._newest)):
                self._newest = number
                self._by_length[len(word)].append(word)

    def near(self, asked: str) -> list[str]:
        """The stored words that `asked` may be a slip of, nearest first; equal ones included."""
        allowed = allowed_typos(asked)
        if not allowed:
            return []
        with self._lock:
            lengths = range(len(asked) - allowed, len(asked) + allowed + 1)
            choices = [self._by_length[length] for length in lengths if length in self._by_length]
            found = [
                (distance, word)
                for words in choices
                for word, distance, _ in process.extract(
                    asked, words, scorer=OSA.distance, score_cutoff=allowed, limit=_NEAR_WORDS
                )
            ]
        return [word for _, word in sorted(found)[:_NEAR_WORDS]]
