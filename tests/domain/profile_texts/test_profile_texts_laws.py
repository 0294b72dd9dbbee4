"""What is written reads back as the same, in each of the formats and whatever editors do to a text."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.profile_strategies import profiles
from tutorcore.domain.profile_texts import GivenRules, TextFormat, read_text, text_from_bytes, write_text
from tutorcore.domain.profiles import FIELDS
from tutorcore.domain.records import RulesKind
from tutorcore.errors import BrokenFile
from tutorcore.wording.profile_texts import text_problem

KINDS = st.sampled_from(RulesKind)
TREES = st.sampled_from([TextFormat.TOML, TextFormat.JSON])
VARIABLE_NAMES = st.from_regex(r"[a-z][a-z0-9]{0,12}", fullmatch=True).filter(lambda name: name != "returning")
ANY_NAMES = VARIABLE_NAMES | st.just("returning_broadcast") | st.text(min_size=1, max_size=12)


@st.composite
def rules(draw, *, names=ANY_NAMES, kinds=KINDS):
    """Some profiles and lesson types, each with some of its fields or all."""
    keys = st.tuples(kinds, names)
    found = []
    for kind, name in draw(st.lists(keys, min_size=1, max_size=4, unique=True)):
        values = dict(draw(profiles()))
        kept = draw(st.just(set(FIELDS)) | st.sets(st.sampled_from(FIELDS), min_size=1))
        found.append(
            GivenRules(name=name, kind=kind, fields={field: values[field] for field in FIELDS if field in kept})
        )
    return found


def by_name(found):
    return {(each.kind, each.name): dict(each.fields) for each in found}


@given(rules(), TREES)
def test_toml_and_json_give_back_what_was_written_into_them(written, text_format):
    text = write_text(text_format, written)
    read = read_text(text.text)
    assert (read.format, read.problems, text.left_out) == (text_format, (), ())
    assert by_name(read.rules) == by_name(written)


@given(rules(names=VARIABLE_NAMES | st.just("returning_broadcast"), kinds=st.just(RulesKind.PROFILE)))
def test_environment_lines_give_back_what_was_written_into_them(written):
    text = write_text(TextFormat.ENVIRONMENT, written)
    read = read_text(text.text)
    assert (read.format, read.problems, text.left_out) == (TextFormat.ENVIRONMENT, (), ())
    assert by_name(read.rules) == by_name(written)


@given(rules())
def test_environment_lines_name_what_they_cannot_hold_and_give_back_the_rest(written):
    text = write_text(TextFormat.ENVIRONMENT, written)
    kept = [each for each in written if each not in text.left_out]
    assume(kept)
    read = read_text(text.text)
    assert read.problems == ()
    assert by_name(read.rules) == by_name(kept)
    assert all(each.kind is RulesKind.PROFILE for each in kept)


@given(rules(names=VARIABLE_NAMES, kinds=st.just(RulesKind.PROFILE)), st.sampled_from(TextFormat), st.data())
def test_what_an_editor_does_to_a_text_changes_nothing_of_it(written, text_format, data):
    text = write_text(text_format, written).text
    if data.draw(st.booleans(), label="CRLF"):
        text = text.replace("\n", "\r\n")
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), label="encoding")
    assert by_name(read_text(text_from_bytes(text.encode(encoding))).rules) == by_name(written)


@given(rules(names=VARIABLE_NAMES, kinds=st.just(RulesKind.PROFILE)), st.data())
def test_environment_lines_may_be_exported_quoted_remarked_and_mixed_with_others(written, data):
    lines = write_text(TextFormat.ENVIRONMENT, written).text.splitlines()
    dressed = [line for given_line in lines for line in _dressed(given_line, data.draw)]
    read = read_text("\n".join(dressed))
    assert read.problems == ()
    assert by_name(read.rules) == by_name(written)


def _dressed(line, draw):
    name, value = line.split("=", 1)
    quote = draw(st.sampled_from(["", '"', "'"]))
    before = draw(st.sampled_from(["", "  ", "export ", "export\t"]))
    after = draw(st.sampled_from(["", "  ", " # why", "\t#"]))
    more = draw(st.sampled_from([[], [""], ["# PLANNING_NEW_DURATION=1"], ["PATH=/bin"]]))
    return [*more, f"{before}{name}={quote}{value}{quote}{after}"]


@given(st.text(max_size=80) | st.from_regex(r"PLANNING_[A-Z]{0,5}_?[A-Z]{0,9} ?=? ?[a-z0-9,]{0,6}"))
def test_any_text_gives_rules_or_says_what_is_wrong(text):
    try:
        read = read_text(text)
    except BrokenFile as error:
        told = [str(error)]
    else:
        told = [text_problem(problem) for problem in read.problems]
        assert told or read.rules or read.format is TextFormat.TOML
    assert all(told)


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused_in_words(data):
    try:
        text = text_from_bytes(data)
    except BrokenFile as error:
        text = str(error)
    assert "\0" not in text
