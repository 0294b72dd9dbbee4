"""What a planner does with a refused time, an empty week and an offer: try, one lesson only, take back, send."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.pages import test_week_page
from tests.pages.test_week_page import open_trial, slots, this_week


def texts(page):
    """What the page says, without the signs that keep it from being markdown."""
    return test_week_page.texts(page).replace("\\", "")


def week_of(open_page):
    return open_page("week", contact="1001", week=str(this_week().shifted(1)))


def near_saturday():
    """The first Saturday that no notice reaches and that every profile looks as far ahead as."""
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    return next(day for day in (today + timedelta(days=ahead) for ahead in range(2, 9)) if day.weekday() == 5)


@pytest.fixture
def asked(demo, open_page):
    """The answer to a Saturday afternoon at which the tutor is free, refused by the profile and the wish."""
    page = week_of(open_page)
    for hour in range(12, 20):
        page.text_input(key="why_time").input(f"{near_saturday().isoformat()} {hour}:00").run()
        if buttons(page, "try_opening"):
            return page
    raise AssertionError("no free hour on that Saturday")


@pytest.fixture
def nothing_left(demo, open_page):
    """A week in which a wish for the night leaves nothing."""
    return open_trial(week_of(open_page)).text_input(key="try_wish").input("elke dag om 04:00").run()


def starts(page):
    return {(key, start) for key, group in slots(page).items() for start in group.options}


def buttons(page, name):
    return [button.key for button in page.button if button.key and button.key.startswith(name)]


def saturday_is_listed(page):
    return f"slots_{near_saturday().isoformat()}" in slots(page)


def offer_of(page):
    """The page after a click on "Make an offer"."""
    return page.button(key="make_offer").click().run()


def test_what_opens_a_time_is_tried_for_this_view_and_its_start_is_picked(asked):
    assert "What would open it" in texts(asked)
    asked.button(key="try_opening_0").click().run()
    said = texts(asked)
    assert "Saturday allowed" in said
    assert "nothing is stored" in said
    assert "Picked: za" in said
    assert "Exception" not in said
    assert saturday_is_listed(asked)


def test_what_was_tried_to_open_a_time_ends_with_one_click(asked):
    open_trial(asked.button(key="try_opening_0").click().run())
    asked.button(key="try_stop").click().run()
    assert "Trying" not in texts(asked)
    assert not saturday_is_listed(asked)


def test_a_time_opened_for_one_lesson_adds_that_start_alone_and_tries_nothing(asked):
    before = starts(asked)
    asked.button(key="only_this_0").click().run()
    said = texts(asked)
    assert "Exception for this lesson only" in said
    assert "Trying" not in said
    assert saturday_is_listed(asked)
    assert len(starts(asked) - before) == 1


def test_an_exception_lasts_over_a_look_at_another_week(asked):
    asked.button(key="only_this_0").click().run()
    asked.button(key="later").click().run()
    assert "Picked:" not in texts(asked)
    asked.button(key="earlier").click().run()
    assert saturday_is_listed(asked)


def test_an_exception_taken_back_leaves_nothing(asked):
    asked.button(key="only_this_0").click().run()
    asked.button(key="take_back").click().run()
    assert "Exception" not in texts(asked)
    assert "Picked:" not in texts(asked)
    assert not saturday_is_listed(asked)


def test_an_exception_is_not_carried_to_another_contact(asked):
    asked.button(key="only_this_0").click().run()
    asked.query_params["contact"] = "1003"
    asked.run()
    assert "Exception" not in texts(asked)
    assert asked.session_state["planner_state"].exception is None


def test_an_offered_time_asks_for_no_opening(demo, open_page):
    page = week_of(open_page)
    day, group = next(iter(slots(page).items()))
    page.text_input(key="why_time").input(f"{day.removeprefix('slots_')} {group.options[0]}").run()
    assert "Offered: " in texts(page)
    assert not buttons(page, "try_opening")


def test_an_empty_week_says_what_comes_nearest_and_badges_it(nothing_left):
    said = texts(nothing_left)
    assert "Nothing fits the wish. What comes nearest" in said
    badges = [mark.value for mark in nothing_left.markdown if "-badge[" in mark.value]
    assert any("orange-badge[" in badge for badge in badges)
    assert slots(nothing_left)


def test_what_comes_nearest_is_picked_as_not_as_wished(nothing_left):
    group = next(iter(slots(nothing_left).values()))
    group.select(group.options[0]).run()
    said = texts(nothing_left)
    assert "Not as wished: " in said
    assert "It fits" not in said


def test_an_opening_of_an_empty_week_fills_it(nothing_left):
    nothing_left.button(key=buttons(nothing_left, "try_week")[0]).click().run()
    said = texts(nothing_left)
    assert "No slot fits this week" not in said
    assert "Nothing fits the wish" not in said
    assert slots(nothing_left)


def test_an_offer_lists_the_times_and_the_message_with_the_same_number_of_them(demo, open_page):
    page = offer_of(week_of(open_page))
    numbered = [mark.value for mark in page.markdown if mark.value.startswith("**") and ". " in mark.value[:6]]
    (message,) = page.code
    lines = [line for line in message.value.splitlines() if line[:1].isdigit()]
    assert 1 <= len(lines) == len(numbered)
    assert not page.exception


def test_an_offer_that_is_closed_does_not_come_back_by_itself(demo, open_page):
    page = offer_of(week_of(open_page))
    assert page.code
    page.button(key="later").click().run()
    assert not page.code
    assert offer_of(page).code or "Nothing can be offered" in texts(page)


def test_an_offer_of_what_is_not_as_wished_says_so_with_every_time(nothing_left):
    offer_of(nothing_left)
    lines = [line for line in nothing_left.code[0].value.splitlines() if line[:1].isdigit()]
    badged = [mark for mark in nothing_left.markdown if mark.value.startswith("**") and "orange-badge[" in mark.value]
    assert len(badged) == len(lines)
    assert "Not as wished" in texts(nothing_left)


def test_a_message_does_not_say_that_times_chosen_by_a_tried_wish_are_what_the_contact_wished(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week()), tutors="Eva,Noor,Tim")
    open_trial(page).text_input(key="try_wish").input("niet woensdag, niet vrijdag").run()
    offer_of(page)
    assert "Het past bij wat je hebt doorgegeven" not in page.code[0].value
    assert "Het is anders dan je hebt doorgegeven" in page.code[0].value
    assert texts(page).count("nothing is stored") == 3  # above the calendar, with what can be tried, and here
