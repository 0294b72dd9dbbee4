"""Profiles of one's own on the profiles page: begun from another, retired with everybody who has them."""

from __future__ import annotations

import pytest

from pages.profiles_parts.desk import Asked
from tests.builders import a_row
from tests.pages.profiles_page import ask, by, change, drafts, has, press, publish, said, the_ports, versions
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.profiles.retiring import retire_profile


@pytest.fixture
def page(demo, open_page):
    """The page, with somebody who works."""
    return by(open_page("profiles"))


def begin(page, name, like="premium"):
    ask(page, Asked.NEW)
    page.text_input(key="new_profile_name").set_value(name)
    page.selectbox(key="new_profile_like").set_value(like)
    return press(page, "new_profile_begin")


def has_segment(contact_id, segment):
    with the_ports() as ports:
        row = a_row(contact_id, "Emma", attributes={"segment": segment})
        ports.contacts.import_rows([row], actor="test", at=ports.clock.now())


def retire(name):
    with the_ports() as ports:
        newest = len(ports.profiles.versions(name=name))
        retire_profile(ports, name, moves={}, note="nobody asks", actor="Bram", expected_version=newest)


def test_a_new_profile_begins_as_a_draft_like_another_and_is_there_once_published(page):
    begin(page, "evening")
    assert drafts()[0].name == "evening"
    assert page.select_slider(key="try_evening_duration_minutes").value == 90
    assert "not there until it is published" in said(page)
    change(page, "evening", "duration_minutes", 45)
    press(page, "publish_open")
    page.text_area(key="publish_note").set_value("evenings").run()
    press(page, "publish_now")
    with the_ports() as ports:
        assert know_profiles(ports)["evening"].profile.duration_minutes == 45
        assert know_profiles(ports)["evening"].profile.offer_size == 15
    assert drafts() == []


def test_a_new_profile_with_the_usual_values_begins_and_is_not_told_as_no_difference(page):
    begin(page, "evening", like="new")
    press(page, "publish_open")
    assert "evening begins with the values" in said(page)
    assert "No value differs" not in said(page)


@pytest.mark.parametrize(("name", "why"), [("Evening", "cannot be the name"), ("new", "There is “new” already")])
def test_a_name_that_cannot_be_used_is_told_in_the_dialog(page, name, why):
    begin(page, name)
    assert why in page.error[0].value
    assert drafts() == []
    assert has(page, "new_profile_begin")


def test_without_a_profile_of_ones_own_there_is_nothing_to_retire(page):
    ask(page, Asked.RETIRE)
    assert "Only profiles of your own can be retired" in said(page)
    assert not has(page, "retire_now")


def test_who_has_a_profile_is_listed_and_goes_where_it_is_said(page):
    publish("evening", {"earliest_hour": 17})
    has_segment("e1", "evening")
    ask(page, Asked.RETIRE)
    assert "**1 contact** would be without it" in said(page)
    page.selectbox(key="retire_all_to").set_value("premium").run()
    page.text_input(key="retire_note").set_value("nobody asks").run()
    press(page, "retire_now")
    assert "evening is retired. 1 contact moved." in said(page)
    with the_ports() as ports:
        assert ports.contacts.get("e1").attributes["segment"] == "premium"
        assert "evening" not in know_profiles(ports)


def test_who_comes_to_it_while_it_is_looked_at_is_seen_before_anybody_is_moved(page):
    publish("evening", {"earliest_hour": 17})
    ask(page, Asked.RETIRE)
    page.text_input(key="retire_note").set_value("nobody asks").run()
    has_segment("e1", "evening")
    press(page, "retire_now")
    assert "Who has it changed meanwhile" in said(page)
    assert len(versions("evening")) == 1
    press(page, "retire_now")
    assert versions("evening")[-1].retired


def test_a_version_that_somebody_publishes_while_it_is_being_retired_is_told(page):
    publish("evening", {"earliest_hour": 17})
    ask(page, Asked.RETIRE)
    page.text_input(key="retire_note").set_value("nobody asks").run()
    publish("evening", {"earliest_hour": 18})
    press(page, "retire_now")
    assert "Somebody else published “evening” meanwhile" in page.error[0].value
    assert not versions("evening")[-1].retired


def test_without_a_reason_nothing_is_retired(page):
    publish("evening", {"earliest_hour": 17})
    ask(page, Asked.RETIRE)
    assert "Nobody has this profile" in said(page)
    press(page, "retire_now")
    assert "Say why" in page.error[0].value
    assert len(versions("evening")) == 1


def test_a_profile_that_somebody_retires_while_it_is_open_is_told_and_nothing_is_lost(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    page = by(open_page("profiles", profiles="new,evening"))
    change(page, "evening", "days_ahead", 12)
    retire("evening")
    page.run()
    assert not page.exception
    assert "Bram retired evening meanwhile" in said(page)
    assert "Publishing yours brings it back" in said(page)
    assert page.select_slider(key="try_evening_days_ahead").value == 12
    press(page, "meanwhile_keep")
    press(page, "publish_open")
    page.text_area(key="publish_note").set_value("it was needed").run()
    press(page, "publish_now")
    with the_ports() as ports:
        assert know_profiles(ports)["evening"].profile.days_ahead == 12


def test_who_drops_their_change_to_a_retired_profile_is_at_it_no_more(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    page = by(open_page("profiles", profiles="new,existing,evening"))
    change(page, "evening", "days_ahead", 12)
    retire("evening")
    page.run()
    press(page, "meanwhile_drop")
    assert not has(page, "put_back_evening")
    assert has(page, "change_new")


def test_a_profile_that_is_retired_while_it_is_only_looked_at_says_that_it_is_not_there(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    page = by(open_page("profiles", profiles="new,evening"))
    press(page, "change_evening")
    retire("evening")
    page.run()
    assert "not there now: retired" in said(page)
    assert page.button(key="publish_open").disabled


def test_a_draft_of_a_profile_that_was_retired_is_still_there(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    page = by(open_page("profiles", profiles="new,evening"))
    change(page, "evening", "days_ahead", 12)
    press(page, "draft_save")
    retire("evening")
    again = open_page("profiles", draft=drafts()[0].id)
    assert "retired evening meanwhile" in said(again)
    assert again.select_slider(key="try_evening_days_ahead").value == 12


def test_a_comparison_with_a_profile_that_was_retired_goes_on_without_it(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    page = open_page("profiles", profiles="new,existing,evening")
    retire("evening")
    page.run()
    assert not page.exception
    assert "there is no profile evening here" in said(page)


def test_a_profile_that_is_retired_while_a_week_tries_it_is_tried_no_more(demo, open_page):
    publish("evening", {"earliest_hour": 17})
    with the_ports() as ports:
        contact = ports.contacts.recent(limit=1)[0]
    week = open_page("week", contact=contact.id)
    week.session_state["try_open"] = True
    week.run().selectbox(key="try_profile").set_value("evening").run()
    retire("evening")
    week.run()
    assert not week.error
    assert "The profile evening was retired meanwhile, and is tried no more" in said(week)
    assert week.selectbox(key="try_profile").value != "evening"
    week.run()
    assert "was retired meanwhile" not in said(week)
