from __future__ import annotations

import pytest

from tutorcore.domain.profile_environment import FIELD_VARIABLES
from tutorcore.domain.profile_texts import LONGEST, GivenRules, TextFormat, read_text, text_from_bytes, write_text
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.domain.records import RulesKind
from tutorcore.errors import BrokenFile
from tutorcore.wording.profile_texts import change_text, rules_name, text_problem

WEEKEND = GivenRules(name="weekend", fields=PLANNING_PROFILES["weekend"].model_dump())
TRIAL = GivenRules(
    name="trial",
    kind=RulesKind.LESSON_TYPE,
    fields={"duration_minutes": 30, "allowed_weekdays": frozenset({0, 1})},
)


def problems(text):
    return [text_problem(problem) for problem in read_text(text).problems]


def fields(text):
    return {each.name: dict(each.fields) for each in read_text(text).rules}


def test_toml_has_a_table_a_profile_and_json_the_same_tree():
    assert write_text(TextFormat.TOML, [TRIAL]).text.splitlines()[1:] == [
        "[lesson_types.trial]",
        "duration_minutes = 30",
        "allowed_weekdays = [",
        "    0,",
        "    1,",
        "]",
    ]
    assert read_text(write_text(TextFormat.JSON, [TRIAL, WEEKEND]).text).rules == (WEEKEND, TRIAL)


def test_every_weekday_is_a_word_where_there_is_no_null():
    new = GivenRules(name="new", fields={"allowed_weekdays": None})
    assert 'allowed_weekdays = "all"' in write_text(TextFormat.TOML, [new]).text
    assert fields('{"profiles": {"new": {"allowed_weekdays": null}}}') == {"new": {"allowed_weekdays": None}}
    assert fields('{"profiles": {"new": {"allowed_weekdays": "all"}}}') == {"new": {"allowed_weekdays": None}}


@pytest.mark.parametrize("given", ['["za", "zo"]', "[5, 6, 6]", '"za,zo"', '"5, 6"', '["Sat", 6]'])
def test_weekdays_may_be_named(given):
    assert fields(f"[profiles.new]\nallowed_weekdays = {given}") == {"new": {"allowed_weekdays": frozenset({5, 6})}}


def test_a_name_that_no_variable_can_hold_is_named_and_left_out():
    odd = GivenRules(name="vip [2]\n", fields={"offer_size": 3})
    written = write_text(TextFormat.ENVIRONMENT, [odd, TRIAL, GivenRules(name="returning", fields={"offer_size": 3})])
    assert tuple(each.name for each in written.left_out) == ("vip [2]\n", "trial", "returning")
    assert all(line.startswith("# Left out: ") for line in written.text.splitlines())


@pytest.mark.parametrize("name", ["my profile", "a\nPLANNING_NEW_DURATION=5", "été", "x=y", "a_b", "Evening", ""])
def test_what_cannot_be_a_part_of_a_variable_is_no_line(name):
    written = write_text(TextFormat.ENVIRONMENT, [GivenRules(name=name, fields={"offer_size": 3})])
    assert len(written.text.splitlines()) == 1
    assert written.text.startswith("# Left out: ")


def test_the_lines_of_the_returning_ones_are_the_profile_of_the_long_name():
    returning = GivenRules(name="returning_broadcast", fields={"duration_minutes": 45})
    assert write_text(TextFormat.ENVIRONMENT, [returning]).text == "PLANNING_RETURNING_DURATION=45\n"
    assert read_text("PLANNING_RETURNING_DURATION=45").rules == (returning,)


def test_each_line_that_cannot_be_used_is_told_with_its_number_all_at_once():
    assert problems(
        "# ours\nPLANNING_NEW_DURATION=ten\nPATH=/bin\nexport PLANNING_NEW_COLOUR=blue\n"
        "PLANNING_NEW_STEP=15\nwhatever\nPLANNING_NEW_STEP=20\n"
    ) == [
        "line 2: PLANNING_NEW_DURATION=ten: give a whole number from 5 to 480.",
        f"line 4: PLANNING_NEW_COLOUR: a planning profile has no “COLOUR”. It has: {', '.join(FIELD_VARIABLES)}.",
        "line 6: “whatever” sets nothing. Write VARIABLE=value, or # before a remark.",
        "line 7: PLANNING_NEW_STEP is given twice, first in line 5.",
    ]


def test_variables_of_something_else_are_named_and_not_read():
    read = read_text("PATH=/bin\nPLANNING_NEW_STEP=15\nPATH=/usr\nTZ=UTC")
    assert read.passed_over == ("PATH", "TZ")
    assert fields("PATH=/bin\nPLANNING_NEW_STEP=15") == {"new": {"slot_step_minutes": 15}}


def test_where_a_value_stands_is_kept():
    assert read_text("\n\nPLANNING_NEW_STEP=15").rules[0].places == {"slot_step_minutes": "line 3"}
    assert read_text("[profiles.new]\noffer_size = 4").rules[0].places == {"offer_size": "profiles.new.offer_size"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("profiles.new.duration_minutes = 600", "profiles.new.duration_minutes: Lesson must be at most 480, not 600."),
        (
            'profiles.new.offer_size = "6"',
            "profiles.new.offer_size: Slots in an offer must be a whole number, not “6”.",
        ),
        (
            "profiles.new.exclude_weekends = 1",
            "profiles.new.exclude_weekends: Weekends excluded must be yes or no, not 1.",
        ),
        ("profiles.new.allowed_weekdays = []", "Weekdays needs at least one weekday"),
        ("profiles.new.allowed_weekdays = [7]", "Weekdays must be at most 6, not 7."),
        ('profiles.new.allowed_weekdays = ["x"]', "Weekdays must be a whole number, not “x”."),
        ('profiles.new.allowed_weekdays = "soon"', "Weekdays must be a set of weekdays"),
        ("profiles.new.colour = 1", "profiles.new.colour: a planning profile has no such field. It has: duration_minu"),
        ("profiles.new = 1", "profiles.new: values by their names are expected here."),
        ("profiles = 1", "profiles: names with their values are expected here."),
        ("[new]\noffer_size = 4", "“new”: nothing of this name is read here. Put profiles under “profiles”"),
        ("[profiles.new]\noffer_size = 4\noffer_size = 5", "line 3: something is given twice here."),
        ("[profiles.new]\n[profiles.new]", "line 2: something is given twice here."),
        ("[profiles.new]\noffer_size =", "this is not TOML (invalid value)."),
        ("[profiles.new]\noffer_size = four", "line 2: this is not TOML (invalid value)."),
        ('{"profiles": {"new": {"offer_size": 4, "offer_size": 5}}}', "“offer_size”: is given twice in one place."),
        ('{"profiles": {"new": {"offer_size": NaN}}}', "NaN: this is no number."),
        ('{"profiles": {\n"new": }', "line 2: this is not JSON (expecting value)."),
        ("[]", "this JSON: it holds no profiles and no lesson_types."),
        ('{"profiles": ' + "[" * 100_000 + "}", "nested too deep"),
        ('{"profiles": {"new": {"offer_size": ' + "9" * 5000 + "}}}", "holds a number that is too long"),
        ("profiles.new.offer_size = " + "9" * 5000, "holds a number that is too long"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence_with_its_place(text, said):
    found = problems(text)
    assert len(found) == 1
    assert said in found[0]


def test_everything_that_is_wrong_in_a_tree_is_told_at_once():
    text = "colour = 1\n[profiles.new]\noffer_size = 0\nslot = 1\n[lesson_types.trial]\nduration_minutes = 1"
    assert [problem.where for problem in read_text(text).problems] == [
        "“colour”",
        "profiles.new.offer_size",
        "profiles.new.slot",
        "lesson_types.trial.duration_minutes",
    ]


@pytest.mark.parametrize("text", ["hello", "a = b", "x = 1\ny", "<html></html>"])
def test_what_is_none_of_the_three_is_refused(text):
    with pytest.raises(BrokenFile, match="neither environment lines nor TOML nor JSON"):
        read_text(text)


def test_nothing_too_much_and_what_is_no_text_are_refused():
    for text in ("", " \n", "\ufeff"):
        with pytest.raises(BrokenFile, match="nothing in it"):
            read_text(text)
    with pytest.raises(BrokenFile, match="at most a million"):
        read_text("#" * (LONGEST + 1))
    with pytest.raises(BrokenFile, match="at most a million"):
        text_from_bytes(b"#" * (LONGEST + 1))
    for data in (b"\xff\xfe\x00", b"\x89PNG\r\n", b"a\0b"):
        with pytest.raises(BrokenFile, match="not text"):
            text_from_bytes(data)


def test_words_for_what_changes():
    assert change_text("latest_hour", 20, 21) == "Last start 20:00 → 21:00"
    assert change_text("allowed_weekdays", None, frozenset({5})) == "Weekdays all → za"
    assert rules_name(RulesKind.LESSON_TYPE, "trial") == "lesson type trial"
    assert rules_name(RulesKind.PROFILE, "new") == "new"
