"""What a database can hold."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutorcore.adapters.sql.clean import storable, storable_json, storable_text
from tutorcore.adapters.sql.column_types import in_utc
from tutorcore.errors import InputError


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (Decimal("12.0"), 12),
        (Decimal("1.5"), 1.5),
        (Decimal("NaN"), "NaN"),
        (float("inf"), "inf"),
        (True, True),
        ((1, {2: "\x00"}), [1, {"2": ""}]),
        ("a\x00b\ud800", "ab?"),
    ],
)
def test_a_value_is_cleaned_never_refused(value, kept):
    assert storable(value) == kept
    assert json.loads(storable_json({"v": value}))["v"] == kept


@given(st.text(st.characters()))
def test_clean_text_can_be_encoded_holds_no_nul_and_stays_clean(text):
    cleaned = storable_text(text)
    assert "\x00" not in cleaned
    assert storable_text(cleaned.encode().decode()) == cleaned


def test_a_time_outside_the_calendar_is_refused():
    with pytest.raises(InputError):
        in_utc(datetime.min.replace(tzinfo=timezone(timedelta(hours=1))))
