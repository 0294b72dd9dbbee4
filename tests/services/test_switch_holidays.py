"""Public holidays: they refuse every lesson by their name, unless somebody switched them off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.builders import NOW, a_row, an_entry
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.calendars import DayOffKind
from tutorcore.domain.reasons import Reason
from tutorcore.domain.records import CalendarReading
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import InputError, UnknownName
from tutorcore.services.compare_profiles import supply_of_profiles
from tutorcore.services.explain_time import explain_time
from tutorcore.services.list_days_off import list_days_off
from tutorcore.services.open_contact import open_contact
from tutorcore.services.plan_week import plan_week
from tutorcore.services.switch_holidays import holiday_switches, switch_holiday
from tutorcore.settings import Settings
from tutorcore.wording.why import why_texts

CHRISTMAS = date(2026, 12, 25)


class Clock:
    def now(self):
        return NOW


@pytest.fixture
def ports(tmp_path, monkeypatch):
    """Eva is free all year, and contact 1 may come every day for 60 days."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.setenv("PLANNING_NEW_DAYS", "60")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    dashboard = open_dashboard(Settings.read(), clock=Clock())
    ports = dashboard.ports
    eva = ports.calendars.add_tutor("Eva", entry=an_entry())
    span = {"covers_from": NOW - timedelta(400), "covers_until": NOW + timedelta(400)}
    reading = CalendarReading(name="Eva", source="eva.ics", events=(), bad=(), **span)
    ports.calendars.store_reading(eva.id, reading, read_at=NOW, entry=an_entry())
    ports.contacts.import_rows([a_row("1", "Sanne")], actor="test", at=NOW)
    yield ports
    dashboard.close()


def offered_on(ports, day):
    plan = plan_week(ports, open_contact(ports, "1"), IsoWeek.of(day))
    return [one for one in plan.offered if one.slot.start.date() == day]


def test_christmas_is_refused_by_its_name(ports):
    answer = explain_time(ports, open_contact(ports, "1"), "vr 25 dec 14:00")
    (refusal,) = answer.by_tutor["Eva"]
    assert refusal.reason is Reason.CLOSURE
    assert [closure.name for closure in refusal.closures] == ["Eerste kerstdag"]
    told = why_texts(answer.start, answer.by_tutor, answer.offered_by)
    assert any("Closed: Eerste kerstdag" in text for text in told)


def test_week_explanation_and_profiles_agree(ports):
    opened = open_contact(ports, "1")
    supply = supply_of_profiles(ports, {"new": opened.profile.profile}, tutor="Eva")
    assert supply.by_day["new"][CHRISTMAS] == len(offered_on(ports, CHRISTMAS)) == 0
    assert "Eerste kerstdag" in [day.name for day in supply.days_off]
    switch_holiday(ports, "eerste kerstdag", on=False, actor="Anouk")
    supply = supply_of_profiles(ports, {"new": opened.profile.profile}, tutor="Eva")
    assert supply.by_day["new"][CHRISTMAS] == len(offered_on(ports, CHRISTMAS)) > 0
    assert explain_time(ports, opened, "vr 25 dec 14:00").offered_by == ("Eva",)


def test_a_plan_knows_the_holidays_of_its_horizon_and_no_others(ports):
    plan = plan_week(ports, open_contact(ports, "1"), IsoWeek.of(CHRISTMAS))
    assert [day.name for day in plan.days_off] == ["Eerste kerstdag", "Tweede kerstdag", "Nieuwjaarsdag"]


def test_a_week_that_is_over_shows_its_holidays(ports):
    plan = plan_week(ports, open_contact(ports, "1"), IsoWeek.of(date(2021, 4, 27)))
    assert "Koningsdag" in [day.name for day in plan.days_off if day.first == date(2021, 4, 27)]


def test_a_day_far_ahead_is_refused_by_its_holiday_too(ports):
    start = datetime(2029, 12, 25, 14, tzinfo=AMSTERDAM)
    answer = explain_time(ports, open_contact(ports, "1"), f"{start:%d-%m-%Y %H:%M}")
    assert {Reason.HORIZON, Reason.CLOSURE} <= {refusal.reason for refusal in answer.by_tutor["Eva"]}


def test_good_friday_and_the_fifth_of_may_between_lustra_are_off_at_first(ports):
    switches = holiday_switches(ports)
    assert [one.key for one in switches if not one.on] == ["goede vrijdag", "bevrijdingsdag (optional)"]
    assert len(switches) == len({one.key for one in switches}) == 12
    assert [one.next for one in switches] == sorted(one.next for one in switches)


def test_a_switch_is_kept_with_who_turned_it(ports):
    was = switch_holiday(ports, "goede vrijdag", on=True, actor=" Anouk ")
    assert not was.on
    assert {one.key: one.on for one in holiday_switches(ports)}["goede vrijdag"]
    entry = ports.journal.entries(limit=1)[0]
    assert (entry.actor, entry.action, entry.subject) == (
        "Anouk",
        "public holiday switched on",
        "public holiday:goede vrijdag",
    )
    assert (entry.before, entry.after) == ({"on": False}, {"on": True})


def test_a_holiday_that_is_none_and_a_change_by_nobody_are_refused(ports):
    before = holiday_switches(ports)
    with pytest.raises(UnknownName):
        switch_holiday(ports, "sinterklaas", on=True, actor="Anouk")
    with pytest.raises(InputError, match="Nobody is chosen"):
        switch_holiday(ports, "goede vrijdag", on=True, actor="")
    assert holiday_switches(ports) == before


def test_a_year_of_holidays_is_listed_and_all_that_was_entered(ports):
    ports.closures.add(date(2019, 8, 1), date(2019, 8, 1), "Verhuizing", tutor_id=None, entry=an_entry())
    ports.closures.add(date(2030, 8, 1), date(2030, 8, 1), "Lustrum", tutor_id=None, entry=an_entry())
    found = list_days_off(ports)
    assert found.past[-1].name == "Verhuizing"
    assert found.coming[-1].name == "Lustrum"
    holidays = [day.name for day in (*found.past, *found.coming) if day.kind is DayOffKind.HOLIDAY]
    assert holidays.count("Eerste kerstdag") == 2
    assert holidays.count("Koningsdag") == 2
