"""The command `work`: the work list for people and for scripts."""

from __future__ import annotations

import json

import pytest

from tutorcore.cli.commands import main


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Run a command on a dashboard of its own; (what it said, what it told of errors)."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*words):
        assert main(words) == 0
        said = capsys.readouterr()
        return said.out, said.err

    return run


@pytest.fixture
def desk(command, tmp_path):
    """Two contacts who need planning and one who does not; no tutor is known."""
    contacts = [
        {"id": 1, "name": "Bram", "custom_attributes": {"customer_status": "active"}},
        {"id": 2, "name": "anna", "conversations": [{"id": 9, "custom_attributes": {"preferred_times": "om de week"}}]},
        {"id": 3, "name": "Cas"},
    ]
    path = tmp_path / "contacts.json"
    path.write_text(json.dumps(contacts), encoding="utf-8")
    command("import-contacts", str(path))
    return command


def test_nobody_needs_planning_where_nobody_is(command):
    assert command("work")[0] == "Nothing needs planning now.\n"


def test_each_contact_has_a_line_with_every_reason(desk):
    lines, told = desk("work")
    assert lines.splitlines() == [
        "1 Bram (existing): Lessons not known: no lesson known; not every calendar is known",
        "2 anna (new): Wish not fully understood: “om de week”",
        "2 of 3 contacts",
    ]
    assert told.startswith("No tutor is here yet")


def test_what_is_not_known_is_told_beside_the_list_and_nothing_once_it_is(desk, tmp_path):
    empty = tmp_path / "eva.ics"
    empty.write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    desk("import-calendar", str(empty), "--tutor", "Eva")
    lines, told = desk("work")
    assert lines.startswith("1 Bram (existing): No lesson in 14 days: no lesson known or to come\n")
    assert told == ""


def test_the_list_is_sorted_and_filtered(desk):
    assert [line[0] for line in desk("work", "--sort", "name")[0].splitlines()] == ["2", "1", "2"]
    assert desk("work", "--why", "wish unclear")[0].splitlines()[0].startswith("2 anna")
    assert desk("work", "--why", "pin ending")[0] == "Nothing needs planning now.\n"


def test_json_says_the_same(desk):
    found = json.loads(desk("work", "--json")[0])
    assert (found["contacts"], found["lessons_known"]) == (3, False)
    assert found["not_known"].startswith("No tutor")
    first = found["items"][0]
    assert (first["contact"], first["name"], first["segment"], first["urgency"]) == ("1", "Bram", "existing", "later")
    assert first["reasons"] == [
        {
            "why": "lessons not known",
            "urgency": "later",
            "since": None,
            "due": None,
            "last_lesson": None,
            "text": "Lessons not known: no lesson known; not every calendar is known",
        }
    ]


def test_the_moment_of_the_list_is_told_with_its_offset(desk):
    assert json.loads(desk("work", "--json")[0])["at"][-6:] in {"+01:00", "+02:00"}


@pytest.mark.parametrize("wrong", [("--why", "hunger"), ("--sort", "age")])
def test_an_unknown_reason_or_order_is_refused(command, wrong, capsys):
    with pytest.raises(SystemExit) as left:
        main(["work", *wrong])
    assert left.value.code == 2
    assert "invalid" in capsys.readouterr().err
