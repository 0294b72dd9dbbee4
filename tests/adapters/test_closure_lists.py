"""CSV lists of days off: headers in two languages, dates as people write them, and dirty rows."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.adapters.chatwoot.values import Unusable
from tutorcore.adapters.closure_lists import MOST_ROWS, is_calendar, open_closure_list, read_day
from tutorcore.domain.closure_imports import NotUsed
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.errors import BrokenFile


@pytest.fixture
def opened(tmp_path):
    """Open a file with this content."""

    def opening(content, name="dagen.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return open_closure_list(path)

    return opening


def told(table):
    """Each row as one line."""
    return [
        f"{row.number} not used: {row.reason}"
        if isinstance(row, NotUsed)
        else f"{row.number} {row.period.first}/{row.period.last} {row.period.name} [{row.tutor}]"
        for row in table.rows()
    ]


@pytest.mark.parametrize(
    "header",
    [
        "from,to,name,tutor",
        "van;tot;naam;docent",
        "Van;T/m;Omschrijving;Voor",
        "Begindatum\tEinddatum\tVakantie\tDocent",
        "First day|Last day|Reason|Who",
        "sep=;\nfrom;to;name;for",
    ],
)
def test_columns_are_known_in_dutch_and_english_with_any_delimiter(opened, header):
    delimiter = next(sign for sign in ";,\t|" if sign in header.splitlines()[-1])
    row = delimiter.join(["21-12-2026", "2027-01-03", "Kerst", "Eva"])
    (line,) = told(opened(f"{header}\r\n{row}\r\n"))
    assert line.endswith(" 2026-12-21/2027-01-03 Kerst [Eva]")


def test_columns_may_come_in_any_order_and_others_are_told(opened):
    table = opened("naam,kleur,van\nKerst,rood,2026-12-25\n")
    assert told(table) == ["2 2026-12-25/2026-12-25 Kerst []"]
    assert table.remarks() == ("Columns that were not used: “kleur”.",)
    assert table.name == "dagen.csv"


@pytest.mark.parametrize("who", ["", "iedereen", "Everybody", "-"])
def test_everybody_may_be_named(opened, who):
    assert told(opened(f"van,naam,docent\n2026-12-25,Kerst,{who}\n")) == ["2 2026-12-25/2026-12-25 Kerst []"]


def test_a_dirty_row_is_told_and_stops_nothing_else(opened):
    rows = [
        "van;tot;naam;docent",
        "21-12-2026;3-1-2027;Kerst;",
        "5-1-2027;1-1-2027;Omgekeerd;",
        ";1-1-2027;Zonder begin;",
        "1-1-2027;;;",
        "",
        "31-2-2027;;Bestaat niet;",
        "morgen;;Woorden;",
        "21-12-26;;Kort jaar;",
        "12/21/2026;;Amerikaans;",
        "46377;;Getal;",
        "1-1-1926;;Lang geleden;",
        "1-1-2027;1-1-2072;Te lang;",
        "1-1-2027;;Te breed;;;x",
        "van;tot;naam;docent",
        "13-2-2027",
        "13-2-2027;21-2-2027;Voorjaar;Tim",
    ]
    assert told(opened("\r\n".join(rows))) == [
        "2 2026-12-21/2027-01-03 Kerst []",
        "3 not used: it ends before it begins: 2027-01-05 to 2027-01-01",
        "4 not used: it has no first day",
        "5 not used: it has no name",
        "7 not used: '31-2-2027' is not a date",
        "8 not used: 'morgen' is not a date",
        "9 not used: the year of '21-12-26' has two digits",
        "10 not used: '12/21/2026' is not a date",
        "11 not used: '46377' is not a date",
        "12 not used: '1-1-1926' lies in the year 1926",
        "13 not used: it is longer than 731 days: 2027-01-01 to 2072-01-01",
        "14 not used: it has 6 values where the header has 4",
        "15 not used: it is the header once more",
        "16 not used: it has no name",
        "17 2027-02-13/2027-02-21 Voorjaar [Tim]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-21",
        "2026-12-21T00:00:00",
        "2026-12-21 0:00",
        "21-12-2026",
        "21/12/2026",
        "21.12.2026",
        "21-12-2026 00:00",
        "21 dec 2026",
        "21-Dec.-2026",
        "21 december 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(text):
    assert read_day(text) == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("text", "month"),
    [("1 mrt 2027", 3), ("1 maart 2027", 3), ("1 mei 2027", 5), ("1 okt 2027", 10), ("1 Oct 2027", 10)],
)
def test_months_have_dutch_and_english_names(text, month):
    assert read_day(text) == date(2027, month, 1)


@given(
    st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"])
)
def test_every_date_reads_back(day, form):
    assert read_day(day.strftime(form)) == day


@given(st.text(max_size=20))
def test_whatever_stands_there_is_a_date_or_a_reason(text):
    found = None
    with suppress(Unusable):
        found = read_day(text)
    assert found is None or 2000 <= found.year <= 2100


def test_our_own_download_reads_back(opened):
    name = "=Kerst, en meer"
    content = csv_text([[date(2026, 12, 21), date(2027, 1, 3), name, "everybody", "list: x.csv"]],
                       ["from", "to", "name", "for", "source"])  # fmt: skip
    assert told(opened(content)) == [f"2 2026-12-21/2027-01-03 {name} []"]


def test_windows_1252_is_read_and_told(opened):
    table = opened("van;naam\r\n2026-12-21;Café dicht\r\n", encoding="cp1252")
    assert told(table) == ["2 2026-12-21/2026-12-21 Café dicht []"]
    assert "Windows-1252" in table.remarks()[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 workbook", "not CSV or iCalendar."),
        (b"<!doctype html><p>Inloggen", "The file is a web page"),
        (b"name,tutor\nKerst,Eva\n", "The file has no column for the first day. It begins with: name, tutor."),
        (b"21-12-2026,3-1-2027\n", "no column for the first day and the name"),
        (b'"van', "no column for the first day and the name"),
    ],
)
def test_a_file_that_is_no_list_is_a_sentence_that_speaks_of_days_off(opened, content, sentence):
    with pytest.raises(BrokenFile) as raised:
        opened(content)
    assert sentence in str(raised.value)
    assert raised.value.hint
    assert "Chatwoot" not in raised.value.hint


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(BrokenFile, match="cannot be opened") as raised:
        open_closure_list(tmp_path / "nergens.csv")
    assert raised.value.hint == "Check its name and place."


def test_a_quotation_mark_that_is_never_closed_spoils_the_file(opened):
    with pytest.raises(BrokenFile, match="never closed"):
        opened('van,naam\n2026-12-25,"Kerst\n').rows()


def test_a_file_without_end_is_refused(opened):
    row = "2026-12-25,Kerst\n"
    assert len(opened("van,naam\n" + row * MOST_ROWS).rows()) == MOST_ROWS
    with pytest.raises(BrokenFile, match="more than"):
        opened("van,naam\n" + row * (MOST_ROWS + 1)).rows()


@pytest.mark.parametrize(
    ("content", "calendar"),
    [
        (b"BEGIN:VCALENDAR\r\n", True),
        (b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n", True),
        ("\ufeffBEGIN:VCALENDAR".encode("utf-16-le"), True),
        (b"van,naam\n", False),
        (b"", False),
    ],
)
def test_a_calendar_is_known_by_its_content(tmp_path, content, calendar):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert is_calendar(path) is calendar
    assert not is_calendar(tmp_path / "nergens.ics")
