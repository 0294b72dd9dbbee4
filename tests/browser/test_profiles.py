"""The profiles page in Chromium: a manager drafts a change, publishes it, sees it in force, and takes it back."""

from __future__ import annotations

import json
import re

import pytest

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def main_text(page):
    return page.inner_text("[data-testid=stMain]")


def by(page):
    """Choose the first of the staff."""
    page.locator(".st-key-actor input").click()
    page.get_by_role("option").first.click()
    settled(page)


def press(page, key):
    page.locator(f".st-key-{key} button:visible").first.click()
    settled(page)


def menu(page, name):
    press(page, "profiles_more")
    page.get_by_role("menuitem", name=name).click()
    settled(page)


def slide(page, key, *, steps):
    """Move a slider by so many steps, as the arrow keys do."""
    page.locator(f".st-key-{key} input").first.focus()
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    settled(page)


def days_ahead(server):
    """What the command line tells of the profile `new`."""
    [profile] = [one for one in json.loads(server.command("profiles", "list", "--json")) if one["name"] == "new"]
    return profile["values"]["days_ahead"]


def test_a_manager_drafts_a_change_publishes_it_sees_it_in_force_and_takes_it_back(demo_server, browse):
    page = browse(f"{demo_server.address}/profiles?profiles=new,existing")
    by(page)
    press(page, "change_new")
    slide(page, "try_new_days_ahead", steps=4)
    assert "1 value changed here, not published" in main_text(page)
    assert "was 10" in main_text(page)
    press(page, "draft_save")
    page.wait_for_url(re.compile("draft="))
    assert days_ahead(demo_server) == 10

    colleague = browse(page.url)
    assert "draft of" in main_text(colleague)
    assert "was 10" in main_text(colleague)

    press(page, "publish_open")
    page.locator(".st-key-publish_note textarea").fill("More choice before the exams")
    press(page, "publish_now")
    assert "Published: new holds now" in main_text(page)
    assert "draft=" not in page.url
    assert days_ahead(demo_server) == 14

    menu(page, "Versions")
    dialog = page.get_by_role("dialog")
    assert "More choice before the exams" in dialog.inner_text()
    assert "Days ahead 10 → 14" in dialog.inner_text()
    press(page, "again_0")
    assert "Published again" in main_text(page)
    assert days_ahead(demo_server) == 10
