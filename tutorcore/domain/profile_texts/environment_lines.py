"""Lines of `PLANNING_<PROFILE>_<FIELD>=value`, as they stand in a file or are pasted from a shell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tutorcore.domain.profile_environment import PREFIX, overlays_from
from tutorcore.domain.profile_texts.model import GivenRules, ReadText, TextFormat, TextProblem
from tutorcore.errors import SettingsError

_ASSIGNMENT: Final = re.compile(r"\s*(?:export\s+)?(?P<name>[^\s=#]+)\s*=(?P<value>.*)")
_QUOTED: Final = re.compile(r"""\s*(?P<quote>["'])(?P<inside>.*?)(?P=quote)\s*(?:#.*)?""")
_REMARK: Final = re.compile(r"(?:^|\s)#.*")


class _Line(NamedTuple):
    """A line that sets something."""

    where: str
    name: str
    value: str


def sets_a_profile(text: str) -> bool:
    """Whether a line of a text begins as those of planning profiles do."""
    return any(re.match(rf"\s*(?:export\s+)?{PREFIX}", line) for line in text.splitlines())


def read_lines(text: str) -> ReadText:
    """Every profile that the lines give. Blank lines and remarks (`#`) say nothing; other variables are named."""
    lines, problems = _lines(text)
    ours = [line for line in lines if line.name.startswith(PREFIX)]
    fields, places = dict[str, dict[str, object]](), dict[str, dict[str, str]]()
    for line in ours:
        try:
            overlay = overlays_from({line.name: line.value})
        except SettingsError as error:
            problems.append(TextProblem(where=line.where, said=str(error), hint=error.hint))
            continue
        for profile, given in overlay.items():
            fields.setdefault(profile, {}).update(given)
            places.setdefault(profile, {}).update(dict.fromkeys(given, line.where))
    return ReadText(
        format=TextFormat.ENVIRONMENT,
        rules=tuple(GivenRules(name=name, fields=given, places=places[name]) for name, given in fields.items()),
        problems=tuple(sorted([*problems, *_twice(ours)], key=lambda problem: int(problem.where.split()[1]))),
        passed_over=tuple(dict.fromkeys(line.name for line in lines if not line.name.startswith(PREFIX))),
    )


def _lines(text: str) -> tuple[list[_Line], list[TextProblem]]:
    """The lines that set something, and those of which nobody knows what they mean."""
    lines, problems = list[_Line](), list[TextProblem]()
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        where = f"line {number}"
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _ASSIGNMENT.fullmatch(line)
        if found is None:
            said = f"“{line.strip()[:60]}” sets nothing"
            problems.append(TextProblem(where=where, said=said, hint="Write VARIABLE=value, or # before a remark."))
        else:
            lines.append(_Line(where, found["name"], _value(found["value"])))
    return lines, problems


def _value(text: str) -> str:
    """Without quotes around it, and without a remark after it."""
    quoted = _QUOTED.fullmatch(text)
    return quoted["inside"] if quoted else _REMARK.sub("", text).strip()


def _twice(lines: list[_Line]) -> list[TextProblem]:
    first = dict[str, str]()
    return [
        TextProblem(where=line.where, said=f"{line.name} is given twice, first in {first[line.name]}")
        for line in lines
        if first.setdefault(line.name, line.where) != line.where
    ]
