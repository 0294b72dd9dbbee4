"""A profile is retired: who has it is listed first, and goes where it is said, in one step or not at all."""

from __future__ import annotations

import pytest

from tests.builders import an_entry, at
from tests.services.profiles.acts import a_customer, actions, day, go_to, published
from tutorcore.errors import Conflict, InputError, UnknownName
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.open_contact import open_contact
from tutorcore.services.profiles.drafting import new_draft, open_draft
from tutorcore.services.profiles.publishing import publish_profile
from tutorcore.services.profiles.retiring import BY_RULES, retire_profile, who_has
from tutorcore.services.profiles.standing import standing_of
from tutorcore.services.set_segment import pin_segment


@pytest.fixture
def avond(ports):
    """A profile of our own, in its first version."""
    return published(ports, "avond", earliest_hour=17)


def retired(ports, moves=None, *, after=1, note="nobody asks for it", actor="Anouk"):
    return retire_profile(ports, "avond", moves=moves or {}, note=note, actor=actor, expected_version=after)


def segment_of(ports, contact_id="1"):
    return open_contact(ports, contact_id).segment.segment


def test_who_is_pinned_to_it_or_has_it_cached_is_listed(ports, sqlite_store, avond):
    a_customer(ports, sqlite_store, "1", segment=" AVOND ")
    a_customer(ports, sqlite_store, "2", pin="avond")
    a_customer(ports, sqlite_store, "3", segment="avond", pin="new")
    a_customer(ports, sqlite_store, "4", segment="new")
    a_customer(ports, sqlite_store, "5", segment="avondje")
    assert [(holder.contact.id, holder.cached, holder.pin is not None) for holder in who_has(ports, "avond")] == [
        ("1", True, False),
        ("2", False, True),
        ("3", True, False),
    ]


def test_a_retired_profile_is_gone_and_stays_in_the_history(ports, avond):
    version = retired(ports)
    assert (version.version, version.retired, version.fields) == (2, True, {"earliest_hour": 17})
    assert "avond" not in know_profiles(ports)
    assert not standing_of(ports, "avond").exists
    assert actions(ports)[0] == "profile retired"


def test_everybody_goes_where_it_is_said_in_one_step(ports, sqlite_store, avond):
    a_customer(ports, sqlite_store, "1", segment="avond")
    a_customer(ports, sqlite_store, "2", pin="avond", until=at(days=9))
    a_customer(ports, sqlite_store, "3", segment="avond", pin="avond")
    retired(ports, {"1": "premium", "2": "weekend", "3": BY_RULES})
    assert [segment_of(ports, number) for number in "123"] == ["premium", "weekend", "new"]
    pin = ports.contacts.pin_of("2", ports.clock.now())
    assert (pin.reason, pin.actor, pin.until) == ("exams", "Anouk", at(days=9))
    assert ports.contacts.pin_of("3", ports.clock.now()) is None
    assert ports.contacts.get("3").attributes["segment"] == "new"
    assert "segment" not in ports.contacts.get("2").attributes
    told = {entry.subject: entry for entry in ports.journal.entries() if entry.action == "moved from a retired profile"}
    assert set(told) == {"contact:1", "contact:2", "contact:3"}
    assert (told["contact:1"].before, told["contact:1"].after) == ({"segment": "avond"}, {"segment": "premium"})
    assert told["contact:2"].before == {"pin": {"segment": "avond", "reason": "exams", "until": "2026-12-02"}}
    assert len({entry.batch for entry in told.values()}) == 1
    assert told["contact:3"].reason == "nobody asks for it"


@pytest.mark.parametrize(
    ("moves", "said"), [({}, "Emma would have no profile"), ({"1": "avond"}, "is retired"), ({"1": "x"}, "There is no")]
)
@pytest.mark.usefixtures("avond")
def test_nothing_is_changed_where_somebody_would_be_left(ports, sqlite_store, moves, said):
    a_customer(ports, sqlite_store, "1", segment="avond")
    with pytest.raises(InputError, match=said):
        retired(ports, moves)
    assert segment_of(ports) == "avond"
    assert standing_of(ports, "avond").newest == 1


def test_others_who_are_left_are_counted(ports, sqlite_store, avond):
    for number in range(3):
        a_customer(ports, sqlite_store, str(number), f"Emma {number}", segment="avond")
    with pytest.raises(InputError, match="Emma 0 and 2 more"):
        retired(ports)


def test_a_built_in_profile_cannot_be_retired(ports):
    with pytest.raises(InputError, match="built in"):
        retire_profile(ports, "new", moves={}, note="n", actor="Anouk", expected_version=0)


def test_what_is_not_there_cannot_be_retired(ports, avond):
    with pytest.raises(UnknownName):
        retire_profile(ports, "nobody", moves={}, note="n", actor="Anouk", expected_version=0)
    retired(ports)
    with pytest.raises(UnknownName, match="any more"):
        retired(ports, after=2)


def test_what_somebody_published_meanwhile_is_seen_first(ports, sqlite_store, avond):
    a_customer(ports, sqlite_store, "1", segment="avond")
    theirs = published(ports, "avond", days_ahead=3)
    with pytest.raises(Conflict) as told:
        retired(ports, {"1": "premium"})
    assert told.value.theirs == theirs
    assert segment_of(ports) == "avond"


def test_what_was_to_come_does_not_bring_it_back(ports, avond):
    published(ports, "avond", days=4, days_ahead=3)
    retired(ports, after=2)
    go_to(ports, 6)
    assert "avond" not in know_profiles(ports)


def test_a_pin_to_what_somebody_else_retired_is_refused_in_words(ports, sqlite_store, avond):
    contact = a_customer(ports, sqlite_store, "1")
    retired(ports)
    with pytest.raises(UnknownName, match="There is no planning profile “avond”"):
        pin_segment(ports, "1", "avond", reason="r", until=None, actor="Bram", expected_version=contact.version)
    assert segment_of(ports) == "new"


def test_a_draft_of_what_somebody_else_retired_is_not_lost_and_can_bring_it_back(ports, avond):
    draft = new_draft(ports, "avond", {"earliest_hour": 18}, actor="Bram", based_on=1)
    retired(ports)
    with pytest.raises(Conflict) as told:
        published(ports, "avond", after=1, earliest_hour=18)
    assert told.value.theirs.retired
    opened = open_draft(ports, draft.id)
    assert dict(opened.trial.typed) == {"earliest_hour": 18}
    published(ports, "avond", after=2, earliest_hour=18)
    assert know_profiles(ports)["avond"].profile.earliest_hour == 18


def test_a_retired_profile_can_be_published_again_unchanged(ports, avond):
    retired(ports)
    publish_profile(ports, "avond", {"earliest_hour": 17}, note="back", actor="Anouk", expected_version=2)
    assert "avond" in know_profiles(ports)


def test_a_profile_of_the_environment_can_be_retired_too(sqlite_store, ports):
    given = type(ports)(
        **{name: getattr(ports, name) for name in ports.__slots__} | {"environment_profiles": {"avond": {}}}
    )
    assert "avond" in know_profiles(given)
    retired(given, after=0)
    assert "avond" not in know_profiles(given)


def test_a_contact_that_changes_while_it_is_moved_is_not_moved(ports, sqlite_store, avond):
    a_customer(ports, sqlite_store, "1", segment="avond")
    version = type(avond)(**{name: getattr(avond, name) for name in avond.__slots__} | {"version": 2, "retired": True})
    with pytest.raises(Conflict, match="Emma changed meanwhile") as told:
        ports.profiles.retire(version, expected_version=1, changes=[], entry=an_entry())
    assert [holder.contact.id for holder in told.value.theirs] == ["1"]
    assert standing_of(ports, "avond").newest == 1
    assert day(0) == avond.effective_on
