"""The work list as AppTest runs it, and the way through it from the pages about one contact."""

from __future__ import annotations

import csv
import io

import pytest

from pages.work_parts.downloads import work_csv
from tests.builders import NOW, a_row, a_talk, an_entry, at
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.work import Cause, Urgency, Why
from tutorcore.domain.work_list import WorkItem
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.settings import Settings
from tutorcore.wording.work import WHY_NAMES


def texts(page):
    """Everything that a planner reads on the page."""
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements)


def rows(page):
    """The ids of the contacts that are listed, in their order."""
    links = (link.proto for link in page.main.get("page_link") if link.proto.page == "contact")
    return [link.query_string.removeprefix("contact=") for link in links]


@pytest.fixture
def page(demo_with_bookings, open_page):
    return open_page("work")


@pytest.fixture
def filled(own):
    """A dashboard in which these contacts are brought."""

    def fill(*contacts):
        dashboard = open_dashboard(Settings.read())
        dashboard.ports.contacts.import_rows(contacts, actor="import", at=NOW)
        return dashboard

    return fill


def unclear(contact_id, name, wish="om de week"):
    """Somebody whose wish is not understood."""
    return a_row(contact_id, name, talks=[a_talk(wish, conversation_id=f"c{contact_id}")])


def chosen(page, *whys):
    """The page with these reasons chosen."""
    group = page.button_group(key="work_whys")
    return group.set_value(list(whys)).run()


def test_the_work_list_is_what_opens_first(page):
    assert "Work list" in texts(page)
    assert not page.exception
    assert page.query_params == {}


def test_the_most_urgent_comes_first_with_its_reason_and_facts(page):
    assert rows(page)[:2] == ["1172", "1183"]
    said = texts(page)
    assert "red-badge[Booking failed]" in said
    assert "2 times held until" in said


def test_each_reason_can_be_chosen_and_says_how_many_have_it(page):
    offered = [option.content for option in page.button_group(key="work_whys").proto.options]
    known = [name for why, name in WHY_NAMES.items() if why is not Why.LESSONS_NOT_KNOWN]
    assert [text.partition(" :gray")[0] for text in offered] == known
    assert offered[0].endswith("[1]")


def test_a_chosen_reason_leaves_whoever_has_it(page):
    chosen(page, Why.BOOKING_FAILED, Why.HOLD_ENDING)
    assert rows(page) == ["1172", "1183"]
    assert "2 of 201 contacts" in texts(page)


def test_sorting_by_name_puts_the_alphabet_first_and_shows_the_beginning(page):
    page.button(key="work_more").click().run()
    assert len(rows(page)) == 40
    page.button_group(key="work_order").set_value("name").run()
    assert len(rows(page)) == 20
    names = [link.proto.label for link in page.main.get("page_link") if link.proto.page == "contact"]
    assert names == sorted(names, key=str.casefold)


def test_since_when_is_told_when_it_is_sorted_by(page):
    assert "[since " not in texts(page)
    page.button_group(key="work_order").set_value("since when").run()
    assert ":gray[since " in texts(page)


def test_sorting_and_filter_are_there_again_on_coming_back(page):
    chosen(page, Why.HOLD_ENDING)
    page.switch_page("pages/journal.py").run()
    page.switch_page("pages/work.py").run()
    assert rows(page) == ["1183"]


def test_nothing_to_plan_is_said(filled, open_page):
    filled(a_row("1", "Emma")).close()
    assert "Nothing needs planning now" in texts(open_page("work"))


def test_an_empty_dashboard_says_what_to_do_first(own, open_page):
    assert "Import them on the Data page" in texts(open_page("work"))


def test_while_a_calendar_is_not_known_that_is_said_and_nobody_has_no_lesson(filled, open_page):
    dashboard = filled(a_row("1", "Emma", attributes={"customer_status": "active"}))
    dashboard.ports.calendars.add_tutor("Eva", entry=an_entry())
    dashboard.close()
    said = texts(open_page("work")).replace("\\", "")
    assert "Not all lessons are known, so nobody is said to have none: Eva (no calendar)." in said
    assert "[Lessons not known]" in said
    assert "No lesson in 14 days" not in said


def test_a_name_is_shown_as_itself(filled, open_page):
    filled(unclear("1", "**Bo** [x](http://y)")).close()
    (label,) = [link.proto.label for link in open_page("work").main.get("page_link") if link.proto.page == "contact"]
    assert label.startswith("\\*\\*Bo\\*\\*")


# An address without a page


def test_an_address_without_a_page_that_names_a_contact_leads_to_it(demo, open_page):
    page = open_page("work", contact="1001", week="2026-W48")
    assert "Sanne van der Berg" in texts(page)
    assert page.text_input(key="search")
    assert page.query_params["contact"] in ("1001", ["1001"])
    assert page.query_params["week"] in ("2026-W48", ["2026-W48"])


def test_the_contact_in_hand_stays_on_the_work_list_though_its_address_names_nobody(demo, open_page):
    page = open_page("contact", contact="1001")
    page.query_params.clear()
    page.switch_page("pages/work.py").run()
    assert "Sanne van der Berg" in texts(page)
    assert page.query_params == {}


# On to the next


@pytest.fixture
def three(filled):
    """Three whose wishes are not understood."""
    dashboard = filled(unclear("1", "Anna"), unclear("2", "Bram"), unclear("3", "Cas"))
    yield dashboard
    dashboard.close()


def in_hand(page, contact_id, name="contact"):
    """A page about one of the contacts, come to by a link."""
    page.switch_page(f"pages/{name}.py")
    page.query_params["contact"] = contact_id
    return page.run()


@pytest.mark.parametrize("name", ["contact", "week", "preferences"])
def test_the_pages_about_one_contact_say_where_it_stands_and_lead_to_the_next(three, open_page, name):
    page = in_hand(open_page("work"), "1", name)
    assert "1 of 3 on the work list" in texts(page)
    page.button(key="work_next").click().run()
    assert page.query_params["contact"] in ("2", ["2"])
    assert "2 of 3 on the work list" in texts(page)
    assert not page.exception


def test_after_the_last_comes_the_first_and_the_chosen_order_counts(three, open_page):
    page = open_page("work")
    page.button_group(key="work_order").set_value("name").run()
    page = in_hand(page, "3")
    page.button(key="work_next").click().run()
    assert "1 of 3 on the work list" in texts(page)


def save_wish(dashboard, contact_id):
    wish = {"own_line": "", "conversation_id": f"c{contact_id}", "expected_version": 1}
    dashboard.ports.contacts.save_wish(contact_id, "woensdag", **wish, entry=an_entry(subject=f"contact:{contact_id}"))


def test_whoever_needs_nothing_any_more_is_passed_over(three, open_page):
    page = in_hand(open_page("work"), "1")
    save_wish(three, "2")
    page.button(key="work_next").click().run()
    assert "3 of 3 on the work list" in texts(page)


def test_when_nobody_else_needs_planning_that_is_said(three, open_page):
    page = in_hand(open_page("work"), "1")
    for contact_id in ("2", "3"):
        save_wish(three, contact_id)
    page.button(key="work_next").click().run()
    assert "Nobody else on the list needs planning any more" in texts(page)
    assert page.query_params["contact"] in ("1", ["1"])


def test_a_filter_that_leaves_nobody_any_more_says_so(three, open_page):
    page = chosen(open_page("work"), Why.WISH_UNCLEAR)
    for contact_id in ("1", "2", "3"):
        save_wish(three, contact_id)
    dashboard = three.ports.contacts
    dashboard.import_rows([a_row("4", attributes={"customer_status": "active"})], actor="import", at=NOW)
    page.run()
    assert rows(page) == []
    assert "Nobody needs planning for that reason any more" in texts(page)


def test_a_contact_that_is_not_listed_has_no_next(demo, open_page):
    page = in_hand(open_page("work"), "1001")
    assert "on the work list" not in texts(page)
    assert not [button for button in page.button if button.key == "work_next"]


# Taken along


def test_the_table_has_a_row_for_each_and_runs_in_no_spreadsheet():
    item = WorkItem(
        contact_id="7",
        label="=1+1",
        segment="new",
        causes=(Cause(why=Why.WISH_UNCLEAR, urgency=Urgency.LATER, since=at(), pieces=("om de week",)),),
    )
    (row,) = csv.DictReader(io.StringIO(work_csv([item], AMSTERDAM).decode("utf-8-sig")))
    assert (row["contact id"], row["contact"], row["segment"]) == ("7", "'=1+1", "new")
    assert (row["urgency"], row["since"]) == ("later", "2026-11-23")
    assert (row["reasons"], row["facts"]) == ("Wish not fully understood", "“om de week”")
