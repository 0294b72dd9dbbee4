"""What others published while somebody was at a profile, side by side."""

from __future__ import annotations

from tests.services.profiles.acts import day, published
from tutorcore.domain.profile_sources import Source
from tutorcore.services.profiles.meanwhile import published_meanwhile
from tutorcore.services.profiles.publishing import withdraw_version
from tutorcore.services.profiles.versions import State, history_of


def test_nothing_is_told_where_nothing_was_published_since(ports):
    assert published_meanwhile(ports, "new", since=0, mine={"days_ahead": 3}) is None
    published(ports, days_ahead=12)
    assert published_meanwhile(ports, "new", since=1, mine={}) is None


def test_both_changes_stand_side_by_side(ports):
    published(ports, days_ahead=12)
    published(ports, days_ahead=14, offer_size=3, actor="Bram", note="more choice")
    found = published_meanwhile(ports, "new", since=1, mine={"days_ahead": 9, "latest_hour": 21})
    assert (found.newest.actor, found.newest.note) == ("Bram", "more choice")
    assert [(one.field, one.begun, one.theirs, one.mine, one.both) for one in found.fields] == [
        ("latest_hour", 20, 20, 21, False),
        ("days_ahead", 12, 14, 9, True),
        ("offer_size", 6, 3, 6, False),
    ]


def test_the_same_change_made_twice_is_no_clash(ports):
    published(ports, days_ahead=14)
    found = published_meanwhile(ports, "new", since=0, mine={"days_ahead": 14})
    assert [one.both for one in found.fields] == [False]


def test_the_history_tells_who_when_why_and_what_differed(ports):
    published(ports, days_ahead=12)
    published(ports, offer_size=3, actor="Bram", note="more choice")
    second, first = history_of(ports, "new").versions
    assert (second.version.actor, second.version.note, second.state) == ("Bram", "more choice", State.HOLDS)
    assert first.state is State.OVER
    assert [(one.field, one.before, one.after, one.after_source) for one in second.changes] == [
        ("days_ahead", 12, 10, Source.BUILT_IN),
        ("offer_size", 6, 3, Source.PUBLISHED),
    ]
    assert [(one.field, one.before_source) for one in first.changes] == [("days_ahead", Source.BUILT_IN)]


def test_a_version_is_told_against_the_one_that_it_takes_over_from(ports):
    published(ports, days_ahead=12)
    published(ports, days=9, days_ahead=20)
    published(ports, days=2, days_ahead=15)
    withdraw_version(ports, "new", 2, actor="Anouk")
    third, second, _ = history_of(ports, "new").versions
    assert (third.changes[0].before, third.changes[0].after, third.state) == (12, 15, State.COMING)
    assert second.state is State.WITHDRAWN
    assert second.version.effective_on == day(9)


def test_what_was_never_published_has_no_history(ports):
    assert history_of(ports, "premium").versions == ()
