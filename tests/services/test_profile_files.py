"""A text of profiles is previewed against what holds, and taken over as a whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOW, ports_over, publish
from tests.domain.profile_strategies import profiles
from tutorcore.domain.profile_texts import TextFormat, write_text
from tutorcore.domain.profile_versions import RulesKind
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.errors import BrokenFile, Conflict, InputError
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.lesson_types.knowing import know_lesson_types
from tutorcore.services.profile_files import (
    Becomes,
    preview_import,
    publish_import,
    rules_of,
    take_over_as_drafts,
)
from tutorcore.services.profiles.drafting import open_draft
from tutorcore.services.profiles.retiring import retire_profile
from tutorcore.wording.profile_texts import change_text, text_problem


@pytest.fixture
def ports(sqlite_store):
    """A store in which nothing is published."""
    return ports_over(sqlite_store, now=NOW, environment_profiles={"new": {"duration_minutes": 45}})


def told(preview):
    """What the preview says of each: its name, what becomes of it, and each change."""
    return [(one.name, one.becomes.value, [change_text(*change) for change in one.changes]) for one in preview.rules]


def values(ports):
    return {name: known.profile for name, known in know_profiles(ports).items()}


def exported(ports, text_format):
    return write_text(text_format, rules_of(values(ports), know_lesson_types(ports).values()))


def test_a_preview_tells_each_profile_with_what_becomes_of_it(ports):
    preview = preview_import(
        ports,
        "PLANNING_NEW_LATEST=21\nPLANNING_NEW_EARLIEST=10\nPLANNING_PREMIUM_OFFER=15\nPLANNING_EVENING_EARLIEST=17\n",
    )
    assert told(preview) == [
        ("new", "changed", ["Last start 20:00 → 21:00"]),
        ("premium", "unchanged", []),
        ("evening", "added", ["First start 10:00 → 17:00"]),
    ]
    assert preview.format is TextFormat.ENVIRONMENT
    assert know_profiles(ports).keys() == PLANNING_PROFILES.keys()


def test_only_what_differs_is_set_by_the_next_version(ports):
    publish(ports, "new", {"offer_size": 4})
    preview = preview_import(ports, "profiles.new = { latest_hour = 21, earliest_hour = 10, offer_size = 4 }")
    assert preview.rules[0].fields == {"latest_hour": 21, "offer_size": 4}
    publish_import(ports, preview, note="as agreed", actor="Anouk")
    sources = know_profiles(ports)["new"].sources
    assert (sources["latest_hour"], sources["earliest_hour"]) == ("published", "built in")


def test_what_would_change_becomes_drafts(ports):
    preview = preview_import(ports, "[profiles.new]\nlatest_hour = 21\n[profiles.evening]\nearliest_hour = 17")
    drafts = take_over_as_drafts(ports, preview, actor="Anouk", note="from the sheet")
    assert [(draft.name, draft.actor, draft.note, draft.based_on) for draft in drafts] == [
        ("new", "Anouk", "from the sheet", 0),
        ("evening", "Anouk", "from the sheet", 0),
    ]
    assert open_draft(ports, drafts[0].id).trial.typed == {"latest_hour": 21}
    assert know_profiles(ports)["new"].profile.latest_hour == 20


def test_what_is_published_holds(ports):
    preview = preview_import(ports, "profiles.evening.earliest_hour = 17\nlesson_types.trial.duration_minutes = 20")
    versions = publish_import(ports, preview, note="as agreed", actor="Anouk")
    assert [(one.kind, one.name, one.version, one.note) for one in versions] == [
        (RulesKind.PROFILE, "evening", 1, "as agreed"),
        (RulesKind.LESSON_TYPE, "trial", 1, "as agreed"),
    ]
    assert know_profiles(ports)["evening"].profile.earliest_hour == 17
    assert know_lesson_types(ports)["trial"].fields == {"duration_minutes": 20}


def test_a_lesson_type_becomes_what_the_text_says_as_a_whole(ports):
    (trial,) = preview_import(ports, "lesson_types.trial = { duration_minutes = 30, latest_hour = 20 }").rules
    assert [change_text(*change) for change in trial.changes] == [
        "First start 17:00 → as the profile says",
        "Last start 19:00 → 20:00",
        "Weekdays ma di wo do vr → as the profile says",
    ]


def test_a_lesson_type_is_told_where_it_leaves_nothing_and_refused_where_that_is_everywhere(ports):
    noon = preview_import(ports, "[lesson_types.noon]\nlatest_hour = 9")
    (one,) = noon.rules
    assert len(one.warnings) == 2
    assert one.warnings[0].startswith(
        "Nothing is offered to new: The rules “first start 10:00” (profile new) and “last"
    )
    nowhere = preview_import(ports, "[lesson_types.dawn]\nlatest_hour = 7")
    assert "exclude each other" in text_problem(nowhere.problems[0])


def test_a_lesson_type_has_no_drafts(ports):
    preview = preview_import(ports, "lesson_types.noon.earliest_hour = 11\nprofiles.new.offer_size = 3")
    assert not preview.can_be_drafts
    with pytest.raises(InputError, match="A lesson type has no drafts"):
        take_over_as_drafts(ports, preview, actor="Anouk")
    assert ports.profiles.drafts() == []


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_taken_over(ports):
    preview = preview_import(
        ports,
        "[profiles.new]\nlatest_hour = 9\n[profiles.'Too big']\noffer_size = 3\n[profiles.premium]\noffer_size = 0\n"
        "[profiles.existing]\nlatest_hour = 22\n[lesson_types.short]\nearliest_hour = 12\nlatest_hour = 11",
    )
    name, hours = (
        "“Too big” cannot be the name of a profile.",
        "“first start 12:00” (lesson type short) and “last start",
    )
    begins = (
        "profiles.premium.offer_size: Slots in an offer must be at least 1, not 0.",
        "profile new: This profile cannot be used: the last start (9:00) lies before the first (10:00).",
        f"profile Too big: {name} Use small letters and digits",
        f"lesson type short: The rules {hours} 11:00” (lesson type short) exclude each other.",
    )
    problems = [text_problem(problem) for problem in preview.problems]
    assert [said[: len(begin)] for said, begin in zip(problems, begins, strict=True)] == list(begins)
    assert preview.changing == ()
    for attempt in (
        lambda: publish_import(ports, preview, note="x", actor="Anouk"),
        lambda: take_over_as_drafts(ports, preview, actor="Anouk"),
    ):
        with pytest.raises(InputError, match="nothing was taken over"):
            attempt()
    assert ports.profiles.versions() == ports.profiles.drafts() == []


def test_an_impossible_profile_names_the_lines_that_make_it_so(ports):
    lines = "PLANNING_NEW_LATEST=9\nPLANNING_NEW_OFFER=3\nPLANNING_NEW_DAYS=3\nPLANNING_NEW_STEP=15"
    (problem,) = preview_import(ports, lines).problems
    assert problem.where == "profile new (line 1, line 2, line 3, …)"


def test_what_is_odd_comes_with_its_warning(ports):
    (new,) = preview_import(ports, "PLANNING_NEW_STEP=45").rules
    assert new.warnings == ("The last start, 20:00, is never reached in steps of 45 minutes.",)


def test_what_holds_already_is_not_taken_over_again(ports):
    preview = preview_import(ports, "PLANNING_NEW_LATEST=20")
    with pytest.raises(InputError, match="holds already"):
        take_over_as_drafts(ports, preview, actor="Anouk")


def test_a_name_that_was_retired_may_come_back(ports):
    publish(ports, "evening", {"earliest_hour": 17})
    retire_profile(ports, "evening", moves={}, note="over", actor="Anouk", expected_version=1)
    (evening,) = preview_import(ports, "PLANNING_EVENING_EARLIEST=18").rules
    assert (evening.becomes, evening.based_on) == (Becomes.ADDED, 2)
    publish_import(ports, preview_import(ports, "PLANNING_EVENING_EARLIEST=18"), note="again", actor="Anouk")
    assert know_profiles(ports)["evening"].profile.earliest_hour == 18


def test_what_was_published_since_the_preview_is_not_overwritten(ports):
    preview = preview_import(ports, "PLANNING_EXISTING_LATEST=22\nPLANNING_NEW_LATEST=22")
    publish(ports, "new", {"latest_hour": 19})
    with pytest.raises(Conflict, match="“new” was published by somebody else meanwhile") as caught:
        publish_import(ports, preview, note="x", actor="Tim")
    assert caught.value.theirs.fields == {"latest_hour": 19}
    assert know_profiles(ports)["existing"].profile.latest_hour == 21


def test_who_and_why_are_asked_before_anything_is_stored(ports):
    preview = preview_import(ports, "PLANNING_EXISTING_LATEST=22\nPLANNING_NEW_LATEST=22")
    with pytest.raises(InputError, match="Say why"):
        publish_import(ports, preview, note=" ", actor="Tim")
    with pytest.raises(InputError, match="Nobody is chosen"):
        publish_import(ports, preview, note="x", actor="")
    with pytest.raises(InputError, match="Nobody is chosen"):
        take_over_as_drafts(ports, preview, actor=" ")
    assert ports.profiles.versions() == ports.profiles.drafts() == []


def test_a_file_is_read_whatever_its_mark_and_line_ends(ports):
    preview = preview_import(ports, b"\xef\xbb\xbfPLANNING_NEW_LATEST=21\r\nTZ=UTC\r\n")
    assert (told(preview)[0][0], preview.passed_over) == ("new", ("TZ",))
    with pytest.raises(BrokenFile, match="not text"):
        preview_import(ports, b"\x89PNG\x0d\x0a\xff")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    chosen=st.dictionaries(st.sampled_from(["new", "weekend", "evening"]), profiles(), max_size=3),
    text_format=st.sampled_from(TextFormat),
)
def test_what_was_exported_changes_nothing_when_it_comes_back(sqlite_store, chosen, text_format):
    environment = {name: profile.model_dump() for name, profile in chosen.items()}
    ports = ports_over(sqlite_store, now=NOW, environment_profiles=environment)
    preview = preview_import(ports, exported(ports, text_format).text)
    assert preview.problems == ()
    assert {one.becomes for one in preview.rules} == {Becomes.UNCHANGED}
    assert {one.name for one in preview.rules if one.kind is RulesKind.PROFILE} == know_profiles(ports).keys()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(wanted=profiles(), text_format=st.sampled_from(TextFormat))
def test_what_comes_from_elsewhere_is_the_same_here_once_it_is_published(sqlite_store, wanted, text_format):
    ports = ports_over(sqlite_store, now=NOW)
    preview = preview_import(ports, write_text(text_format, rules_of({"weekend": wanted})).text)
    if preview.changing:
        publish_import(ports, preview, note="moved", actor="Anouk")
    assert values(ports)["weekend"] == wanted
