"""What holds of every offer, however many times, tutors and clocks are in it."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW
from tests.wording.message_builders import worded
from tutorcore.domain.people import People
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.languages import Language
from tutorcore.wording.messages import OfferedTime, Recipient
from tutorcore.wording.spoken_dates import spoken_clock, spoken_day

HALF_HOURS = 2 * 24 * 400
CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b")
zones = st.sampled_from([AMSTERDAM, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")])
starts = st.lists(
    st.integers(0, HALF_HOURS).map(lambda number: NOW.astimezone(UTC) + timedelta(minutes=30 * number)),
    min_size=1,
    max_size=50,
    unique=True,
)
tutors = st.lists(st.sampled_from(["Eva", "Tim", "Noor"]), max_size=3, unique=True).map(tuple)
ways = st.fixed_dictionaries(
    {
        "language": st.sampled_from([language.value for language in Language]),
        "to": st.sampled_from(Recipient),
        "wish": st.sampled_from([None, "woensdag", "woensdag, bij volle maan"]),
        "people": st.sampled_from([People(), People(pupil="Sanne", parent="Ingrid")]),
    }
)


@st.composite
def offers(draw):
    return [OfferedTime(start=start, tutors=draw(tutors), as_wished=draw(st.booleans())) for start in draw(starts)]


def numbered(text):
    """The lines of times: number and the words after it."""
    return [found.groups() for found in re.finditer(r"^(\d+)\. (.*)$", text, re.MULTILINE)]


@given(offers(), ways, zones)
def test_every_time_stands_in_the_message_once_and_numbers_run_from_one(items, way, zone):
    text = worded(*items, **way, zone=zone).text
    lines = numbered(text)
    assert [number for number, _ in lines] == [str(number) for number in range(1, len(items) + 1)]
    assert len(CLOCK.findall(text)) == len(items)
    for item, (_, words) in zip(items, lines, strict=True):
        local, language = item.start.astimezone(zone), Language(way["language"])
        assert words.startswith(spoken_day(local.date(), language, today=NOW.astimezone(zone).date()))
        assert CLOCK.findall(words) == [spoken_clock(local, language)]


@given(offers(), ways)
def test_no_place_of_a_template_is_left_unfilled(items, way):
    text = worded(*items, **way).text
    assert not set("$[]{}#") & set(text)
    assert text == text.strip()
    assert "\n\n\n" not in text


@given(offers(), ways)
def test_a_tutor_stands_on_every_line_that_has_one_or_on_none(items, way):
    several = len({name for item in items for name in item.tutors}) > 1
    for item, (_, words) in zip(items, numbered(worded(*items, **way).text), strict=True):
        named = [name for name in ("Eva", "Tim", "Noor") if name in words]
        assert sorted(named) == sorted(item.tutors if several else ())


@given(offers(), ways)
def test_notes_tell_what_the_message_does_not(items, way):
    message = worded(*items, **way)
    told = " ".join(message.notes)
    assert ("Not as wished" in told) == any(not item.as_wished for item in items)
    assert ("bij volle maan" in told) == (way["wish"] == "woensdag, bij volle maan")
    assert not any(note in message.text for note in message.notes)


def test_the_laws_find_the_lines_of_times():
    assert numbered("Hoi 1. nee\n1. woensdag\n\n2. donderdag") == [("1", "woensdag"), ("2", "donderdag")]
    assert CLOCK.findall("1. woensdag 6 januari 2027 om 9.30 uur, at 16:00") == ["9.30", "16:00"]
