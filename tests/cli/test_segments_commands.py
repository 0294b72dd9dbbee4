"""`segments` and `detect-again` at a shell."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import closing
from dataclasses import replace

import pytest

from tests.builders import a_row, an_entry, bring
from tests.services.segments.crowd import DRIFTING
from tutorcore.bootstrap import open_dashboard
from tutorcore.cli.commands import main
from tutorcore.cli.segments import detect_again_command
from tutorcore.domain.contacts import Pin
from tutorcore.errors import SourceUnavailable
from tutorcore.services.segments import DetectionStopped
from tutorcore.settings import Settings


def ports():
    return closing(open_dashboard(Settings.read()))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command: (exit status, standard output, standard error)."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with ports() as dashboard:
        bring(
            dashboard.ports,
            a_row("1", "Emma", attributes=DRIFTING | {"weekend_whitelisted": "nee"}),
            a_row("2", "Sam", phone="+31612345678", attributes=DRIFTING | {"returning_broadcast": True}),
            a_row("3", "Noor", attributes=DRIFTING),
            a_row("4", "Joost\x1b[2J", attributes={"segment": "parent"}),
            a_row("5", "Lotte"),
        )
        pin = Pin(contact_id="3", segment="premium", reason="r", actor="Bram", since=dashboard.ports.clock.now())
        dashboard.ports.contacts.set_pin(pin, expected_version=1, entry=an_entry("segment pinned", "contact:3"))

    def running(*arguments):
        status = main(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err

    return running


def caches():
    with ports() as dashboard:
        return {one: dashboard.ports.contacts.get(one).attributes.get("segment") for one in "12345"}


def journalled():
    with ports() as dashboard:
        return [entry for entry in dashboard.ports.journal.entries() if entry.action.startswith("segment")]


def test_the_overview_tells_segments_rules_and_what_is_odd(run):
    status, out, _ = run("segments")
    assert status == 0
    assert out.splitlines()[0] == "5 contacts:"
    for line in (
        "  new: 4 (by pin 0, by cache 2, by rules 2)",
        "  3 existing: 3 match, 2 win, 1 behind a higher rule",
        "Drift: 3 (new → existing 2, new → returning_broadcast 1)",
        "  Emma (1): new → existing: has_paid_lesson = “ja”",
        "Caches that name no profile: 1",
        "Pins: 1",
        "  weekend_whitelisted “nee”: 1",
    ):
        assert line in out.splitlines()
    assert "\x1b" not in out


def test_the_overview_as_json_holds_the_same(run):
    _, out, _ = run("segments", "--json")
    told = json.loads(out)
    assert told["segments"]["premium"] == {"contacts": 1, "by_pin": 1, "by_cache": 0, "by_rules": 0}
    assert told["rules"][2] == {"priority": 3, "segment": "existing", "matches": 3, "wins": 2, "hidden": 1}
    assert told["drift"][2] == {
        "contact": "3",
        "cached": "new",
        "by_rules": "existing",
        "because": {"has_paid_lesson": "ja"},
        "pinned_to": "premium",
    }
    assert told["written_no"] == [{"attribute": "weekend_whitelisted", "value": "nee", "contacts": 1}]
    assert told["pins"][0]["until"] is None


def test_a_dry_run_tells_who_would_change_and_changes_nobody(run):
    status, out, _ = run("detect-again", "--all", "--dry-run")
    assert status == 0
    assert "2 contacts of 5 would change: new → existing 1, new → returning_broadcast 1." in out
    assert "  Noor (3): pinned: premium" in out
    assert "the cache names no profile: parent" in out
    assert set(caches().values()) == {"new", "parent", None}
    assert [entry.action for entry in journalled()] == ["segment pinned"]


def test_all_are_detected_again_in_the_name_that_is_given(run):
    status, out, _ = run("detect-again", "--all", "--actor", "Anouk")
    assert status == 0
    assert "2 contacts changed: new → existing 1, new → returning_broadcast 1. 2 contacts stayed" in out
    assert caches() == {"1": "existing", "2": "returning_broadcast", "3": "new", "4": "parent", "5": None}
    assert journalled()[0].actor == "Anouk"


def test_one_contact_or_several_can_be_named(run):
    run("detect-again", "--contact", "06 12345678")
    assert caches()["2"] == "returning_broadcast"
    assert caches()["1"] == "new"


def test_empty_caches_are_filled_only_where_that_is_asked_for(run):
    run("detect-again", "--all", "--fill-empty")
    assert caches()["5"] == "new"


def test_nobody_named_is_not_everybody(run):
    with pytest.raises(SystemExit):
        run("detect-again")
    status, _, err = run("detect-again", "--contact", "nobody")
    assert status == 1
    assert "There is no contact of this id or phone number" in err
    assert caches()["1"] == "new"


def test_a_long_list_is_cut(run):
    with ports() as dashboard:
        bring(dashboard.ports, *(a_row(f"d{n}", f"D{n}", attributes=DRIFTING) for n in range(60)))
    _, out, _ = run("detect-again", "--all", "--dry-run")
    assert "  and 12 more" in out.splitlines()


class FullAfter:
    """Contacts in a store that is full after some transactions."""

    def __init__(self, contacts, transactions):
        self._contacts, self._left = contacts, transactions

    def change_many(self, changes, **more):
        self._left -= 1
        if self._left < 0:
            raise SourceUnavailable("The disk is full.")
        return self._contacts.change_many(changes, **more)

    def __getattr__(self, name):
        return getattr(self._contacts, name)


def test_what_stopped_halfway_tells_what_was_done(run, capsys):
    options = Namespace(all=True, contact=None, dry_run=False, fill_empty=False, actor="Anouk")
    with ports() as dashboard:
        full = replace(dashboard.ports, contacts=FullAfter(dashboard.ports.contacts, 1))
        with pytest.raises(DetectionStopped, match="The disk is full"):
            detect_again_command(replace(dashboard, ports=full), options)
    assert "2 contacts changed" in capsys.readouterr().out
