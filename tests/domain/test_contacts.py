from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tutorcore.domain.contacts import Contact, Conversation, Pin, Wish, current_wish, newest_first

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def a_talk(number, wish=None, *, days_ago=None, created_days_ago=None, **values):
    return Conversation(
        id=str(number),
        contact_id="1",
        attributes={} if wish is None else {"preferred_times": wish},
        last_activity_at=None if days_ago is None else NOW - timedelta(days=days_ago),
        created_at=None if created_days_ago is None else NOW - timedelta(days=created_days_ago),
        **values,
    )


def test_the_newest_wish_that_is_not_blank_counts():
    talks = [a_talk(1, "maandag", days_ago=9), a_talk(2, "dinsdag", days_ago=5), a_talk(3, "  ", days_ago=1)]
    assert current_wish(talks).text == "dinsdag"


def test_without_a_wish_there_is_no_conversation_either():
    assert current_wish([a_talk(1), a_talk(2, "")]) == Wish()


def test_the_customers_own_line_is_the_wish_itself_until_a_planner_saves_another():
    assert current_wish([a_talk(1, "maandag", days_ago=1)]).own_line == "maandag"
    assert current_wish([a_talk(1, "maandag", days_ago=1, own_line="op ma graag")]).own_line == "op ma graag"


def test_a_wish_that_is_no_text_is_read_as_text():
    assert current_wish([a_talk(1, 5, days_ago=1)]).text == "5"


def test_creation_counts_where_nothing_is_known_of_activity():
    talks = [a_talk(1, created_days_ago=1), a_talk(2, days_ago=3), a_talk(3)]
    assert [talk.id for talk in newest_first(talks)] == ["1", "2", "3"]


def test_of_conversations_at_one_moment_the_higher_number_is_newer():
    assert [talk.id for talk in newest_first([a_talk(9, days_ago=1), a_talk(10, days_ago=1)])] == ["10", "9"]


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({"name": "Zoë"}, "Zoë"),
        ({"name": "  ", "phone": "+31612345678"}, "+31612345678"),
        ({"email": "a@example.org"}, "a@example.org"),
        ({}, "contact 1"),
    ],
)
def test_a_contact_is_called_by_the_best_that_is_known(known, label):
    assert Contact(id="1", **known).label == label


@pytest.mark.parametrize(("after", "runs"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_pin_runs_from_its_beginning_up_to_its_end(after, runs):
    pin = Pin(contact_id="1", segment="premium", reason="x", actor="a", since=NOW, until=NOW + timedelta(minutes=60))
    assert pin.runs_at(NOW + timedelta(minutes=after)) is runs
