"""Which version of a profile holds on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW
from tutorcore.domain.profile_versions import (
    PublishedProfile,
    in_force,
    newest,
    newest_version,
    plain_fields,
    scheduled,
    typed_fields,
)

TODAY = date(2026, 11, 23)


def a_version(number=1, *, days=0, name="new", **values):
    """A version that holds from so many days after today."""
    given_values = {"fields": {}, "published_at": NOW, "actor": "Anouk", "effective_on": TODAY + timedelta(days=days)}
    return PublishedProfile(name=name, version=number, **given_values | values)


@st.composite
def histories(draw):
    days = draw(st.lists(st.integers(-5, 5), max_size=6))
    withdrawn = draw(st.lists(st.booleans(), min_size=len(days), max_size=len(days)))
    return [
        a_version(number, days=day, withdrawn=out)
        for number, (day, out) in enumerate(zip(days, withdrawn, strict=True), start=1)
    ]


def test_a_version_holds_from_its_day_on():
    versions = [a_version(1, days=-9), a_version(2, days=3)]
    assert in_force(versions, TODAY)["new"].version == 1
    assert in_force(versions, TODAY + timedelta(days=2))["new"].version == 1
    assert in_force(versions, TODAY + timedelta(days=3))["new"].version == 2


def test_before_the_first_one_there_is_none():
    assert in_force([a_version(days=1)], TODAY) == {}


def test_of_two_that_begin_on_one_day_the_later_version_holds():
    assert in_force([a_version(2), a_version(1)], TODAY)["new"].version == 2


def test_what_was_published_today_gives_way_to_what_was_scheduled_before():
    versions = [a_version(1, days=-9), a_version(2, days=7), a_version(3, days=0)]
    assert in_force(versions, TODAY)["new"].version == 3
    assert in_force(versions, TODAY + timedelta(days=7))["new"].version == 2


def test_what_was_withdrawn_never_holds():
    versions = [a_version(1), a_version(2, days=1, withdrawn=True)]
    assert in_force(versions, TODAY + timedelta(days=5))["new"].version == 1
    assert scheduled(versions, TODAY) == []


def test_those_to_come_are_told_in_the_order_in_which_they_take_over():
    later, sooner, now = a_version(1, days=9), a_version(2, days=4, name="avond"), a_version(3)
    assert scheduled([later, sooner, now], TODAY) == [sooner, later]


def test_names_come_in_the_order_of_the_alphabet():
    assert list(in_force([a_version(name=name, days=day) for name, day in (("b", 0), ("c", -3), ("a", 0))], TODAY)) == [
        "a",
        "b",
        "c",
    ]


def test_the_newest_version_is_the_one_with_the_highest_number():
    versions = [a_version(2, days=9, withdrawn=True), a_version(1), a_version(1, name="avond")]
    assert {name: version.version for name, version in newest(versions).items()} == {"new": 2, "avond": 1}
    assert (newest_version(versions, "new"), newest_version(versions, "nobody")) == (2, 0)


@given(histories(), st.integers(-6, 6))
def test_every_version_that_counts_has_begun_or_is_to_come(versions, days):
    day = TODAY + timedelta(days=days)
    held, coming = in_force(versions, day), scheduled(versions, day)
    counting = [version for version in versions if not version.withdrawn]
    begun = [version for version in counting if version not in coming]
    assert all(version.effective_on > day for version in coming)
    assert all(version.effective_on <= day for version in begun)
    assert list(held.values()) == ([max(begun, key=lambda one: (one.effective_on, one.version))] if begun else [])


def test_fields_are_the_same_after_a_way_through_json():
    fields = {"allowed_weekdays": frozenset({6, 0}), "days_ahead": 3, "exclude_weekends": False}
    assert plain_fields(fields) == {"allowed_weekdays": [0, 6], "days_ahead": 3, "exclude_weekends": False}
    assert typed_fields(plain_fields(fields)) == fields
    assert typed_fields(plain_fields({"allowed_weekdays": None})) == {"allowed_weekdays": None}
