"""What was done to a profile is undone from the journal, where nobody has published after it."""

from __future__ import annotations

import pytest

from tests.services.profiles.acts import a_customer, actions, go_to, held, published
from tutorcore.domain.lesson_types import LESSON_TYPES
from tutorcore.domain.profile_versions import RulesKind
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.errors import Conflict, InputError
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.profiles.drafting import drop_draft, new_draft, open_draft
from tutorcore.services.profiles.publishing import publish_profile, withdraw_version
from tutorcore.services.profiles.retiring import retire_profile
from tutorcore.services.profiles.standing import standing_of
from tutorcore.services.undo_change import can_undo_change, undo_change


def undo(ports, *, back=0):
    """Undo the newest entry, or one further back."""
    entry = ports.journal.entries()[back]
    assert can_undo_change(ports, entry)
    undo_change(ports, entry.id, actor="Bram")


def test_in_the_place_of_what_was_published_comes_what_held_before(ports):
    published(ports, days_ahead=12)
    published(ports, days_ahead=20)
    undo(ports)
    newest = standing_of(ports, "new").versions[-1]
    assert (newest.version, newest.fields, newest.actor) == (3, {"days_ahead": 12}, "Bram")
    assert newest.note == "undo of “profile published” by Anouk, ma 23 nov 10:00"
    undo(ports)
    assert held(ports).days_ahead == 20


def test_the_first_version_of_a_built_in_profile_goes_back_to_what_is_built_in(ports):
    published(ports, days_ahead=12)
    undo(ports)
    assert held(ports) == PLANNING_PROFILES["new"]


def test_the_first_version_of_a_profile_of_ones_own_is_retired(ports):
    published(ports, "avond", days_ahead=12)
    undo(ports)
    assert "avond" not in know_profiles(ports)
    undo(ports)
    assert held(ports, "avond").days_ahead == 12
    undo(ports)
    assert "avond" not in know_profiles(ports)


def test_a_profile_that_somebody_has_does_not_simply_go(ports, sqlite_store):
    published(ports, "avond", days_ahead=12)
    a_customer(ports, sqlite_store, segment="avond")
    published_entry = next(entry for entry in ports.journal.entries() if entry.action == "profile published")
    with pytest.raises(InputError, match="Emma has this profile"):
        undo_change(ports, published_entry.id, actor="Bram")
    assert "avond" in know_profiles(ports)


def test_what_is_to_come_is_withdrawn(ports):
    published(ports, days=2, days_ahead=12)
    undo(ports)
    assert actions(ports)[0] == "profile withdrawn"
    go_to(ports, 3)
    assert held(ports) == PLANNING_PROFILES["new"]


def test_what_was_withdrawn_is_published_for_its_day_again(ports):
    published(ports, days=2, days_ahead=12)
    withdraw_version(ports, "new", 1, actor="Anouk")
    undo(ports)
    assert held(ports) == PLANNING_PROFILES["new"]
    go_to(ports, 2)
    assert held(ports).days_ahead == 12


def test_what_would_have_taken_over_meanwhile_is_not_brought_back(ports):
    published(ports, days=2, days_ahead=12)
    withdraw_version(ports, "new", 1, actor="Anouk")
    go_to(ports, 2)
    with pytest.raises(InputError, match="would have taken over meanwhile"):
        undo(ports)


def test_what_somebody_published_after_it_is_not_undone_with_it(ports):
    published(ports, days_ahead=12)
    theirs = published(ports, days_ahead=20)
    with pytest.raises(Conflict, match="version 2 was published after it") as told:
        undo(ports, back=1)
    assert told.value.theirs == theirs
    assert held(ports).days_ahead == 20


def test_what_was_withdrawn_already_is_not_withdrawn_again(ports):
    published(ports, days=2, days_ahead=12)
    withdraw_version(ports, "new", 1, actor="Anouk")
    with pytest.raises(Conflict, match="was withdrawn"):
        undo(ports, back=1)


def test_a_retired_profile_is_there_again_and_who_was_moved_stays(ports, sqlite_store):
    published(ports, "avond", days_ahead=12)
    a_customer(ports, sqlite_store, segment="avond")
    retire_profile(ports, "avond", moves={"1": "premium"}, note="n", actor="Anouk", expected_version=1)
    retiring = next(entry for entry in ports.journal.entries() if entry.action == "profile retired")
    undo_change(ports, retiring.id, actor="Bram")
    assert held(ports, "avond").days_ahead == 12
    assert ports.contacts.get("1").attributes["segment"] == "premium"


def test_a_draft_that_was_dropped_is_there_again(ports):
    fields = {"allowed_weekdays": frozenset({0, 1}), "days_ahead": 3}
    draft = new_draft(ports, "new", fields, actor="Anouk", based_on=0)
    drop_draft(ports, draft, actor="Anouk")
    undo(ports)
    assert open_draft(ports, draft.id).draft.fields == fields


def test_a_draft_that_was_saved_has_no_undo(ports):
    new_draft(ports, "new", {"days_ahead": 3}, actor="Anouk", based_on=0)
    assert not can_undo_change(ports, ports.journal.entries()[0])


def test_the_first_version_of_a_built_in_lesson_type_goes_back_to_what_is_built_in(ports):
    kind = RulesKind.LESSON_TYPE
    publish_profile(ports, "trial", {"days_ahead": 3}, note="n", actor="Anouk", expected_version=0, kind=kind)
    undo(ports)
    assert standing_of(ports, "trial", kind=kind).fields == LESSON_TYPES["trial"].fields


def test_the_first_version_of_a_lesson_type_of_ones_own_is_retired_again(ports):
    kind = RulesKind.LESSON_TYPE
    publish_profile(ports, "exam", {"days_ahead": 3}, note="n", actor="Anouk", expected_version=0, kind=kind)
    undo(ports)
    assert not standing_of(ports, "exam", kind=kind).exists
    undo(ports)
    assert standing_of(ports, "exam", kind=kind).fields == {"days_ahead": 3}
