"""Downloads that a spreadsheet does not run, and that come back as they were."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.domain.spreadsheets import csv_text, defuse, restore

STARTS = st.text(alphabet="'=+-@\t\r\n \u00a0\u200b\uff1d\uff0b\uff0d\uff20019.x", max_size=8)


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|' /C calc'!A1",
        "=1+1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\rtext",
        " =1",
        "\n=1",
        "\u00a0=1",
        "\ufeff=1",
        "\uff1d1+1",
        "\uff20x",
        "- Jan",
        "+31 6 12345678",
        "-inf",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Jan", "-5", "+3.5", "-0,5", "-5%", "+31612345678", "'s-Gravenhage", "a=b", "12"])
def test_harmless_cells_stay_as_they_are(cell):
    assert defuse(cell) == cell
    assert restore(cell) == cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5, "5"),
        (-5, "-5"),
        (1.5, "1.5"),
        (False, "false"),
        (date(2026, 11, 25), "2026-11-25"),
        ({"a": "ë"}, '{"a": "ë"}'),
        ([1, "x"], '[1, "x"]'),
    ],
)
def test_values_become_text_that_an_import_reads(value, text):
    assert defuse(value) == text


def test_only_our_own_apostrophe_is_taken_off():
    assert restore("'=1+1") == "=1+1"
    assert restore("''=1+1") == "'=1+1"
    assert restore("'t Hooft") == "'t Hooft"
    assert restore("'-5") == "'-5"


@given(st.text() | STARTS)
def test_every_text_comes_back_as_it_was(text):
    assert restore(defuse(text)) == text


@given(STARTS)
def test_no_defused_text_begins_with_a_formula(text):
    begun = defuse(text).lstrip(" \t\r\n\u00a0\u200b")
    assert begun[:1] not in {"=", "@", "\uff1d", "\uff20"}


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])) | STARTS, min_size=2, max_size=2)))
def test_a_whole_file_comes_back_as_it_was(rows):
    text = csv_text(rows, ["id", "=evil"])
    header, *read = csv.reader(io.StringIO(text, newline=""))
    assert header == ["id", "'=evil"]
    assert [[restore(cell) for cell in row] for row in read] == rows


def test_a_file_is_written_with_the_delimiter_that_is_asked_for():
    assert csv_text([["a;b", 1]], ["x", "y"], delimiter=";") == 'x;y\r\n"a;b";1\r\n'
