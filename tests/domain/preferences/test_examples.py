"""The examples that the rules were written with: each comes out exactly so."""

import csv
from pathlib import Path

import pytest

from tutorcore.domain.preferences import parse_preferences

EXAMPLES = Path(__file__).parents[2] / "data" / "preferences.csv"


def examples():
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["text"] or "nothing") for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", examples())
def test_an_example_comes_out_exactly_so(row):
    notation = parse_preferences(row["text"]).notation()

    assert tuple(notation) == (row["windows"], row["excluded"], row["unrecognised"])


@pytest.mark.parametrize("row", examples())
def test_an_example_is_written_as_a_line_that_means_the_same(row):
    preferences = parse_preferences(row["text"])

    assert parse_preferences(str(preferences)) == preferences
