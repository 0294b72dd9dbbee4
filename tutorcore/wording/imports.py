"""What an import did or will do, in words."""

from __future__ import annotations

from tutorcore.wording.dates import counted


def contacts_text(*, created: int, updated: int, unchanged: int, rejected: int, repeated: int) -> str:
    """`300 created, 5 updated, 7 unchanged, 3 rejected`: all four always, so that they can be compared."""
    said = [
        f"{_number(created)} created",
        f"{_number(updated)} updated",
        f"{_number(unchanged)} unchanged",
        f"{_number(rejected)} rejected",
    ]
    return ", ".join(said) + (f"; {counted(repeated, 'row')} joined with a later one" if repeated else "")


def events_text(*, added: int, removed: int, unchanged: int) -> str:
    """`212 occurrences added, 3 removed, 40 unchanged`."""
    return f"{counted(added, 'occurrence')} added, {_number(removed)} removed, {_number(unchanged)} unchanged"


def progress_text(phase: str, done: int, total: int | None) -> str:
    """`Checking: 4.000 rows`, `Writing: 4.000 of 10.000 rows`."""
    doing = {"checking": "Checking", "writing": "Writing"}.get(phase, phase)
    if total is None or phase == "checking":
        return f"{doing}: {counted(done, 'row')}"
    return f"{doing}: {_number(done)} of {counted(total, 'row')}"


def unlisted_text(kind: str, number: int) -> str:
    """What a report leaves out: how many, of which kind."""
    return f"{_number(number)} more of the kind “{kind}” {'is' if number == 1 else 'are'} not listed."


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
