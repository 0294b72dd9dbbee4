"""A template as a company may write it: pieces of plain text with named places, checked when they are read.

A place is `$name`, filled in by `string.Template`: text goes in, nothing is ever run, and what is filled in is not read
again. Lines that begin with `#` are notes. `[name]` alone on a line begins a piece; text without any such line is the
message as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template
from typing import Final

from tutorcore.errors import BrokenFile

MESSAGE: Final = "message"
_NAMES: Final = frozenset({"pupil", "parent"})
_TIME: Final = frozenset({"number", "date", "clock"})
PLACES: Final[Mapping[str, frozenset[str]]] = {
    MESSAGE: _NAMES | {"greeting", "opening", "times", "duration", "question"},
    "greeting": _NAMES,
    "greeting without name": _NAMES,
    "opening": _NAMES,
    "opening as wished": _NAMES,
    "opening partly as wished": _NAMES,
    "opening not as wished": _NAMES,
    "time": _TIME,
    "time with tutor": _TIME | {"tutor"},
    "duration": frozenset({"length"}),
    "question": _NAMES,
    "question for one time": _NAMES,
    "pupil without name": frozenset(),
    "parent without name": frozenset(),
}
"""Each piece, and the places that it may have."""
REQUIRED: Final[Mapping[str, frozenset[str]]] = {
    MESSAGE: frozenset({"times"}),
    "time": _TIME,
    "time with tutor": _TIME | {"tutor"},
}
"""The places without which a customer could not know what is offered."""
_HEADING: Final = re.compile(r"\[([^\[\]]*)\]\s*")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one template file, each with places that can be filled."""

    texts: Mapping[str, str]

    def fill(self, piece: str, values: Mapping[str, object]) -> str:
        """A piece with its places filled in. `values` may hold more than it has places for."""
        return Template(self.texts[piece]).substitute(values)


def read_pieces(name: str, text: str, *, parent: bool, built_in: Pieces | None = None) -> Pieces:
    """Read a template file. Pieces that it leaves out are those of `built_in`; `parent`: it may name the parent.

    Raises `BrokenFile` with file, line and place where a place or piece is unknown, or one that is needed is missing.
    """
    written = _split(name, text)
    if not written:
        raise BrokenFile(f"{name} holds no text at all.", hint="Remove the file to use the built-in one.")
    for piece, lines in written.items():
        _check(name, piece, lines, PLACES[piece] if parent else PLACES[piece] - {"parent"})
    own = {piece: "\n".join(line for _, line in lines).strip() for piece, lines in written.items()}
    return Pieces({**(built_in.texts if built_in else {}), **own})


_Lines = list[tuple[int, str]]


def _split(name: str, text: str) -> dict[str, _Lines]:
    """The pieces of a file, each as numbered lines. Text without any heading is the message."""
    pieces: dict[str, _Lines] = {}
    current: _Lines | None = None
    for number, line in _lines(text):
        heading = _HEADING.fullmatch(line)
        if heading:
            current = pieces[_piece(name, number, heading[1], pieces)] = []
        elif line or current is not None:
            if current is None:
                current = pieces[MESSAGE] = []
            current.append((number, line))
    return pieces


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines without their ends, notes left out."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.startswith("#"):
            yield number, line.rstrip()


def _piece(name: str, number: int, heading: str, known: Mapping[str, object]) -> str:
    piece = " ".join(heading.split()).casefold()
    if piece not in PLACES:
        raise BrokenFile(
            f"{name}, line {number}: there is no piece [{heading[:60]}].",
            hint=f"There are: {', '.join(f'[{one}]' for one in PLACES)}.",
        )
    if piece in known:
        raise BrokenFile(f"{name}, line {number}: [{piece}] stands there twice, or after text that has no heading.")
    return piece


def _check(name: str, piece: str, lines: _Lines, allowed: frozenset[str]) -> None:
    found: set[str] = set()
    for number, line in lines:
        template = Template(line)
        places = template.get_identifiers()
        if unknown := sorted(set(places) - allowed):
            raise BrokenFile(
                f"{name}, line {number}: [{piece}] has no place ${unknown[0][:60]}.", hint=_places_told(piece, allowed)
            )
        if not template.is_valid():
            raise BrokenFile(
                f"{name}, line {number}: a $ in [{piece}] is followed by no name.", hint="Write $$ for a dollar sign."
            )
        found.update(places)
    if missing := sorted(REQUIRED.get(piece, frozenset()) - found):
        raise BrokenFile(f"{name}: [{piece}] lacks ${missing[0]}, and without it the customer cannot choose.")


def _places_told(piece: str, allowed: frozenset[str]) -> str:
    if not allowed:
        return f"[{piece}] is plain text; write $$ for a dollar sign."
    return f"It has {', '.join(f'${place}' for place in sorted(allowed))}; write $$ for a dollar sign."
