"""The commands that book, without Google: what stands in the store, what is told, and with which exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.booking_desk import AMSTERDAM
from tutorcore.cli.booking_outcomes import error_text, report_refused, status_of
from tutorcore.errors import (
    Cause,
    ChangedThere,
    InDoubt,
    InputError,
    NotBookable,
    Refused,
    SlotTaken,
    SourceUnavailable,
    UnknownName,
)

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["id", "state", "start", "end", "tutor", "contact", "problem"]


def test_a_lesson_is_booked_and_told_in_one_line(desk):
    asked = ("book", "--contact", "06-1234 5678", "--tutor", "Eva", desk.at("16:00"))
    status, out, err = desk.run(*asked)
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert out.startswith("Booked: ")
    assert "16:00–17:00, Sanne with Eva. [" in out
    assert desk.listed()[0]["booked_by"] == "command line"


def test_a_script_reads_one_object_with_instants_that_carry_their_offset(desk):
    status, made = desk.book("16:00")
    assert status == 0
    assert list(made) == NAMES
    assert made == {
        "id": made["id"],
        "state": "booked",
        "start": desk.instant("16:00"),
        "end": desk.instant("17:00"),
        "tutor": "Eva",
        "contact": "1",
        "problem": "",
    }
    assert datetime.fromisoformat(made["start"]).utcoffset() is not None


def test_who_comes_second_is_refused_and_reads_who_was_first(desk):
    desk.booked("16:00", "1")
    status, out, err = desk.run("book", "--json", "--contact", "2", "--tutor", "Eva", desk.at("16:00"))
    assert status == 3
    assert '"id": null' in out
    assert "Just taken by " in err
    assert "lesson of Sanne" in err
    assert len(desk.listed()) == 1


def test_every_reason_is_told(desk):
    status, refused = desk.book("9:10")
    assert status == 3
    assert "Busy: Tandarts" in refused["problem"]
    assert "Not on the grid" in refused["problem"]
    assert (refused["tutor"], refused["contact"], refused["state"]) == ("eva", "1", None)


@pytest.mark.parametrize(
    "options",
    [
        ["--contact", "99", "--tutor", "Eva", "wo 16:00"],
        ["--contact", "1", "--tutor", "Nobody", "wo 16:00"],
        ["--contact", "1", "--tutor", "Eva", "ooit"],
        ["--contact", "1", "--tutor", "Eva", "wo 16:00", "--hold", "0"],
    ],
)
def test_what_cannot_be_asked_is_status_1_and_a_sentence(desk, options):
    status, out, err = desk.run("book", *options)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert desk.listed() == []


def test_one_of_several_who_ask_at_once_wins(desk):
    asked = [sys.executable, "-m", "tutorcore", "book", "--tutor", "Eva", desk.at("16:00"), "--contact"]
    racing = [
        subprocess.Popen([*asked, contact], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for contact in ("1", "2", "3")
    ]
    said = [each.communicate(timeout=100) for each in racing]
    assert sorted(each.returncode for each in racing) == [0, 3, 3], said
    assert len(desk.listed()) == 1


def test_a_lesson_is_moved_by_the_beginning_of_its_id(desk):
    number = desk.booked("16:00")
    status, moved = desk.change("move", number[:6], desk.at("11:00"))
    assert (status, moved["id"], moved["state"], moved["start"]) == (0, number, "booked", desk.instant("11:00"))
    assert desk.change("move", number, desk.at("9:00"))[0] == 3
    assert [each["start"] for each in desk.listed()] == [desk.instant("11:00")]


def test_a_refused_change_tells_the_booking_as_it_stands(desk):
    number = desk.booked("16:00")
    status, kept = desk.change("move", number, desk.at("9:00"))
    assert (status, kept["id"], kept["start"]) == (3, number, desk.instant("16:00"))
    assert "Busy: Tandarts" in kept["problem"]


def test_a_cancelled_lesson_frees_its_time_and_is_told_as_past(desk):
    number = desk.booked("16:00", "1")
    assert desk.run("cancel", number, "--reason", "ziek")[1].startswith("Cancelled: ")
    assert desk.listed() == []
    assert [each["state"] for each in desk.listed("--past")] == ["cancelled"]
    desk.booked("16:00", "2")
    assert desk.change("cancel", number)[0] == 1


def test_what_was_done_last_is_undone(desk):
    number = desk.booked("16:00")
    assert desk.change("move", number, desk.at("11:00"))[0] == 0
    status, out, _ = desk.run("undo", number)
    assert status == 0
    assert out.startswith("Undone: ")
    assert "16:00–17:00, Sanne with Eva, booked. [" in out
    assert desk.change("undo", number)[0] == 1


def test_within_the_notice_only_an_explicit_word_changes_a_lesson(desk, monkeypatch):
    number = desk.booked("16:00")
    monkeypatch.setenv("PLANNING_NEW_LEAD", str(30 * 24 * 60))
    monkeypatch.setenv("PLANNING_NEW_DAYS", "60")
    status, kept = desk.change("cancel", number)
    assert (status, kept["state"]) == (3, "booked")
    assert "notice" in kept["problem"]
    assert desk.change("cancel", number, "--despite-notice")[1]["state"] == "cancelled"


def test_a_time_is_held_and_becomes_a_lesson(desk):
    status, held = desk.book("16:00", "1", "--hold", "2")
    assert (status, held["state"]) == (0, "held")
    assert desk.book("16:00", "2")[0] == 3
    assert desk.listed("--state", "held")[0]["expires"] is not None
    status, made = desk.book("16:00", "1")
    assert (status, made["id"], made["state"]) == (0, held["id"], "booked")


@pytest.mark.parametrize("hours", ["long", "nan", "1e400"])
def test_a_hold_for_what_is_no_time_is_a_wrong_option(desk, capsys, hours):
    with pytest.raises(SystemExit) as ended:
        desk.book("16:00", "1", "--hold", hours)
    assert ended.value.code == 2
    assert "is no number of hours" in capsys.readouterr().err


def test_a_hold_is_let_go_by_cancelling_it(desk):
    _, held = desk.book("16:00", "1", "--hold", "2")
    assert desk.change("cancel", held["id"])[1]["state"] == "cancelled"
    desk.booked("16:00", "2")


def test_bookings_are_listed_by_contact_tutor_and_state(desk):
    desk.booked("16:00", "1")
    desk.booked("12:00", "2")
    assert [each["contact"] for each in desk.listed("--tutor", "eva")] == ["2", "1"]
    assert [each["contact"] for each in desk.listed("--contact", "0612345678")] == ["1"]
    assert [each["contact"] for each in desk.listed("--contact", "daa")] == ["2"]
    assert desk.listed("--state", "failed") == []
    status, out, _ = desk.run("bookings")
    assert (status, out.count("\n")) == (0, 2)
    assert ", Daan with Eva: booked" in out


def test_a_booking_that_is_not_there_is_a_sentence(desk):
    status, told = desk.change("cancel", "0123456789")
    assert (status, told["id"], told["state"]) == (1, "0123456789", None)
    assert "no booking" in told["problem"]


def test_settling_is_silent_where_nothing_is_under_way(desk):
    desk.booked("16:00")
    assert desk.run("settle") == (0, "", "")
    assert desk.run("settle", "--json") == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotBookable("no"), 3),
        (SlotTaken("taken"), 3),
        (ChangedThere("changed"), 3),
        (Refused("no", cause=Cause.ACCESS), 5),
        (InDoubt("nothing heard", cause=Cause.UNREACHABLE), 5),
        (InputError("what"), 1),
        (UnknownName("who"), 1),
        (RuntimeError("nobody expected this"), 1),
    ],
)
def test_every_error_has_its_status(error, status):
    assert status_of(error) == status


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("Google says no.", cause=Cause.ACCESS, hint="Sign in."), "Google says no. Nothing was done. Sign in."),
        (
            InDoubt("Nothing heard.", cause=Cause.UNREACHABLE, hint="Who knows."),
            "Nothing heard. Nothing was done. Try again later.",
        ),
        (
            SourceUnavailable("The database is away"),
            "The database is away. It may be half done: what is under way is settled later.",
        ),
    ],
)
def test_what_cannot_be_reached_says_whether_anything_may_be_half_done(error, said):
    assert error_text(error, AMSTERDAM) == said


def test_a_database_that_goes_away_in_the_middle_leaves_it_in_doubt(capsys):
    options = Namespace(json=False)
    assert report_refused(SourceUnavailable("away"), {}, options, AMSTERDAM) == 4
    assert capsys.readouterr().err.startswith("away. ")


def test_a_database_that_cannot_be_reached_has_the_status_of_a_source(desk, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://planner:geheim@127.0.0.1:9/none")
    status, _, err = desk.run("bookings")
    assert status == 5
    assert "geheim" not in err
    assert desk.run("slots", "--contact", "1")[0] == 1


@pytest.mark.parametrize("command", [["refresh"], ["connect-calendar", "primary", "--tutor", "Eva"]])
def test_without_google_its_commands_say_how_it_is_set_up(desk, command):
    status, out, err = desk.run(*command)
    assert (status, out) == (1, "")
    assert "docs/google.md" in err
