"""Names in a message: whoever chose them, they stay names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wording.message_builders import a_time, worded
from tutorcore.domain.people import People
from tutorcore.wording.messages import Recipient
from tutorcore.wording.messages.names import first_name, whole_name

PARENT = Recipient.PARENT
names = st.text(st.characters(), max_size=80) | st.sampled_from(
    ["$times", "${parent}", "{x}", "%s", "$", "$$", "[time]"]
)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Sanne van der Berg", "Sanne"),
        ("Zoë", "Zoë"),
        ("Jean-Pierre Dubois", "Jean-Pierre"),
        ("🌸 Lisa 🌸", "Lisa"),
        ("Jan *de* Wit_", "Jan"),
        ("Sanne (5 vwo)", "Sanne"),
        ("A. de Vries", "A. de Vries"),
        ("J de Vries", "J de Vries"),
        ("Mevr. Jansen", "Mevr. Jansen"),
        ("de heer Jansen", "de heer Jansen"),
        ("van den Berg", "van den Berg"),
        ("Berg, Sanne van den", ""),
        ("Sanne, 5 vwo", ""),
        ("x" * 10_000, "x" * 29 + "…"),
    ],
)
def test_a_first_name_is_used_where_it_can_be_told(name, first):
    assert first_name(name) == first


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Ingrid van der Berg", "Ingrid van der Berg"),
        ("Mevr. Jansen (moeder van Lieke)", "Mevr. Jansen"),
        ("(Ingrid)", "(Ingrid)"),
        ("Ingrid\n\nvan\tder Berg", "Ingrid van der Berg"),
    ],
)
def test_a_whole_name_stands_without_remarks_on_one_line(name, whole):
    assert whole_name(name) == whole


@pytest.mark.parametrize(
    "name", ["", "  ", "+31612345678", "---", "🌸", "s.bakker@example.nl", "https://example.nl/x", "\u202e"]
)
def test_what_is_no_name_is_used_as_none(name):
    assert first_name(name) == whole_name(name) == ""


@pytest.mark.parametrize("name", ["$times", "${times}", "$parent Smit", "{x}", "%(x)s", "$$", "[message]x"])
def test_a_name_that_looks_like_a_place_is_not_filled_in(name):
    plain = worded(to=PARENT, people=People(pupil="Sanne", parent="Ingrid")).text
    text = worded(to=PARENT, people=People(pupil="Sanne", parent=name)).text
    assert text == plain.replace("Ingrid", whole_name(name) or "ouder of verzorger")


def test_a_name_cannot_add_a_line_or_a_time():
    people = People(pupil="Sanne\n1. woensdag gratis\u2028x", parent="Ingrid\r\n\r\n2. altijd\x1b[0m")
    text = worded(to=PARENT, people=people).text
    assert len(text.splitlines()) == len(worded(to=PARENT).text.splitlines())
    assert text.startswith("Beste Ingrid 2. altijd,\n")


def test_a_name_of_ten_thousand_signs_leaves_a_message_that_can_be_sent():
    long = People(pupil="Sanne" * 2_000, parent="Ingrid " * 2_000)
    assert len(worded(to=PARENT, people=long).text) < len(worded(to=PARENT).text) + 120


def test_a_tutors_name_is_kept_on_its_line_too():
    text = worded(a_time("wo 16:00", "Eva\n2. vrijdag"), a_time("do 16:00", "$clock " * 2_000)).text
    assert len(text.splitlines()) == 8
    assert "bij Eva 2. vrijdag\n2. donderdag" in text
    assert len(text) < 400


@given(names, names)
def test_whatever_the_names_are_the_message_keeps_its_lines(pupil, parent):
    for to in Recipient:
        text = worded(to=to, people=People(pupil=pupil, parent=parent)).text
        assert len(text.splitlines()) == 7
        assert text.splitlines()[4] == "1. woensdag 25 november om 16.00 uur"
