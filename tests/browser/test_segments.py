"""A manager finds contacts in drift, has one detected again, takes it back, and follows the link, in Chromium."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def main_text(page):
    return page.inner_text("[data-testid=stMain]")


def drift(server):
    """What the command line tells: the same service as the page."""
    return {one["contact"]: one for one in json.loads(server.command("segments", "--json"))["drift"]}


def test_a_manager_has_one_contact_detected_again_and_takes_it_back(demo_server, browse):
    before = drift(demo_server)
    contact, found = next((one, told) for one, told in before.items() if told["pinned_to"] is None)
    page = browse(f"{demo_server.address}/segments")
    page.locator(".st-key-actor input").click()
    page.get_by_role("option", name="Bilal").click()
    settled(page)
    assert page.locator(".st-key-segments_over_time .js-plotly-plot").count() == 1

    page.locator(f".st-key-tick_0_{contact} label").click()
    settled(page)
    page.locator(".st-key-preview_ticked button").click()
    settled(page)
    assert "1 contact would change" in main_text(page)
    assert drift(demo_server) == before

    page.locator(".st-key-apply_detection button").click()
    settled(page)
    assert f"1 contact changed: {found['cached']} → {found['by_rules']} 1." in main_text(page)
    assert drift(demo_server).keys() == before.keys() - {contact}

    page.locator(".st-key-undo_detection button").click()
    settled(page)
    page.locator(".st-key-undo_detection_sure button").click()
    settled(page)
    assert f"1 contact changed: {found['by_rules']} → {found['cached']} 1." in main_text(page)
    assert drift(demo_server) == before

    page.locator(".st-key-people_drift a").first.click()
    settled(page)
    assert "contact=" in page.url
    assert "Why this segment" in main_text(page)
