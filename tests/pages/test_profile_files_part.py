"""The dialog of files on the Profiles page: everything to take along, and a text that is looked at before it counts."""

from __future__ import annotations

import re

import pytest

from pages.profiles_parts.desk import Asked
from tests.pages.data_page import choose_actor, store, texts
from tutorcore.services.know_profiles import know_profiles


@pytest.fixture
def page(demo, open_page):
    """The dialog, where Anouk works."""
    page = open_page("profiles")
    choose_actor(page, page.selectbox(key="actor").options[0])
    return open_files(page)


def open_files(page):
    """As the menu does, which a test cannot open."""
    page.session_state["profiles_desk"].ask(Asked.FILES)
    return page.run()


def look(page, text):
    page.text_area(key="files_pasted").set_value(text)
    return page.button(key="files_look").click().run()


def read(page):
    return texts(page).replace("\\", "")


def tables(page):
    return [list(map(list, frame.value.itertuples(index=False))) for frame in page.table]


def profile(name):
    with store() as dashboard:
        return know_profiles(dashboard.ports)[name].profile


def test_all_profiles_can_be_taken_along_in_every_format(page):
    labels = [button.label for button in page.get("download_button")]
    assert labels == ["Environment lines", "TOML", "JSON", "Table (CSV)"]
    assert "Not in the environment lines, which cannot hold it: lesson type trial" in read(page)


def test_a_text_is_shown_before_anything_comes_of_it(page):
    look(page, "PLANNING_NEW_LATEST=21\nPLANNING_EVENING_EARLIEST=17\nPLANNING_PREMIUM_OFFER=15\nTZ=UTC")
    told = [[cell.replace("\\", "") for cell in row] for row in tables(page)[-1]]
    assert told == [
        ["new", "changed", "Last start 20:00 → 21:00"],
        ["evening", "added", "First start 10:00 → 17:00"],
        ["premium", "unchanged", "–"],
    ]
    assert "Not about profiles, and passed over: TZ" in read(page)
    assert profile("new").latest_hour == 20


def test_what_is_wrong_is_told_all_at_once_and_nothing_can_be_taken_over(page):
    look(page, "PLANNING_NEW_LATEST=9\nPLANNING_PREMIUM_OFFER=0\nPLANNING_NEW_COLOUR=red")
    said = page.error[0].value.replace("\\", "")
    assert "line 2: PLANNING_PREMIUM_OFFER=0: give a whole number from 1 to 50" in said
    assert "line 3: PLANNING_NEW_COLOUR: a planning profile has no “COLOUR”" in said
    assert "profile new (line 1): This profile cannot be used: the last start (9:00) lies before the first" in said
    assert "files_publish" not in {button.key for button in page.button}


@pytest.mark.parametrize(("text", "said"), [("", "nothing to look at yet"), ("hello", "neither environment lines nor")])
def test_what_is_no_such_text_is_told(page, text, said):
    look(page, text)
    assert said in page.error[0].value.replace("\\", "")


def test_a_file_becomes_drafts_and_the_first_is_open(page):
    text = "[profiles.new]\nlatest_hour = 21\n[profiles.weekend]\nlatest_hour = 19\n"
    page.file_uploader(key="files_upload").upload("rules.toml", text.encode(), "text/plain")
    page.button(key="files_look").click().run()
    page.button(key="files_drafts").click().run()
    assert "2 changes kept as drafts; the first is open here" in read(page)
    assert page.slider(key="try_new_earliest_hour").value == (10, 21)
    with store() as dashboard:
        assert {draft.name for draft in dashboard.ports.profiles.drafts()} == {"new", "weekend"}
    assert profile("new").latest_hour == 20


def test_a_text_is_published_with_a_reason(page):
    look(page, '{"profiles": {"new": {"latest_hour": 21}}}')
    page.button(key="files_publish").click().run()
    assert "Say why in a few words" in page.error[0].value
    page.text_input(key="files_note").set_value("as agreed")
    page.button(key="files_publish").click().run()
    assert "1 change published" in read(page)
    assert profile("new").latest_hour == 21


def test_a_dialog_that_was_left_begins_anew(page):
    look(page, "PLANNING_NEW_LATEST=21")
    page.switch_page("pages/contact.py").run()
    page.switch_page("pages/profiles.py").run()
    open_files(page)
    assert "files_drafts" not in {button.key for button in page.button}


def test_names_from_a_file_are_text(page):
    look(page, "[profiles.'<img src=x onerror=alert(1)> [x](javascript:alert(1))']\nlatest_hour = 21\n['**a**']")
    assert "<img src=x" in page.error[0].value.replace("\\", "")
    assert not re.search(r"(?<!\\)(<img|\[x\])", page.error[0].value)
    assert not page.exception
