"""What an import did or will do, in words."""

from __future__ import annotations

from tutorcore.wording.dates import counted


def contacts_text(*, created: int, updated: int, unchanged: int, rejected: int, repeated: int) -> str:
    """`300 created, 5 updated, 7 unchanged, 3 rejected`: all four always, so that they can be compared."""
    said = [
        f"{grouped(created)} created",
        f"{grouped(updated)} updated",
        f"{grouped(unchanged)} unchanged",
        f"{grouped(rejected)} rejected",
    ]
    return ", ".join(said) + (f"; {counted(repeated, 'row')} joined with a later one" if repeated else "")


def events_text(*, added: int, removed: int, unchanged: int) -> str:
    """`212 occurrences added, 3 removed, 40 unchanged`."""
    return f"{counted(added, 'occurrence')} added, {grouped(removed)} removed, {grouped(unchanged)} unchanged"


def progress_text(phase: str, done: int, total: int | None, unit: str = "row") -> str:
    """`Checking: 4.000 rows`, `Writing: 4.000 of 10.000 rows`; rows, or whatever the unit is."""
    doing = {"checking": "Checking", "writing": "Writing"}.get(phase, phase)
    if total is None or phase == "checking":
        return f"{doing}: {counted(done, unit)}"
    return f"{doing}: {grouped(done)} of {counted(total, unit)}"


def unlisted_text(kind: str, number: int) -> str:
    """What a report leaves out: how many, of which kind."""
    return f"{grouped(number)} more of the kind “{kind}” {'is' if number == 1 else 'are'} not listed."


def grouped(number: int) -> str:
    """A number with its thousands apart, the Dutch way: `1.250`."""
    return f"{number:,}".replace(",", ".")
