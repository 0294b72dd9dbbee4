"""The command `profiles`: export, import with a preview, and goals."""

from __future__ import annotations

import io
import json
import sys
import tomllib

import pytest

from tests.builders import publish
from tests.pages.data_page import store
from tutorcore.cli.commands import main


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


@pytest.fixture
def file(tmp_path):
    """Write a file of profiles; its path."""

    def written(text):
        path = tmp_path / "rules"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_every_profile_is_printed_in_the_format_that_is_asked_for(command):
    assert tomllib.loads(command("export")[1])["profiles"]["weekend"]["allowed_weekdays"] == [5, 6]
    found = json.loads(command("export", "--format", "json")[1])
    assert (found["profiles"]["new"]["latest_hour"], found["lesson_types"]["trial"]["duration_minutes"]) == (20, 30)
    status, lines, told = command("export", "--format", "env")
    assert "PLANNING_RETURNING_DURATION=60" in lines
    assert (status, told) == (0, "")


def test_a_name_that_no_variable_can_hold_is_told_of_its_own(command):
    command("export")
    with store() as dashboard:
        publish(dashboard.ports, "very late", {"latest_hour": 23})
    _, lines, told = command("export", "--format", "env")
    assert lines.splitlines()[-1].startswith("# Left out: ")
    assert told == "Left out: very late\n"


def test_what_was_exported_changes_nothing(command, file):
    for text_format in ("env", "toml", "json"):
        status, said, told = command("import", file(command("export", "--format", text_format)[1]), "--drafts")
        assert (status, told) == (0, "")
        assert all(line.endswith(": unchanged; –") for line in said.splitlines())


def test_a_dry_run_only_tells(command, file):
    path = file("PLANNING_NEW_LATEST=21\nPLANNING_NEW_STEP=45\nTZ=UTC\n")
    assert command("import", path, "--dry-run")[1].splitlines() == [
        "new: changed; Last start 20:00 → 21:00; A start every 30 minutes → 45 minutes",
        "new: The last start, 21:00, is never reached in steps of 45 minutes.",
        "TZ: not about profiles, passed over",
    ]
    assert json.loads(command("export", "--format", "json")[1])["profiles"]["new"]["latest_hour"] == 20


def test_what_is_published_holds_and_what_is_drafted_does_not(command, file):
    path = file("PLANNING_NEW_LATEST=21")
    assert command("import", path, "--drafts")[1].splitlines()[-1] == "1 draft kept."
    assert "PLANNING_NEW_LATEST=20" in command("export", "--format", "env")[1]
    assert command("import", path, "--publish", "as agreed")[1].splitlines()[-1] == "1 version published."
    assert "PLANNING_NEW_LATEST=21" in command("export", "--format", "env")[1]


def test_standard_input_is_read_too(command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"PLANNING_NEW_LATEST=21")))
    assert "20:00 → 21:00" in command("import", "-", "--dry-run")[1]


def test_what_cannot_be_used_is_told_and_nothing_is_taken_over(command, file):
    path = file("PLANNING_NEW_LATEST=9\nPLANNING_EXISTING_LATEST=22\nPLANNING_NEW_COLOUR=red\n")
    status, _, told = command("import", path, "--publish", "x")
    assert status == 1
    assert told.startswith("line 3: PLANNING_NEW_COLOUR: a planning profile has no “COLOUR”.")
    assert "profile new (line 1): This profile cannot be used" in told
    assert "PLANNING_EXISTING_LATEST=21" in command("export", "--format", "env")[1]


@pytest.mark.parametrize(("given", "said"), [("hello", "neither environment lines"), (None, "cannot be read")])
def test_what_is_no_such_file_is_told(command, file, given, said):
    status, _, told = command("import", file(given) if given else "nowhere", "--dry-run")
    assert status == 1
    assert said in told


def test_a_goal_is_worked_out(command):
    status, said, _ = command("goal", "nobody in new without a slot")
    assert (status, said) == (
        0,
        "Nobody in new without a slot: There is nobody in new, so there is nothing to reach.\n",
    )
    status, _, told = command("goal", "nobody in vip")
    assert status == 1
    assert "not understood: “vip”" in told


def test_each_way_to_a_goal_has_a_line(demo_command):
    status, said, _ = demo_command("goal", "at least 6 slots for 75 % of new")
    first, *ways = said.splitlines()
    assert status == 0
    assert first.endswith("ways to reach it, the smallest change first.")
    assert all(line.startswith("new: ") and " with fewer than 6 slots; slots in all " in line for line in ways)


@pytest.fixture
def demo_command(tmp_path, monkeypatch, capsys):
    """As `command`, on the demo data."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["--demo", "prepare"]) == 0

    def run(*words):
        status = main(["--demo", "profiles", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
