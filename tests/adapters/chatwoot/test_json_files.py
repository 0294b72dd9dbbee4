"""JSON of Chatwoot's API, whole and in lines."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.domain.imports import BadRow, ConversationRow

DATA = Path(__file__).parents[2] / "data" / "contacts"
SEVEN = {"id": 7, "name": "Jan"}


def test_an_answer_of_the_api_is_read_with_conversations_and_theirs():
    sanne, piet, nobody = open_contact_file(DATA / "contacts.json").rows()
    assert (sanne.number, sanne.id, sanne.name, sanne.phone) == (1, "12", "Sanne Bakker", "+31612345678")
    assert sanne.attributes == {
        "customer_since": "2024-09-01",
        "weekend_whitelisted": "false",
        "trial_lesson_completed": True,
    }
    assert sanne.last_activity_at == datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)
    assert [talk.id for talk in sanne.conversations] == ["71", "88"]
    assert sanne.conversations[0] == ConversationRow(
        id="71",
        attributes={"preferred_times": "woensdagmiddag", "lesson_type": "wiskunde"},
        created_at=datetime(2024, 8, 30, 6, 40, tzinfo=UTC),
        last_activity_at=datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC),
        status="resolved",
    )
    assert (piet.email, piet.phone, piet.conversations) == (None, "+31687654321", ())
    assert nobody == BadRow(number=3, reason="it has no id")


def test_json_lines_are_numbered_by_line_and_a_broken_line_is_one_bad_row():
    source = open_contact_file(DATA / "contacts.jsonl")
    rows = {row.number: row for row in source.rows()}
    assert rows[1].attributes == {"segment": "premium"}
    assert rows[2].conversations == (ConversationRow(id="5", attributes={"preferred_times": "za"}),)
    assert rows[4] == BadRow(number=4, reason="it is not JSON")
    assert rows[5].conversations == (ConversationRow(attributes={"preferred_times": "vr avond"}),)
    assert list(source.ids()) == ["21", "22", "", "24"]


@pytest.mark.parametrize(
    "document",
    [
        [SEVEN],
        SEVEN,
        {"payload": [SEVEN]},
        {"meta": {"count": 1}, "payload": [SEVEN]},
        {"payload": SEVEN},
        {"payload": {"contact": SEVEN, "contact_inbox": {"source_id": "x"}}},
        {"data": {"meta": {}, "payload": [SEVEN]}},
        {"contacts": [SEVEN]},
        [{"payload": [SEVEN], "meta": {}}],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_every_shape_that_holds_contacts_is_opened(opened, document, indent):
    assert [(row.id, row.name) for row in opened(json.dumps(document, indent=indent)).rows] == [("7", "Jan")]


def test_pages_one_after_the_other_are_one_list(opened):
    pages = [json.dumps({"payload": [{"id": n}, {"id": n + 1}]}) for n in (1, 3)]
    assert [(row.number, row.id) for row in opened("\n".join(pages)).rows] == [(1, "1"), (2, "2"), (3, "3"), (4, "4")]


def test_contacts_written_over_several_lines_each_are_read(opened):
    text = "\n".join(json.dumps({"id": n, "name": "x"}, indent=2) for n in (1, 2))
    assert [row.id for row in opened(text).rows] == ["1", "2"]


def test_json_lines_are_known_though_the_first_line_is_broken(opened):
    assert list(opened('{"id": 1, "na\n{"id": 2}\n{"id": 3}\n').bad) == [1]


def test_conversations_bring_their_contact(opened):
    sender = {"id": 7, "name": "Jan", "custom_attributes": {"tutor": "Els"}}
    talks = [{"id": n, "meta": {"sender": sender}, "custom_attributes": {"preferred_times": "ma"}} for n in (1, 2)]
    rows = opened(json.dumps({"data": {"payload": talks}})).rows
    assert [(row.id, row.attributes, [talk.id for talk in row.conversations]) for row in rows] == [
        ("7", {"tutor": "Els"}, ["1"]),
        ("7", {"tutor": "Els"}, ["2"]),
    ]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (3, "it is a number, not a contact"),
        (None, "it is empty, not a contact"),
        ("x", "it is a text, not a contact"),
        ([], "it is a list, not a contact"),
        ({}, "it has no id"),
        ({"id": None}, "it has no id"),
        ({"id": True}, "its id 'True' is not an id"),
        ({"id": 1.5}, "its id '1.5' is not an id"),
        ({"id": {"a": 1}}, "its id 'an object' is not an id"),
        ({"id": "a b"}, "its id 'a b' is not an id"),
        ({"id": -1}, "its id '-1' is not an id"),
    ],
)
def test_a_bad_item_is_told_and_stops_nothing(opened, item, reason):
    read = opened(json.dumps([{"id": 1}, item, {"id": 3}]))
    assert [row.id for row in read.contacts] == ["1", "3"]
    assert read.bad == {2: reason}


def test_attributes_keep_their_types(only):
    attributes = {"a": False, "b": "false", "c": 0, "d": 1.5, "e": None, "f": [1, {"x": "y"}], "g": {"h": True}}
    read = only(json.dumps({"id": 1, "custom_attributes": attributes}))
    assert read.attributes == attributes
    assert {name: type(value) for name, value in read.attributes.items()} == {
        name: type(value) for name, value in attributes.items()
    }


def test_numbers_that_no_store_holds_stay_as_they_are_written(only):
    text = '[{"id": 12.0, "custom_attributes": {"a": 1e400, "b": NaN, "c": %s}}]' % ("9" * 5000)
    assert only(text).attributes == {"a": "1e400", "b": "NaN", "c": "9" * 5000}


def test_characters_that_no_store_holds_are_cleaned_away(only):
    row = only(r'[{"id": 1, "name": "J\u0000an \ud83d\ude00 \ud83d", "custom_attributes": {"k\u0000": "\ud800"}}]')
    assert row.name == "Jan 😀 \ufffd"
    assert row.attributes == {"k": "\ufffd"}


def test_hostile_names_appear_as_themselves(only):
    for name in ("<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "=cmd|' /C calc'!A1", "x" * 10_000):
        assert only(json.dumps([{"id": 1, "name": name}])).name == name


def test_attributes_without_end_or_name_are_refused_or_left_out(opened):
    deep = json.loads("[" * 60 + "]" * 60)
    read = opened(json.dumps([{"id": 1, "custom_attributes": {"a": deep}}, {"id": 2, "custom_attributes": {" ": 1}}]))
    assert read.bad == {1: "an attribute is nested more than 20 levels deep"}
    assert read.contacts[0].notes == ("an attribute with the name '' was left out",)


@pytest.mark.parametrize("given", [None, [], "", "{}", {}])
def test_no_attributes_are_no_attributes(only, given):
    row = only(json.dumps([{"id": 1, "custom_attributes": given}]))
    assert (row.attributes, row.notes) == ({}, ())


def test_a_wish_on_the_contact_goes_to_its_conversation(only):
    row = only('[{"id": 1, "lesson_type": "x", "custom_attributes": {"preferred_times": "ma"}}]')
    assert row.attributes == {}
    assert row.conversations == (ConversationRow(attributes={"preferred_times": "ma", "lesson_type": "x"}),)


def test_a_wish_in_a_conversation_goes_before_one_on_the_contact(only):
    talk = {"id": 4, "custom_attributes": {"preferred_times": "di"}}
    row = only(json.dumps([{"id": 1, "custom_attributes": {"preferred_times": "ma"}, "conversations": [talk]}]))
    assert row.conversations == (ConversationRow(id="4", attributes={"preferred_times": "di"}),)
    assert row.notes == ("preferred_times of the contact itself was left out: a conversation holds one",)


@pytest.mark.parametrize("seconds", [1700000000, 1700000000.0, "1700000000", "2023-11-14T22:13:20Z", 1700000000000])
def test_times_are_seconds_text_or_milliseconds(only, seconds):
    assert only(json.dumps([{"id": 1, "created_at": seconds}])).created_at == datetime(
        2023, 11, 14, 22, 13, 20, tzinfo=UTC
    )


@pytest.mark.parametrize("nothing", [None, 0, "", "0"])
def test_no_time_is_no_time(only, nothing):
    row = only(json.dumps([{"id": 1, "created_at": nothing}]))
    assert (row.created_at, row.notes) == (None, ())


def test_odd_values_are_left_out_with_a_note(only):
    row = only(json.dumps([{"id": 1, "name": ["x"], "phone_number": 31612345678, "created_at": True}]))
    assert (row.name, row.phone) == (None, "+31612345678")
    assert row.notes == (
        "name 'a list' is not text and was left out",
        "created_at 'True' is not a time and was left out",
    )


def test_conversations_that_cannot_be_used_are_left_out_with_a_note(only):
    row = only('[{"id": 1, "conversations": [3, {"custom_attributes": {}}, {"id": 1, "display_id": 9}]}]')
    assert [talk.id for talk in row.conversations] == ["9"]
    assert row.notes == ("a conversation was left out: it is a number", "a conversation was left out: it has no id")


def test_an_empty_list_holds_no_contacts(opened):
    assert opened("[]").rows == []
    assert opened('{"payload": []}').rows == []


def test_a_file_without_attributes_says_what_cannot_come_from_it(opened):
    [remark] = opened('[{"id": 1}]').remarks
    assert "segments and wishes cannot come from it" in remark
    assert opened('[{"id": 1, "custom_attributes": {"a": 1}}]').remarks == ()


def test_fields_that_nobody_reads_are_named(opened):
    remarks = opened('[{"id": 1, "weekend_whitelisted": true, "custom_attributes": {"a": 1}}]').remarks
    assert remarks == ("Fields that were not used: weekend_whitelisted. Attributes are read from custom_attributes.",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_json_comes_in_other_encodings_too(opened, encoding):
    text = json.dumps([{"id": 1, "name": "Zoë"}, {"id": 2, "name": "Citroën"}], ensure_ascii=False)
    assert [row.name for row in opened(text.encode(encoding)).rows] == ["Zoë", "Citroën"]


def test_contacts_that_lie_across_chunks_are_whole(opened):
    items = [{"id": n, "name": "x" * (n * 997 % 40_000)} for n in range(1, 60)]
    rows = opened(json.dumps(items)).rows
    assert [(row.id, len(row.name or "")) for row in rows] == [(str(item["id"]), len(item["name"])) for item in items]
