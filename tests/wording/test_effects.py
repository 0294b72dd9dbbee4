"""What a change would do, in sentences."""

from __future__ import annotations

from datetime import datetime

import pytest

from tutorcore.domain.calendars import Tutor
from tutorcore.domain.effects.back_test import JUDGED, JUDGED_IF_KNOWN, BackTest
from tutorcore.domain.effects.findings import FirstDates, Numbers
from tutorcore.domain.effects.occupancy import WeekUse
from tutorcore.domain.effects.week_change import Fate
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.effects import (
    RULE_LABELS,
    back_test_text,
    change_text,
    concerned_text,
    fates_text,
    first_dates_text,
    lead_text,
    not_judged_text,
    share_text,
)


@pytest.mark.parametrize(
    ("losers", "winners", "otherwise", "said"),
    [
        (0, 0, 0, "Nobody is planned otherwise."),
        (3, 0, 9, "3 contacts would lose their last slot."),
        (1, 2, 9, "1 contact would lose the last slot, 2 contacts would get a first one."),
        (0, 1, 9, "Nobody would lose the last slot, 1 contact would get a first one."),
        (0, 0, 9, "Nobody would lose the last slot."),
        (1250, 0, 5000, "1.250 contacts would lose their last slot."),
    ],
)
def test_the_fact_that_matters_most_comes_first(losers, winners, otherwise, said):
    assert lead_text(losers, winners, otherwise) == said


def test_how_many_are_planned_by_it():
    assert concerned_text("existing", 52, 1200) == "52 of 1.200 contacts are planned by existing."
    assert concerned_text("kort", 1, 1) == "1 of 1 contact is planned by kort."


def test_a_number_that_changes_shows_both():
    assert (change_text(Numbers(12, 12)), change_text(Numbers(1200, 15))) == ("12", "1.200 → 15")


def test_what_becomes_of_slots():
    assert fates_text({Fate.KEPT: 12, Fate.GAINED: 3, Fate.LOST: 1}) == "12 kept, 3 gained, 1 lost"


def test_the_first_possible_dates():
    day = datetime(2026, 11, 25, 10, tzinfo=AMSTERDAM)
    before = FirstDates(median=day, worst=day.replace(day=27), without=2)
    after = FirstDates(median=day, worst=None, without=5)
    said = "First possible date: half of them by wo 25 nov, the last by vr 27 nov → –. Without any: 2 → 5."
    assert first_dates_text((before, after)) == said


def a_test(judged=222, refused=12, **values):
    """How so many lessons came out."""
    given = {"by_rule": {}, "notice_not_judged": 0, "beside_not_judged": 0}
    return BackTest(judged=judged, refused=refused, **given | values)


def test_how_many_lessons_would_have_been_refused():
    said = (
        "12 of 222 lessons held in the last 60 days would have been refused by the draft; by the rules as they are, 4."
    )
    assert back_test_text((a_test(refused=4), a_test())) == said
    assert back_test_text((a_test(0, 0), a_test(0, 0))).startswith("No lesson of these contacts")


def test_what_was_not_judged_is_said():
    assert not_judged_text(a_test()) == ""
    said = not_judged_text(a_test(notice_not_judged=1, beside_not_judged=2))
    assert said.startswith("Of 1 lesson nobody knows when the time was chosen")
    assert "Of 2 lessons the calendar is not known" in said


def test_every_rule_that_is_judged_has_a_name():
    assert set(RULE_LABELS) == {*JUDGED, *JUDGED_IF_KNOWN}


def a_use(booked, *, hours=600, unknown=0):
    """So many of 600 minutes."""
    tutor = Tutor(id=1, name="Eva")
    return WeekUse(tutor=tutor, week=IsoWeek(2026, 48), open=hours, booked=booked, unknown=unknown)


def test_how_much_is_taken():
    assert share_text((a_use(300), a_use(300))) == "50 %"
    assert share_text((a_use(300), a_use(150))) == "50 % → 25 %"
    assert share_text((None, a_use(0, hours=0))) == "–"
    assert share_text((a_use(100, unknown=400), a_use(0, unknown=600))) == "50 % → not known ?"
