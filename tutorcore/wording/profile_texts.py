"""What is wrong with a text of planning profiles, and what an import of one would change, in words."""

from __future__ import annotations

from collections.abc import Sequence

from tutorcore.domain.openings.model import FieldChange
from tutorcore.domain.profile_texts import TextProblem
from tutorcore.domain.records import RulesKind
from tutorcore.wording.profiles import FIELD_LABELS, value_text
from tutorcore.wording.validation import problem_text


def text_problem(problem: TextProblem) -> str:
    """`line 3: PLANNING_NEW_DURATION=ten: give a whole number from 5 to 480.`, and the next step where there is one."""
    said = problem_text(problem.invalid) if problem.invalid else _ended(problem.said)
    return " ".join(filter(None, (f"{problem.where}: {said}", problem.hint)))


def change_text(field: str, old: object, new: object) -> str:
    """`Last start 20:00 → 21:00`."""
    return f"{FIELD_LABELS[field]} {value_text(field, old)} → {value_text(field, new)}"


def changes_text(changes: Sequence[FieldChange]) -> str:
    """All of them in a line; a dash where nothing changes."""
    return "; ".join(change_text(*change) for change in changes) or "–"


def rules_name(kind: RulesKind, name: str) -> str:
    """`new`, `lesson type trial`."""
    return name if kind is RulesKind.PROFILE else f"{kind} {name}"


def _ended(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."
