"""The journal in words: every action has some, and no address of a calendar is among them."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import pytest

from tests.builders import an_entry
from tutorcore.wording.journal import (
    MOST_CHANGES,
    Kind,
    action_text,
    actions_of,
    change_texts,
    known_actions,
    subject_text,
    undone_text,
)

ROOT = Path(__file__).parent.parent.parent / "tutorcore"
FEED = "https://calendar.example.org/private-token/basic.ics"


def spoken(node, named):
    """The texts that an expression may come to; None where it is handed through. `named` are constants."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.Name):
        return [named[node.id]] if node.id in named else []
    if isinstance(node, ast.IfExp):
        return [*spoken(node.body, named), *spoken(node.orelse, named)]
    if isinstance(node, ast.JoinedStr):
        parts = [spoken(part.value if isinstance(part, ast.FormattedValue) else part, named) for part in node.values]
        return ["".join(some) for some in product(*parts)]
    return []


def constants(tree):
    """The texts that a module names."""
    return {
        node.target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(getattr(node.value, "value", None), str)
    }


def takers(tree):
    """For each function that takes an `action`: its place among the arguments, without self; None: by name only."""
    found = {}
    for one in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [argument.arg for argument in one.args.args if argument.arg != "self"]
        if "action" in names or "action" in {argument.arg for argument in one.args.kwonlyargs}:
            found[one.name] = names.index("action") if "action" in names else None
    return found


def written_actions():
    """Every action that the code puts into an entry, found in its source."""
    trees = {path: ast.parse(path.read_text("utf-8")) for part in ("services", "adapters") for path in
             (ROOT / part).rglob("*.py")}  # fmt: skip
    entry_of = takers(trees[ROOT / "services" / "bookings" / "entries.py"])
    named = {name: text for tree in trees.values() for name, text in constants(tree).items()}
    for tree in trees.values():
        places = takers(tree) | entry_of
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [word.value for word in call.keywords if word.arg == "action" and name in {"Entry", *places}]
            place = places.get(name)
            given += call.args[place : place + 1] if place is not None else []
            given += [word.value for word in call.keywords if name == "Act" and word.arg in {"begun", "ended", "one"}]
            yield from (text for node in given for text in spoken(node, named))


def test_every_action_that_is_written_has_words():
    written = set(written_actions())
    assert {"segment detected", "public holiday switched off", "lesson cancelled", "import", "add tutor"} <= written
    assert written == known_actions()


def test_an_action_is_of_one_kind():
    assert sum(len(actions_of(kind)) for kind in Kind) == len(known_actions())


def test_an_unknown_action_stands_as_it_is():
    assert action_text("moon moved") == "moon moved"


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        ("contact:412", "Sanne", "contact Sanne"),
        ("contact:412", "", "contact 412"),
        ("booking:0123abc", "", "booking"),
        ("booking:0123abc", "Sanne", "booking Sanne"),
        ("days off:calendar 3", "", "days off calendar 3"),
        ("odd", "", "odd"),
        ("contact:1", "a\nb", "contact a b"),
    ],
)
def test_what_a_change_is_about(subject, name, expected):
    assert subject_text(an_entry(subject=subject), name) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"segment": "new"}, {"segment": "existing"}, ["segment: “new” → “existing”"]),
        ({"segment": None}, {"segment": "new"}, ["segment: “new”"]),
        ({"segment": "new"}, {"segment": None}, ["segment: “new” → nothing"]),
        ({"segment": "premium", "reason": "x"}, {}, ["segment: “premium” → nothing", "reason: “x” → nothing"]),
        ({"on": True}, {"on": 1}, ["on: true → 1"]),
        ({"same": 1, "until": None}, {"same": 1, "until": None}, []),
        ({"preferred_times": "ma"}, {"preferred_times": ""}, ["wish: “ma” → “”"]),
        ({"min_lead_minutes": 480}, {"min_lead_minutes": 1440}, ["notice: 8 hours → 1 day"]),
        ({}, {"allowed_weekdays": [4, 0], "latest_hour": 15}, ["weekdays: ma vr", "last start: 15:00"]),
        ({"holds from": "2026-11-30"}, {}, ["holds from: ma 30 nov → nothing"]),
        ({}, {"until": "soon"}, ["until: “soon”"]),
        ({}, {"draft": "a1b2c3", "based on": 2, "days_ahead": 12}, ["days ahead: 12"]),
        (
            {"pin": {"segment": "summer", "reason": "likes it", "until": "2026-12-05"}},
            {"pin": {"segment": "new", "reason": "likes it", "until": None}},
            ["pin: “summer” until za 5 dec (“likes it”) → “new” (“likes it”)"],
        ),
        ({}, {"line": "a\nb", "list": [1, "é"]}, ["line: “a b”", 'list: [1, "é"]']),
    ],
)
def test_what_changed_is_told_with_what_it_was(before, after, expected):
    assert change_texts(an_entry(before=before, after=after)) == expected


def test_many_changes_are_counted():
    lines = change_texts(an_entry(after={f"n{number}": number for number in range(MOST_CHANGES + 5)}))
    assert (len(lines), lines[-1]) == (MOST_CHANGES + 1, "and 5 more")


def test_a_booking_is_told_by_state_time_and_tutor():
    def told(state, hour):
        times = {"start": f"2026-11-25T{hour}:00:00+00:00", "end": f"2026-11-25T{hour + 1}:00:00+00:00"}
        return {"contact": "412", "name": "Sanne", "tutor": "Eva", "state": state} | times

    entry = an_entry(subject="booking:1", before=told("booked", 15), after=told("booked", 16))
    assert change_texts(entry) == ["booked", "wo 25 nov 16:00–17:00 → wo 25 nov 17:00–18:00", "with Eva"]
    assert change_texts(an_entry(subject="booking:1", after={"state": "odd", "start": "x"})) == ["odd"]


def test_the_address_of_a_calendar_is_never_told():
    entry = an_entry(subject=f"calendar:{FEED}", before={"source": FEED}, after={"Source": FEED + "2"})
    told = "\n".join([subject_text(entry), *change_texts(entry)])
    assert "private-token" not in told
    assert "calendar.example.org/…" in told


def test_an_undo_says_what_it_took_back():
    assert undone_text(an_entry("segment pinned")) == "Undone: pinned the segment, ma 23 nov 10:00."


def test_an_act_on_many_says_how_many_and_from_what_to_what():
    told = {"contacts": 1200, "new → existing": 1199, "nothing → new": 1, "stayed": "Emma (pinned)"}
    entry = an_entry("segments detected", "segments", after=told)
    assert subject_text(entry) == "1.200 contacts"
    assert change_texts(entry) == ["new → existing: 1199", "nothing → new: 1", "stayed: “Emma (pinned)”"]
