"""`import-closures`, run in this process against a database of the test's own."""

from __future__ import annotations

from contextlib import closing

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.cli.commands import main
from tutorcore.domain.calendars import DayOffKind
from tutorcore.settings import Settings

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Schoolvakanties noord
BEGIN:VEVENT
UID:kerst
SUMMARY:Kerstvakantie
DTSTART;VALUE=DATE:{year}1219
DTEND;VALUE=DATE:{year}1226
TRANSP:TRANSPARENT
RRULE:FREQ=YEARLY;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:overleg
SUMMARY:Overleg\x1b[31m
DTSTART:{year}1207T100000
DTEND:{year}1207T110000
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `import-closures`: (exit status, standard output, standard error)."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def running(*arguments):
        status = main(["import-closures", *map(str, arguments)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    return running


@pytest.fixture
def file(tmp_path):
    def written(text, name):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return written


@pytest.fixture
def calendar(file, run):
    """A calendar of this winter and the next, by the clock of this machine."""
    with closing(open_dashboard(Settings.read())) as dashboard:
        year = dashboard.ports.clock.now().year
    return file(CALENDAR.format(year=year), "vakanties.ics")


def entered():
    with closing(open_dashboard(Settings.read())) as dashboard:
        days = dashboard.ports.closures.days_off()
        return [day for day in days if day.kind is not DayOffKind.HOLIDAY]


def test_a_list_comes_in_and_its_bad_rows_are_told(run, file):
    rows = "van;tot;naam;kleur\r\n2027-01-04;8-1-2027;Week;\r\n1-1-27;;Kort;\r\n"
    status, out, err = run(file(rows, "dagen.csv"), "--actor", "Anouk")
    assert (status, err) == (0, "Reading dagen.csv …\n")
    assert out.splitlines() == [
        "dagen.csv, for everybody: 1 period added, 0 removed, 0 unchanged.",
        "Columns that were not used: “kleur”.",
        "Not used:",
        "  row 3, Kort: the year of '1-1-27' has two digits",
    ]
    with closing(open_dashboard(Settings.read())) as dashboard:
        assert dashboard.ports.journal.entries()[0].actor == "Anouk"


def test_where_everything_is_used_nothing_more_is_told(run, file):
    _, out, _ = run(file("from,name\n2027-01-04,Week\n", "days.csv"))
    assert out == "days.csv, for everybody: 1 period added, 0 removed, 0 unchanged.\n"


def test_a_calendar_comes_in_and_the_second_time_changes_nothing(run, calendar):
    _, out, _ = run(calendar)
    lines = out.splitlines()
    assert lines[0] == "Schoolvakanties noord, for everybody: 2 periods added, 0 removed, 0 unchanged."
    assert lines[-1].endswith("Overleg [31m: it does not last whole days (10:00 to 11:00)")
    assert "\x1b" not in out
    _, again, _ = run(calendar)
    assert "0 periods added, 0 removed, 2 unchanged." in again
    assert [day.name for day in entered()] == ["Kerstvakantie", "Kerstvakantie"]
    assert {(day.last - day.first).days for day in entered()} == {6}


@pytest.mark.parametrize("cut", [30, 200])
def test_a_broken_calendar_changes_nothing(run, calendar, cut):
    run(calendar)
    before = entered()
    calendar.write_bytes(calendar.read_bytes()[:cut])
    status, out, err = run(calendar)
    assert (status, out) == (1, "")
    assert "cut off" in err
    assert entered() == before


@pytest.mark.parametrize("location", ["nergens.csv", "nergens.ics", ".", "ftp://example.org/x.ics", "http://["])
def test_a_place_where_nothing_is_is_a_sentence(run, location):
    status, out, err = run(location)
    assert (status, out) == (1, "")
    assert err.splitlines()[-1].endswith(".")


def test_a_tutor_who_is_not_there_is_a_sentence(run, calendar):
    status, _, err = run(calendar, "--tutor", "Pietje")
    assert status == 1
    assert "There is no tutor" in err
    assert entered() == []


def test_the_address_of_a_feed_is_never_written_out(run):
    status, out, err = run("http://127.0.0.1:9/private-secret/basic.ics")
    assert status == 1
    assert "127.0.0.1/…" in err
    assert "secret" not in out + err
