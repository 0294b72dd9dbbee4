"""Published versions and drafts of profiles, in each kind of database."""

from __future__ import annotations

from datetime import date

import pytest

from tests.adapters.sql.racing import at_once
from tests.builders import NOW, an_entry, at
from tutorcore.domain.profile_versions import ProfileDraft, PublishedProfile, RulesKind
from tutorcore.errors import Conflict, InputError, UnknownName

TODAY = date(2026, 11, 23)
TYPE = RulesKind.LESSON_TYPE


def published(store, name="new", fields=(), *, after=0, action="profile published", **values):
    """Publish the version after number `after`."""
    given = {"effective_on": TODAY, "note": "", "expected_version": after, "entry": an_entry(action)} | values
    return store.profiles.publish(name, dict(fields), **given)


def saved(store, draft_id="d1", *, after=0, action="draft saved", **values):
    """Save a draft whose last version was number `after`."""
    given = {"name": "new", "fields": {"days_ahead": 9}, "based_on": 0, "actor": "Anouk", "saved_at": NOW}
    draft = ProfileDraft(id=draft_id, **given | values)
    return store.profiles.save_draft(draft, expected_version=after, entry=an_entry(action))


def actions(store):
    return [entry.action for entry in store.journal.entries()]


# versions


def test_every_version_is_kept_as_it_was_published(store):
    first = published(store, fields={"days_ahead": 9})
    second = published(
        store,
        fields={"allowed_weekdays": frozenset({6, 5}), "days_ahead": 12},
        after=1,
        note="busier",
        effective_on=date(2026, 12, 1),
        entry=an_entry(at=at(5), actor="Bram"),
    )
    assert second == PublishedProfile(
        name="new",
        version=2,
        fields={"allowed_weekdays": frozenset({5, 6}), "days_ahead": 12},
        published_at=at(5),
        actor="Bram",
        note="busier",
        effective_on=date(2026, 12, 1),
    )
    assert store.profiles.versions() == store.profiles.versions(name="new") == [first, second]


def test_versions_come_by_name_and_number(store):
    for name, after in (("new", 0), ("avond", 0), ("new", 1)):
        published(store, name, after=after)
    assert [(one.name, one.version) for one in store.profiles.versions()] == [("avond", 1), ("new", 1), ("new", 2)]
    assert store.profiles.versions(name="nobody") == []


def test_a_field_that_is_set_to_no_limit_is_not_a_field_that_is_not_set(store):
    assert published(store, fields={"allowed_weekdays": None}).fields == {"allowed_weekdays": None}


def test_lesson_types_have_names_and_numbers_of_their_own(store):
    profile = published(store, "trial")
    kind = published(store, "trial", {"duration_minutes": 30}, kind=TYPE)
    assert (kind.version, kind.kind) == (1, TYPE)
    assert store.profiles.versions() == [profile]
    assert store.profiles.versions(kind=TYPE, name="trial") == [kind]


def test_a_profile_needs_a_name(store):
    with pytest.raises(InputError):
        published(store, " ")
    with pytest.raises(InputError):
        saved(store, name="")
    assert actions(store) == []


def test_who_publishes_over_a_version_that_was_not_seen_is_told_and_nothing_is_stored(store):
    first = published(store, fields={"days_ahead": 9})
    with pytest.raises(Conflict) as told:
        published(store, fields={"days_ahead": 3}, action="too late")
    assert told.value.theirs == first
    with pytest.raises(Conflict) as told:
        published(store, "avond", after=1, action="of what is not there")
    assert told.value.theirs is None
    assert store.profiles.versions() == [first]
    assert actions(store) == ["profile published"]


def test_of_many_who_publish_at_once_exactly_one_is_let_through(store):
    def publishing(who):
        try:
            return published(store, fields={"days_ahead": 2}, entry=an_entry(actor=who)).actor
        except Conflict as conflict:
            return conflict

    answers = at_once(*(lambda who=str(n): publishing(who) for n in range(5)))
    [winner] = [answer for answer in answers if isinstance(answer, str)]
    assert {answer.theirs.actor for answer in answers if isinstance(answer, Conflict)} == {winner}
    assert [version.actor for version in store.profiles.versions()] == [winner]


def test_a_withdrawn_version_stays_in_the_history(store):
    published(store)
    second = published(store, after=1, effective_on=date(2026, 12, 1))
    store.profiles.withdraw("new", second.version, entry=an_entry("withdrawn"))
    assert [version.withdrawn for version in store.profiles.versions()] == [False, True]
    assert published(store, after=2).version == 3
    assert actions(store)[1] == "withdrawn"


def test_what_is_withdrawn_already_or_was_never_there_cannot_be_withdrawn(store):
    published(store)
    store.profiles.withdraw("new", 1, entry=an_entry("withdrawn"))
    with pytest.raises(Conflict):
        store.profiles.withdraw("new", 1, entry=an_entry("again"))
    for name, version, kind in (("new", 2, RulesKind.PROFILE), ("old", 1, RulesKind.PROFILE), ("new", 1, TYPE)):
        with pytest.raises(UnknownName):
            store.profiles.withdraw(name, version, kind=kind, entry=an_entry("of nothing"))
    assert actions(store) == ["withdrawn", "profile published"]


# drafts


def test_a_draft_is_kept_as_it_was_saved(store):
    weekdays = frozenset({0, 4})
    draft = saved(store, fields={"allowed_weekdays": weekdays}, based_on=3, note="for the exams", name="avond")
    assert draft == ProfileDraft(
        id="d1",
        name="avond",
        fields={"allowed_weekdays": weekdays},
        based_on=3,
        actor="Anouk",
        saved_at=NOW,
        note="for the exams",
        version=1,
    )
    assert store.profiles.draft("d1") == draft
    assert store.profiles.versions() == []


def test_drafts_come_newest_first_each_kind_by_itself(store):
    for number, moment in ((1, at(0)), (2, at(9)), (3, at(5))):
        saved(store, f"d{number}", saved_at=moment)
    saved(store, "d4", kind=TYPE)
    assert [draft.id for draft in store.profiles.drafts()] == ["d2", "d3", "d1"]
    assert [draft.id for draft in store.profiles.drafts(kind=TYPE)] == ["d4"]


def test_a_draft_that_is_saved_again_counts_its_versions(store):
    saved(store)
    assert saved(store, fields={"days_ahead": 7}, after=1).version == 2
    assert store.profiles.draft("d1").fields == {"days_ahead": 7}


def test_who_saves_over_what_somebody_else_saved_is_told(store):
    saved(store)
    theirs = saved(store, actor="Bram", after=1)
    with pytest.raises(Conflict, match="Bram") as told:
        saved(store, after=1, action="too late")
    assert told.value.theirs == theirs
    with pytest.raises(Conflict):
        store.profiles.drop_draft("d1", expected_version=1, entry=an_entry("dropped too late"))
    assert store.profiles.draft("d1") == theirs
    assert actions(store) == ["draft saved"] * 2


def test_a_draft_that_was_dropped_is_gone(store):
    saved(store)
    store.profiles.drop_draft("d1", expected_version=1, entry=an_entry("dropped"))
    assert store.profiles.drafts() == []
    for going_on in (
        lambda: store.profiles.draft("d1"),
        lambda: saved(store, after=1),
        lambda: store.profiles.drop_draft("d1", expected_version=1, entry=an_entry()),
    ):
        with pytest.raises(UnknownName, match="no such draft"):
            going_on()
    assert actions(store) == ["dropped", "draft saved"]


def test_publishing_drops_the_draft_in_the_same_step(store):
    draft, other = saved(store), saved(store, "d2")
    published(store, draft=draft)
    assert store.profiles.drafts() == [other]
    published(store, after=1, draft=draft)
    assert store.profiles.drafts() == [other]


def test_a_draft_that_somebody_saved_meanwhile_is_not_published_away(store):
    mine = saved(store)
    theirs = saved(store, actor="Bram", after=1)
    with pytest.raises(Conflict) as told:
        published(store, draft=mine, action="too late")
    assert told.value.theirs == theirs
    assert (store.profiles.versions(), store.profiles.drafts()) == ([], [theirs])
    assert actions(store) == ["draft saved"] * 2


def test_publishing_over_somebody_leaves_the_draft(store):
    published(store)
    draft = saved(store)
    with pytest.raises(Conflict):
        published(store, draft=draft)
    assert store.profiles.drafts() == [draft]
