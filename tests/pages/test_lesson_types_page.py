from __future__ import annotations

from datetime import timedelta

import pytest

from pages.lesson_types_parts.editing import key_of
from tests.builders import publish as publish_version
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.records import RulesKind
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.settings import Settings


def texts(page):
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements).replace("\\", "")


def tables(page):
    """What stands in the tables, as people read it."""
    return "\n".join(table.value.to_csv(index=False) for table in page.table).replace("\\", "")


def known():
    """The lesson types of the store that the page reads: what each sets."""
    dashboard = open_dashboard(Settings.read())
    try:
        return {name: dict(one.fields) for name, one in know_lesson_types(dashboard.ports).items()}
    finally:
        dashboard.close()


def published(name, **fields):
    """Publish a version in the store that the page reads."""
    dashboard = open_dashboard(Settings.read())
    publish_version(dashboard.ports, name, fields, kind=RulesKind.LESSON_TYPE)
    dashboard.close()


@pytest.fixture
def page(demo, open_page):
    page = open_page("lesson_types")
    page.selectbox(key="actor").set_value("Marieke").run()
    return page


def add(page, name, note="as agreed", **fields):
    """Fill the dialog that is open, and publish."""
    if name:
        page.text_input(key="type_name").set_value(name).run()
    page.button_group(key="type_sets").set_value(list(fields)).run()
    for field, value in fields.items():
        if isinstance(value, list):
            page.button_group(key=key_of(field)).set_value(value).run()
        else:
            page.number_input(key=key_of(field)).set_value(value).run()
    page.text_area(key="type_note").set_value(note).run()
    page.button(key="type_publish").click().run()


def test_the_built_in_one_stands_there_with_what_it_sets(page):
    assert not page.exception
    said = texts(page)
    assert "trial" in said
    assert "**30 minutes**" in said
    assert "**19:00**" in said
    assert "as the profile has it" in said


def test_what_results_is_told_for_each_profile(page):
    assert 'weekend,"30 minutes, weekdays 17:00 to 19:00"' in tables(page)


def test_a_lesson_type_is_added(page):
    page.button(key="add_type").click().run()
    add(page, "proefles 2", duration_minutes=45)
    assert known()["proefles 2"] == {"duration_minutes": 45}
    assert "Published: the lesson type proefles 2 holds now" in texts(page)
    assert "version 1" in texts(page)


def test_one_is_changed_and_taken_back(page):
    page.button(key="change_trial").click().run()
    assert page.number_input(key=key_of("duration_minutes")).value == 30
    add(page, "", duration_minutes=45)
    assert known()["trial"] == {"duration_minutes": 45}
    page.button(key="versions_trial").click().run()
    page.button(key="type_again_0").click().run()
    assert known()["trial"]["latest_hour"] == 19


def test_which_two_rules_exclude_each_other_is_told_before_it_is_published(page):
    page.button(key="add_type").click().run()
    page.text_input(key="type_name").set_value("zaterdag").run()
    page.button_group(key="type_sets").set_value(["allowed_weekdays"]).run()
    page.button_group(key=key_of("allowed_weekdays")).set_value([5]).run()
    assert "Not possible: “no weekends” (profile) and “only Saturday” (lesson type) exclude each other." in tables(page)
    assert not page.button(key="type_publish").disabled


def test_what_is_impossible_by_itself_cannot_be_published(page):
    page.button(key="change_trial").click().run()
    page.number_input(key=key_of("latest_hour")).set_value(16).run()
    assert "“first start 17:00” (lesson type trial) and “last start 16:00” (lesson type trial)" in texts(page)
    assert page.button(key="type_publish").disabled
    page.number_input(key=key_of("latest_hour")).set_value(99).run()
    assert "Last start must be at most 23, not 99" in texts(page)


def test_without_a_note_nothing_is_published_and_nothing_lost(page):
    page.button(key="add_type").click().run()
    add(page, "exam", note=" ", duration_minutes=90)
    assert "Say why in a few words" in texts(page)
    assert "exam" not in known()
    assert page.number_input(key=key_of("duration_minutes")).value == 90


def test_who_publishes_second_is_told(page):
    page.button(key="change_trial").click().run()
    published("trial", duration_minutes=40)
    add(page, "", duration_minutes=45)
    assert "Somebody else published “trial” meanwhile" in texts(page)
    assert known()["trial"] == {"duration_minutes": 40}


def test_conversations_are_counted_before_one_is_retired(demo, open_page):
    published("regular", duration_minutes=60)
    page = open_page("lesson_types")
    page.selectbox(key="actor").set_value("Marieke").run()
    assert not [button for button in page.button if button.key == "retire_trial"]
    page.button(key="retire_regular").click().run()
    assert "conversation" in page.warning[0].value
    page.text_area(key="type_retire_note").set_value("not used").run()
    page.button(key="type_retire_now").click().run()
    assert "regular" not in known()
    assert "The lesson type regular is retired" in texts(page)


def test_without_a_name_nothing_is_published(demo, open_page):
    page = open_page("lesson_types")
    page.button(key="add_type").click().run()
    add(page, "exam", duration_minutes=90)
    assert "Nobody is chosen as the person who works here" in texts(page)
    assert "exam" not in known()


def test_a_hostile_name_is_shown_as_itself(demo, open_page):
    published("<b>x</b> [y](javascript:1)", duration_minutes=60)
    page = open_page("lesson_types")
    assert not page.exception
    assert any("\\<b\\>x" in element.value for element in page.markdown)


def test_a_retired_one_is_published_again(demo, open_page):
    published("exam", duration_minutes=90)
    page = open_page("lesson_types")
    page.selectbox(key="actor").set_value("Marieke").run()
    page.button(key="retire_exam").click().run()
    page.text_area(key="type_retire_note").set_value("not used").run()
    page.button(key="type_retire_now").click().run()
    page.button(key="versions_exam").click().run()
    page.button(key="type_again_1").click().run()
    assert known()["exam"] == {"duration_minutes": 90}


def test_one_that_is_to_come_is_told_and_can_be_withdrawn(page):
    page.button(key="change_trial").click().run()
    page.date_input(key="type_day").set_value(page.date_input(key="type_day").value + timedelta(days=3)).run()
    add(page, "", duration_minutes=45)
    assert known()["trial"]["latest_hour"] == 19
    assert "version 1]" in texts(page)
    page.button(key="versions_trial").click().run()
    page.button(key="type_withdraw_1").click().run()
    assert "Version 1 of trial is withdrawn" in texts(page)


def test_the_effect_on_everybody_is_told_when_it_is_asked_for(page):
    page.button(key="change_trial").click().run()
    page.number_input(key=key_of("latest_hour")).set_value(17).run()
    assert "**Effect**" not in texts(page)
    page.toggle(key="type_effect").set_value(True).run()
    assert not page.exception
    assert "**Effect**" in texts(page)


def test_going_back_rests_on_what_the_open_dialog_showed(demo, open_page):
    published("trial", duration_minutes=40)
    page = open_page("lesson_types")
    page.selectbox(key="actor").set_value("Marieke").run()
    page.button(key="versions_trial").click().run()
    published("trial", duration_minutes=50)
    page.button(key="type_again_0").click().run()
    assert "Somebody else published “trial” meanwhile" in texts(page)
    assert known()["trial"] == {"duration_minutes": 50}
