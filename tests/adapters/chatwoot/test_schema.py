"""Contacts made by Chatwoot's own description of its API, where that is at hand."""

import json
from pathlib import Path

import pytest

SCHEMA = Path(__file__).parents[4] / "shared" / "chatwoot-4.15.json"


@pytest.fixture(scope="module")
def schemas():
    if not SCHEMA.exists():
        pytest.skip("the description of Chatwoot's API is not here")
    return json.loads(SCHEMA.read_text())["components"]["schemas"]


EXAMPLES = {"integer": 1700000000, "number": 1700000000, "string": "open", "boolean": True, "null": None}


def an_example(schema, schemas):
    """A value as a schema describes it."""
    if "$ref" in schema:
        return an_example(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas)
    parts = schema.get("allOf") or schema.get("oneOf", [])[:1]
    if parts:
        merged = {}
        for part in parts:
            merged |= an_example(part, schemas) or {}
        return merged
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        return {name: an_example(inner, schemas) for name, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [an_example(schema["items"], schemas)]
    return schema["enum"][0] if "enum" in schema else EXAMPLES[kind]


@pytest.mark.parametrize(
    "name", ["contacts_list_response", "contact_show_response", "extended_contact", "contact_base"]
)
def test_a_contact_as_chatwoot_describes_it_is_read(schemas, opened, name):
    read = opened(json.dumps(an_example(schemas[name], schemas)))
    assert read.bad == {}
    [contact] = read.contacts
    assert contact.id == "1700000000"
    assert contact.notes == (
        "e-mail 'open' is not an address and is kept as written",
        "phone 'open' is not a number and is kept as written",
    )
    assert not any("not used" in remark for remark in read.remarks)


def test_conversations_as_chatwoot_describes_them_bring_their_contact(schemas, opened):
    [contact] = opened(json.dumps(an_example(schemas["contact_conversations_response"], schemas))).contacts
    [talk] = contact.conversations
    assert (contact.id, talk.id, talk.status) == ("1700000000", "1700000000", "open")
    assert talk.created_at is not None
    assert talk.last_activity_at is not None


def test_nested_conversations_as_chatwoot_describes_them_are_read(schemas, opened):
    item = an_example(schemas["contact_list_item"], schemas)
    item["conversations"] = an_example(schemas["contact_conversations_response"], schemas)
    [contact] = opened(json.dumps([item])).contacts
    assert len(contact.conversations) == 1
