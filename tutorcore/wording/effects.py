"""What a change of the rules would do, in sentences that begin with the fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from tutorcore.domain.effects.back_test import BackTest
from tutorcore.domain.effects.findings import FirstDates, Numbers
from tutorcore.domain.effects.occupancy import WeekUse
from tutorcore.domain.effects.week_change import Fate
from tutorcore.domain.reasons import Reason
from tutorcore.wording.dates import counted, short_day
from tutorcore.wording.profiles import number_text

RULE_LABELS: Final[Mapping[Reason, str]] = {
    Reason.WEEKDAY: "on a weekday that is not allowed",
    Reason.HOURS: "before the first or after the last start",
    Reason.GRID: "not on the steps",
    Reason.BUFFER_BEFORE: "too close behind something else",
    Reason.BUFFER_AFTER: "too close before something else",
    Reason.NOTICE: "chosen within the notice",
    Reason.HORIZON: "chosen too far ahead",
}
"""The rules of the back-test, as what they say of a lesson."""
_NONE: Final = "–"


def lead_text(losers: int, winners: int, otherwise: int) -> str:
    """The one fact that matters most: who would lose the last slot, else who would get a first one."""
    if not otherwise:
        return "Nobody is planned otherwise."
    gained = f"{_contacts(winners)} would get a first one" if winners else ""
    if losers:
        lost = f"{_contacts(losers)} would lose {'the' if losers == 1 else 'their'} last slot"
        return f"{lost}, {gained}." if gained else f"{lost}."
    return f"Nobody would lose the last slot{f', {gained}' if gained else ''}."


def concerned_text(name: str, concerned: int, people: int) -> str:
    """As `52 of 1.200 contacts are planned by existing`."""
    verb = "is" if concerned == 1 else "are"
    return f"{number_text(concerned)} of {counted(people, 'contact')} {verb} planned by {name}."


def change_text(numbers: Numbers) -> str:
    """`12`, or `12 → 15` where it would change."""
    if not numbers.grown:
        return number_text(numbers.before)
    return f"{number_text(numbers.before)} → {number_text(numbers.after)}"


def fates_text(counts: Mapping[Fate, int]) -> str:
    """`12 kept, 3 gained, 1 lost`."""
    return ", ".join(f"{number_text(counts[fate])} {fate.value}" for fate in (Fate.KEPT, Fate.GAINED, Fate.LOST))


def first_dates_text(first: tuple[FirstDates, FirstDates]) -> str:
    """By when half of those have a slot who have any, and by when the last of them."""
    median, worst = ([getattr(each, name) for each in first] for name in ("median", "worst"))
    without = Numbers(first[0].without, first[1].without)
    text = f"First possible date: half of them by {_moved(median)}, the last by {_moved(worst)}."
    return f"{text} Without any: {change_text(without)}."


def _moved(moments: Sequence[datetime | None]) -> str:
    before, after = (short_day(moment.date()) if moment else _NONE for moment in moments)
    return before if before == after else f"{before} → {after}"


def back_test_text(tested: tuple[BackTest, BackTest]) -> str:
    """How many of the lessons of the last weeks would have been refused."""
    before, after = tested
    if not after.judged:
        return "No lesson of these contacts in the last 60 days is known."
    held = counted(after.judged, "lesson")
    refused = f"{number_text(after.refused)} of {held} held in the last 60 days would have been refused by the draft"
    return f"{refused}; by the rules as they are, {number_text(before.refused)}."


def not_judged_text(tested: BackTest) -> str:
    """What could not be judged, and why; blank where everything was."""
    said = []
    if tested.notice_not_judged:
        lessons = counted(tested.notice_not_judged, "lesson")
        said.append(f"Of {lessons} nobody knows when the time was chosen: notice and days ahead are not judged there.")
    if tested.beside_not_judged:
        lessons = counted(tested.beside_not_judged, "lesson")
        said.append(f"Of {lessons} the calendar is not known: what stood beside them is not judged.")
    return " ".join(said)


def share_text(uses: tuple[WeekUse | None, WeekUse | None]) -> str:
    """`38 %`, or `38 % → 45 %` where it would change; with a mark where part of it is not known."""
    before, after = (_share(use) for use in uses)
    unknown = any(use is not None and use.unknown for use in uses)
    return (before if before == after else f"{before} → {after}") + (" ?" if unknown else "")


def _share(use: WeekUse | None) -> str:
    if use is None or not use.open:
        return _NONE
    return "not known" if use.share is None else f"{use.share:.0%}".replace("%", " %")


def _contacts(number: int) -> str:
    return counted(number, "contact")
