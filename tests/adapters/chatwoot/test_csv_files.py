"""CSV with a header: Chatwoot's own, and what people make in a spreadsheet."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.domain.imports import BadRow, ConversationRow
from tutorcore.domain.spreadsheets import csv_text

DATA = Path(__file__).parents[2] / "data" / "contacts"


def test_chatwoots_export_is_read_and_says_what_it_cannot_hold():
    source = open_contact_file(DATA / "chatwoot_export.csv")
    sanne, piet = source.rows()
    assert (sanne.id, sanne.name, sanne.email, sanne.phone) == (
        "12",
        "Sanne Bakker",
        "sanne@example.nl",
        "+31612345678",
    )
    assert (piet.id, piet.name, piet.email, piet.phone) == ("13", "Vries, Piet de", None, "+31687654321")
    [remark] = source.remarks()
    assert "segments and wishes cannot come from it" in remark


def test_chatwoots_other_columns_are_no_attributes(opened):
    read = opened("id,name,identifier,blocked\n1,Jan,abc,false\n")
    assert read.contacts[0].attributes == {}
    assert "Columns that were not used: “identifier”, “blocked”." in read.remarks


def test_a_dirty_file_gives_every_row_that_can_be_used_and_the_reason_for_every_other():
    rows = list(open_contact_file(DATA / "dirty.csv").rows())
    assert [row.id for row in rows if not isinstance(row, BadRow)] == [
        *map(str, [101, 102, 103, 104, 105, 101, 106, 109])
    ]
    assert {row.number: row.reason for row in rows if isinstance(row, BadRow)} == {
        5: "it has no id",
        11: "it has 11 values where the header has 10: "
        "a delimiter in 'citaat' or before it may lack its quotation marks",
        12: "its id '1,08E+02' was shortened by a spreadsheet",
    }


def test_a_dirty_file_keeps_names_numbers_wishes_and_notes():
    rows = {row.number: row for row in open_contact_file(DATA / "dirty.csv").rows()}
    zoe = rows[2]
    assert (zoe.name, zoe.phone) == ("Zoë van den Berg", "+31612345678")
    assert zoe.attributes == {"weekend_whitelisted": "true", "Notitie": "Moeder belt; liever appen"}
    assert zoe.conversations == (
        ConversationRow(attributes={"preferred_times": "woensdag na 16:00", "lesson_type": "wiskunde"}),
    )
    assert rows[3].phone == "+31687654321"
    assert rows[3].conversations[0].attributes["preferred_times"] == 'ma of do avond, niet "vrijdag"'
    assert rows[4].phone == "+31611122233"
    assert rows[7].attributes == {"Telefoon": "020-624 1111", "Notitie": "=2+2 is 4"}
    assert rows[7].notes == ("phone '06 55566677 (moeder)' is read as +31655566677; 'moeder' was left out",)
    assert rows[8].notes == (
        "e-mail 'karel' is not an address and is kept as written",
        "phone '6,12E+08' is not a number and is kept as written",
    )
    assert rows[10].attributes == {"Notitie": "Regel een\r\nregel twee"}
    assert rows[13].name == "<img src=x onerror=alert(1)>"
    assert rows[13].attributes == {"Notitie": "[x](javascript:alert(1))"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(opened, delimiter, ending):
    header = delimiter.join(["id", "name", "note"])
    row = delimiter.join(["7", '"Bakker; A, B\tC|D"', '"two\nlines"'])
    read = opened(f"{header}{ending}{row}{ending}")
    assert read.contacts[0].name == "Bakker; A, B\tC|D"
    assert read.contacts[0].attributes == {"note": "two\nlines"}


@pytest.mark.parametrize("told", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_that_tells_excel_the_delimiter_is_no_row(opened, told):
    read = opened(f"\ufeff{told}\r\nid;name,with comma,in header\r\n1;x\r\n")
    assert (read.contacts[0].id, read.contacts[0].number) == ("1", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_gives_the_same_names(opened, encoding):
    read = opened("id;name\n1;Zoë Citroën\n2;Renée\n".encode(encoding))
    assert [contact.name for contact in read.contacts] == ["Zoë Citroën", "Renée"]


def test_windows_1252_is_said(opened):
    assert (
        "The file is in Windows-1252, not in UTF-8, and was read so."
        in opened("id;name\n1;Zoë\n".encode("cp1252")).remarks
    )


def test_a_windows_1252_name_among_utf_8_is_read_for_itself(opened):
    read = opened("id;name\n1;Zoë €5\n".encode() + "2;Renée “A” €5\n".encode("cp1252"))
    assert [contact.name for contact in read.contacts] == ["Zoë €5", "Renée “A” €5"]
    assert "Most of the file is UTF-8; what is not was read as Windows-1252." in read.remarks


def test_a_byte_that_no_encoding_explains_is_noted_in_its_row(opened):
    read = opened(b"id;name\n" + "1;éééééééééé\n".encode("cp1252") + b"2;J\x81n\n")
    assert read.contacts[1].notes == ("name 'J\ufffdn' holds a character that could not be read",)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("name", "name"),
        ("Naam", "name"),
        ("VOLLEDIGE NAAM", "name"),
        ("Full_Name", "name"),
        ("e-mail", "email"),
        ("E-mail adres", "email"),
        (" Emailadres ", "email"),
        ("phone_number", "phone"),
        ("Telefoonnummer", "phone"),
        ("mobiel", "phone"),
        ("GSM", "phone"),
        ("WhatsApp", "phone"),
    ],
)
def test_headers_are_known_in_dutch_and_english(only, header, field):
    assert getattr(only(f"ID,{header}\n1,a@b.nl\n"), field) == "a@b.nl"


@pytest.mark.parametrize("header", ["id", "ID", " Id ", "Contact ID", "contact_id", "contactId"])
def test_the_id_goes_by_several_names(only, header):
    assert only(f"name,{header}\nJan,12\n").id == "12"


def test_a_name_in_parts_is_joined(only):
    assert only("id,Voornaam,Tussenvoegsel,Achternaam\n1,Jan,van der,Berg\n").name == "Jan van der Berg"
    assert only("id,first name,last name\n1,,Berg\n").name == "Berg"


def test_a_last_name_beside_the_name_is_said_once(only):
    assert only("id,name,last_name\n1,Jan,Berg\n").name == "Jan Berg"
    assert only("id,name,last_name\n1,Jan Berg,berg\n").name == "Jan Berg"


def test_of_two_numbers_the_mobile_one_is_the_phone_and_the_other_is_kept(only):
    row = only("id,Telefoon,Mobiel\n1,020-6241111,0612345678\n")
    assert row.phone == "+31612345678"
    assert row.attributes == {"Telefoon": "020-6241111"}
    assert only("id,Telefoon,Mobiel\n1,020-6241111,\n").phone == "+31206241111"


def test_unknown_columns_are_attributes_by_their_header(only):
    row = only("id, Favoriet vak ,custom_attributes.tutor,custom_attributes[school]\n1, wiskunde ,Marieke,X\n")
    assert row.attributes == {"Favoriet vak": "wiskunde", "tutor": "Marieke", "school": "X"}


def test_attributes_that_rules_look_at_are_known_in_any_spelling(only):
    row = only("id,Weekend whitelisted,Customer Since,SEGMENT\n1,true,2024,new\n")
    assert row.attributes == {"weekend_whitelisted": "true", "customer_since": "2024", "segment": "new"}


def test_a_column_of_json_holds_attributes_with_their_types(only):
    row = only('id,custom_attributes\n1,"{""paid"": false, ""preferred_times"": ""ma"", ""n"": 3}"\n')
    assert row.attributes == {"paid": False, "n": 3}
    assert row.conversations == (ConversationRow(attributes={"preferred_times": "ma"}),)


def test_a_json_column_that_is_no_object_is_noted(only):
    assert only("id,custom_attributes\n1,none\n").notes == (
        "custom_attributes 'none' is not a set of attributes and was left out",
    )


def test_a_wish_may_name_its_conversation(only):
    row = only("id,conversation_id,Voorkeurstijden\n1,88,ma\n")
    assert row.conversations == (ConversationRow(id="88", attributes={"preferred_times": "ma"}),)
    assert only("id,conversation_id,Voorkeurstijden\n1,88,\n").conversations == ()


def test_empty_cells_say_nothing(only):
    row = only("id,name,email,phone,preferred_times,vak\n1,,,,,\n")
    assert (row.name, row.email, row.phone, row.conversations, row.attributes) == (None, None, None, (), {})


def test_text_stays_text(only):
    assert only("id,paid,n\n1,false,0\n").attributes == {"paid": "false", "n": "0"}


def test_headers_that_are_blank_double_or_absurd_do_no_harm(opened):
    read = opened(f"id,,vak,vak,{'x' * 10_000},=evil,'=1\n1,a,b,c,d,e,f\n")
    assert read.contacts[0].attributes == {"vak": "b", "vak (2)": "c", "=evil": "e", "=1": "f"}
    assert read.remarks[0] == "Columns without a header were not used: 2."
    assert read.remarks[1].startswith("Columns that were not used: “xxx")
    assert len(read.remarks[1]) < 100


def test_columns_tell_what_they_are_read_as(opened):
    assert opened("id;Naam;Vak;\n1;a;b;c\n").source.columns() == (
        ("id", "contact id"),
        ("Naam", "name"),
        ("Vak", "attribute “Vak”"),
        ("", "not used"),
    )


def test_blank_lines_are_no_rows_but_count(opened):
    read = opened("\n\nid,name\n\n1,a\n,\n  \n2,b\n\x1a")
    assert [(row.number, row.id) for row in read.rows] == [(5, "1"), (8, "2")]


def test_rows_that_are_too_long_or_too_short_are_told(opened):
    read = opened("id,name,vak\n1,a,b,\n2,a,b,c\n3,a\n")
    assert read.contacts[0].attributes == {"vak": "b"}
    assert read.bad == {
        3: "it has 4 values where the header has 3: a delimiter in 'b' or before it may lack its quotation marks"
    }
    assert read.contacts[1].notes == ("the row ends after 2 of 3 columns",)


def test_a_header_that_comes_again_is_no_contact(opened):
    assert opened("id,name\n1,a\nid,name\n2,b\n").bad == {3: "it is the header once more"}


@pytest.mark.parametrize("cell", ["", " ", "0", "-5", "12 13", "<b>", "=1+1", "1.2E+05"])
def test_a_row_without_a_usable_id_is_bad(opened, cell):
    assert list(opened(f"id,name\n{cell},a\n1,b\n").bad) == [2]


@pytest.mark.parametrize(
    ("cell", "found"), [("12.0", "12"), ("'12", "12"), ("\uff11\uff12", "12"), ("K-0012", "K-0012")]
)
def test_ids_come_back_from_what_spreadsheets_do_to_them(only, cell, found):
    assert only(f"id,name\n{cell},a\n").id == found


@pytest.mark.parametrize(
    "written",
    ["2024-01-02 09:11:12 UTC", "2024-01-02T09:11:12Z", "1704186672", "1704186672000", "02-01-2024 10:11:12"],
)
def test_times_are_read_in_the_ways_they_are_written(only, written):
    assert only(f"id,created_at\n1,{written}\n").created_at == datetime(2024, 1, 2, 9, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2024-07-02", datetime(2024, 7, 1, 22, tzinfo=UTC)),
        ("2/7/2024", datetime(2024, 7, 1, 22, tzinfo=UTC)),
        ("2024-07-02 12:00", datetime(2024, 7, 2, 10, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_amsterdams(only, written, found):
    assert only(f"id,last_activity_at\n1,{written}\n").last_activity_at == found


@pytest.mark.parametrize("written", ["45321", "gisteren", "31-02-2024", "0001-01-01", "9999-12-31T23:59:59Z"])
def test_what_is_no_time_is_left_out_and_said(only, written):
    row = only(f"id,created_at\n1,{written}\n")
    assert row.created_at is None
    assert row.notes == (f"created at '{written}' is not a time and was left out",)


def test_stray_zero_bytes_are_dropped(opened):
    assert opened(b"id,name,a,b,c,d,e,f\n1,J\0an,,,,,,\n2,Piet,,,,,,\n").contacts[0].name == "Jan"


def test_long_cells_come_in_whole(only):
    assert only(f"id,name,note\n1,{'x' * 10_000},{'y' * 500_000}\n").attributes == {"note": "y" * 500_000}


def test_our_own_download_comes_back_as_it_was(only):
    name, note = "=cmd|' /C calc'!A1", '\'=x; "quoted"\nline'
    row = only(csv_text([[1, name, "+31612345678", note]], ["id", "name", "phone", "note"]))
    assert (row.name, row.phone, row.attributes["note"]) == (name, "+31612345678", note)


def test_ids_alone_are_those_of_the_rows():
    source = open_contact_file(DATA / "dirty.csv")
    assert list(source.ids()) == ["" if isinstance(row, BadRow) else row.id for row in source.rows()]
