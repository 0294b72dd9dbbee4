"""A planner's and a manager's whole way, in Chromium, on demo data."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import settled
from tutorcore.domain.weeks import IsoWeek

pytestmark = pytest.mark.browser

SANNE = "1001"


def this_week() -> IsoWeek:
    return IsoWeek.of(datetime.now(ZoneInfo("Europe/Amsterdam")).date())


def planned(server, contact, week):
    """What the command line suggests: the same service as the page."""
    return json.loads(server.command("slots", "--contact", contact, "--week", str(week), "--json"))


def week_with_slots(server, contact=SANNE):
    """The first week of the coming three in which something fits, and the plan."""
    for ahead in range(3):
        plan = planned(server, contact, this_week().shifted(ahead))
        if plan["slots"]:
            return this_week().shifted(ahead), plan
    raise AssertionError("no slot in three weeks")


def act_as(page, name):
    page.locator(".st-key-actor input").click()
    page.get_by_role("option", name=name).click()
    settled(page)


def calendar_starts(page):
    """The starts that the calendar offers, as the chart holds them."""
    return page.evaluate(
        "Array.from(document.querySelector('.st-key-week_calendar .js-plotly-plot').data"
        ".find(trace => trace.name === 'offered').customdata)"
    )


def click_slot(page, place):
    """Click the middle of a slot's bar with the mouse."""
    bar = page.locator(".st-key-week_calendar .barlayer .point path").nth(place)
    box = bar.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    settled(page)


def test_from_the_search_over_segment_and_preference_to_a_picked_slot(demo_server, browse):
    page = browse(f"{demo_server.address}/contact")
    page.locator(".st-key-search input").fill("06-1234 5678")
    page.locator(f".st-key-open_{SANNE} button").click()
    settled(page)
    assert "Sanne van der Berg" in page.inner_text("[data-testid=stMain]")
    assert f"contact={SANNE}" in page.url
    assert "not reached" in page.inner_text("table >> nth=0")

    page.get_by_role("link", name="Preferences").first.click()
    settled(page)
    assert f"contact={SANNE}" in page.url
    act_as(page, "Bilal")
    page.locator(".st-key-wish_line input").fill("woensdag of vrijdag")
    page.locator(".st-key-wish_line input").press("Enter")
    settled(page)
    assert page.get_by_role("button", name="Save preference").is_enabled()
    page.get_by_role("button", name="Save preference").click()
    settled(page)
    assert "Preference saved: woensdag" in page.inner_text("[data-testid=stMain]").replace("\\", "")

    week, plan = week_with_slots(demo_server)
    page.goto(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    settled(page)
    page.wait_for_selector(".st-key-week_calendar .barlayer .point")
    assert calendar_starts(page) == [slot["start"] for slot in plan["slots"]]
    click_slot(page, 0)
    page.wait_for_selector(".st-key-picked")
    assert "Kept free" in page.inner_text(".st-key-picked")
    click_slot(page, 0)
    page.wait_for_selector(".st-key-picked", state="detached")


def test_the_same_slots_can_be_picked_with_the_keyboard(demo_server, browse):
    week, _ = week_with_slots(demo_server, "1002")
    page = browse(f"{demo_server.address}/week?contact=1002&week={week}")
    first = page.locator("[class*=st-key-slots_] button").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-picked")


def test_a_link_survives_reload_change_of_page_and_the_way_back(demo_server, browse):
    week = this_week().shifted(1)
    page = browse(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    page.reload()
    settled(page)
    assert f"week {week.number}" in page.inner_text("[data-testid=stMain]")
    page.locator(".st-key-later button").first.click()
    settled(page)
    page.wait_for_url(f"**week={week.shifted(1)}**")
    page.get_by_role("link", name="Profiles").click()
    settled(page)
    assert f"contact={SANNE}" in page.url
    page.get_by_role("link", name="Week").click()
    settled(page)
    assert f"week {week.shifted(1).number}" in page.inner_text("[data-testid=stMain]")
    page.go_back()
    settled(page)
    assert "/profiles" in page.url
    assert f"contact={SANNE}" in page.url


def test_a_second_planner_is_told_and_shown_both(demo_server, browse):
    address = f"{demo_server.address}/preferences?contact=1005"
    one, other = browse(address), browse(address)
    act_as(one, "Hanneke")
    act_as(other, "Bilal")
    for page, wish in ((one, "maandagavond"), (other, "dinsdagavond")):
        page.locator(".st-key-wish_line input").fill(wish)
        page.locator(".st-key-wish_line input").press("Enter")
        settled(page)
    one.get_by_role("button", name="Save preference").click()
    settled(one)
    other.get_by_role("button", name="Save preference").click()
    other.wait_for_selector(".st-key-both")
    told = other.inner_text(".st-key-both")
    assert "maandagavond" in told
    assert "dinsdagavond" in told
    other.get_by_role("button", name="Go on with mine").click()
    settled(other)
    other.get_by_role("button", name="Save preference").click()
    settled(other)
    assert "Preference saved: dinsdagavond" in other.inner_text("[data-testid=stMain]")


def test_clicks_on_the_grid_and_words_stay_in_step(demo_server, browse):
    page = browse(f"{demo_server.address}/preferences?contact={SANNE}")
    page.locator(".st-key-wish_line input").fill("")
    page.locator(".st-key-wish_line input").press("Enter")
    settled(page)
    page.locator(".st-key-grid_afternoon button").nth(2).click()
    settled(page)
    assert page.locator(".st-key-wish_line input").input_value() == "woensdagmiddag"
    page.locator(".st-key-drop_window_0 button").first.click()
    settled(page)
    assert page.locator(".st-key-wish_line input").input_value() == ""


def test_on_a_phone_the_list_of_slots_comes_first(demo_server, browse):
    week, _ = week_with_slots(demo_server, "1002")
    page = browse(f"{demo_server.address}/week?contact=1002&week={week}", width=390, height=844, phone=True)
    assert page.get_by_role("tab", selected=True).inner_text() == "Slots"
    assert page.locator("[data-testid=stMain]").get_by_text("demo data").is_visible()
    page.locator("[class*=st-key-slots_] button").first.click()
    page.wait_for_selector(".st-key-picked")


def test_two_profiles_are_compared(demo_server, browse):
    page = browse(f"{demo_server.address}/profiles?profiles=new,weekend")
    said = page.inner_text("[data-testid=stMain]")
    assert "12 hours" in said
    assert "3 hours" in said


def test_a_week_far_away_says_how_far_the_rules_look(demo_server, browse):
    week = IsoWeek.of(this_week().monday + timedelta(weeks=30))
    page = browse(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    assert "Nothing can start this week" in page.inner_text("[data-testid=stMain]")


def ask(page, text):
    """Type a day and time into the field above the calendar."""
    page.locator(".st-key-why_time input").fill(text)
    page.locator(".st-key-why_time input").press("Enter")
    settled(page)


def refused_bar(page, *words):
    """The place of the first bar that is a time refused for these reasons alone, in short words."""
    place = page.evaluate(
        "reasons => document.querySelector('.st-key-week_calendar .js-plotly-plot').data"
        ".find(trace => trace.name === 'offered').hovertext.findIndex(text => text.endsWith(reasons))",
        "<br>".join(["not offered", *words]),
    )
    assert place >= 0
    return place


def test_a_refused_time_is_clicked_and_opened_by_the_smallest_change_and_the_offer_is_copied(demo_server, browse):
    week, _ = week_with_slots(demo_server)
    page = browse(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    before = calendar_starts(page)
    page.locator(".st-key-why_shown label").first.click()
    settled(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.st-key-week_calendar .barlayer .point').length > count", arg=len(before)
    )
    place = refused_bar(page, "weekday not allowed", "outside the wish")
    start = calendar_starts(page)[place]
    click_slot(page, place)
    page.wait_for_selector(".st-key-answer")
    told = page.inner_text(".st-key-answer")
    assert "Not offered" in told
    assert "The profile does not allow a S" in told
    assert "Outside the wish: " in told
    assert "What would open it" in told
    page.locator(".st-key-try_opening_0 button").click()
    page.wait_for_selector(".st-key-picked")
    settled(page)
    assert start in calendar_starts(page)
    assert "nothing is stored" in page.inner_text("[data-testid=stMain]")

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".st-key-make_offer button").click()
    page.wait_for_selector("[role=dialog] [data-testid=stCode]")
    message = page.inner_text("[role=dialog] [data-testid=stCode]")
    assert "1. " in message
    page.locator("[role=dialog] [data-testid=stCode]").hover()
    page.locator("[role=dialog] [data-testid=stCode] button").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == message.split()


def test_a_time_is_opened_for_one_lesson_only_and_taken_back(demo_server, browse):
    week, _ = week_with_slots(demo_server)
    page = browse(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    before = calendar_starts(page)
    saturday = week.days[5]
    ask(page, f"{saturday.isoformat()} 15:00")
    page.wait_for_selector(".st-key-answer")
    assert "does not allow a Saturday" in page.inner_text(".st-key-answer")
    page.locator(".st-key-only_this_0 button").click()
    page.wait_for_selector(".st-key-picked")
    assert "Exception for this lesson only" in page.inner_text(".st-key-picked")
    settled(page)
    added = set(calendar_starts(page)) - set(before)
    assert [start[:16] for start in added] == [f"{saturday.isoformat()}T15:00"]
    page.locator(".st-key-take_back button").click()
    settled(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.st-key-week_calendar .barlayer .point').length === count", arg=len(before)
    )
    assert calendar_starts(page) == before


def test_the_same_bar_can_be_picked_again_after_another_way_of_picking(demo_server, browse):
    """The chart keeps its own selection: a click on the bar that it still holds must pick, not let go."""
    week, _ = week_with_slots(demo_server)
    page = browse(f"{demo_server.address}/week?contact={SANNE}&week={week}")
    click_slot(page, 0)
    page.wait_for_selector(".st-key-picked")
    first = page.inner_text(".st-key-picked")
    page.locator("[class*=st-key-slots_] button").nth(1).click()
    settled(page)
    assert page.inner_text(".st-key-picked") != first
    click_slot(page, 0)
    settled(page)
    assert page.inner_text(".st-key-picked") == first
