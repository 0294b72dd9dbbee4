from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.imports import ContactRow
from tutorcore.domain.weeks import IsoWeek
from tutorcore.settings import Settings
from tutorcore.wording.dates import short_day


def texts(page):
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error)
    return "\n".join(str(element.value) for element in elements)


def unescaped(page):
    return texts(page).replace("\\", "")


def slots(page):
    """The lists of slots, by the key of their day."""
    return {group.key: group for group in page.button_group if group.key and group.key.startswith("slots_")}


@pytest.fixture
def week(demo, open_page):
    """The next week of a contact without a wish: it has slots."""
    return open_page("week", contact="1001", week=str(this_week().shifted(1)))


def this_week():
    return IsoWeek.of(datetime.now(ZoneInfo("Europe/Amsterdam")).date())


def test_without_a_contact_the_page_says_what_to_do(demo, open_page):
    page = open_page("week")
    assert "Choose a contact first" in texts(page)


def test_the_week_of_the_address_is_shown(week):
    assert f"week {this_week().shifted(1).number}" in texts(week)
    assert not week.exception


def test_a_week_that_does_not_exist_says_so_and_shows_this_one(demo, open_page):
    page = open_page("week", contact="1001", week="2026-W99")
    assert "This link cannot be used as it is" in page.warning[0].value
    assert f"week {this_week().number}" in texts(page)


def test_weeks_go_to_and_fro(week):
    week.button(key="later").click().run()
    assert f"week {this_week().shifted(2).number}" in texts(week)
    week.button(key="earlier").click().run()
    week.button(key="earlier").click().run()
    assert f"week {this_week().number}" in texts(week)
    assert week.button(key="today").disabled


def chosen_tutors(page):
    return page.button_group(key="week_tutors").value


def test_a_link_to_a_tutor_who_is_not_here_says_so_and_shows_the_usual_ones(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week().shifted(1)), tutors="Nobody")
    assert "there is no tutor Nobody" in page.warning[0].value
    assert chosen_tutors(page) == ["Eva"]
    assert "tutors" not in page.query_params
    assert slots(page)


def test_tutors_of_a_link_that_are_here_stay_chosen_beside_unknown_ones(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week().shifted(1)), tutors="tim,Nobody")
    assert "there is no tutor Nobody" in page.warning[0].value
    assert chosen_tutors(page) == ["Tim"]


def test_with_no_tutor_chosen_all_count_and_the_address_says_so(week):
    week.button_group(key="week_tutors").unselect("Eva").run()
    assert chosen_tutors(week) == ["Eva", "Noor", "Tim"]
    assert "Eva,Noor,Tim" in week.query_params["tutors"]


def test_together_goes_along_in_the_address(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week().shifted(1)), tutors="Eva,Tim", together="yes")
    assert page.toggle(key="week_together").value
    page.toggle(key="week_together").set_value(False).run()
    assert "together" not in page.query_params


def test_picking_a_slot_in_the_list_shows_its_span_and_what_is_kept_free(week):
    key, group = next(iter(slots(week).items()))
    group.select(group.options[0]).run()
    said = texts(week)
    assert "Picked:" in said
    assert "Kept free" in said
    assert slots(week)[key].value is not None


def test_picking_twice_lets_go(week):
    group = next(iter(slots(week).values()))
    group.select(group.options[0]).run()
    group = next(iter(slots(week).values()))
    group.unselect(group.value).run()
    assert "Picked:" not in texts(week)


def test_another_week_drops_the_pick(week):
    group = next(iter(slots(week).values()))
    group.select(group.options[0]).run()
    week.button(key="later").click().run()
    assert "Picked:" not in texts(week)


def open_trial(page):
    page.session_state["try_open"] = True
    return page.run()


def test_a_trial_is_for_this_view_only_and_says_so(week):
    open_trial(week).selectbox(key="try_profile").select("premium").run()
    assert "nothing is stored" in texts(week)
    assert "Trying profile premium" in texts(week).replace("\\", "")
    week.button(key="try_stop").click().run()
    assert "Trying profile" not in texts(week)


def test_the_page_says_how_old_the_data_is(week):
    assert re.search(r"Calendar data.*old", texts(week))


def test_an_empty_week_says_which_rule_took_how_many(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week().shifted(1)))
    open_trial(page).text_input(key="try_wish").input("om 04:00").run()
    assert "No slot fits this week" in texts(page)
    assert "outside the wish took" in texts(page)


def place_of_calendar(page):
    """Its path in the page."""

    def found(block, path):
        for number, child in block.children.items():
            if child.type == "plotly_chart":
                return (*path, number)
            if hasattr(child, "children") and (inner := found(child, (*path, number))):
                return inner
        return ()

    return found(page.main, ())


def test_what_is_said_above_the_calendar_leaves_it_its_place(week):
    """Streamlit drops what an interrupted run says, not what its inner fragment drew: a moved one breaks the page."""
    before = place_of_calendar(week)
    assert before
    for _ in range(4):
        week.button(key="later").click().run()
    assert "Nothing can start this week" in texts(week)
    assert place_of_calendar(week) == before


def test_a_week_beyond_the_horizon_says_how_far_the_rules_look(demo, open_page):
    page = open_page("week", contact="1001", week=str(this_week().shifted(20)))
    assert "Nothing can start this week" in texts(page)


def test_no_tutor_means_nothing_is_free(own, open_page):
    dashboard = open_dashboard(Settings.read())
    dashboard.ports.contacts.import_rows([ContactRow(number=1, id="7", name="Zoë")], actor="test", at=datetime.now(UTC))
    dashboard.close()
    page = open_page("week", contact="7")
    assert "nothing is known to be free" in texts(page)
    assert not slots(page)


def test_a_typed_time_is_explained(week):
    week.text_input(key="why_time").input("8 jan 2024 10:00").run()
    assert "Not offered" in texts(week)
    assert "It lies in the past." in texts(week)


def test_a_typed_time_that_is_none_is_told(week):
    week.text_input(key="why_time").input("next week some time").run()
    assert "is not a day and a time" in texts(week)


def test_a_typed_time_shows_its_week(week):
    later = this_week().shifted(2)
    week.text_input(key="why_time").input(f"{later.days[2].isoformat()} 16:00").run()
    assert f"week {later.number}" in texts(week)
    assert str(later) == week.query_params["week"]


def test_a_typed_weekday_is_that_of_the_week_that_is_shown(demo, open_page):
    shown = this_week().shifted(3)
    page = open_page("week", contact="1001", week=str(shown))
    page.text_input(key="why_time").input("wo 16:00").run()
    assert f"ffered: {short_day(shown.days[2])} 16:00" in unescaped(page)
    assert page.query_params["week"] == str(shown)


def test_a_typed_weekday_is_one_of_this_week_even_when_it_is_over(demo, open_page):
    page = open_page("week", contact="1001")
    for number, name in ((0, "ma"), (6, "zo")):
        page.text_input(key="why_time").input(f"{name} 16:00").run()
        assert f"ffered: {short_day(this_week().days[number])} 16:00" in unescaped(page)


def test_a_typed_day_of_no_week_that_can_be_shown_is_told(week):
    week.text_input(key="why_time").input("0001-01-01 00:00").run()
    assert "0001-01-01 is too far away to be asked about" in unescaped(week)
    assert not week.exception


def test_each_reason_links_to_where_it_is_changed(week):
    sunday = this_week().shifted(1).days[6]
    week.text_input(key="why_time").input(f"{sunday.isoformat()} 07:10").run()
    said = texts(week)
    assert "The profile does not allow a Sunday." in said
    assert "Outside hours" in said
    links = [element.proto.label for element in week.get("page_link")]
    assert links.count("Profiles") == 2  # the sidebar's and the answer's


def test_closing_the_answer_takes_it_away_and_the_same_can_be_asked_again(week):
    """The field is empty as soon as its question was taken: a browser sends no text that it sent before."""
    for _ in range(2):
        week.text_input(key="why_time").input("8 jan 2024 10:00").run()
        assert "Not offered" in texts(week)
        assert not week.text_input(key="why_time").value
        week.button(key="why_close").click().run()
        assert "Not offered" not in texts(week)


def test_a_question_that_is_none_stays_to_be_corrected_until_something_else_is_done(week):
    problem = "is not a day and a time"
    week.text_input(key="why_time").input("next week some time").run()
    assert week.text_input(key="why_time").value == "next week some time"
    group = next(iter(slots(week).values()))
    group.select(group.options[0]).run()
    assert problem not in texts(week)
    week.text_input(key="why_time").input("some other time").run()
    assert problem in texts(week)
    week.button(key="later").click().run()
    assert problem not in texts(week)
    assert not week.text_input(key="why_time").value


def test_the_switch_keeps_the_calendar_and_its_place(week):
    before = place_of_calendar(week)
    week.toggle(key="why_shown").set_value(True).run()
    assert place_of_calendar(week) == before
    assert not week.exception


def test_a_very_full_week_is_one_field_in_which_a_slot_is_picked(demo, open_page, monkeypatch):
    for name, value in {"STEP": "15", "DURATION": "15", "BUFFER_BEFORE": "0", "BUFFER_AFTER": "0"}.items():
        monkeypatch.setenv(f"PLANNING_NEW_{name}", value)
    page = open_page("week", contact="1001", week=str(this_week().shifted(1)), tutors="Eva,Noor,Tim")
    open_trial(page).text_input(key="try_wish").input("").run()
    assert not slots(page)
    field = page.selectbox(key="all_slots")
    assert len(field.options) > 60
    field.select_index(3).run()
    assert "Picked:" in texts(page)
