"""Profiles and lesson types to text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import tomli_w

from tutorcore.domain.profile_environment import ALL, line_of, overlays_from
from tutorcore.domain.profile_texts.model import SECTIONS, GivenRules, TextFormat, WrittenText
from tutorcore.domain.profiles import FIELDS
from tutorcore.domain.records import RulesKind
from tutorcore.errors import SettingsError

_REMARK: Final = '# Planning profiles. Weekdays count from 0, Monday; "all" is every day.\n'
_LONGEST_NAME: Final = 60


def write_text(text_format: TextFormat, rules: Sequence[GivenRules]) -> WrittenText:
    """The text of these, in their order, the fields in the order in which they are told.

    Read again it gives the same, but for what it says that it left out: some names no variable can hold.
    """
    return _WRITERS[text_format](rules)


def _environment(rules: Sequence[GivenRules]) -> WrittenText:
    lines, left_out = list[str](), list[GivenRules]()
    for each in rules:
        found = _lines(each)
        lines += found or [f"# Left out: {each.name[:_LONGEST_NAME]!a} cannot be part of a variable's name."]
        left_out += [] if found else [each]
    return WrittenText(text="".join(f"{line}\n" for line in lines), left_out=tuple(left_out))


def _lines(each: GivenRules) -> list[str]:
    """Only lines that read back as the same; none where no variables can say it."""
    lines = [line_of(each.name, field, value) for field, value in _in_order(each.fields).items()]
    if each.kind is not RulesKind.PROFILE:
        return []
    try:
        read = overlays_from(dict(line.split("=", 1) for line in lines if line.isprintable()))
    except SettingsError:
        return []
    return lines if read == {each.name: dict(each.fields)} else []


def _toml(rules: Sequence[GivenRules]) -> WrittenText:
    return WrittenText(text=_REMARK + tomli_w.dumps(_plain(rules)))


def _json(rules: Sequence[GivenRules]) -> WrittenText:
    return WrittenText(text=json.dumps(_plain(rules), indent=2) + "\n")


def _plain(rules: Sequence[GivenRules]) -> dict[str, dict[str, dict[str, object]]]:
    """By section and name, values as TOML and JSON know them."""
    return {
        section: {each.name: _plain_fields(each.fields) for each in rules if each.kind is kind}
        for section, kind in SECTIONS.items()
        if any(each.kind is kind for each in rules)
    }


def _plain_fields(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: _plain_value(value) for name, value in _in_order(fields).items()}


def _plain_value(value: object) -> object:
    if value is None:
        return ALL
    return sorted(value) if isinstance(value, frozenset) else value


def _in_order(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: fields[name] for name in FIELDS if name in fields}


_WRITERS: Final[Mapping[TextFormat, Callable[[Sequence[GivenRules]], WrittenText]]] = {
    TextFormat.ENVIRONMENT: _environment,
    TextFormat.TOML: _toml,
    TextFormat.JSON: _json,
}
