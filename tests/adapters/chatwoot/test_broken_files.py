"""Files that are broken as a whole: one clear sentence, a next step, and no row."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.adapters.chatwoot.text_files import LONGEST
from tutorcore.errors import BrokenFile


def refusal(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BrokenFile) as refused:
        list(open_contact_file(path).rows())
    assert refused.value.hint
    return str(refused.value)


def a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        (" \r\n\t\n", "The file is empty."),
        ("\ufeff", "The file is empty."),
        ("\ufeff\r\n".encode("utf-16-le"), "The file is empty."),
        (a_workbook(), "The file is an Excel workbook or a zip archive, not CSV or JSON."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "The file is an old Excel workbook, not CSV or JSON."),
        (b"%PDF-1.7\n", "The file is a PDF, not CSV or JSON."),
        (b"\x1f\x8b\x08\x00", "The file is a gzip archive, not CSV or JSON."),
        ("<!DOCTYPE html><html>", "The file is a web page, not CSV or JSON."),
        ("\n <HTML><body>", "The file is a web page, not CSV or JSON."),
        ("<contacts><contact/></contacts>", "The file is a web page or XML, not CSV or JSON."),
        (bytes(range(32)) * 40, "The file is not text."),
        (b"id,name\n1,\x81\x8d\x8f\x90\n", "The file is neither in UTF-8 nor in Windows-1252."),
        ("id,name\n1,Zo\u00eb".encode("utf-16") + b"\x00", "The file begins as UTF-16 text and then breaks."),
        ("hello there\nthis is prose", "The file is no table of contacts: it begins with “hello there”."),
        ("naam;telefoon\nJan;06", "The file has no column with the contact's id. Its columns are: naam, telefoon."),
        ("12,Jan,jan@example.nl\n", "The file has no header: it begins with 12, Jan, jan@example.nl."),
        ('id,name\n1,"Jan\n2,Piet\n', "A quotation mark in row 2 is never closed."),
        ('[{"id": 1}, {"id": 2', "The file breaks off in the middle of the JSON: it was cut off."),
        ('{"payload": [{"id": 1}', "The file breaks off in the middle of the JSON: it was cut off."),
        ('[{"id": 1, "name": "Ja', "The file breaks off in the middle of the JSON: it was cut off."),
        ('[{"id": 1}\n{"id": 2}]', "The file is not JSON from line 2 on: '{' stands where ',' should."),
        ('[{"id": 1},]', "The file is not JSON from line 1 on: expecting value."),
        ('[{"id": 1}] and more', "The file is not JSON from line 1 on: something else than contacts stands there."),
        ("{id: 1}", "The file is not JSON from line 1 on: the name of a field is missing."),
        ("{nonsense\n{more\n", "The file is not JSON from line 1 on: the name of a field is missing."),
        ("[" * 100_000, "The file is not JSON from line 1 on: values are nested without end."),
        ('{"a":' * 100_000, "The file is not JSON from line 1 on: values are nested without end."),
        (
            '{"error": "Invalid Access Token"}',
            "The file is JSON, but holds no contacts: its fields are error.",
        ),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence(tmp_path, content, sentence):
    assert refusal(tmp_path / "contacts", content) == sentence


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BrokenFile, match=r"The file 'nobody.csv' cannot be opened: No such file"):
        open_contact_file(tmp_path / "nobody.csv")
    with pytest.raises(BrokenFile, match="Is a directory"):
        open_contact_file(tmp_path)


def test_a_file_that_goes_away_meanwhile_is_broken(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text("id,name\n1,Jan\n")
    source = open_contact_file(path)
    path.unlink()
    with pytest.raises(BrokenFile, match="cannot be opened"):
        list(source.rows())


def test_an_object_with_fields_without_end_is_no_contact(tmp_path):
    content = json.dumps({f"field {n}": n for n in range(10_002)})
    assert "more than 10000 fields" in refusal(tmp_path / "contacts", content)


@pytest.mark.parametrize("start", ["id,name\n1,", '[{"id": 1, "name": "', '{"id": 1}\n{"id": 2}\n{"id": "'])
def test_one_value_without_end_does_not_fill_the_memory(tmp_path, start):
    sentence = refusal(tmp_path / "contacts", start + "x" * (2 * LONGEST + 10))
    assert "longer than 16,000,000 characters" in sentence


def test_a_quotation_mark_that_swallows_the_file_does_not_fill_the_memory(tmp_path):
    content = 'id,name\n1,Jan\n2,"Piet\n' + "3,Klaas\n" * (LONGEST // 8 + 1)
    assert refusal(tmp_path / "contacts", content) == "A quotation mark in row 3 is never closed."


def test_json_lines_of_which_none_can_be_read_are_broken(tmp_path):
    path = tmp_path / "contacts"
    path.write_text('{"id": 1}\n{"id": 2}\n')
    source = open_contact_file(path)
    path.write_text("{\n{\n")
    with pytest.raises(BrokenFile, match="no line of it can be read"):
        list(source.rows())


SIGNS = [
    "id",
    ",",
    ";",
    '"',
    "[",
    "]",
    "{",
    "}",
    ":",
    '"id"',
    '"payload"',
    "1",
    "null",
    "e9",
    "-",
    "\\",
    "\n",
    "\r",
    "\t",
]
WORDS = ["custom_attributes", '"conversations"', "sep=", "\0"]
BYTES = [b"\xff\xfe", b"\xeb", b"\xef\xbb\xbf", b"\x81"]
PIECES = st.sampled_from([*(text.encode() for text in (*SIGNS, *WORDS)), *BYTES])


@given(st.binary() | st.lists(PIECES, max_size=40).map(b"".join) | st.binary().map(lambda tail: b"id,name\n1," + tail))
def test_any_bytes_are_rows_or_a_broken_file(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    try:
        source = open_contact_file(path)
        rows = list(source.rows())
    except BrokenFile as broken:
        assert str(broken).endswith(".")  # noqa: PT017  # either outcome is fine, anything else is not
    else:
        assert len(list(source.ids())) == len(rows)
        assert all(isinstance(remark, str) for remark in source.remarks())
