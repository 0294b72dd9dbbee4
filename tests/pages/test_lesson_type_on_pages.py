"""The pages about one contact tell the lesson type that counts, let another be chosen or tried, and fail closed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.builders import a_row, a_talk, bring
from tests.builders import publish as publish_version
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.records import RulesKind
from tutorcore.domain.weeks import IsoWeek
from tutorcore.services.open_contact import open_contact
from tutorcore.settings import Settings

TRIAL = "1172"
NO_TYPE = "1001"
UNKNOWN = "1009"
IMPOSSIBLE = "impossible"
NEXT_WEEK = str(IsoWeek.of(datetime.now(ZoneInfo("Europe/Amsterdam")).date()).shifted(1))


def texts(page):
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements).replace("\\", "")


def slots(page):
    groups = (group for group in page.button_group if group.key and group.key.startswith("slots_"))
    return [time for group in groups for time in group.options]


def stored(contact_id):
    """What the conversations of a contact say in the store that the page reads."""
    dashboard = open_dashboard(Settings.read())
    try:
        return open_contact(dashboard.ports, contact_id).said.text
    finally:
        dashboard.close()


@pytest.fixture
def opened(demo, open_page):
    """A page about a contact, with Marieke at work; one contact's lesson type leaves nothing of its profile."""
    dashboard = open_dashboard(Settings.read())
    publish_version(dashboard.ports, "zaterdag", {"allowed_weekdays": [5]}, kind=RulesKind.LESSON_TYPE)
    talk = a_talk(conversation_id="c", attributes={"lesson_type": "zaterdag"})
    bring(dashboard.store, a_row(IMPOSSIBLE, "Im Possible", talks=[talk]))
    dashboard.close()

    def opened(name, contact):
        page = open_page(name, contact=contact, week=NEXT_WEEK)
        page.selectbox(key="actor").set_value("Marieke").run()
        return page

    return opened


def test_what_follows_tells_the_lesson_type_and_its_source(opened):
    said = texts(opened("contact", TRIAL))
    assert "30 minutes, weekdays 17:00 to last start 19:00" in said
    assert "Lesson type **trial**" in said
    assert "conversation 5181" in said
    assert "It sets: Lesson 30 minutes, First start 17:00" in said


def test_an_unknown_one_is_told_and_the_profile_stands(opened):
    said = texts(opened("contact", UNKNOWN))
    assert "The lesson type “regular” is not known here, so it is not used" in said
    assert "60 minutes" in said
    assert "is not known here" in texts(opened("week", UNKNOWN))


@pytest.mark.parametrize("name", ["contact", "week", "preferences"])
def test_an_impossible_one_offers_nothing_and_the_two_rules_are_told(opened, name):
    page = opened(name, IMPOSSIBLE)
    assert not page.exception
    said = texts(page)
    assert "“no weekends” (profile new) and “only Saturday” (lesson type zaterdag) exclude each other" in said
    assert not slots(page)


def test_an_impossible_one_is_told_to_who_asks_why_not(opened):
    page = opened("week", IMPOSSIBLE)
    page.text_input(key="why_time").set_value("wo 16:00").run()
    assert not page.exception
    assert texts(page).count("exclude each other: nothing can be offered") >= 2


def test_another_lesson_type_is_chosen_on_the_contact_page(opened):
    page = opened("contact", NO_TYPE)
    assert "Lesson type: none, no conversation names one" in texts(page)
    (choice,) = [one for one in page.selectbox if one.key and one.key.startswith("lesson_type_chosen")]
    choice.set_value("trial")
    page.button(key="lesson_type_save").click().run()
    assert stored(NO_TYPE) == "trial"
    assert "The lesson type is trial now" in texts(page)


def test_one_that_does_not_fit_is_not_chosen(opened):
    page = opened("contact", TRIAL)
    (choice,) = [one for one in page.selectbox if one.key and one.key.startswith("lesson_type_chosen")]
    choice.set_value("zaterdag")
    page.button(key="lesson_type_save").click().run()
    assert stored(TRIAL) == "trial"
    assert "exclude each other" in page.error[0].value


def test_the_week_wears_the_badge_and_offers_by_the_lesson_type(opened):
    page = opened("week", TRIAL)
    assert any("-badge[:material/layers: trial]" in one.value for one in page.markdown)
    assert slots(page)
    assert all(time[:2] in {"17", "18", "19"} for time in slots(page))


def test_a_refused_time_names_the_lesson_type_and_leads_to_it(opened):
    page = opened("week", TRIAL)
    page.text_input(key="why_time").set_value("wo 10:30").run()
    assert "lessons start from 17:00 to 19:00 by the lesson type “trial”" in texts(page)
    assert "(lesson type “trial”)" in texts(page), "the smallest change says whose rule it is"


def test_none_or_another_can_be_tried_without_storing_it(opened):
    page = opened("week", TRIAL)
    page.session_state["try_open"] = True
    page.run()
    page.selectbox(key="try_lesson_type").set_value("").run()
    assert "Trying lesson type none: for this view only, nothing is stored." in texts(page)
    assert any(time[:2] not in {"17", "18", "19"} for time in slots(page))
    page.selectbox(key="try_lesson_type").set_value("trial").run()
    assert "Trying" not in texts(page)
    assert stored(TRIAL) == "trial"


def test_a_length_can_be_tried_with_another_lesson_type(opened):
    page = opened("week", TRIAL)
    page.session_state["try_open"] = True
    page.run()
    page.selectbox(key="try_lesson_type").set_value("").run()
    page.selectbox(key="try_length").set_value(30).run()
    assert "lesson of 30 minutes" in texts(page)
    page.selectbox(key="try_length").set_value(60).run()
    assert "lesson of" not in texts(page)
