"""Drafts and versions on the profiles page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pages.profiles_parts.desk import Asked
from tests.pages.profiles_page import (
    ask,
    by,
    change,
    drafts,
    has,
    press,
    publish,
    said,
    table,
    the_ports,
    versions,
)
from tutorcore.services.know_profiles import today
from tutorcore.services.profiles.drafting import drop_draft, new_draft, save_draft


@pytest.fixture
def page(demo, open_page):
    """The page, with somebody who works."""
    return by(open_page("profiles"))


def publish_here(page, note="more choice", *, day=None):
    """Publish what is changed."""
    press(page, "publish_open")
    if day is not None:
        page.date_input(key="publish_day").set_value(day).run()
    page.text_area(key="publish_note").set_value(note).run()
    return press(page, "publish_now")


def local_day(days=0):
    with the_ports() as ports:
        return today(ports) + timedelta(days=days)


# publishing


def test_a_change_is_published_with_its_reason_and_holds(page):
    change(page, "new", "days_ahead", 12)
    press(page, "publish_open")
    assert table(page) == [["Days ahead", "10 (built in)", "12 (published)"]]
    page.text_area(key="publish_note").set_value("more choice").run()
    press(page, "publish_now")
    [version] = versions("new")
    assert (version.fields, version.note, version.effective_on) == ({"days_ahead": 12}, "more choice", local_day())
    assert "Published: new holds now" in said(page)
    assert "**12** :small[:gray[published]]" in said(page)
    assert not has(page, "publish_now")


def test_without_a_reason_nothing_is_published_and_the_dialog_says_why(page):
    change(page, "new", "days_ahead", 12)
    publish_here(page, note=" ")
    assert "Say why in a few words" in page.error[0].value
    assert versions("new") == []
    assert has(page, "publish_now")


def test_without_a_name_nothing_is_published(demo, open_page):
    page = open_page("profiles")
    change(page, "new", "days_ahead", 12)
    publish_here(page)
    assert "Nobody is chosen" in page.error[0].value.replace("\\", "")
    assert versions("new") == []


def test_what_holds_from_a_later_day_is_told_at_its_head(page):
    change(page, "new", "days_ahead", 12)
    publish_here(page, day=local_day(7))
    assert "holds from" in said(page)
    assert ": version 1]]" in said(page)
    assert "**10** :small[:gray[built in]]" in said(page)


def test_the_dialog_says_what_takes_over_when(page):
    publish("new", {"offer_size": 9}, on=local_day(5), note="for the exams")
    press(page, "change_new")
    change(page, "new", "days_ahead", 12)
    press(page, "publish_open")
    assert "version 1 (Anouk: “for the exams”) takes over" in said(page)
    page.date_input(key="publish_day").set_value(local_day(6)).run()
    assert "Until then version 1 holds" in said(page)
    assert ["Slots in an offer", "9 (published)", "6 (built in)"] in table(page)


def test_what_is_odd_is_told_before_it_is_published(page):
    change(page, "premium", "duration_minutes", 180)
    press(page, "publish_open")
    assert any("ends after midnight" in one.value for one in page.warning)


# drafts


def test_a_draft_is_saved_under_a_name_and_its_address_opens_it_for_others(page, open_page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    [draft] = drafts()
    assert draft.fields == {"days_ahead": 12}
    assert page.query_params["draft"] in (draft.id, [draft.id])
    assert f"draft of {draft.actor}" in said(page)
    other = open_page("profiles", draft=draft.id)
    assert other.select_slider(key="try_new_days_ahead").value == 12
    assert "1 value changed here" in said(other)


def test_a_draft_is_saved_again_not_twice(page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    change(page, "new", "offer_size", 9)
    press(page, "draft_save")
    [draft] = drafts()
    assert (draft.version, draft.fields) == (2, {"days_ahead": 12, "offer_size": 9})


def test_publishing_a_draft_takes_it_off_the_list_and_out_of_the_address(page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    publish_here(page)
    assert drafts() == []
    assert "draft" not in page.query_params
    page.switch_page("pages/contact.py").run()
    page.switch_page("pages/profiles.py").run()
    assert not page.warning


def test_a_link_to_a_draft_that_is_gone_says_so(demo, open_page):
    page = open_page("profiles", draft="gone")
    assert "This link cannot be used: There is no such draft" in page.warning[0].value.replace("\\", "")
    assert has(page, "change_existing")


def test_a_draft_that_somebody_dropped_while_it_is_open_is_saved_as_a_new_one(page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    with the_ports() as ports:
        drop_draft(ports, ports.profiles.drafts()[0], actor="Bram")
    change(page, "new", "days_ahead", 13)
    press(page, "draft_save")
    assert "There is no such draft" in page.error[0].value
    assert "keeps it as a new draft" in said(page)
    press(page, "draft_save")
    assert [draft.fields for draft in drafts()] == [{"days_ahead": 13}]


def test_a_draft_of_the_list_is_gone_on_with_or_dropped(page):
    with the_ports() as ports:
        kept = new_draft(ports, "new", {"days_ahead": 12}, actor="Bram", based_on=0)
        other = new_draft(ports, "premium", {"offer_size": 9}, actor="Bram", based_on=0)
    ask(page, Asked.DRAFTS)
    assert "Days ahead 10 → 12" in said(page)
    press(page, f"drop_draft_{other.id}")
    assert drafts() == [kept]
    press(page, f"open_draft_{kept.id}")
    assert page.select_slider(key="try_new_days_ahead").value == 12


def test_without_drafts_the_list_says_how_one_is_made(page):
    ask(page, Asked.DRAFTS)
    assert "There is no draft" in said(page)


# two at once


def test_the_second_manager_sees_the_firsts_change_before_anything_is_overwritten(page):
    change(page, "new", "days_ahead", 12)
    publish("new", {"days_ahead": 20, "offer_size": 9}, note="exams")
    page.run()
    assert "published new meanwhile" in said(page)
    assert "“exams”" in said(page)
    assert table(page)[:2] == [["Days ahead", "10", "20", "12 (both changed it)"], ["Slots in an offer", "6", "9", "–"]]
    assert page.button(key="publish_open").disabled
    press(page, "meanwhile_keep")
    publish_here(page)
    assert versions("new")[-1].fields == {"days_ahead": 12, "offer_size": 9}


def test_a_draft_that_was_laid_on_top_of_the_firsts_change_does_not_ask_again(page, open_page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    publish("new", {"days_ahead": 20, "offer_size": 9})
    page.run()
    press(page, "meanwhile_keep")
    press(page, "draft_save")
    other = open_page("profiles", draft=drafts()[0].id)
    assert not has(other, "meanwhile_keep")
    assert other.select_slider(key="try_new_days_ahead").value == 12
    assert drafts()[0].fields == {"days_ahead": 12, "offer_size": 9}


def test_what_somebody_else_published_just_so_is_no_change_any_more(page):
    change(page, "new", "duration_minutes", 70)
    change(page, "new", "days_ahead", 12)
    assert "2 values changed here" in said(page)
    publish("new", {"duration_minutes": 70})
    page.run()
    assert "1 value changed here" in said(page)
    assert "was 70 minutes" not in said(page)


def test_the_second_manager_may_drop_what_was_changed_here(page):
    change(page, "new", "days_ahead", 12)
    publish("new", {"days_ahead": 20})
    page.run()
    press(page, "meanwhile_drop")
    assert page.select_slider(key="try_new_days_ahead").value == 20
    assert not has(page, "meanwhile_keep")
    assert page.button(key="publish_open").disabled


def test_who_publishes_a_moment_too_late_is_told_and_loses_nothing(page):
    change(page, "new", "days_ahead", 12)
    press(page, "publish_open")
    publish("new", {"days_ahead": 20})
    page.text_area(key="publish_note").set_value("mine").run()
    press(page, "publish_now")
    assert "Somebody else published “new” meanwhile" in page.error[0].value
    assert len(versions("new")) == 1
    assert page.select_slider(key="try_new_days_ahead").value == 12


def test_a_draft_that_somebody_else_saved_meanwhile_stands_beside_ones_own(page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    [draft] = drafts()
    with the_ports() as ports:
        save_draft(ports, draft, {"days_ahead": 20}, actor="Bram")
    change(page, "new", "offer_size", 9)
    press(page, "draft_save")
    assert "Bram saved this draft meanwhile" in said(page)
    assert table(page) == [["Days ahead", "20", "12"], ["Slots in an offer", "6", "9"]]
    press(page, "draft_mine")
    press(page, "draft_save")
    assert {tuple(sorted(one.fields.items())) for one in drafts()} == {
        (("days_ahead", 20),),
        (("days_ahead", 12), ("offer_size", 9)),
    }


def test_one_may_go_on_with_what_somebody_else_saved(page):
    change(page, "new", "days_ahead", 12)
    press(page, "draft_save")
    [draft] = drafts()
    with the_ports() as ports:
        save_draft(ports, draft, {"days_ahead": 20}, actor="Bram")
    press(page, "draft_save")
    press(page, "draft_theirs")
    assert page.select_slider(key="try_new_days_ahead").value == 20
    change(page, "new", "days_ahead", 21)
    press(page, "draft_save")
    assert [one.fields for one in drafts()] == [{"days_ahead": 21}]
