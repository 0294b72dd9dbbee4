"""Text from outside on one line: nothing in it breaks, hides or turns what stands around it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.wording.one_line import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Sanne", "Sanne"),
        ("  Sanne\r\n\r\n1. gratis les\t", "Sanne 1. gratis les"),
        ("a\u2028b\u2029c\x0bd\x85e", "a b c d e"),
        ("\u202egnaS\x00\x1b[31m", "gnaS [31m"),
        ("Zoë Łukasz Wójcik", "Zoë Łukasz Wójcik"),
        ("क्\u200dष", "क्\u200dष"),
        ("\ud800", ""),
        (7, "7"),
    ],
)
def test_text_comes_on_one_line_without_control_signs(text, line):
    assert one_line(text) == line


def test_long_text_is_cut_between_words():
    assert one_line("Anna Maria van der Berg", longest=12) == "Anna Maria…"
    assert one_line("Anna Maria van der Berg", longest=11) == "Anna Maria…"
    assert one_line("Anna Maria", longest=10) == "Anna Maria"


def test_a_long_word_is_cut_inside():
    assert one_line("An Zeeeeeeeeeeeeeeeeer", longest=10) == "An Zeeeee…"
    assert one_line("x" * 10_000, longest=60) == "x" * 59 + "…"


@given(st.text(st.characters()), st.integers(2, 80))
def test_whatever_comes_in_a_short_readable_line_comes_out(text, longest):
    line = one_line(text, longest=longest)
    assert len(line) <= longest
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert all(unicodedata.category(sign)[0] != "C" or sign in "\u200c\u200d" for sign in line)
