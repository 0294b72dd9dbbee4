"""`slots`, `why` and `book` go by the lesson type of the conversations, or by another one that is asked for."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from tests.builders import a_row, a_talk, bring
from tests.builders import publish as publish_version
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.records import RulesKind
from tutorcore.domain.weeks import IsoWeek
from tutorcore.settings import Settings


@pytest.fixture
def trial(desk):
    """The desk, and contact "t" whose conversation is about a trial lesson, "odd" about something unknown."""
    with closing(open_dashboard(Settings.read())) as dashboard:
        for contact_id, said in (("t", "trial"), ("odd", "zaterdag")):
            talk = a_talk(conversation_id=contact_id, attributes={"lesson_type": said})
            bring(dashboard.store, a_row(contact_id, contact_id.title(), talks=[talk]))
    return desk


def saturday_only():
    with closing(open_dashboard(Settings.read())) as dashboard:
        publish_version(dashboard.ports, "zaterdag", {"allowed_weekdays": [5]}, kind=RulesKind.LESSON_TYPE)


def slots(desk, contact, *more):
    week = str(IsoWeek.of(desk.day))
    status, out, err = desk.run("slots", "--contact", contact, "--week", week, *more)
    return status, out, err


def hours(desk, contact, *more):
    _, out, _ = slots(desk, contact, "--json", *more)
    told = json.loads(out)
    return told["lesson_type"], {slot["start"][11:13] for slot in told["slots"]}


def test_slots_are_those_of_the_lesson_type(trial):
    told, found = hours(trial, "t")
    assert told == {"name": "trial", "unknown": "", "impossible": ""}
    assert found <= {"17", "18", "19"}
    assert found
    assert "T (new + trial)" in slots(trial, "t")[1]


def test_none_or_another_can_be_asked_for(trial):
    assert "10" in hours(trial, "t", "--lesson-type", "")[1]
    assert hours(trial, "1", "--lesson-type", "Trial") == hours(trial, "t")


def test_one_that_is_not_there_is_refused_with_those_that_are(trial):
    status, _, err = slots(trial, "t", "--lesson-type", "exam")
    assert status == 1
    assert "There is no lesson type “exam”. There are: trial." in err


def test_an_unknown_one_of_a_conversation_is_told_and_not_used(trial):
    told, found = hours(trial, "odd")
    assert told["unknown"] == "zaterdag"
    assert "10" in found
    assert "“zaterdag” is not known here" in slots(trial, "odd")[1]
    _, why, _ = trial.run("why", "--contact", "odd", trial.at("16:00"))
    assert "“zaterdag” is not known here" in why


def test_an_impossible_one_gives_no_slots_and_the_two_rules(trial):
    saturday_only()
    told, found = hours(trial, "odd")
    assert found == set()
    assert "“only Saturday” (lesson type zaterdag)" in told["impossible"]
    assert "nothing can be offered" in slots(trial, "odd")[1]
    _, why, _ = trial.run("why", "--contact", "odd", trial.at("16:00"))
    assert "Not offered" in why
    assert "“no weekends” (profile new)" in why
    assert "No tutor" not in why


def test_why_names_the_lesson_type(trial):
    _, why, _ = trial.run("why", "--contact", "t", trial.at("16:00"))
    assert "lessons start from 17:00 to 19:00 by the lesson type “trial”" in why
    assert "(lesson type “trial”)" in why
    _, without, _ = trial.run("why", "--contact", "t", "--lesson-type", "", trial.at("16:00"))
    assert "Offered" in without


def test_a_lesson_is_booked_by_it(trial):
    status, made = trial.book("16:00", "t")
    assert status == 3
    status, made = trial.book("18:00", "t")
    assert (status, made["state"], made["end"]) == (0, "booked", trial.instant("18:30"))
    status, made = trial.book("14:00", "1", "--lesson-type", "trial")
    assert status == 3
    status, made = trial.book("14:00", "t", "--lesson-type", "")
    assert (status, made["end"]) == (0, trial.instant("15:00"))


def test_an_impossible_one_books_nothing(trial):
    saturday_only()
    status, made = trial.book("16:00", "odd")
    assert status == 1
    assert "exclude each other" in json.dumps(made, ensure_ascii=False)
