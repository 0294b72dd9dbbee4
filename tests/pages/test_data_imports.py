"""Bringing contacts and calendars in on the Data page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.pages.data_page import HOSTILE, choose_actor, contact_count, keys, settled, store, table, texts, upload

DATA = Path(__file__).resolve().parents[1] / "data"
HEADER = "id;name;phone_number;preferred_times;level\r\n"


@pytest.fixture
def page(own, open_page):
    """The page of an empty dashboard, where Anouk works."""
    with store() as dashboard:
        dashboard.ports.staff.add("Anouk", entry=an_entry("staff added"))
    page = open_page("data")
    choose_actor(page, "Anouk")
    return page


def test_an_empty_dashboard_says_everywhere_what_to_do_next(own, open_page):
    page = open_page("data")
    for said in (
        "Add your own name under Staff",
        "Import a tutor’s calendar",
        "Add holidays and closures",
        "Add your own name first",
        "Import contacts to begin",
    ):
        assert said in texts(page)
    assert not page.exception


def test_a_file_is_shown_before_anything_is_changed(page):
    upload(page, (DATA / "contacts" / "dirty.csv").read_bytes(), "dirty.csv")
    assert "cannot be used" in texts(page)
    assert list(table(page, "The first contacts of the file")["id"])[:2] == ["101", "102"]
    assert "cannot be used" in list(table(page, "Rows that need a look")["what"])
    assert contact_count() == 0


def test_an_import_reports_every_row_that_needs_a_look(page):
    upload(page, (DATA / "contacts" / "dirty.csv").read_bytes(), "dirty.csv")
    page.button(key="contacts_import").click().run()
    settled(page)
    assert " created, 0 updated, 0 unchanged, " in texts(page).replace("\\", "")
    problems = table(page, "What was odd, by row")
    assert {"rejected", "note"} <= set(problems["what"])
    assert contact_count() > 0


def test_the_same_file_again_changes_nothing(page):
    upload(page, f"{HEADER}1;Sanne;0612345678;;havo\r\n")
    page.button(key="contacts_import").click().run()
    settled(page).button(key="contacts_again").click().run()
    upload(page, f"{HEADER}1;Sanne;0612345678;;havo\r\n", key="contacts_file_1")
    page.button(key="contacts_import").click().run()
    assert "0 created, 0 updated, 1 unchanged" in texts(settled(page))


def test_a_planners_change_is_kept_and_shown_beside_what_was_offered(page):
    upload(page, f"{HEADER}1;Sanne;0612345678;;havo\r\n")
    page.button(key="contacts_import").click().run()
    settled(page).button(key="contacts_again").click().run()
    with store() as dashboard:
        contacts = dashboard.ports.contacts
        version = contacts.get("1").version
        contacts.set_attributes("1", {"level": "vwo"}, expected_version=version, entry=an_entry("edit"))
    upload(page, f"{HEADER}1;Sanne;0612345678;;mavo\r\n", key="contacts_file_1")
    page.button(key="contacts_import").click().run()
    (row,) = table(settled(page), "What was odd, by row").to_dict("records")
    assert (row["what"], row["stored"], row["offered"]) == ("conflict", "vwo", "mavo")


def test_without_a_name_nothing_is_imported(own, open_page):
    page = open_page("data")
    upload(page, f"{HEADER}1;Sanne;0612345678;;\r\n")
    page.button(key="contacts_import").click().run()
    assert "Nobody is chosen" in page.error[0].value
    assert contact_count() == 0
    assert "contacts_import" in keys(page)


@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 40, b"PK\x03\x04", b"[{", b"name\r\nSanne\r\n"])
def test_nonsense_is_a_sentence_and_changes_nothing(page, content):
    upload(page, content)
    assert len(page.error) == 1
    assert "Nothing was changed" in texts(page)
    assert "contacts_import" not in keys(page)
    assert not page.exception


def test_a_file_that_was_taken_out_again_is_forgotten(page):
    upload(page, f"{HEADER}1;Sanne;0612345678;;\r\n")
    page.file_uploader(key="contacts_file_0").clear().run()
    assert "contacts_import" not in keys(page)


def test_a_file_that_was_looked_at_survives_a_look_at_something_else(page):
    upload(page, f"{HEADER}1;Sanne;0612345678;;\r\n")
    calendar_page(page)
    page.button_group(key="import_kind").set_value("Contacts").run()
    page.button(key="contacts_import").click().run()
    settled(page)
    assert contact_count() == 1


def test_no_uploaded_file_is_left_behind(page, own):
    upload(page, f"{HEADER}1;Sanne;0612345678;;\r\n")
    page.button(key="contacts_import").click().run()
    settled(page)
    assert not list(own.glob("upload-*"))


def test_hostile_names_are_shown_as_themselves(page):
    rows = "".join(f'{number};"{name}";061234567{number};;\r\n' for number, name in enumerate(HOSTILE, start=1))
    upload(page, HEADER + rows, "[x](javascript:alert(1)).csv")
    assert tuple(table(page, "The first contacts of the file")["name"]) == HOSTILE
    assert "[x](javascript" not in texts(page)
    page.button(key="contacts_import").click().run()
    assert "[x](javascript" not in texts(settled(page))
    assert not page.exception


def calendar_page(page):
    page.button_group(key="import_kind").set_value("A tutor’s calendar").run()
    return page


def test_a_calendar_is_shown_and_comes_in_for_a_tutor(page):
    with store() as dashboard:
        dashboard.ports.calendars.add_tutor("Eva", entry=an_entry("tutor added"))
    calendar_page(page)
    content = (DATA / "calendars" / "outlook-windows-1252.ics").read_bytes()
    upload(page, content, "outlook.ics", key="calendar_file_0")
    assert "1 event cannot be read" in texts(page)
    page.button(key="calendar_import").click().run()
    assert "A calendar belongs to a tutor" in page.error[0].value
    page.selectbox(key="calendar_tutor").select("Eva").run()
    page.button(key="calendar_import").click().run()
    settled(page)
    assert "occurrences added" in texts(page)
    row = table(page, "Tutors and their calendars").to_dict("records")[0]
    assert (row["tutor"], row["source"]) == ("Eva", "outlook.ics")
    assert row["in order"] == "1 event could not be read"


@pytest.mark.parametrize("address", ["", "not-an-address", "/etc/hostname", "ftp://example.org/x.ics", "https://["])
def test_an_address_that_is_none_is_a_sentence(page, address):
    calendar_page(page)
    page.text_input(key="calendar_address_0").input(address)
    page.button(key="calendar_read").click().run()
    assert len(settled(page).error) == 1
    assert "calendar_import" not in keys(page)


def test_a_file_that_is_no_calendar_is_a_sentence(page):
    upload(calendar_page(page), b"BEGIN nothing", "x.ics", key="calendar_file_0")
    assert "not an iCalendar file" in page.error[0].value
    assert "calendar_import" not in keys(page)
