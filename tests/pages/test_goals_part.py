"""A goal on the Profiles page: stated, searched for, and one of the answers opened in its profile."""

from __future__ import annotations

import pytest

from tests.pages.data_page import settled, texts

NEW_SLOTS = "at least 6 slots for 75 % of new"


@pytest.fixture
def page(demo, open_page):
    """The page with the profiles that it shows by itself."""
    return open_page("profiles")


def state_a_goal(page, sentence):
    return page.text_input(key="goal_sentence").set_value(sentence).run()


def find(page):
    return settled(page.button(key="goal_find").click().run())


def chosen(page):
    """The three values that say the goal."""
    inputs = page.number_input(key="goal_slots"), page.number_input(key="goal_percent")
    return (page.selectbox(key="goal_who").value, *(one.value for one in inputs))


def read(page):
    return texts(page).replace("\\", "")


def ways(page):
    return [one.key for one in page.button if one.key and one.key.startswith("goal_open_")]


def test_a_sentence_and_the_three_values_say_the_same(page):
    assert chosen(page) == ("new", 1, 100)
    state_a_goal(page, "minstens 6 plekken voor 95,5 %")
    assert chosen(page) == ("", 6, 95.5)
    assert page.text_input(key="goal_sentence").value == "At least 6 slots for 95.5 % of everybody"
    page.number_input(key="goal_slots").set_value(2).run()
    page.selectbox(key="goal_who").set_value("weekend").run()
    page.number_input(key="goal_percent").set_value(100.0).run()
    assert page.text_input(key="goal_sentence").value == "Nobody in weekend with fewer than 2 slots"


def test_what_is_not_understood_stays_as_it_was_typed_and_is_told(page):
    state_a_goal(page, "nobody in vip without a slot")
    assert "not understood: “vip”" in page.error[0].value.replace("\\", "")
    assert page.text_input(key="goal_sentence").value == "nobody in vip without a slot"
    assert page.button(key="goal_find").disabled
    state_a_goal(page, "nobody in new without a slot")
    assert not page.error
    assert not page.button(key="goal_find").disabled


def test_the_smallest_changes_are_told_with_what_they_reach_and_what_else_moves(page):
    find(state_a_goal(page, NEW_SLOTS))
    assert "At least 6 slots for 75 % of new" in read(page)
    assert "to reach it, the smallest change first." in read(page)
    assert " with fewer than 6 slots · slots in all " in read(page)
    assert len(ways(page)) > 1
    assert not page.exception


def test_an_answer_is_opened_as_a_draft_in_its_profile(page):
    find(state_a_goal(page, NEW_SLOTS))
    page.button(key="goal_open_0").click().run()
    assert "Tried in new: " in read(page)
    assert "not published" in read(page)
    assert page.button(key="put_back_new")
    assert "The profiles were changed here since this was worked out" in read(page)
    settled(page)
    find(page)
    assert "This is so already" in read(page)
    assert not ways(page)


def test_another_answer_takes_the_place_of_the_one_that_was_opened(page):
    find(state_a_goal(page, NEW_SLOTS))
    page.button(key="goal_open_0").click().run()
    page.button(key="goal_open_1").click().run()
    second = page.session_state["goals_desk"].search.job.result.reached[1]
    assert page.session_state["planner_state"].profile_trials["new"].typed == second.values


def test_a_goal_that_nothing_reaches_has_the_nearest(page):
    find(state_a_goal(page, "nobody in new with fewer than 1000 slots"))
    assert "No change of one or two values" in read(page)
    find(state_a_goal(page, "nobody without a slot"))
    assert "this one comes nearest" in read(page)
    assert ways(page) == ["goal_open_0"]


def test_without_contacts_there_is_nothing_to_reach(own, open_page):
    page = find(open_page("profiles"))
    assert "There is nobody in new" in read(page)
    assert not page.exception
