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
    """Open a profile where it is not, and change one value of it."""
    if not any(one.key == f"put_back_{name}" for one in page.button):
        page.button(key=f"change_{name}").click().run()
    return page.select_slider(key=f"try_{name}_{field}").set_value(value).run()


def starts(page, name, first, last):
    """Open a profile where it is not, and change when lessons start."""
    if not any(one.key == f"put_back_{name}" for one in page.button):
        page.button(key=f"change_{name}").click().run()
    return page.slider(key=f"try_{name}_earliest_hour").set_value((first, last)).run()


def close(page, name):
    """See the profiles side by side again."""
    return page.button(key=f"change_{name}").click().run()


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


def test_a_changed_value_shows_its_effect_and_is_not_published(page):
    before = totals(page)
    starts(page, "new", 6, 20)
    assert ":orange[was " in totals(page)[0]
    assert "1 value changed here, not published" in texts(page)
    close(page, "new")
    assert totals(page)[0] != before[0]
    assert totals(page)[1:] == before[1:]
    assert ":orange[was 10:00]" in texts(page)


def test_an_open_profile_stands_alone_with_what_holds_beside_it(page):
    page.button(key="change_weekend").click().run()
    assert heads(page) == ["weekend"]
    assert len(totals(page)) == 1
    assert page.slider(key="try_weekend_earliest_hour").value == (10, 18)
    assert page.select_slider(key="try_weekend_min_lead_minutes").value == 180
    assert page.button(key="publish_open").disabled


def test_a_value_between_the_steps_of_a_slider_has_a_step_of_its_own(demo, open_page):
    publish("new", min_lead_minutes=7, days_ahead=365)
    page = open_page("profiles")
    change(page, "new", "days_ahead", 364)
    assert page.select_slider(key="try_new_min_lead_minutes").value == 7
    assert page.select_slider(key="try_new_days_ahead").value == 364
    assert not page.exception


def test_all_that_was_changed_is_put_back_with_one_click(page):
    starts(page, "new", 6, 20)
    page.button(key="put_back_new").click().run()
    assert page.slider(key="try_new_earliest_hour").value == (10, 20)
    assert page.button(key="put_back_new").disabled
    assert ":orange[" not in totals(page)[0]


def test_one_value_is_put_back_by_itself(page):
    starts(page, "new", 6, 20)
    change(page, "new", "offer_size", 9)
    page.button(key="reset_new_earliest_hour").click().run()
    assert page.slider(key="try_new_earliest_hour").value == (10, 20)
    assert page.select_slider(key="try_new_offer_size").value == 9
    assert "1 value changed here" in texts(page)


def test_a_published_value_is_reset_to_what_lies_beneath(demo, open_page, monkeypatch):
    monkeypatch.setenv("PLANNING_NEW_DAYS", "8")
    publish("new", days_ahead=12)
    page = open_page("profiles")
    page.button(key="change_new").click().run()
    assert page.button(key="reset_new_offer_size").disabled
    page.button(key="reset_new_days_ahead").click().run()
    assert page.select_slider(key="try_new_days_ahead").value == 8
    assert ":orange[environment, was 12]" in texts(page)
    page.button(key="reset_new_days_ahead").click().run()
    assert page.select_slider(key="try_new_days_ahead").value == 12


def test_what_is_impossible_is_told_and_cannot_be_published(page):
    change(page, "new", "min_lead_minutes", 20160)
    assert "no slot can ever be offered" in read(page.error[0].value)
    assert page.button(key="publish_open").disabled
    assert page.button(key="draft_save").disabled
    change(page, "new", "days_ahead", 21)
    assert not page.error
    assert not page.button(key="publish_open").disabled


def test_no_weekday_at_all_is_impossible(page):
    page.button(key="change_new").click().run()
    page.button_group(key="try_new_allowed_weekdays").set_value([]).run()
    assert "Weekdays needs at least one weekday" in page.error[0].value


def test_weekdays_and_weekends_can_be_changed(page):
    page.button(key="change_new").click().run()
    page.toggle(key="try_new_exclude_weekends").set_value(False).run()
    page.button_group(key="try_new_allowed_weekdays").set_value([0, 5]).run()
    close(page, "new")
    assert "**ma za** :small[:orange[was all]]" in texts(page)


def test_what_is_odd_is_told(page):
    starts(page, "premium", 8, 23)
    assert "ends after midnight" in page.warning[0].value


def test_what_is_changed_stays_while_other_pages_are_looked_at(page):
    starts(page, "new", 6, 20)
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
    change(page, HOSTILE, "min_lead_minutes", 20160)
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
