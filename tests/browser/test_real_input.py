"""Files as they are found in the wild, brought in by command, and what the pages make of them."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser.conftest import settled
from tutorcore.domain.weeks import IsoWeek

pytestmark = pytest.mark.browser

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOSTILE = ("<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "=cmd|' /C calc'!A1", "**bold** :red[red] $x^2$")
LONG = "Wilhelmina " * 909 + "W"

DIRTY = (
    "id;naam;telefoon;e-mail;vak;preferred_times\r\n"
    '501;"Zoë Müller; tweede";06-1234 5678;zoe@example.org;wiskunde;woensdag\r\n'
    "502;Bram;0031 6 12 34 56 79;;;\r\n"
    ";Zonder nummer;0612345670;;;\r\n"
    "502;Bram de Wit;+31 (0)6 12345679;;;\r\n"
    "503;Kees;geen;;;\r\n"
).encode("cp1252")


def calendar_text(first: date, moved: date) -> str:
    """Every Wednesday 16:00 since `first`, in another offset than today's; that of `moved` is at 10:00 instead."""
    return "\r\n".join(
        (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//Calendar//EN",
            "BEGIN:VEVENT",
            "UID:weekly@example.org",
            f"DTSTART;TZID=Europe/Amsterdam:{first:%Y%m%d}T160000",
            f"DTEND;TZID=Europe/Amsterdam:{first:%Y%m%d}T170000",
            "RRULE:FREQ=WEEKLY",
            "SUMMARY:Les <b>Zoë</b>",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:weekly@example.org",
            f"RECURRENCE-ID;TZID=Europe/Amsterdam:{moved:%Y%m%d}T160000",
            f"DTSTART;TZID=Europe/Amsterdam:{moved:%Y%m%d}T100000",
            f"DTEND;TZID=Europe/Amsterdam:{moved:%Y%m%d}T110000",
            "SUMMARY:Les verzet",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        )
    )


def other_season(day: date) -> date:
    """A Wednesday about half a year before a Wednesday, on the other side of a clock change."""
    return day - timedelta(weeks=26)


@pytest.fixture(scope="module")
def imported(own_server):
    """The server with a dirty file of contacts, hostile ones, and a calendar; the next two Wednesdays."""
    today = datetime.now(AMSTERDAM).date()
    wednesday = IsoWeek.of(today).shifted(1).days[2]
    folder = own_server.folder
    (folder / "dirty.csv").write_bytes(DIRTY)
    hostile = [
        {"id": 900 + place, "name": name, "custom_attributes": {name: name}} for place, name in enumerate(HOSTILE)
    ]
    hostile.append({"id": 999, "name": LONG, "custom_attributes": {"long": LONG}})
    (folder / "hostile.json").write_text(json.dumps(hostile), encoding="utf-8")
    (folder / "eva.ics").write_text(calendar_text(other_season(wednesday), wednesday), encoding="utf-8")
    reports = [
        own_server.command("import-contacts", str(folder / "dirty.csv")),
        own_server.command("import-contacts", str(folder / "hostile.json")),
        own_server.command("import-calendar", str(folder / "eva.ics"), "--tutor", "Eva [x](y)"),
    ]
    return own_server, wednesday, reports


def test_the_reports_tell_what_was_wrong(imported):
    _, _, reports = imported
    assert "row 4" in reports[0].lower()
    assert "503" in reports[0] or "geen" in reports[0]


def test_the_same_file_again_changes_nothing(imported):
    server, _, _ = imported
    again = server.command("import-contacts", str(server.folder / "dirty.csv"))
    assert "created 0" in again.lower() or "0 created" in again.lower() or "nothing" in again.lower()


def test_the_week_shows_the_right_slots_over_a_clock_change(imported, browse):
    server, wednesday, _ = imported
    page = browse(f"{server.address}/week?contact=501&week={IsoWeek.of(wednesday)}")
    page.wait_for_selector(".st-key-week_calendar .barlayer .point")
    shown = page.evaluate(
        "Array.from(document.querySelector('.st-key-week_calendar .js-plotly-plot').data"
        ".find(trace => trace.name === 'offered').customdata)"
    )
    # New: starts 10:00 to 20:00 each half hour, 15 minutes free around; the moved lesson takes 10:00 to 11:00.
    free = [time(11, 30), *[time(hour, minute) for hour in range(12, 21) for minute in (0, 30)][:-1]]
    expected = [datetime.combine(wednesday, start, AMSTERDAM).isoformat() for start in free]
    assert shown == expected


def test_the_week_after_has_the_lesson_at_its_usual_local_time(imported):
    server, wednesday, _ = imported
    answer = json.loads(
        server.command("slots", "--contact", "06-12345678", "--week", str(IsoWeek.of(wednesday)), "--json")
    )
    assert answer["contact"] == "501"
    assert answer["wish"]["fully_understood"]


@pytest.mark.parametrize("place", range(len(HOSTILE)))
def test_hostile_names_appear_as_themselves_and_take_no_effect(imported, browse, place):
    server, wednesday, _ = imported
    name = HOSTILE[place]
    for path in ("", "preferences", "week"):
        page = browse(f"{server.address}/{path}?contact={900 + place}&week={IsoWeek.of(wednesday)}")
        said = page.inner_text("[data-testid=stApp]").replace("\u2060", "")
        assert name in said
        assert not page.query_selector_all("[data-testid=stMain] img[src=x], a[href^='javascript']")


def test_a_hostile_name_is_shown_as_itself_in_the_results(imported, browse):
    server, _, _ = imported
    page = browse(f"{server.address}/contact")
    page.locator(".st-key-search input").fill("javascript")
    page.locator(".st-key-results").wait_for()
    settled(page)
    assert "[x](javascript:alert(1))" in page.inner_text(".st-key-results").replace("\u2060", "")


def test_ten_thousand_characters_do_no_harm(imported, browse):
    server, wednesday, _ = imported
    for path in ("", "preferences", "week"):
        page = browse(f"{server.address}/{path}?contact=999&week={IsoWeek.of(wednesday)}")
        assert "Wilhelmina" in page.inner_text("[data-testid=stMain]")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_titles_from_a_calendar_are_text_in_the_hover(imported, browse):
    server, wednesday, _ = imported
    page = browse(f"{server.address}/week?contact=501&week={IsoWeek.of(wednesday - timedelta(weeks=1))}")
    page.wait_for_selector(".st-key-week_calendar .js-plotly-plot")
    texts = page.evaluate(
        "document.querySelector('.st-key-week_calendar .js-plotly-plot').data.find(trace => trace.name === 'busy').text"
    )
    assert any("&lt;b&gt;Zoë&lt;/b&gt;" in text for text in texts)
