"""The commands `profiles list`, `versions`, `publish` and `take-back`."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.cli.commands import main
from tutorcore.services.profiles.retiring import retire_profile
from tutorcore.settings import Settings


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Run `profiles …` on a dashboard of its own; (exit status, what it said, what it told of errors)."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words):
        status = main(["profiles", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def values(command, name):
    return next(one for one in json.loads(command("list", "--json")[1]) if one["name"] == name)


def test_every_profile_is_listed_as_a_sentence(command):
    status, said, _ = command("list")
    assert status == 0
    assert said.splitlines()[0].startswith("new: 60 minutes, weekdays 10:00 to last start 20:00")


def test_a_version_is_published_and_holds(command):
    status, said, _ = command(
        "publish", "new", "--set", "DAYS=12", "--set", "allowed_weekdays=ma,di", "--note", "exams"
    )
    assert (status, said[:20]) == (0, "Version 1 of new hol")
    found = values(command, "new")
    assert (found["values"]["days_ahead"], found["values"]["allowed_weekdays"]) == (12, [0, 1])
    assert (found["sources"]["days_ahead"], found["sources"]["offer_size"]) == ("published", "built in")


def test_values_that_were_published_before_stay_and_can_be_reset(command):
    command("publish", "new", "--set", "DAYS=12", "--note", "exams")
    command("publish", "new", "--set", "OFFER=9", "--note", "more")
    assert values(command, "new")["values"]["days_ahead"] == 12
    command("publish", "new", "--reset", "DAYS", "--note", "less")
    found = values(command, "new")["values"]
    assert (found["days_ahead"], found["offer_size"]) == (10, 9)


def test_what_holds_from_a_later_day_does_not_hold_yet(command):
    later = (date.today() + timedelta(days=9)).isoformat()  # noqa: DTZ011  # any day to come
    command("publish", "new", "--set", "DAYS=12", "--from", later, "--note", "exams")
    assert values(command, "new")["values"]["days_ahead"] == 10
    assert "takes over later" in command("versions", "new")[1]


def test_a_new_name_makes_a_new_profile(command):
    command("publish", "evening", "--set", "EARLIEST=17", "--note", "evenings")
    assert values(command, "evening")["values"]["earliest_hour"] == 17


def test_the_history_tells_who_why_and_what(command):
    command("publish", "new", "--set", "DAYS=12", "--note", "exams", "--actor", "Anouk")
    command("publish", "new", "--set", "OFFER=9", "--note", "more", "--actor", "Bram")
    second, first = command("versions", "new")[1].splitlines()
    assert second.startswith("2 (holds now, from ")
    assert second.endswith("“more”: Slots in an offer 6 → 9 (published)")
    assert "Anouk" in first
    assert "Days ahead 10 → 12 (published)" in first


def test_a_retired_profile_says_so_in_its_history(command):
    command("publish", "evening", "--set", "EARLIEST=17", "--note", "evenings")
    dashboard = open_dashboard(Settings.read())
    retire_profile(dashboard.ports, "evening", moves={}, note="nobody asks", actor="Anouk", expected_version=1)
    dashboard.close()
    assert command("versions", "evening")[1].splitlines()[0].endswith("“nobody asks”: retired")
    assert "evening" not in command("list")[1]


def test_a_profile_that_was_never_published_has_no_history(command):
    assert command("versions", "premium")[1] == "Nothing was published of it.\n"
    status, _, told = command("versions", "nobody")
    assert (status, told.startswith("There is no planning profile “nobody”")) == (1, True)


def test_the_last_version_is_taken_back(command):
    command("publish", "new", "--set", "DAYS=12", "--note", "exams")
    command("publish", "new", "--set", "DAYS=20", "--note", "more")
    assert "as version 1 did" in command("take-back", "new", "--note", "too many")[1]
    assert values(command, "new")["values"]["days_ahead"] == 12
    command("take-back", "new", "--version", "0", "--note", "as built in")
    assert values(command, "new")["sources"]["days_ahead"] == "built in"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "DAYS=0"], "PLANNING_NEW_DAYS=0: give a whole number from 1 to 366"),
        (["--set", "DAYS"], "is no value"),
        (["--set", "WEEKS=2"], "has no “WEEKS”"),
        (["--reset", "WEEKS"], "has no “WEEKS”"),
        (["--set", "EARLIEST=22"], "lies before the first"),
        ([], "nothing to publish"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_published(command, words, said):
    status, _, told = command("publish", "new", *words, "--note", "n")
    assert status == 1
    assert said in told
    assert command("versions", "new")[1] == "Nothing was published of it.\n"
