"""Broken demo data is refused in a sentence that names file, place and reason."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tutorcore.adapters.demo import DemoData
from tutorcore.errors import BrokenFile

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def read_all(folder: Path) -> None:
    demo = DemoData(folder, TODAY)
    list(demo.contacts().rows())
    demo.calendars()
    demo.staff()


def test_the_data_as_it_is_can_be_read(folder):
    read_all(folder)
    contacts = DemoData(folder, TODAY).contacts()
    assert (contacts.columns(), contacts.remarks()) == ((), ())


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("contacts.jsonl", '{"id": 1', "contacts.jsonl, line 1 of the demo data is not JSON"),
        ("contacts.jsonl", "\n[1]", "contacts.jsonl, line 2 of the demo data is not an object"),
        ("contacts.jsonl", '{"id": 1}', "contacts.jsonl, line 1 of the demo data, name: Field required"),
        ("demo.toml", "staff = [", "demo.toml of the demo data is not TOML"),
        ("demo.toml", "pin = []\nday_off = []\n", "demo.toml of the demo data, staff: Field required"),
        ("calendars/eva.toml", 'tutor = "Eva"\ncalendars = []', "eva.toml of the demo data, calendar: Field required"),
    ],
)
def test_a_broken_file_is_named_with_the_place(folder, file, text, says):
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile) as refused:
        read_all(folder)
    assert str(refused.value).startswith(says)
    assert refused.value.hint
    assert str(folder) not in str(refused.value)


@pytest.mark.parametrize("ending", ["", "ends_in_hours = 5\nproblem = 'no'"])
def test_a_booking_is_either_held_or_has_a_problem(folder, ending):
    lines = ["[[booking]]", "contact = 1", "tutor = 'Eva'", "actor = 'Joris'", "day = 'do'", "in_days = 2"]
    lines += ["at = 18:00:00", "minutes = 60", "profile = 'new'", ending]
    (folder / "demo.toml").write_text("\n".join(["staff = []", "pin = []", "day_off = []", *lines]), encoding="utf-8")
    with pytest.raises(BrokenFile, match="give either 'ends_in_hours' or 'problem'"):
        DemoData(folder, TODAY).bookings(datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("line", ["[0, 5]", "[3]", "[3, 5, 6]"])
def test_a_count_of_segments_is_of_a_day_before_today_and_whole(folder, line):
    text = f"staff = []\npin = []\nday_off = []\n[segment_counts]\nsegments = ['new']\ndays = [[2, 4], {line}]\n"
    (folder / "demo.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile, match="a line needs its days ago"):
        DemoData(folder, TODAY).segment_days()


@pytest.mark.parametrize(
    ("event", "says"),
    [
        ('{ day = "ma", title = "x" }', "give either 'at' and 'minutes', or 'days'"),
        ('{ day = "ma", title = "x", at = "10:00" }', "give either 'at' and 'minutes', or 'days'"),
        ('{ day = "ma", title = "x", days = 1, every = 2, turn = 2 }', "turn 2 never comes round every 2 weeks"),
        ('{ day = "mon", title = "x", days = 1 }', "calendar.0.events.0.day"),
    ],
)
def test_an_event_that_makes_no_sense_is_refused(folder, event, says):
    text = f'tutor = "Eva"\n[[calendar]]\nname = "Eva"\nevents = [{event}]\n'
    (folder / "calendars" / "eva.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile, match=says):
        read_all(folder)


def test_a_file_that_is_not_there_or_not_text_is_refused(folder):
    (folder / "contacts.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(BrokenFile, match=r"contacts\.jsonl of the demo data cannot be read"):
        read_all(folder)
    (folder / "contacts.jsonl").unlink()
    with pytest.raises(BrokenFile, match=r"contacts\.jsonl of the demo data cannot be read"):
        read_all(folder)


def test_a_folder_without_calendars_is_refused(folder):
    shutil.rmtree(folder / "calendars")
    with pytest.raises(BrokenFile, match="no calendars"):
        DemoData(folder, TODAY).calendars()
