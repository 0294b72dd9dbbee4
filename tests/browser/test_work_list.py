"""The first page in Chromium: open it, one click to the contact, one click to the next."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def listed(server, *options):
    """What the command line lists: the same service as the page."""
    return json.loads(server.command("work", "--json", *options))["items"]


def main_text(page):
    return page.inner_text("[data-testid=stMain]")


def card(page):
    return page.inner_text("[data-testid=stSidebar]")


def test_open_one_click_to_the_contact_one_click_to_the_next(demo_server, browse):
    page, (first, second, *_) = browse(demo_server.address), listed(demo_server)
    assert "Work list" in main_text(page)
    page.locator(f".st-key-work_{first['contact']} a").first.click()
    page.wait_for_url(f"**/contact?contact={first['contact']}**")
    settled(page)
    assert first["name"] in main_text(page)
    assert "1 of " in card(page)
    page.locator(".st-key-work_next button").click()
    page.wait_for_url(f"**/contact?contact={second['contact']}**")
    settled(page)
    assert second["name"] in main_text(page)
    assert "2 of " in card(page)


def test_one_click_to_the_week_and_on_with_what_was_chosen(demo_server, browse):
    page, items = browse(demo_server.address), listed(demo_server, "--why", "trial done")
    page.locator(".st-key-work_whys button", has_text="Trial done").click()
    settled(page)
    page.locator(f".st-key-work_{items[0]['contact']} a", has_text="Week").click()
    page.wait_for_url(f"**/week?contact={items[0]['contact']}**")
    settled(page)
    page.wait_for_selector(".st-key-week_calendar .js-plotly-plot")
    assert f"1 of {len(items)} on the work list" in card(page)
    page.locator(".st-key-work_next button").click()
    page.wait_for_url(f"**/week?contact={items[1]['contact']}**")
    settled(page)
    assert items[1]["name"] in main_text(page)


def test_the_way_back_from_a_contact_leads_to_the_list_as_it_was(demo_server, browse):
    page, items = browse(demo_server.address), listed(demo_server, "--why", "pin ending")
    page.locator(".st-key-work_whys button", has_text="Pin ending").click()
    settled(page)
    page.locator(f".st-key-work_{items[0]['contact']} a").first.click()
    page.wait_for_url("**/contact**")
    settled(page)
    page.go_back()
    page.wait_for_selector(".st-key-work_rows")
    settled(page)
    assert page.locator(".st-key-work_rows [class*=st-key-work_]").count() == len(items)
    assert "contact=" not in page.url


def test_an_old_link_to_a_contact_without_a_page_still_leads_to_it(demo_server, browse):
    page = browse(f"{demo_server.address}/?contact=1001&week=2026-W48")
    page.wait_for_url("**/contact?contact=1001**")
    assert "Sanne van der Berg" in main_text(page)
    page.get_by_role("link", name="Work list").first.click()
    page.wait_for_selector(".st-key-work_rows")
    settled(page)
    assert "contact=" not in page.url
    assert "Sanne van der Berg" in card(page)


def test_the_rows_fit_a_phone(demo_server, browse):
    page = browse(demo_server.address, width=390, height=844, phone=True)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    assert page.locator(".st-key-work_rows a").first.is_visible()
