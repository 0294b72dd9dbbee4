from __future__ import annotations

import csv
import re

import pytest

from tests.builders import publish as publish_version
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.profiles import FIELDS, PLANNING_PROFILES
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.settings import Settings
from tutorcore.wording.profiles import profile_rows

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1))"


def markdown(page):
    """Everything said on the page, as it is given to the browser."""
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error)
    return "\n".join(str(element.value) for element in elements)


def texts(page):
    """Everything said on the page, as people read it."""
    return read(markdown(page))


def read(text):
    return text.replace("\\", "")


def heads(page):
    """The profiles that stand side by side, by their buttons."""
    return [
        button.key.removeprefix("change_") for button in page.button if button.key and button.key.startswith("change_")
    ]


def rows(page):
    """The labels of the table that say that the profiles differ."""
    return [one.value for one in page.markdown if one.value.startswith("**≠")]


def totals(page):
    """The cells that tell how many slots each profile offers."""
    return [one.value for one in page.markdown if " :small[:gray[in " in one.value]


def publish(name, **fields):
    """Publish a version of a profile in the store that the page reads."""
    dashboard = open_dashboard(Settings.read())
    publish_version(dashboard.ports, name, fields)
    dashboard.close()


@pytest.fixture
def page(demo, open_page):
    """The page with the profiles that it shows by itself."""
    return open_page("profiles")


def change(page, name, field, value):
    """Open a column where it is not, and change one value in it."""
    if not any(one.key == f"put_back_{name}" for one in page.button):
        page.button(key=f"change_{name}").click().run()
    return page.number_input(key=f"try_{name}_{field}").set_value(value).run()


def test_four_built_in_profiles_stand_side_by_side_at_first(page):
    assert not page.exception
    assert heads(page) == ["new", "existing", "weekend", "premium"]
    assert len(totals(page)) == 4


def test_the_profiles_of_the_address_are_compared(demo, open_page):
    page = open_page("profiles", profiles="existing,new", tutor="Tim")
    assert heads(page) == ["new", "existing"]
    assert "Slots with Tim" in texts(page)


def test_names_of_the_address_that_do_not_exist_are_told(demo, open_page):
    page = open_page("profiles", profiles="new,existing,nonsense", tutor="Nobody")
    assert "no profile nonsense, no tutor Nobody" in page.warning[0].value
    assert heads(page) == ["new", "existing"]


def test_fewer_than_two_profiles_are_not_compared(page):
    page.button_group(key="profiles_chosen").set_value(["new"]).run()
    assert "Choose two to five profiles" in page.info[0].value
    assert not heads(page)


def test_more_than_five_are_cut_to_five_and_the_page_says_so(demo, open_page):
    publish("evening", earliest_hour=17)
    page = open_page("profiles", profiles="new,existing,returning_broadcast,weekend,premium,evening")
    assert len(heads(page)) == 5
    assert "At most five fit side by side; 6 are chosen" in texts(page)


def test_a_choice_goes_into_the_address(page):
    page.button_group(key="profiles_chosen").set_value(["new", "premium"]).run()
    page.selectbox(key="profiles_tutor").set_value("Noor").run()
    assert page.query_params["profiles"] in ("new,premium", ["new,premium"])
    assert page.query_params["tutor"] in ("Noor", ["Noor"])


def test_only_rows_in_which_profiles_differ_are_marked(demo, open_page):
    assert rows(open_page("profiles", profiles="existing,returning_broadcast")) == []


def test_each_value_says_where_it_comes_from(demo, open_page, monkeypatch):
    monkeypatch.setenv("PLANNING_NEW_DURATION", "45")
    publish("existing", offer_size=9)
    said = texts(open_page("profiles"))
    assert "**45 minutes** :small[:gray[environment]]" in said
    assert "**9** :small[:gray[published]]" in said
    assert "built in" in said


def test_a_changed_value_shows_its_effect_and_is_not_stored(page):
    before = totals(page)
    change(page, "new", "earliest_hour", 6)
    assert totals(page)[0] != before[0]
    assert ":orange[was " in totals(page)[0]
    assert totals(page)[1:] == before[1:]
    assert "trying, not stored" in texts(page)
    assert "Storing it is a later step" in page.info[0].value
    page.button(key="change_new").click().run()
    assert ":orange[tried, was 10:00]" in texts(page)


def test_a_column_is_put_back_with_one_click(page):
    before = totals(page)
    change(page, "new", "earliest_hour", 6)
    page.button(key="put_back_new").click().run()
    assert totals(page) == before
    assert page.number_input(key="try_new_earliest_hour").value == 10
    assert page.button(key="put_back_new").disabled


def test_an_impossible_value_is_told_and_changes_nothing(page):
    before = totals(page)
    change(page, "new", "earliest_hour", 22)
    assert "the last start (20:00) lies before the first (22:00)" in read(page.error[0].value)
    assert totals(page) == before
    change(page, "new", "latest_hour", 23)
    assert not page.error
    assert totals(page) != before


def test_no_weekday_at_all_is_impossible(page):
    page.button(key="change_new").click().run()
    page.button_group(key="try_new_allowed_weekdays").set_value([]).run()
    assert "Weekdays needs at least one weekday" in page.error[0].value


def test_weekdays_and_weekends_can_be_changed(page):
    page.button(key="change_new").click().run()
    page.toggle(key="try_new_exclude_weekends").set_value(False).run()
    page.button_group(key="try_new_allowed_weekdays").set_value([0, 5]).run()
    page.button(key="change_new").click().run()
    assert "**ma za** :small[:orange[tried, was all]]" in texts(page)


def test_what_is_odd_is_told(page):
    change(page, "premium", "latest_hour", 23)
    assert "ends after midnight" in page.warning[0].value


def test_what_is_tried_stays_while_other_pages_are_looked_at(page):
    change(page, "new", "earliest_hour", 6)
    page.switch_page("pages/contact.py").run()
    page.switch_page("pages/profiles.py").run()
    assert ":orange[was " in totals(page)[0]


def test_without_tutors_the_page_says_what_to_do(own, open_page):
    page = open_page("profiles")
    assert "No tutor has a calendar yet" in page.info[0].value
    assert len(heads(page)) == 4
    assert not page.exception


def test_names_from_outside_are_text(demo, open_page):
    publish(HOSTILE, duration_minutes=45)
    page = open_page("profiles")
    page.button_group(key="profiles_chosen").set_value(["new", HOSTILE]).run()
    change(page, HOSTILE, "earliest_hour", 22)
    assert not page.exception
    assert "<img src=x" in texts(page)
    assert not re.search(r"(?<!\\)(<img|\[x\])", markdown(page))


def test_the_table_to_take_along_has_a_row_a_field_and_a_column_a_profile():
    formula = "=cmd|' /C calc'!A1"
    chosen = {"new": PLANNING_PROFILES["new"], formula: PLANNING_PROFILES["weekend"]}
    header, *lines = csv.reader(csv_text(profile_rows(chosen), ["field", *chosen]).splitlines())
    assert header == ["field", "new", f"'{formula}"]
    assert len(lines) == len(FIELDS)
    assert ["Lesson (minutes)", "60", "60"] in lines
    assert ["Weekends excluded", "yes", "no"] in lines
    assert ["Weekdays", "all", "za zo"] in lines
