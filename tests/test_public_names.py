"""The names that others rely on: importable from `tutorcore`, with these signatures, and cheap to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import tutorcore

REQUIRED = inspect.Parameter.empty
POSITIONAL = inspect.Parameter.POSITIONAL_OR_KEYWORD
KEYWORD = inspect.Parameter.KEYWORD_ONLY
NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
START = datetime(2026, 11, 25, 15, tzinfo=UTC)

QUESTION = [
    ("profile", POSITIONAL, REQUIRED),
    ("busy", POSITIONAL, REQUIRED),
    ("now", KEYWORD, REQUIRED),
    ("zone", KEYWORD, tutorcore.AMSTERDAM),
    ("preferences", KEYWORD, None),
    ("closures", KEYWORD, ()),
]
SIGNATURES = {
    "parse_preferences": [("text", POSITIONAL, REQUIRED)],
    "evaluate_slots": QUESTION,
    "suggest_slots": [*QUESTION, ("limit", KEYWORD, None)],
    "explain": [("start", POSITIONAL, REQUIRED), *QUESTION],
    "BusyEvent": [
        ("start", POSITIONAL, REQUIRED),
        ("end", POSITIONAL, REQUIRED),
        ("id", POSITIONAL, ""),
        ("title", POSITIONAL, ""),
        ("calendar", POSITIONAL, ""),
        ("buffer_before_min", POSITIONAL, 0),
        ("buffer_after_min", POSITIONAL, 0),
    ],
    "Busy.of": [("events", POSITIONAL, REQUIRED)],
    "Preferences.allows": [
        ("self", POSITIONAL, REQUIRED),
        ("start", POSITIONAL, REQUIRED),
        ("end", POSITIONAL, REQUIRED),
        ("zone", KEYWORD, tutorcore.AMSTERDAM),
    ],
}


def found(path):
    value = tutorcore
    for part in path.split("."):
        value = getattr(value, part)
    return value


@pytest.mark.parametrize(("name", "expected"), SIGNATURES.items())
def test_a_name_is_called_as_it_always_was(name, expected):
    parameters = inspect.signature(found(name)).parameters.values()
    assert [(one.name, one.kind, one.default) for one in parameters] == expected


def test_a_segment_is_asked_for_with_its_cache_and_the_known_profiles():
    attributes, use_cached, profiles = inspect.signature(tutorcore.detect_segment).parameters.values()
    assert (attributes.name, attributes.kind, attributes.default) == ("attributes", POSITIONAL, REQUIRED)
    assert (use_cached.name, use_cached.kind, use_cached.default) == ("use_cached", KEYWORD, True)
    assert (profiles.name, profiles.kind) == ("profiles", KEYWORD)
    assert set(tutorcore.PLANNING_PROFILES) <= set(profiles.default)


def test_every_public_name_is_there_and_listed_once():
    assert all(hasattr(tutorcore, name) for name in tutorcore.__all__)
    assert len(set(tutorcore.__all__)) == len(tutorcore.__all__)


def test_the_default_zone_is_amsterdam():
    assert ZoneInfo("Europe/Amsterdam") == tutorcore.AMSTERDAM


def test_a_detection_holds_what_others_read():
    detection = tutorcore.detect_segment({"segment": "new"})
    assert isinstance(detection, tutorcore.Detection)
    assert (detection.segment, detection.cached, detection.by_rules) == ("new", True, "new")
    assert all(isinstance(rule, tutorcore.RuleOutcome) for rule in detection.evidence)
    assert isinstance(detection.evidence, tuple)


def test_a_preference_holds_what_others_read():
    wish = tutorcore.parse_preferences("woensdag, niet na 18:00, bij volle maan")
    assert all(isinstance(window, tutorcore.Window) for window in wish.windows)
    assert all(isinstance(exclusion, tutorcore.Exclusion) for exclusion in wish.exclusions)
    assert wish.unrecognised == ("bij volle maan",)
    assert wish.allows(START, START + timedelta(hours=1)) is True
    assert tutorcore.parse_preferences(str(wish)) == wish


def test_profiles_are_values_by_name():
    assert isinstance(tutorcore.PLANNING_PROFILES, Mapping)
    assert tutorcore.PLANNING_PROFILES["new"] == tutorcore.PlanningProfile()
    with pytest.raises(ValueError, match="frozen"):
        tutorcore.PlanningProfile().duration_minutes = 30


def test_the_whole_way_from_attributes_to_slots_and_reasons():
    profile = tutorcore.PLANNING_PROFILES[tutorcore.detect_segment({}).segment]
    event = tutorcore.BusyEvent(START, START + timedelta(hours=1), title="Wiskunde")
    busy = tutorcore.Busy.of([event, (START - timedelta(hours=2), START)])
    wish = tutorcore.parse_preferences("woensdagmiddag")
    table = tutorcore.evaluate_slots(profile, busy, now=NOW, preferences=wish)
    assert isinstance(table, tutorcore.SlotTable)
    assert list(table.frame.columns) == ["start", "end", "offered", "reasons", "blocked_by"]
    assert table.suggested == tutorcore.suggest_slots(profile, busy, now=NOW, preferences=wish)
    assert table.suggested[0] == tutorcore.Slot(
        datetime(2026, 11, 25, 12, 0, tzinfo=tutorcore.AMSTERDAM),
        datetime(2026, 11, 25, 13, 0, tzinfo=tutorcore.AMSTERDAM),
    )
    (refusal, *_) = tutorcore.explain(START, profile, busy, now=NOW, preferences=wish)
    assert isinstance(refusal, tutorcore.Refusal)
    assert (refusal.reason, refusal.events) == (tutorcore.Reason.BUSY, (event,))
    closed = [tutorcore.Closure(START.date(), START.date(), "Studiedag")]
    assert (
        tutorcore.suggest_slots(profile, busy, now=NOW, preferences=wish, closures=closed, limit=3) != table.suggested
    )


def test_importing_it_prints_nothing_and_brings_no_screens_store_or_network():
    heavy = "streamlit plotly sqlalchemy httpx icalendar"
    program = (
        f"import sys, logging, tutorcore; print([name for name in {heavy.split()} if name in sys.modules], "
        "logging.getLogger('tutorcore').handlers)"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert (done.stdout.strip(), done.stderr) == ("[] []", "")
