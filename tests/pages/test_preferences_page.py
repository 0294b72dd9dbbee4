from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.imports import ContactRow, ConversationRow
from tutorcore.settings import Settings

SANNE = "1001"


def texts(page):
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements)


def chips(page):
    return [button.label for button in page.button if button.key and button.key.startswith("drop_")]


def line(page):
    return page.text_input(key="wish_line").value


def write(page, text):
    page.text_input(key="wish_line").input(text).run()


def stored_wish(contact_id=SANNE):
    dashboard = open_dashboard(Settings.read())
    newest = dashboard.ports.contacts.conversations(contact_id)[0]
    dashboard.close()
    return newest


@pytest.fixture
def page(demo, open_page):
    opened = open_page("preferences", contact=SANNE)
    opened.selectbox(key="actor").select_index(0).run()
    return opened


def test_without_a_contact_the_page_says_what_to_do(demo, open_page):
    assert "Choose a contact first" in texts(open_page("preferences"))


def test_the_customers_line_stands_with_its_date_and_conversation(page):
    assert "woensdagmiddag of vrijdag na 16" in texts(page)
    assert "conversation 4001" in texts(page)


def test_what_was_understood_is_a_chip_each(page):
    assert chips(page) == ["woensdagmiddag", "vrijdag na 16\\:00", "niet maandag"]


def test_taking_a_chip_out_changes_the_line_and_nothing_else(page):
    page.button(key="drop_exclusion_0").click().run()
    assert chips(page) == ["woensdagmiddag", "vrijdag na 16\\:00"]
    assert "niet" not in line(page)


def test_a_click_on_the_grid_writes_the_line(page):
    write(page, "")
    page.button_group(key="grid_evening").select(1).run()
    assert line(page) == "dinsdagavond"


def test_the_line_fills_the_grid(page):
    write(page, "donderdag")
    assert [page.button_group(key=f"grid_{part}").value for part in ("morning", "afternoon", "evening")] == [[3]] * 3


def test_taking_a_cell_out_of_a_whole_day_keeps_its_other_parts(page):
    write(page, "donderdag")
    page.button_group(key="grid_evening").unselect(3).run()
    assert line(page) == "donderdagochtend; of donderdagmiddag"


def test_a_clock_range_stays_when_the_grid_changes(page):
    write(page, "vrijdag na 16:00")
    page.button_group(key="grid_morning").select(0).run()
    assert set(chips(page)) == {"maandagochtend", "vrijdag na 16\\:00"}


def test_what_is_not_understood_is_marked_and_kept(page):
    write(page, "woensdag bij volle maan")
    assert "Not understood, kept as a remark" in texts(page)
    assert "“bij volle maan”" in chips(page)


def test_the_page_says_what_the_wish_leaves_before_it_is_saved(page):
    write(page, "woensdag")
    assert "without a wish" in texts(page)


def test_saving_stores_the_canonical_line_and_keeps_the_customers_own(page):
    write(page, 'Woensdag middag "graag met Eva"')
    page.button(key="save_wish").click().run()
    assert "Preference saved" in texts(page)
    saved = stored_wish()
    assert saved.attributes["preferred_times"] == 'woensdagmiddag "graag met Eva"'
    assert saved.own_line == "woensdagmiddag of vrijdag na 16:00, niet op maandag"


def test_nothing_is_saved_without_a_person(demo, open_page):
    page = open_page("preferences", contact=SANNE)
    write(page, "dinsdag")
    page.button(key="save_wish").click().run()
    assert "Choose your name" in texts(page)
    assert stored_wish().version == 1


def test_starting_over_brings_the_stored_wish_back(page):
    write(page, "dinsdag")
    page.button(key="start_over").click().run()
    assert line(page) == "woensdagmiddag of vrijdag na 16:00, niet op maandag"


def test_a_clock_range_that_ends_before_it_starts_is_refused_in_words(page):
    before = line(page)
    page.time_input(key="range_from").set_value(time(18))
    page.time_input(key="range_to").set_value(time(16))
    page.button(key="range_add").click().run()
    assert page.error
    assert line(page) == before


def test_a_clock_range_is_added(page):
    write(page, "")
    page.button(key="range_add").click().run()
    assert line(page) == "van 16:00 tot 18:00"


def test_an_exclusion_is_added(page):
    write(page, "")
    page.button_group(key="exclude_days").select(4).run()
    page.button(key="exclude_add").click().run()
    assert line(page) == "niet vrijdag"


def test_an_exclusion_of_every_day_is_refused_in_words(page):
    before = line(page)
    page.button(key="exclude_add").click().run()
    assert "exclude every day" in page.error[0].value
    assert line(page) == before


def test_an_edit_that_is_not_saved_waits_for_its_contact_and_is_told_meanwhile(page):
    write(page, "dinsdag")
    page.switch_page("pages/contact.py").run()
    assert "Wish not saved yet: Sanne van der Berg" in texts(page)
    page.button(key="recent_1002").click().run()
    assert "Wish not saved yet: Sanne van der Berg" in texts(page)
    page.text_input(key="search").input("1001").run()
    page.button(key="open_1001").click().run()
    page.switch_page("pages/week.py").run()
    assert "being edited on Preferences, not saved" in texts(page)
    page.switch_page("pages/preferences.py").run()
    assert line(page) == "dinsdag"
    page.button(key="start_over").click().run()
    assert "not saved" not in texts(page)


def test_emptying_the_newest_wish_says_which_older_one_counts_now(demo, open_page):
    talks = tuple(
        ConversationRow(
            id=number, attributes={"preferred_times": wish}, created_at=datetime(2026, month, 1, tzinfo=UTC)
        )
        for number, wish, month in (("71", "maandag", 1), ("72", "dinsdag", 2))
    )
    dashboard = open_dashboard(Settings.read())
    row = ContactRow(number=1, id="7", name="Zoë", conversations=talks)
    dashboard.ports.contacts.import_rows([row], actor="test", at=datetime.now(UTC))
    dashboard.close()
    page = open_page("preferences", contact="7")
    page.selectbox(key="actor").select_index(0).run()
    write(page, "")
    page.button(key="save_wish").click().run()
    assert "older conversation counts now: maandag" in texts(page).replace("\\", "")
    assert line(page) == "maandag"


def test_saving_without_an_edit_says_that_there_is_nothing_to_save(page):
    page.button(key="save_wish").click().run()
    assert "Nothing to save" in texts(page)
    assert stored_wish().version == 1


def test_a_contact_without_a_wish_is_told_that_every_time_is_fine(demo, open_page):
    dashboard = open_dashboard(Settings.read())
    contact = next(
        one for one in dashboard.ports.contacts.recent(limit=300)
        if not any(talk.preferred_times.strip() for talk in dashboard.ports.contacts.conversations(one.id))
    )  # fmt: skip
    dashboard.close()
    assert "No wish yet" in texts(open_page("preferences", contact=contact.id))
