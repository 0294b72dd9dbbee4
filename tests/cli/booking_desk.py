"""A planner at a shell who books: three contacts, one tutor, and hours on a day that is open."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from tutorcore.cli.commands import main

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CONTACTS = "id;name;phone_number\r\n1;Sanne;0612345678\r\n2;Daan;0687654321\r\n3;Sam;0611223344\r\n"
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
BEGIN:VEVENT
UID:busy@test
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Amsterdam:{day}T090000
DTEND;TZID=Europe/Amsterdam:{day}T100000
SUMMARY:Tandarts
END:VEVENT
END:VCALENDAR
"""


def open_day():
    """A Tuesday to Thursday some days ahead that is no holiday, within the horizon of every profile."""
    today, closed = datetime.now(AMSTERDAM).date(), holidays.country_holidays("NL", categories=("public", "optional"))
    ahead = (today + timedelta(days=number) for number in range(2, 10))
    return next(day for day in ahead if day.weekday() in {1, 2, 3} and day not in closed)


class Desk:
    """What a planner at a shell does and sees. `day` is open; Eva is at the dentist from 9:00 to 10:00."""

    def __init__(self, folder, capsys):
        self._folder, self._capsys = folder, capsys
        self.day = open_day()

    def run(self, *arguments):
        """(exit status, standard output, standard error)."""
        status = main([str(argument) for argument in arguments])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    def prepare(self):
        """Bring contacts and Eva's calendar in."""
        (self._folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
        calendar = ICS.format(day=f"{self.day:%Y%m%d}").replace("\n", "\r\n")
        (self._folder / "eva.ics").write_text(calendar, encoding="utf-8")
        assert self.run("import-contacts", self._folder / "contacts.csv")[0] == 0
        assert self.run("import-calendar", self._folder / "eva.ics", "--tutor", "Eva")[0] == 0

    def at(self, clock):
        """A time of the day, as a planner types it."""
        return f"{self.day.isoformat()} {clock}"

    def instant(self, clock):
        """The same in JSON."""
        return datetime.fromisoformat(f"{self.day.isoformat()}T{clock}").replace(tzinfo=AMSTERDAM).isoformat()

    def book(self, clock="16:00", contact="1", *more):
        """(exit status, the JSON object)."""
        status, out, _ = self.run(
            "book", "--json", "--contact", contact, "--tutor", "eva", self.at(clock), "--actor", "Anouk", *more
        )
        return status, json.loads(out)

    def booked(self, *arguments):
        """The id of a lesson that is booked now."""
        status, made = self.book(*arguments)
        assert (status, made["state"]) == (0, "booked")
        return made["id"]

    def change(self, command, *arguments):
        """(exit status, the JSON object)."""
        status, out, _ = self.run(command, "--json", *arguments)
        return status, json.loads(out)

    def listed(self, *options):
        """What `bookings --json` tells."""
        status, out, _ = self.run("bookings", "--json", *options)
        assert status == 0
        return json.loads(out)
