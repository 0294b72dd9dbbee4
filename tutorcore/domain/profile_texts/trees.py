"""Nested tables, as TOML and JSON give them: `profiles.<name>.<field>` and `lesson_types.<name>.<field>`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import ValidationError

from tutorcore.domain.profile_environment import is_every_weekday, weekday_number
from tutorcore.domain.profile_texts.model import SECTIONS, GivenRules, ReadText, TextFormat, TextProblem
from tutorcore.domain.profiles import FIELDS, PlanningProfile
from tutorcore.domain.records import RulesKind

_LONGEST: Final = 60


def read_tree(tree: object, text_format: TextFormat) -> ReadText:
    """Every profile and lesson type in it, and everything that cannot be used."""
    if not isinstance(tree, dict):
        problem = TextProblem(where=f"this {text_format}", said=f"it holds no {' and no '.join(SECTIONS)}")
        return ReadText(format=text_format, problems=(problem,))
    problems = [_no_section(str(key)) for key in tree if key not in SECTIONS]
    rules = list[GivenRules]()
    for section, kind in SECTIONS.items():
        for found in _section(section, kind, tree.get(section, {})):
            if isinstance(found, GivenRules):
                rules.append(found)
            else:
                problems.append(found)
    return ReadText(format=text_format, rules=tuple(rules), problems=tuple(problems))


def _no_section(key: str) -> TextProblem:
    return TextProblem(
        where=f"“{key[:_LONGEST]}”",
        said="nothing of this name is read here",
        hint="Put profiles under “profiles”, lesson types under “lesson_types”.",
    )


def _section(section: str, kind: RulesKind, table: object) -> Iterator[GivenRules | TextProblem]:
    """Each of one kind, after what is wrong with it."""
    if not isinstance(table, dict):
        yield TextProblem(where=section, said="names with their values are expected here")
        return
    for name, fields in table.items():
        where = f"{section}.{str(name)[:_LONGEST]}"
        if not isinstance(fields, dict):
            yield TextProblem(where=where, said="values by their names are expected here")
            continue
        read = {str(field): _value(str(field), value) for field, value in fields.items()}
        yield from _problems(read, where)
        places = {field: f"{where}.{field}" for field in read}
        yield GivenRules(name=str(name), kind=kind, fields=read, places=places)


def _problems(fields: Mapping[str, object], where: str) -> Iterator[TextProblem]:
    """What is wrong with each field alone; whether they are possible together depends on what else holds."""
    for field, value in fields.items():
        if field not in FIELDS:
            known = ", ".join(FIELDS)
            yield TextProblem(
                where=f"{where}.{field[:_LONGEST]}",
                said="a planning profile has no such field",
                hint=f"It has: {known}.",
            )
        elif (invalid := _refused(field, value)) is not None:
            yield TextProblem(where=f"{where}.{field}", invalid=invalid)


def _refused(field: str, value: object) -> ValidationError | None:
    """Why a value can never be used. The rules for the whole are not asked: they have no place of their own."""
    try:
        PlanningProfile.model_validate({field: value})
    except ValidationError as error:
        return error if any(detail["loc"] for detail in error.errors()) else None
    return None


def _value(field: str, value: object) -> object:
    """A value as a profile holds it, where it can be understood; else as it stands, to be refused."""
    if field != "allowed_weekdays":
        return value
    if isinstance(value, str):
        return None if is_every_weekday(value) else _weekdays(value.split(","), otherwise=value)
    return _weekdays(value, otherwise=value) if isinstance(value, list) else value


def _weekdays(days: list[object] | list[str], *, otherwise: object) -> object:
    """Numbers and names of weekdays as a set; a number that is none stays in it, to be refused by its own bound."""
    read = [weekday_number(day) if isinstance(day, str) else day for day in days]
    whole = all(isinstance(day, int) and not isinstance(day, bool) for day in read)
    return frozenset(read) if whole else otherwise
