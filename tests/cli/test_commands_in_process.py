"""The command line, run in this process against a database of the test's own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tutorcore.bootstrap import open_dashboard
from tutorcore.cli.commands import main
from tutorcore.cli.printing import ProgressLine, shown
from tutorcore.services.import_report import Progress
from tutorcore.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
HEADER = "id;name;phone_number;preferred_times;level\r\n"


class Shell:
    """What a person at a shell does and sees."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments):
        """(exit status, standard output, standard error)."""
        status = main([str(argument) for argument in arguments])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    def file(self, text, name="contacts.csv", encoding="utf-8"):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Shell(tmp_path, capsys)


def ports():
    return closing(open_dashboard(Settings.read()))


def contacts_in_store():
    with ports() as dashboard:
        return dashboard.ports.contacts.count()


def test_the_dirty_file_comes_in_and_its_bad_rows_are_told(shell):
    status, out, err = shell.run("import-contacts", DATA / "contacts" / "dirty.csv")
    assert status == 0
    assert "created" in out.splitlines()[0]
    assert "Rejected:\n  row " in out
    assert err.startswith("Checking: ")
    assert contacts_in_store() > 0


def test_the_same_file_twice_changes_nothing(shell):
    shell.run("import-contacts", DATA / "contacts" / "dirty.csv")
    _, out, _ = shell.run("import-contacts", DATA / "contacts" / "dirty.csv")
    assert ": 0 created, 0 updated, " in out.splitlines()[0]


def test_a_conflict_is_told_with_both_values(shell):
    shell.run("import-contacts", shell.file(f"{HEADER}1;Sanne;0612345678;;havo\r\n"))
    with ports() as dashboard:
        contacts = dashboard.ports.contacts
        version = contacts.get("1").version
        contacts.set_attributes("1", {"level": "vwo"}, expected_version=version, entry=an_entry("edit"))
    status, out, _ = shell.run("import-contacts", shell.file(f"{HEADER}1;Sanne;0612345678;;mavo\r\n"))
    assert status == 0
    assert "row 2, contact 1, level: stored “vwo”, offered “mavo”" in out


def test_what_a_terminal_would_obey_is_not_written_out(shell):
    _, out, err = shell.run("import-contacts", shell.file(f"{HEADER}1;Sanne;\x1b[31m12\x07;;\r\n"))
    assert "kept as written" in out
    assert "\x1b" not in out + err
    assert "\x07" not in out + err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (bytes(range(256)) * 40, "The file is not text."),
        (b"PK\x03\x04 workbook", "The file is an Excel workbook or a zip archive, not CSV or JSON."),
        (b"[{", ""),
        (b"name;phone\r\nSanne;0612345678\r\n", ""),
    ],
)
def test_a_file_that_is_broken_as_a_whole_is_one_sentence_and_status_1(shell, content, sentence):
    status, out, err = shell.run("import-contacts", shell.file(content))
    assert (status, out) == (1, "")
    assert sentence in err
    assert ".." not in err
    assert contacts_in_store() == 0


@pytest.mark.parametrize("where", ["nowhere.csv", "."])
def test_a_path_without_a_file_is_a_sentence(shell, where):
    status, out, err = shell.run("import-contacts", shell.folder / where)
    assert (status, out) == (1, "")
    assert "cannot be opened" in err


def test_a_calendar_comes_in_for_a_new_tutor(shell):
    status, out, err = shell.run("import-calendar", DATA / "calendars" / "google.ics", "--tutor", " Eva  Smit ")
    assert status == 0
    assert out.startswith("Eva Smit, ")
    assert " added, 0 removed, 0 unchanged." in out
    assert err == "Reading google.ics …\n"


def test_an_event_that_cannot_be_read_stops_nothing(shell):
    calendar = DATA / "calendars" / "outlook-windows-1252.ics"
    status, out, _ = shell.run("import-calendar", calendar, "--tutor", "Eva")
    assert status == 0
    assert "Unreadable:\n  event " in out


@pytest.mark.parametrize("location", ["nowhere.ics", "ftp://example.org/x.ics", "http://["])
def test_a_calendar_that_is_none_is_a_sentence(shell, location):
    status, out, err = shell.run("import-calendar", location, "--tutor", "Eva")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1


def test_the_address_of_a_feed_is_never_written_out(shell):
    address = "http://127.0.0.1:9/private-secret/basic.ics"
    status, out, err = shell.run("import-calendar", address, "--tutor", "Eva")
    assert status == 1
    assert "127.0.0.1/…" in err
    assert "secret" not in out + err


def test_slots_are_printed_for_a_contact_by_any_spelling_of_the_number(shell):
    shell.run("import-contacts", shell.file(f"{HEADER}1;Sanne;0612345678;wo middag;\r\n"))
    shell.run("import-calendar", DATA / "calendars" / "google.ics", "--tutor", "Eva")
    status, out, _ = shell.run("slots", "--contact", "06-1234 5678", "--json")
    assert status == 0
    assert json.loads(out)["contact"] == "1"
    assert shell.run("slots", "--contact", "1")[1].startswith("Sanne (")


@pytest.mark.parametrize("options", [["--contact", "99"], ["--contact", "1", "--week", "2026-W60"]])
def test_slots_that_cannot_be_asked_for_are_a_sentence(shell, options):
    shell.run("import-contacts", shell.file(f"{HEADER}1;Sanne;0612345678;;\r\n"))
    status, out, err = shell.run("slots", *options)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1


def test_prepare_fills_the_demo_and_can_be_called_again(shell):
    assert shell.run("--demo", "prepare") == (0, "", "")
    assert shell.run("--demo", "prepare") == (0, "", "")
    status, out, _ = shell.run("--demo", "slots", "--contact", "1001")
    assert status == 0
    assert out.startswith("Sanne van der Berg")


def test_a_setting_that_cannot_be_used_is_a_sentence(shell, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://anouk:geheim@host/x")
    status, _, err = shell.run("prepare")
    assert status == 1
    assert "neither SQLite nor PostgreSQL" in err
    assert "geheim" not in err


def test_every_command_is_described(capsys):
    for command in ([], ["prepare"], ["import-contacts"], ["import-calendar"], ["slots"]):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--help"])
        assert ended.value.code == 0
        assert len(capsys.readouterr().out) > 150


def test_whoever_stops_reading_is_not_complained_to(shell):
    rows = "".join(f"{number};Naam;geen nummer;;\r\n" for number in range(1, 3001))
    path = shell.file(HEADER + rows)
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    command = [sys.executable, "-m", "tutorcore", "import-contacts", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert "3.000 created" in running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read()
        assert running.wait(timeout=60) == 0
    assert "Broken" not in errors
    assert contacts_in_store() == 3000


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_sees_one_line_that_changes():
    terminal = Terminal()
    line = ProgressLine(terminal)
    for done in range(0, 10_001, 500):
        line(Progress(phase="writing", done=done, total=10_000))
    line.end()
    assert "\n" not in terminal.getvalue()
    assert terminal.getvalue().count("\r") <= 4
    assert terminal.getvalue().endswith("Writing: 10.000 of 10.000 rows\x1b[K\r\x1b[K")


def test_elsewhere_a_few_plain_lines_are_told():
    plain = io.StringIO()
    line = ProgressLine(plain)
    for done in range(2_000, 100_001, 2_000):
        line(Progress(phase="checking", done=done))
    line(Progress(phase="checking", done=100_000, total=100_000))
    for done in range(500, 100_001, 500):
        line(Progress(phase="writing", done=done, total=100_000))
    line.end()
    assert plain.getvalue().splitlines() == [
        "Checking: 100.000 rows",
        "Writing: 500 of 100.000 rows",
        "Writing: 25.000 of 100.000 rows",
        "Writing: 50.000 of 100.000 rows",
        "Writing: 75.000 of 100.000 rows",
        "Writing: 100.000 of 100.000 rows",
    ]


def test_a_closed_stream_stops_the_telling_and_nothing_else():
    stream = io.StringIO()
    line = ProgressLine(stream)
    stream.close()
    line(Progress(phase="checking", done=5, total=5))
    line.end()


def test_text_for_a_terminal_is_one_short_line():
    assert shown("a\n\x1b[31mb\u202ec") == "a [31mb c"
    assert shown("x" * 1000, longest=10) == "xxxxxxxxx…"
