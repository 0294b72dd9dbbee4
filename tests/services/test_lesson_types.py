"""Everything that plans for a contact goes through the lesson type that its conversations name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, a_row, a_talk, bring, ports_over, publish
from tutorcore.adapters.demo import DemoData
from tutorcore.bootstrap import DEMO_FOLDER
from tutorcore.domain.profile_sources import Source
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import RulesKind
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import Conflict, ImpossibleOverlay, InputError, UnknownName
from tutorcore.services.demo import refresh_demo
from tutorcore.services.explain_time import explain_time
from tutorcore.services.lesson_types.choosing import choose_lesson_type
from tutorcore.services.lesson_types.knowing import know_lesson_types, lesson_type_or_error, recorded_profile
from tutorcore.services.make_offer import make_offer
from tutorcore.services.open_contact import open_contact
from tutorcore.services.open_time import openings_at
from tutorcore.services.plan_week import Trial, plan_week
from tutorcore.services.undo_change import can_undo_change, undo_change
from tutorcore.services.weigh_preference import weigh_preference

WEEK = IsoWeek.of(NOW.date())


def a_type(ports, name, **fields):
    """Publish a lesson type of one's own."""
    return publish(ports, name, fields, kind=RulesKind.LESSON_TYPE)


@pytest.fixture
def ports(sqlite_store):
    """The demo, and a contact without a wish whose conversation is about a trial lesson."""
    store = sqlite_store
    demo = DemoData(DEMO_FOLDER, NOW.date(), AMSTERDAM)
    refresh_demo(
        demo, contacts=store.contacts, calendars=store.calendars, closures=store.closures, staff=store.staff, now=NOW
    )
    said = [("t", "trial"), ("none", None), ("odd", "Zaterdag"), ("w", "TRIAL ")]
    for contact_id, text in said:
        attributes = {"weekend_whitelisted": True} if contact_id == "w" else {}
        talk = a_talk(conversation_id=f"c{contact_id}", attributes={} if text is None else {"lesson_type": text})
        bring(store, a_row(contact_id, contact_id, attributes=attributes, talks=[talk]))
    return ports_over(store, now=NOW)


def opened(ports, contact_id="t"):
    return open_contact(ports, contact_id)


def plan(ports, contact_id="t", *, week=WEEK, **trial):
    return plan_week(ports, opened(ports, contact_id), week, tutors=["Eva"], trial=Trial(**trial))


def starts(planned):
    return [one.slot.start for one in (planned.table.offered() if planned.table else [])]


def test_a_contact_is_opened_with_the_lesson_type_over_its_profile(ports):
    contact = opened(ports)
    assert contact.said.text == "trial"
    assert contact.lesson_type == know_lesson_types(ports)["trial"]
    assert contact.profile.profile.duration_minutes == 30
    assert contact.profile.sources["latest_hour"] is Source.LESSON_TYPE
    assert contact.base_profile.profile.duration_minutes == 60
    assert contact.rules.name == "new + trial"


def test_without_a_lesson_type_the_profile_stands_as_it_is(ports):
    contact = opened(ports, "none")
    assert contact.lesson_type is None
    assert contact.profile is contact.base_profile
    assert contact.rules.name == "new"


def test_a_trial_of_a_weekend_contact_is_on_a_weekday_evening(ports):
    contact = opened(ports, "w")
    assert contact.rules.name == "weekend + trial"
    assert contact.profile.profile.weekdays == {0, 1, 2, 3, 4}
    found = starts(plan(ports, "w"))
    assert found
    assert all(start.weekday() < 5 and 17 <= start.hour <= 19 for start in found)


def test_an_unknown_lesson_type_is_told_and_not_used(ports):
    contact = opened(ports, "odd")
    assert contact.lesson_type is None
    assert contact.rules.unknown == "Zaterdag"
    assert starts(plan(ports, "odd")) == starts(plan(ports, "none"))


def test_an_impossible_combination_offers_nothing_anywhere(ports):
    a_type(ports, "zaterdag", allowed_weekdays={5})
    contact = opened(ports, "odd")
    assert contact.rules.impossible is not None
    assert "(profile new)" in str(contact.rules.impossible)
    assert "(lesson type zaterdag)" in str(contact.rules.impossible)
    planned = plan(ports, "odd")
    assert planned.table is None
    assert planned.tutors
    assert (planned.offered, planned.next_slot, planned.candidates) == ((), None, 0)
    assert make_offer(ports, contact, planned).items == ()
    assert weigh_preference(ports, contact, contact.preferences).without_wish == 0
    answer = explain_time(ports, contact, "wo 25 nov 16:00", tutors=["Eva"])
    assert answer.offered_by == ()
    assert openings_at(planned, answer.start).openings == ()


def test_the_week_the_explanation_and_the_weighing_go_through_the_lesson_type(ports):
    found = starts(plan(ports))
    assert found
    assert all(start.hour in {17, 18, 19} for start in found)
    assert weigh_preference(ports, opened(ports), opened(ports).preferences).fitting == len(
        starts(plan_week(ports, opened(ports), WEEK))
    )
    answer = explain_time(ports, opened(ports), "wo 25 nov 10:30", tutors=["Eva"])
    hours = {each.reason: each.lesson_type for each in answer.by_tutor["Eva"]}
    assert hours[Reason.HOURS] == "trial"


def test_an_offer_is_of_the_lesson_types_length(ports):
    offer = make_offer(ports, opened(ports), plan(ports))
    assert offer.items
    assert {item.slot.end - item.slot.start for item in offer.items} == {timedelta(minutes=30)}


def test_another_lesson_type_or_none_can_be_tried(ports):
    a_type(ports, "exam", duration_minutes=90)
    assert plan(ports, lesson_type="").profile == opened(ports).base_profile.profile
    tried = plan(ports, lesson_type="exam")
    assert (tried.profile.duration_minutes, tried.rules.name) == (90, "new + exam")
    assert plan(ports, "none", lesson_type="trial").profile == opened(ports).profile.profile
    assert plan(ports, lesson_type="nothing").rules.unknown == "nothing"


def test_the_lesson_type_stays_on_a_profile_that_is_tried(ports):
    tried = plan(ports, profile="premium")
    assert (tried.profile.duration_minutes, tried.profile.days_ahead) == (30, 21)
    assert tried.rules.name == "premium + trial"
    assert plan(ports, profile="premium", lesson_type="").profile.duration_minutes == 90


def test_a_tried_length_wins_over_the_lesson_types(ports):
    assert plan(ports, duration_minutes=45).profile.duration_minutes == 45


def test_a_published_version_holds_from_its_day(ports):
    tomorrow = NOW.date() + timedelta(days=1)
    publish(ports, "trial", {"duration_minutes": 45}, kind=RulesKind.LESSON_TYPE, on=tomorrow)
    assert opened(ports).profile.profile.duration_minutes == 30
    assert know_lesson_types(ports, on=tomorrow)["trial"].fields == {"duration_minutes": 45}
    ports.clock.moment += timedelta(days=1)
    profile = opened(ports).profile.profile
    assert (profile.duration_minutes, profile.latest_hour) == (45, 20)


def test_a_name_is_asked_for_in_any_case_and_an_unknown_one_is_an_error(ports):
    assert lesson_type_or_error(ports, " Trial ") == "trial"
    assert lesson_type_or_error(ports, "") == ""
    with pytest.raises(UnknownName, match="There is no lesson type “x”"):
        lesson_type_or_error(ports, "x")


def test_the_rules_of_a_booking_are_found_again(ports):
    assert recorded_profile(ports, "new + trial") == opened(ports).profile.profile
    assert recorded_profile(ports, "new") == opened(ports).base_profile.profile
    assert recorded_profile(ports, "gone + trial") is None


def test_a_lesson_type_is_chosen_and_journalled(ports):
    choose_lesson_type(ports, opened(ports, "odd"), "trial", actor="Anouk")
    contact = opened(ports, "odd")
    assert contact.said.text == "trial"
    assert contact.said.conversation is not None
    assert contact.said.conversation.id == "codd"
    (entry, *_) = ports.journal.entries(subject="contact:odd")
    assert (entry.actor, entry.before, entry.after) == ("Anouk", {"lesson_type": "Zaterdag"}, {"lesson_type": "trial"})


def test_the_conversation_keeps_what_else_it_says(ports):
    before = opened(ports, "1001").wish
    choose_lesson_type(ports, opened(ports, "1001"), "trial", actor="Anouk")
    assert opened(ports, "1001").wish.text == before.text
    assert opened(ports, "1001").wish.own_line == before.own_line


def test_one_without_a_conversation_gets_one_of_our_own(ports, sqlite_store):
    bring(sqlite_store, a_row("alone"))
    choose_lesson_type(ports, opened(ports, "alone"), "trial", actor="Anouk")
    assert opened(ports, "alone").rules.name == "new + trial"


def test_none_takes_it_out_of_every_conversation(ports, sqlite_store):
    talks = [a_talk(conversation_id=f"m{number}", attributes={"lesson_type": "trial"}) for number in range(3)]
    bring(sqlite_store, a_row("many", talks=talks))
    choose_lesson_type(ports, opened(ports, "many"), "", actor="Anouk")
    assert opened(ports, "many").said.text == ""


def test_what_is_impossible_or_unknown_or_so_already_is_not_chosen(ports):
    a_type(ports, "zaterdag", allowed_weekdays={5})
    with pytest.raises(ImpossibleOverlay):
        choose_lesson_type(ports, opened(ports, "none"), "zaterdag", actor="Anouk")
    with pytest.raises(UnknownName):
        choose_lesson_type(ports, opened(ports, "none"), "x", actor="Anouk")
    with pytest.raises(InputError, match="that already"):
        choose_lesson_type(ports, opened(ports), "trial", actor="Anouk")
    with pytest.raises(InputError, match="Nobody is chosen"):
        choose_lesson_type(ports, opened(ports), "", actor=" ")
    assert opened(ports, "none").said.text == ""


def test_a_choice_that_somebody_else_overtook_is_not_written(ports):
    seen = opened(ports)
    choose_lesson_type(ports, seen, "", actor="Anouk")
    with pytest.raises(Conflict, match="lesson type meanwhile"):
        choose_lesson_type(ports, seen, "", actor="Bram")


def test_a_choice_is_undone_unless_it_has_changed_since(ports):
    choose_lesson_type(ports, opened(ports, "odd"), "trial", actor="Anouk")
    (entry, *_) = ports.journal.entries(subject="contact:odd")
    assert can_undo_change(ports, entry)
    undo_change(ports, entry.id, actor="Bram")
    assert opened(ports, "odd").said.text == "Zaterdag"
    with pytest.raises(Conflict, match="it is Zaterdag now"):
        undo_change(ports, entry.id, actor="Bram")


def test_looking_writes_nothing(ports):
    before = ports.journal.entries(subject="contact:t")
    plan(ports)
    assert ports.journal.entries(subject="contact:t") == before
