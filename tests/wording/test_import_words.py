"""What an import did, in words."""

from __future__ import annotations

import pytest

from tutorcore.wording.imports import contacts_text, events_text, progress_text, unlisted_text


def test_an_import_of_contacts_tells_all_four_numbers_always():
    none = dict.fromkeys(("created", "updated", "unchanged", "rejected", "repeated"), 0)
    assert contacts_text(**none) == "0 created, 0 updated, 0 unchanged, 0 rejected"
    some = {"created": 1300, "updated": 5, "unchanged": 7, "rejected": 3}
    said = "1.300 created, 5 updated, 7 unchanged, 3 rejected"
    assert contacts_text(**some, repeated=0) == said
    assert contacts_text(**some, repeated=1) == f"{said}; 1 row joined with a later one"
    assert contacts_text(**some, repeated=2) == f"{said}; 2 rows joined with a later one"


def test_an_import_of_a_calendar_tells_its_occurrences():
    assert events_text(added=1212, removed=3, unchanged=40) == "1.212 occurrences added, 3 removed, 40 unchanged"
    assert events_text(added=1, removed=0, unchanged=0) == "1 occurrence added, 0 removed, 0 unchanged"


@pytest.mark.parametrize(
    ("phase", "total", "text"),
    [
        ("checking", None, "Checking: 1.500 rows"),
        ("checking", 2000, "Checking: 1.500 rows"),
        ("writing", 2000, "Writing: 1.500 of 2.000 rows"),
        ("writing", None, "Writing: 1.500 rows"),
        ("counting", 2000, "counting: 1.500 of 2.000 rows"),
    ],
)
def test_progress_is_told_with_its_total_where_that_is_known(phase, total, text):
    assert progress_text(phase, 1500, total) == text


def test_what_a_report_leaves_out_is_counted():
    assert unlisted_text("no phone", 1) == "1 more of the kind “no phone” is not listed."
    assert unlisted_text("no phone", 1200) == "1.200 more of the kind “no phone” are not listed."
