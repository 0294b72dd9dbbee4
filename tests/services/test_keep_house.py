"""The small lists: what may be changed by whom, and that every change has its entry."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import NOW
from tutorcore.bootstrap import Dashboard, open_dashboard
from tutorcore.domain.calendars import DayOffKind
from tutorcore.errors import InputError, UnknownName
from tutorcore.services.keep_house import (
    LONGEST_NAME,
    add_day_off,
    add_staff,
    add_tutor,
    remove_calendar,
    remove_day_off,
    remove_staff,
)
from tutorcore.settings import Settings

KERST = (date(2026, 12, 21), date(2027, 1, 1))


class Clock:
    def now(self):
        return NOW


@pytest.fixture
def ports(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    dashboard: Dashboard = open_dashboard(Settings.read(), clock=Clock())
    yield dashboard.ports
    dashboard.close()


def newest(ports):
    return ports.journal.entries(limit=1)[0]


def test_the_first_person_may_add_themselves(ports):
    assert add_staff(ports, "  Anouk  de  Wit ", actor="") == "Anouk de Wit"
    assert ports.staff.names() == ["Anouk de Wit"]
    assert (newest(ports).actor, newest(ports).at) == ("Anouk de Wit", NOW)


def test_a_name_is_added_once_whatever_its_case(ports):
    add_staff(ports, "Anouk", actor="")
    add_staff(ports, "ANOUK", actor="Anouk")
    assert ports.staff.names() == ["Anouk"]


def test_whoever_leaves_the_list_stays_in_the_journal(ports):
    add_staff(ports, "Anouk", actor="")
    remove_staff(ports, "Anouk", actor="Anouk")
    assert ports.staff.names() == []
    assert [entry.action for entry in ports.journal.entries()] == ["staff removed", "staff added"]


@pytest.mark.parametrize("name", ["", "   ", "x" * (LONGEST_NAME + 1)])
def test_a_name_is_neither_blank_nor_endless(ports, name):
    for change in (
        lambda: add_staff(ports, name, actor="Anouk"),
        lambda: add_tutor(ports, name, actor="Anouk"),
        lambda: add_day_off(ports, *KERST, name, tutor_id=None, actor="Anouk"),
    ):
        with pytest.raises(InputError):
            change()
    assert ports.journal.entries() == []


def test_a_hostile_name_is_kept_as_it_is(ports):
    hostile = "[x](javascript:alert(1)) <img src=x>"
    assert add_tutor(ports, hostile, actor="Anouk").name == hostile


def test_a_tutor_is_made_once(ports):
    first = add_tutor(ports, "Eva", actor="Anouk")
    assert add_tutor(ports, " eva ", actor="Anouk") == first
    assert newest(ports).subject == "tutor:Eva"


def entered(ports):
    return [day for day in ports.closures.days_off() if day.kind is DayOffKind.BY_HAND]


def test_days_off_are_those_of_everybody_or_of_one_tutor(ports):
    eva = add_tutor(ports, "Eva", actor="Anouk")
    everybody = add_day_off(ports, *KERST, "kerst", tutor_id=None, actor="Anouk")
    own = add_day_off(ports, KERST[0], KERST[0], "cursus", tutor_id=eva.id, actor="Anouk")
    assert {day.id: (day.name, day.tutor_id) for day in entered(ports)} == {
        everybody.id: ("kerst", None),
        own.id: ("cursus", eva.id),
    }
    remove_day_off(ports, everybody.id, actor="Anouk")
    assert [day.name for day in entered(ports)] == ["cursus"]
    assert newest(ports).action == "day off removed"


def test_days_off_do_not_end_before_they_begin(ports):
    with pytest.raises(InputError, match="before the first"):
        add_day_off(ports, KERST[1], KERST[0], "kerst", tutor_id=None, actor="Anouk")


def test_what_is_not_there_cannot_be_removed_and_leaves_no_entry(ports):
    for change in (remove_calendar, remove_day_off):
        with pytest.raises(UnknownName):
            change(ports, 99, actor="Anouk")
    assert ports.journal.entries() == []


def test_nothing_is_changed_by_nobody(ports):
    for change in (
        lambda: remove_staff(ports, "Anouk", actor=" "),
        lambda: add_tutor(ports, "Eva", actor=""),
        lambda: remove_calendar(ports, 1, actor=""),
        lambda: add_day_off(ports, *KERST, "kerst", tutor_id=None, actor=""),
        lambda: remove_day_off(ports, 1, actor=""),
    ):
        with pytest.raises(InputError, match="Nobody is chosen"):
            change()
    assert ports.journal.entries() == []


def test_only_the_first_person_may_be_added_by_nobody(ports):
    add_staff(ports, "Anouk", actor="")
    with pytest.raises(InputError, match="Nobody is chosen"):
        add_staff(ports, "Bram", actor="")
    assert ports.staff.names() == ["Anouk"]
