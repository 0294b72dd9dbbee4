"""To which page the answer of "why not" links, for a lesson that is too close after another one."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.builders import an_entry
from tests.pages.test_week_page import unescaped
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.calendars import CalendarEvent
from tutorcore.domain.imports import ContactRow
from tutorcore.domain.records import CalendarReading
from tutorcore.settings import Settings

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def a_wednesday():
    """The first Wednesday that no notice reaches; every profile looks as far ahead."""
    today = datetime.now(AMSTERDAM).date()
    return next(day for day in (today + timedelta(days=ahead) for ahead in range(2, 9)) if day.weekday() == 2)


@pytest.fixture
def asked_after_a_lesson(own, open_page):
    """Ask about Wednesday 14:00, after a lesson until 13:55 that keeps so many minutes free itself."""

    def asked(own_buffer):
        dashboard, now = open_dashboard(Settings.read()), datetime.now(UTC)
        dashboard.ports.contacts.import_rows([ContactRow(number=1, id="7", name="Zoë")], actor="test", at=now)
        end = datetime.combine(a_wednesday(), time(13, 55), tzinfo=AMSTERDAM).astimezone(UTC)
        lesson = CalendarEvent(
            id="les", start=end - timedelta(hours=1), end=end, title="Les Zoë", buffer_after_min=own_buffer
        )
        span = {"covers_from": now - timedelta(days=30), "covers_until": now + timedelta(days=60)}
        reading = CalendarReading(name="Eva", source="test:eva", events=(lesson,), bad=(), **span)
        tutor = dashboard.ports.calendars.add_tutor("Eva", entry=an_entry())
        dashboard.ports.calendars.store_reading(tutor.id, reading, read_at=now, entry=an_entry())
        dashboard.close()
        page = open_page("week", contact="7")
        page.text_input(key="why_time").input(f"{a_wednesday().isoformat()} 14:00").run()
        return page

    return asked


def links(page):
    """The pages that the answer links to, besides the sidebar's."""
    labels = [element.proto.label for element in page.get("page_link")]
    return [label for label in ("Profiles", "Calendars") if labels.count(label) > (label == "Profiles")]


def test_too_close_by_the_profiles_buffer_links_to_the_profiles(asked_after_a_lesson):
    page = asked_after_a_lesson(0)
    assert "12:55–13:55, 10 minutes short." in unescaped(page)
    assert links(page) == ["Profiles"]


def test_too_close_by_the_lessons_own_buffer_says_so_and_links_to_the_calendars(asked_after_a_lesson):
    page = asked_after_a_lesson(30)
    assert "12:55–13:55, 25 minutes short; that lesson keeps 30 minutes free itself." in unescaped(page)
    assert links(page) == ["Calendars"]
