"""The template files by name: those that come with the program, and the company's own in their place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from tutorcore.errors import BrokenFile
from tutorcore.wording.languages import Language
from tutorcore.wording.messages.pieces import Pieces, read_pieces


class Recipient(StrEnum):
    """Who reads a message. A pupil is addressed with `je`, a parent with `u`."""

    PUPIL = "pupil"
    PARENT = "parent"


def offer_template(language: Language, to: Recipient) -> str:
    """The name of the file that holds an offer: `nl/offer_pupil.txt`."""
    return f"{language.value}/offer_{to.value}.txt"


def built_in_templates() -> dict[str, str]:
    """The text of every template that comes with the program, by name."""
    return {name: _built_in_text(name) for name in _names()}


def pieces_of(name: str, own: Mapping[str, str]) -> Pieces:
    """A template, the company's `own` text of that name in the place of the built-in one. Raises `BrokenFile`.

    A file of the company that takes no template's place is refused too: whoever wrote it believes that it counts.
    """
    _refuse_unknown(own)
    built_in = _built_in_pieces(name)
    if name not in own:
        return built_in
    return read_pieces(name, own[name], parent=_is_for_parent(name), built_in=built_in)


def check_templates(own: Mapping[str, str]) -> None:
    """Read every template of the company's. Raises `BrokenFile` for the first that cannot be used."""
    for name in _names():
        pieces_of(name, own)


def _names() -> list[str]:
    return [offer_template(language, to) for language in Language for to in Recipient]


def _is_for_parent(name: str) -> bool:
    return name.endswith(f"_{Recipient.PARENT.value}.txt")


@lru_cache(maxsize=8)
def _built_in_text(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def _built_in_pieces(name: str) -> Pieces:
    return read_pieces(name, _built_in_text(name), parent=_is_for_parent(name))


def _refuse_unknown(own: Mapping[str, str]) -> None:
    if unknown := sorted(set(own) - set(_names())):
        raise BrokenFile(f"{unknown[0]} takes no template's place.", hint=f"The templates are: {', '.join(_names())}.")
