"""Phone numbers as planners and customers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.phones import Phone, normalise_phone, read_phone

DUTCH = "+31612345678"


@pytest.mark.parametrize(
    "written",
    [
        "06-1234 5678",
        "0612345678",
        "06.12.34.56.78",
        "06/12345678",
        "(06) 12345678",
        "0031612345678",
        "00316-12345678",
        "+31 (0)6 12345678",
        "0031 (0)6 12345678",
        "+31 6 1234 5678",
        "31612345678",
        "612345678",
        " +31612345678\n",
        "'0612345678",
        "tel:+31612345678",
        "06\u00a01234\u00a05678",
        "06\u20111234\u20135678",
        "\u202a+31 6 12345678\u202c",
        "\u200e06 12345678",
        "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
    ],
)
def test_one_number_in_every_spelling_is_one_number(written):
    assert normalise_phone(written) == Phone(DUTCH, readable=True)
    assert read_phone(written).note == ""


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("020-624 1111", "+31206241111"),
        ("088 123 4567", "+31881234567"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0032470123456", "+32470123456"),
        ("+1 202 555 0123", "+12025550123"),
    ],
)
def test_landlines_and_numbers_from_abroad_are_read_too(written, number):
    assert normalise_phone(written) == (number, True)


@pytest.mark.parametrize(
    "written",
    [
        "12",
        "geen",
        "onbekend 06",
        "6.12E+08",
        "6,12E+08",
        "06-1234567",
        "06-123456789",
        "1234567890",
        "NL91ABNA0417164300",
        "2024-01-02 10:11",
        "0800-FLOWERS",
        "=cmd|' /C calc'!A1",
        "<img src=x onerror=alert(1)>",
        "9" * 10_000,
    ],
)
def test_what_is_no_number_is_kept_as_written_and_said(written):
    assert normalise_phone(written) == Phone(written, readable=False)
    assert read_phone(written).note.endswith("is not a number and is kept as written")


def test_a_note_names_what_was_written():
    assert read_phone("12").note == "phone '12' is not a number and is kept as written"


def test_a_note_stays_short_whatever_was_written():
    assert len(read_phone("x" * 10_000).note) < 150


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("06 12345678 (moeder)", "'moeder' was left out"),
        ("moeder: 06 12345678", "'moeder' was left out"),
        ("06-12345678 / 06-87654321", "'06-87654321' was left out"),
        ("06-12345678;06-87654321", "'06-87654321' was left out"),
        ("+31612345678, +31687654321", "'+31687654321' was left out"),
        ("06 12345678 ext 3", "extension 3 was left out"),
    ],
)
def test_what_stands_beside_a_number_is_named_when_it_is_left_out(written, note):
    assert read_phone(written) == (DUTCH, True, f"phone '{written}' is read as {DUTCH}; {note}")


def test_a_foreign_number_without_its_plus_is_read_with_a_note():
    reading = read_phone("32470123456")
    assert reading.text == "+32470123456"
    assert reading.note == "phone '32470123456' is read as +32470123456; its + was missing"


def test_blank_is_no_number_and_nothing_to_report():
    assert read_phone(" \t") == ("", False, "")


def test_another_home_country_reads_its_own_numbers():
    assert normalise_phone("0470 12 34 56", region="BE").text == "+32470123456"


@given(st.text() | st.text(alphabet="0123456789+-() /.eE\u00a0\u0660\uff16"))
def test_any_text_is_read_or_kept(text):
    phone = normalise_phone(text)
    assert phone.text.startswith("+") if phone.readable else phone.text == text.strip()
    assert normalise_phone(phone.text).text == phone.text
