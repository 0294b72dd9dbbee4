"""Days off from lists and calendars: for whom, what is reported, and what a failure leaves as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import NOW, an_entry
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.calendars import CalendarEvent, DayOffKind
from tutorcore.domain.instants import midnight
from tutorcore.domain.records import BadEvent, CalendarReading
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import BrokenFile, InputError, SourceUnavailable, UnknownName
from tutorcore.services.import_closures import MOST_PERIODS, import_closures, preview_closures, remove_closure_feed
from tutorcore.services.list_days_off import list_days_off
from tutorcore.settings import Settings

TODAY = NOW.date()
FEED = "https://example.org/private-token/vakanties.ics"


class Clock:
    now_is = NOW

    def now(self):
        return self.now_is


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def dashboard(tmp_path, monkeypatch, clock):
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    opened = open_dashboard(Settings.read(), clock=clock)
    opened.ports.calendars.add_tutor("Eva", entry=an_entry("tutor added"))
    yield opened
    opened.close()


@pytest.fixture
def ports(dashboard):
    return dashboard.ports


@pytest.fixture
def csv(dashboard, tmp_path):
    """A list of these rows."""

    def opening(*rows, name="dagen.csv"):
        path = tmp_path / name
        path.write_text("\r\n".join(["van;tot;naam;docent", *rows]), encoding="utf-8")
        return dashboard.closure_file(path)

    return opening


def a_holiday(first, last=None, title="Vakantie"):
    """An all-day event, in days from today."""
    last = first if last is None else last
    start, end = (midnight(TODAY + timedelta(day), AMSTERDAM) for day in (first, last + 1))
    return CalendarEvent(id=f"{title}{first}", start=start, end=end, title=title, all_day=True)


class FakeFeed:
    """A calendar that gives what it was made with."""

    def __init__(self, *events, source=FEED, bad=(), error=None):
        self.events, self.source, self.bad, self.error = events, source, tuple(bad), error

    def read(self, covers_from, covers_until):
        if self.error is not None:
            raise self.error
        return CalendarReading(
            name="Schoolvakanties",
            source=self.source,
            events=self.events,
            bad=self.bad,
            covers_from=covers_from,
            covers_until=covers_until,
        )


def bring(ports, source, tutor=""):
    return import_closures(source, ports, tutor=tutor, actor="Anouk")


def entered(ports):
    """What is stored, as (name, first day from today, last, tutor)."""
    found = [day for day in ports.closures.days_off() if day.kind is not DayOffKind.HOLIDAY]
    return [(day.name, (day.first - TODAY).days, (day.last - TODAY).days, day.tutor_id) for day in found]


def actions(ports):
    return [entry.action for entry in ports.journal.entries()]


def counts(report):
    return report.added, report.removed, report.unchanged


# lists


def test_a_list_comes_in_for_everybody_and_for_those_it_names(ports, csv):
    report = bring(ports, csv("30-11-2026;4-12-2026;Projectweek;", "7-12-2026;;Cursus; eva "))
    assert counts(report) == (2, 0, 0)
    assert (report.name, report.source, report.tutor, report.unit) == ("dagen.csv", "dagen.csv", "", "row")
    assert entered(ports) == [("Projectweek", 7, 11, None), ("Cursus", 14, 14, 1)]


def test_rows_that_name_nobody_are_for_the_tutor_who_is_given(ports, csv):
    report = bring(ports, csv("30-11-2026;;Vrij;"), tutor="EVA")
    assert report.tutor == "Eva"
    assert entered(ports) == [("Vrij", 7, 7, 1)]


def test_the_same_list_twice_changes_nothing(ports, csv):
    source = csv("30-11-2026;;Vrij;", "25-12-2026;;eerste kerstdag;")
    assert counts(bring(ports, source)) == (1, 0, 1)
    before = actions(ports)
    assert counts(bring(ports, source)) == (0, 0, 2)
    assert actions(ports) == before


def test_rows_that_cannot_be_used_are_told_with_their_number_and_stop_nothing(ports, csv):
    report = bring(ports, csv("30-11-2026;;Vrij;Pietje", "4-12-2026;3-12-2026;Om;", "1-12-2026;;Goed;"))
    assert [(one.number, one.reason) for one in report.not_used] == [
        (2, "there is no tutor “Pietje”"),
        (3, "it ends before it begins: 2026-12-04 to 2026-12-03"),
    ]
    assert counts(report) == (1, 0, 0)


# calendars


def test_a_calendar_comes_in_and_is_read_again(ports):
    report = bring(ports, FakeFeed(a_holiday(3, 9), a_holiday(20)))
    assert (report.name, report.unit, counts(report)) == ("Schoolvakanties", "event", (2, 0, 0))
    assert entered(ports) == [("Vakantie", 3, 9, None), ("Vakantie", 20, 20, None)]
    again = bring(ports, FakeFeed(a_holiday(3, 8), a_holiday(20)))
    assert counts(again) == (1, 1, 1)
    assert entered(ports) == [("Vakantie", 3, 8, None), ("Vakantie", 20, 20, None)]


def test_a_calendar_may_be_of_one_tutor_and_never_of_one_who_is_not_there(ports):
    bring(ports, FakeFeed(a_holiday(3)), tutor="Eva")
    assert entered(ports) == [("Vakantie", 3, 3, 1)]
    with pytest.raises(UnknownName):
        bring(ports, FakeFeed(a_holiday(3)), tutor="Pietje")


def test_what_was_entered_by_hand_is_never_taken_away(ports, csv):
    bring(ports, csv("26-11-2026;;Vakantie;"))
    ports.closures.add(TODAY, TODAY, "Vrij", tutor_id=None, entry=an_entry())
    bring(ports, FakeFeed(a_holiday(3)))
    assert counts(bring(ports, FakeFeed())) == (0, 1, 0)
    assert entered(ports) == [("Vrij", 0, 0, None), ("Vakantie", 3, 3, None)]


def test_what_is_over_stays_for_the_record(ports, clock):
    bring(ports, FakeFeed(a_holiday(3), a_holiday(9)))
    clock.now_is = NOW + timedelta(days=5)
    bring(ports, FakeFeed(a_holiday(9)))
    assert [name for name, *_ in entered(ports)] == ["Vakantie", "Vakantie"]
    (past,) = (day for day in list_days_off(ports).past if day.kind is DayOffKind.CALENDAR)
    assert past.first == TODAY + timedelta(3)


@pytest.mark.parametrize("error", [SourceUnavailable("The calendar is away."), BrokenFile("Cut off.")])
def test_a_calendar_that_cannot_be_read_keeps_what_it_brought_and_is_marked(ports, error):
    bring(ports, FakeFeed(a_holiday(3)))
    before = actions(ports)
    with pytest.raises(type(error)):
        bring(ports, FakeFeed(error=error))
    assert entered(ports) == [("Vakantie", 3, 3, None)]
    assert ports.closures.feeds()[0].error == str(error)
    assert actions(ports) == before
    with pytest.raises(type(error)):
        bring(ports, FakeFeed(error=error, source="andere.ics"))
    assert len(ports.closures.feeds()) == 1


def test_a_list_that_is_broken_changes_nothing(dashboard, ports, tmp_path):
    path = tmp_path / "dagen.csv"
    path.write_text('van,naam\n2026-12-01,Vrij\n2026-12-02,"Open', encoding="utf-8")
    with pytest.raises(BrokenFile):
        bring(ports, dashboard.closure_file(path))
    assert entered(ports) == []


def test_events_that_could_not_be_read_take_nothing_away(ports):
    bring(ports, FakeFeed(a_holiday(3)))
    report = bring(ports, FakeFeed(bad=[BadEvent(number=1, title="Kerst", reason="it has no start")]))
    assert counts(report) == (0, 0, 0)
    assert [(one.number, one.name) for one in report.not_used] == [(1, "Kerst")]
    assert len(report.remarks) == 2
    assert entered(ports) == [("Vakantie", 3, 3, None)]


def test_a_calendar_without_end_is_refused(ports):
    with pytest.raises(BrokenFile, match="more than"):
        bring(ports, FakeFeed(*(a_holiday(3, title=str(number)) for number in range(MOST_PERIODS + 1))))
    assert ports.closures.feeds() == []


def test_a_preview_tells_what_an_import_would_do_and_stores_nothing(ports, csv):
    sources = [csv("26-11-2026;;Vrij;", "26-11-2026;;VRIJ;"), FakeFeed(a_holiday(3), a_holiday(9))]
    for source in sources:
        before = entered(ports), actions(ports), ports.closures.feeds()
        preview = preview_closures(source, ports)
        assert (entered(ports), actions(ports), ports.closures.feeds()) == before
        assert bring(ports, source) == preview
    changed = FakeFeed(a_holiday(9), a_holiday(20))
    assert counts(preview_closures(changed, ports)) == counts(bring(ports, changed)) == (1, 1, 1)


def test_a_calendar_is_forgotten_with_what_it_closes(ports):
    bring(ports, FakeFeed(a_holiday(-5), a_holiday(3)))
    remove_closure_feed(ports, ports.closures.feeds()[0].id, actor="Anouk")
    assert entered(ports) == [("Vakantie", -5, -5, None)]
    assert actions(ports)[0] == "calendar of days off removed"


def test_whoever_acts_is_named(ports, csv):
    for change in (
        lambda: import_closures(csv("26-11-2026;;Vrij;"), ports, actor=" "),
        lambda: remove_closure_feed(ports, 1, actor=""),
    ):
        with pytest.raises(InputError, match="Nobody is chosen"):
            change()
    assert entered(ports) == []


def test_the_address_of_a_feed_stands_in_no_report_and_no_entry(ports):
    report = bring(ports, FakeFeed(a_holiday(3)))
    assert "private-token" not in repr((report, ports.journal.entries()))
    assert ports.closures.feeds()[0].source == FEED
