"""The history of a profile on the profiles page: looked at, compared with now, published again, withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pages.profiles_parts.desk import Asked
from tests.pages.profiles_page import ask, by, press, publish, said, table, the_ports, versions
from tutorcore.services.know_profiles import today


@pytest.fixture
def page(demo, open_page):
    """The page, with somebody who works."""
    return by(open_page("profiles"))


def in_days(days):
    with the_ports() as ports:
        return today(ports) + timedelta(days=days)


def test_the_history_tells_who_why_and_what_differed(page):
    publish("new", {"days_ahead": 12}, note="exams")
    publish("new", {"days_ahead": 12, "offer_size": 9}, note="more")
    ask(page, Asked.VERSIONS)
    told = said(page)
    assert "**Version 2** :green-badge[holds now]" in told
    assert "Slots in an offer 6 → 9" in told
    assert "exams" in told


def test_an_earlier_version_is_compared_with_now_and_published_again(page):
    publish("new", {"days_ahead": 12})
    publish("new", {"days_ahead": 20})
    ask(page, Asked.VERSIONS)
    press(page, "look_1")
    assert table(page) == [["Days ahead", "20 (published)", "12 (published)"]]
    press(page, "again_1")
    assert versions("new")[-1].fields == {"days_ahead": 12}
    assert versions("new")[-1].note == "Back to version 1"
    assert "Published again: new holds as in version 1" in said(page)


def test_what_somebody_published_since_the_history_was_opened_is_not_overwritten(page):
    publish("new", {"days_ahead": 12})
    publish("new", {"days_ahead": 20})
    ask(page, Asked.VERSIONS)
    press(page, "look_1")
    publish("new", {"days_ahead": 30})
    press(page, "again_1")
    assert "Somebody else published “new” meanwhile" in page.error[0].value
    assert len(versions("new")) == 3


def test_everything_that_was_published_is_taken_back(page):
    publish("new", {"days_ahead": 12})
    ask(page, Asked.VERSIONS)
    press(page, "again_0")
    assert versions("new")[-1].fields == {}


def test_a_version_that_is_to_come_is_withdrawn(page):
    publish("new", {"days_ahead": 12}, on=in_days(4))
    ask(page, Asked.VERSIONS)
    press(page, "look_1")
    press(page, "withdraw_1")
    assert versions("new")[0].withdrawn
    assert "is withdrawn" in said(page)


def test_a_version_that_is_looked_at_is_closed_again(page):
    publish("new", {"days_ahead": 12})
    publish("new", {"days_ahead": 20})
    ask(page, Asked.VERSIONS)
    press(page, "look_1")
    press(page, "look_1")
    assert table(page) == []


def test_what_was_never_published_says_so(page):
    ask(page, Asked.VERSIONS)
    assert "Nothing was published of this profile" in said(page)
