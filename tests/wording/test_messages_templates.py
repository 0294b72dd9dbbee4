"""The company's own wording: it takes the place of what is built in, and nothing wrong in it passes in silence."""

from __future__ import annotations

import pytest

from tests.wording.message_builders import SANNE, a_time, worded
from tutorcore.domain.people import People
from tutorcore.errors import BrokenFile
from tutorcore.wording.messages import Recipient, built_in_templates, check_templates

PUPIL_NL, PARENT_NL = "nl/offer_pupil.txt", "nl/offer_parent.txt"
BUILT_IN = built_in_templates()


def own(text, name=PUPIL_NL):
    return {name: text}


def refused(text, name=PUPIL_NL):
    with pytest.raises(BrokenFile) as caught:
        check_templates(own(text, name))
    return str(caught.value), caught.value.hint


def test_there_is_a_template_for_each_language_and_reader():
    assert list(BUILT_IN) == [PUPIL_NL, PARENT_NL, "en/offer_pupil.txt", "en/offer_parent.txt"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_copy_of_a_built_in_template_says_the_same(name):
    language, to = name[:2], Recipient.PARENT if "parent" in name else Recipient.PUPIL
    for people in (SANNE, People()):
        plain = worded(a_time("wo 16:00", "Eva"), a_time("do 10:00", "Tim"), to=to, language=language, people=people)
        copied = worded(
            a_time("wo 16:00", "Eva"), a_time("do 10:00", "Tim"), to=to, language=language, people=people, own=BUILT_IN
        )
        assert copied == plain


def test_plain_text_is_the_message_as_a_whole():
    text = "Dag $pupil!\n\n$times\n\nTot snel, Bijles Eva. Prijs: $$30\n"
    assert worded(own=own(text)).text == (
        "Dag Sanne!\n\n1. woensdag 25 november om 16.00 uur\n\nTot snel, Bijles Eva. Prijs: $30"
    )


def test_a_template_of_another_message_changes_nothing_here():
    assert worded(own=own("Dag $parent\n$times", PARENT_NL)).text == worded().text


def test_a_piece_alone_changes_that_piece_alone():
    changed = worded(own=own("[greeting]\nYo ${pupil}!\n"))
    assert changed.text == worded().text.replace("Hoi Sanne,", "Yo Sanne!")


def test_the_line_of_a_time_can_be_worded_too():
    text = "[time]\n$number) $date, $clock\n[time with tutor]\n$number) $date, $clock ($tutor)"
    assert "\n1) woensdag 25 november, 16.00\n" in worded(own=own(text)).text
    assert (
        "\n2) donderdag 26 november, 10.00 (Tim)\n"
        in worded(a_time("wo 16:00", "Eva"), a_time("do 10:00", "Tim"), own=own(text)).text
    )


def test_an_empty_piece_leaves_no_hole():
    text = worded(own=own("[opening]\n\n[duration]\n[question for one time]\n")).text
    assert text == "Hoi Sanne,\n\n1. woensdag 25 november om 16.00 uur"


def test_notes_headings_in_any_case_and_windows_line_ends_are_read():
    text = "\ufeff# Notitie voor $niemand\r\n[ Message ]\r\n$times   \r\n# nog een\r\n\r\n\r\n\r\nDag\r\n"
    assert worded(own=own(text)).text == "1. woensdag 25 november om 16.00 uur\n\nDag"


def test_an_unknown_place_is_told_with_file_line_and_place():
    said, hint = refused("Hoi $pupil\n\n$times\n$prijs\n")
    assert said == "nl/offer_pupil.txt, line 4: [message] has no place $prijs."
    assert hint.startswith("It has $duration, $greeting, ")


def test_a_place_is_looked_for_in_its_piece():
    assert refused("[greeting]\nHoi $times")[0].endswith("line 2: [greeting] has no place $times.")
    said, hint = refused("[pupil without name]\n$pupil")
    assert said.endswith("[pupil without name] has no place $pupil.")
    assert hint == "[pupil without name] is plain text; write $$ for a dollar sign."


def test_a_message_to_a_pupil_has_no_place_for_the_parent():
    assert "has no place $parent" in refused("Hoi $parent\n$times")[0]
    check_templates(own("Dag $parent\n$times", PARENT_NL))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Hoi $pupil, bel ons.", "[message] lacks $times"),
        ("[message]\n# $times", "[message] lacks $times"),
        ("[message]\n$$times", "[message] lacks $times"),
        ("[time]\n$number. $date", "[time] lacks $clock"),
        ("[time]\n", "[time] lacks $clock"),
        ("[time with tutor]\n$number. $date om $clock", "[time with tutor] lacks $tutor"),
    ],
)
def test_a_place_that_is_needed_and_missing_is_told(text, missing):
    said, _ = refused(text)
    assert said == f"nl/offer_pupil.txt: {missing}, and without it the customer cannot choose."


@pytest.mark.parametrize("text", ["$times kost $30", "$times $", "${times", "$times ${tijd en plaats}", "$times $é"])
def test_a_dollar_that_begins_no_place_is_told(text):
    said, hint = refused(text)
    assert said == "nl/offer_pupil.txt, line 1: a $ in [message] is followed by no name."
    assert hint == "Write $$ for a dollar sign."


def test_an_unknown_piece_is_told():
    said, hint = refused("[message]\n$times\n[groet]\nDag")
    assert said == "nl/offer_pupil.txt, line 3: there is no piece [groet]."
    assert "[greeting]" in hint


@pytest.mark.parametrize("text", ["[time]\n$number $date $clock\n[time]\nx", "$times\n[message]\n$times"])
def test_a_piece_that_stands_there_twice_is_told(text):
    assert "stands there twice" in refused(text)[0]


@pytest.mark.parametrize("text", ["", "\n \n", "# alleen een notitie\n"])
def test_a_file_without_text_is_told(text):
    assert refused(text)[0] == "nl/offer_pupil.txt holds no text at all."


@pytest.mark.parametrize("name", ["nl/offer_puppil.txt", "offer_pupil.txt", "de/offer_pupil.txt"])
def test_a_file_that_takes_no_templates_place_is_told(name):
    said, hint = refused("$times", name)
    assert said == f"{name} takes no template's place."
    assert PUPIL_NL in hint


def test_a_broken_template_words_no_message():
    with pytest.raises(BrokenFile):
        worded(own=own("$tijden"))


@pytest.mark.parametrize("text", ["{pupil.__class__} {0} %(pupil)s $times", "$times ${pupil}.__class__"])
def test_a_template_runs_nothing(text):
    assert worded(own=own(text)).text == text.replace("$times", "1. woensdag 25 november om 16.00 uur").replace(
        "${pupil}", "Sanne"
    )
