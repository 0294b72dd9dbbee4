"""The command `why`: every reason, what would open the time, and what cannot be changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from tutorcore.cli.commands import main
from tutorcore.wording.dates import short_day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:busy@test
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Amsterdam:{day}T140000
DTEND;TZID=Europe/Amsterdam:{day}T150000
SUMMARY:Tandarts
END:VEVENT
BEGIN:VEVENT
UID:free@test
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{day}
DTEND;VALUE=DATE:{after}
SUMMARY:Studiedag
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def a_weekday():
    """A Tuesday to Thursday some days ahead that is no holiday, within the horizon of the profile."""
    today, closed = datetime.now(AMSTERDAM).date(), holidays.country_holidays("NL", categories=("public", "optional"))
    ahead = (today + timedelta(days=number) for number in range(2, 10))
    return next(day for day in ahead if day.weekday() in {1, 2, 3} and day not in closed)


@pytest.fixture
def why(tmp_path, monkeypatch, capsys):
    """Ask about a clock time of a weekday on which Eva is at the dentist from 14:00 to 15:00."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    day = a_weekday()
    (tmp_path / "contacts.csv").write_text("id;name\r\n1;Sanne\r\n", encoding="utf-8")
    dates = {"day": f"{day:%Y%m%d}", "after": f"{day + timedelta(days=1):%Y%m%d}"}
    (tmp_path / "eva.ics").write_text(ICS.format(**dates).replace("\n", "\r\n"), encoding="utf-8")
    for command in (["import-contacts", "contacts.csv"], ["import-calendar", "eva.ics", "--tutor", "Eva"]):
        assert main([command[0], str(tmp_path / command[1]), *command[2:]]) == 0
    capsys.readouterr()

    def ask(clock, named=""):
        assert main(["why", "--contact", "1", f"{named or day.isoformat()} {clock}"]) == 0
        return capsys.readouterr().out

    return ask


def test_a_busy_time_names_the_event_and_says_what_cannot_be_changed(why):
    said = why("14:00")
    assert "Not offered: " in said
    assert "Busy: Tandarts" in said
    assert "Busy: this cannot be changed here." in said


def test_a_time_that_is_too_close_says_what_would_open_it(why):
    said = why("15:10")
    assert "5 minutes short" in said
    assert "Would open it: " in said


def test_an_offered_time_says_which_event_does_not_stand_in_its_way(why):
    said = why("11:00")
    assert "Offered: " in said
    assert "“Studiedag” (Eva) is marked free, so it does not block." in said
    assert "Would open it" not in said


def test_a_weekday_without_a_date_is_the_next_one(why):
    today = datetime.now(AMSTERDAM).date()
    days = [today + timedelta(days=number) for number in range(7)]
    wednesday = next(day for day in days if day.weekday() == 2)
    assert f"ffered: {short_day(wednesday)} 16:00" in why("16 uur", named="woensdag")
