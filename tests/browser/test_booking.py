"""A planner's whole way in Chromium: found, booked, moved, cancelled, undone, held; against the tests' own Google."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from tests.browser.conftest import Server, settled
from tests.browser.test_journeys import act_as, click_slot, week_with_slots
from tests.fake_google import running_google

pytestmark = pytest.mark.browser

SANNE = "1001"
CALENDAR = "primary"
WAIT_FOR_GOOGLE = 20_000


@pytest.fixture(scope="module")
def google():
    """A fake Google with one empty calendar."""
    with running_google(calendars=[CALENDAR]) as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory, google):
    """A dashboard of the demo, whose tutor Eva has that calendar too."""
    made = Server(tmp_path_factory.mktemp("booking_server"), demo=True)
    made.environment |= {
        "GCAL_API_ENDPOINT": google.endpoint,
        "GCAL_ACCESS_TOKEN": google.token,
        "GCAL_CALENDAR_ID": CALENDAR,
    }
    made.command("prepare")
    made.command("connect-calendar", CALENDAR, "--tutor", "Eva")
    process = made.start()
    yield made
    process.terminate()
    process.wait(timeout=20)


def starts(google):
    """When the events in Eva's calendar start, in order."""
    return sorted(datetime.fromisoformat(event["start"]["dateTime"]) for event in google.events(CALENDAR))


def said(page):
    return page.inner_text("[data-testid=stMain]")


def click(page, key):
    """Click a button by its key, and wait until the page stands still."""
    page.locator(f".st-key-{key} button").first.click()
    settled(page)


def confirm(page):
    page.locator(".st-key-confirm_booking button").click()
    page.wait_for_selector("[role=dialog]", state="detached", timeout=WAIT_FOR_GOOGLE)
    page.wait_for_selector(".st-key-outcome", timeout=WAIT_FOR_GOOGLE)
    settled(page)


def is_on_top(page, selector):
    """Whether a click in its middle would meet it: nothing lies over it, no toast either."""
    assert page.locator("[data-testid=stToast]").count()
    return page.locator(selector).evaluate(
        """element => {
            const box = element.getBoundingClientRect();
            return element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        }"""
    )


def lesson_middle(page, booking_id):
    """Where on the screen the middle of a lesson is."""
    return page.evaluate(
        """id => {
            const chart = document.querySelector('.st-key-week_calendar .js-plotly-plot');
            const trace = chart.data.find(trace => trace.name === 'lessons');
            const places = trace.customdata.flatMap((each, at) => each === `booking:${id}` ? [at] : []);
            const at = places[Math.floor(places.length / 2)], box = chart.getBoundingClientRect();
            const {xaxis, yaxis} = chart._fullLayout;
            return [box.x + xaxis._offset + xaxis.d2p(trace.x[at]), box.y + yaxis._offset + yaxis.d2p(trace.y[at])];
        }""",
        booking_id,
    )


def found_and_in_its_week(page, server):
    """Sanne, searched for and taken in hand, in the first week in which something fits."""
    page.locator(".st-key-search input").fill("06-1234 5678")
    page.locator(f".st-key-open_{SANNE} button").click()
    settled(page)
    week, _ = week_with_slots(server)
    page.get_by_role("link", name="Week", exact=True).first.click()
    settled(page)
    while f"week {week.number} " not in said(page):
        click(page, "later")
    page.wait_for_selector(".st-key-week_calendar .barlayer .point")


def booked_there(page, google):
    """The first slot is booked; the event's own properties in Google."""
    click_slot(page, 0)
    page.wait_for_selector(".st-key-picked")
    click(page, "book")
    dialog = page.inner_text("[role=dialog]")
    for part in ("Kept free", "profile", "in Google Calendar", "Lesson Sanne van der Berg"):
        assert part in dialog
    confirm(page)
    assert "Booked: " in said(page)
    assert is_on_top(page, ".st-key-outcome_undo button")
    (event,) = google.events(CALENDAR)
    return event["extendedProperties"]["private"]


def move_to_the_last_slot(page):
    click(page, "lesson_move")
    page.wait_for_selector(".st-key-moving")
    settled(page)
    page.locator("[class*=st-key-slots_] button").last.click()
    page.wait_for_selector(".st-key-move_here")
    settled(page)
    click(page, "move_here")
    confirm(page)
    assert "Moved from " in said(page)


def test_a_lesson_is_found_a_slot_for_booked_moved_cancelled_and_undone(server, google, browse):
    page = browse(f"{server.address}/contact")
    act_as(page, "Hanneke")
    found_and_in_its_week(page, server)
    kept = booked_there(page, google)
    assert (kept["contact"], kept["booked_by"]) == (SANNE, "Hanneke")
    (booked,) = starts(google)

    page.mouse.click(*lesson_middle(page, kept["booking"]))
    page.wait_for_selector(".st-key-lesson")
    settled(page)
    assert "Booked by Hanneke" in page.inner_text(".st-key-lesson")
    move_to_the_last_slot(page)
    (moved,) = starts(google)
    assert moved != booked

    click(page, "outcome_show")
    page.wait_for_selector(".st-key-lesson")
    click(page, "lesson_cancel")
    confirm(page)
    assert "Cancelled: " in said(page)
    assert starts(google) == []

    click(page, "outcome_undo")
    page.wait_for_function("document.body.innerText.includes('It is as it was before.')")
    assert starts(google) == [moved]
    assert len(json.loads(server.command("bookings", "--contact", SANNE, "--json"))) == 1


def test_two_quick_clicks_book_one_lesson(server, google, browse):
    week, _ = week_with_slots(server, "1002")
    before = len(google.events(CALENDAR))
    page = browse(f"{server.address}/week?contact=1002&week={week}&tutors=Eva")
    act_as(page, "Bilal")
    page.locator("[class*=st-key-slots_] button").first.click()
    page.wait_for_selector(".st-key-picked")
    settled(page)
    click(page, "book")
    page.locator(".st-key-confirm_booking button").dblclick()
    page.wait_for_selector("[role=dialog]", state="detached", timeout=WAIT_FOR_GOOGLE)
    settled(page)
    assert "Booked: " in said(page)
    assert len(google.events(CALENDAR)) == before + 1


def test_what_somebody_wrote_into_google_a_moment_ago_is_told_and_nothing_is_booked(server, google, browse):
    week, _ = week_with_slots(server, "1002")
    page = browse(f"{server.address}/week?contact=1002&week={week}&tutors=Eva")
    act_as(page, "Bilal")
    page.locator("[class*=st-key-slots_] button").last.click()
    page.wait_for_selector(".st-key-picked")
    settled(page)
    click(page, "book")
    start = datetime.fromisoformat(picked_start(page))
    there = len(google.events(CALENDAR))
    google.put(CALENDAR, start=start, end=start + timedelta(minutes=30), summary="Rapportvergadering")
    confirm(page)
    assert "Rapportvergadering" in said(page)
    assert len(google.events(CALENDAR)) == there + 1


def picked_start(page):
    """The start of the picked slot, as the list holds it: the last of its day in the calendar's bars."""
    return page.evaluate(
        "Array.from(document.querySelector('.st-key-week_calendar .js-plotly-plot').data"
        ".find(trace => trace.name === 'offered').customdata).at(-1)"
    )


def test_a_slot_is_held_and_the_next_planner_sees_for_whom(server, google, browse):
    week, _ = week_with_slots(server, "1002")
    page = browse(f"{server.address}/week?contact=1002&week={week}&tutors=Eva")
    act_as(page, "Bilal")
    page.locator("[class*=st-key-slots_] button").first.click()
    page.wait_for_selector(".st-key-picked")
    settled(page)
    click(page, "hold")
    page.wait_for_selector(".st-key-outcome")
    assert "Held until " in said(page)
    other = browse(f"{server.address}/week?contact={SANNE}&week={week}&tutors=Eva")
    hovers = other.evaluate(
        "document.querySelector('.st-key-week_calendar .js-plotly-plot').data"
        ".find(trace => trace.name === 'lessons').hovertext"
    )
    assert any(text.startswith("held for ") and "by Bilal" in text for text in hovers)
