"""Two looks at real lessons: those held lately, put to the draft, and how much of the opening hours is booked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

import streamlit as st

from pages.shared.tables import facts_table
from pages.shared.text import plain
from tutorcore.domain.effects.findings import Numbers
from tutorcore.domain.effects.occupancy import WeekUse
from tutorcore.domain.reasons import Reason
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.effect.everybody import Effect
from tutorcore.wording.dates import moment_text
from tutorcore.wording.effects import RULE_LABELS, back_test_text, change_text, not_judged_text, share_text

LISTED: Final = 15
_Uses = dict[tuple[str, IsoWeek], WeekUse]


def draw_lessons(effect: Effect, zone: ZoneInfo) -> None:
    """What the rules as they are and the draft would have refused, by which rule."""
    before, after = effect.back_test
    st.markdown(plain(back_test_text(effect.back_test), longest=300))
    reasons = [reason for reason in Reason if before.by_rule.get(reason) or after.by_rule.get(reason)]
    if reasons:
        facts_table(
            [
                {
                    "rule": RULE_LABELS[reason],
                    "lessons": change_text(Numbers(before.by_rule.get(reason, 0), after.by_rule.get(reason, 0))),
                }
                for reason in reasons
            ],
            alt="By rule how many of these lessons would have been refused, now and by the draft.",
        )
    st.caption(f"By what their contacts are planned by today. {plain(not_judged_text(after), longest=400)}")
    _newly_refused(effect, zone)


def _newly_refused(effect: Effect, zone: ZoneInfo) -> None:
    """The lessons that only the draft refuses, newest first."""
    before, after = effect.back_test
    refused_now = {(lesson.contact_id, lesson.start) for lesson, _ in before.lessons}
    newly = [found for found in after.lessons if (found[0].contact_id, found[0].start) not in refused_now]
    if not newly:
        return
    with st.expander(f"{len(newly)} that only the draft refuses"):
        rows = [
            {
                "lesson": moment_text(lesson.start.astimezone(zone)),
                "why": ", ".join(RULE_LABELS[reason] for reason in reasons),
            }
            for lesson, reasons in newly[: -LISTED - 1 : -1]
        ]
        facts_table(rows, alt="Lessons that the draft would have refused, the newest first.")


def draw_use(effect: Effect) -> None:
    """A row a tutor, a column a week."""
    before, after = map(_by_tutor_and_week, effect.uses)
    weeks = sorted({week for _, week in (*before, *after)})
    if not weeks or not effect.tutors:
        st.info("No tutor is there, or the profile offers nothing.")
        return
    facts_table(
        [
            {"tutor": tutor.name}
            | {
                f"week {week.number}": share_text((before.get((tutor.name, week)), after.get((tutor.name, week))))
                for week in weeks
            }
            for tutor in effect.tutors
        ],
        alt="By tutor and week what part of the opening hours is taken, now and by the draft.",
    )
    unknown = any(use.unknown for use in (*before.values(), *after.values()))
    marked = " A question mark: part of it is not known, and left out." if unknown else ""
    st.caption(f"What part of the hours that the profile opens is taken, from today on, by whatever it is.{marked}")


def _by_tutor_and_week(uses: Iterable[WeekUse]) -> _Uses:
    return {(use.tutor.name, use.week): use for use in uses}
