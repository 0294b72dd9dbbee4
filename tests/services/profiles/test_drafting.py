"""Drafts: kept under a name, gone on with by anybody, and never overwritten unseen."""

from __future__ import annotations

import pytest

from tests.services.profiles.acts import actions, day, go_to, held, published
from tutorcore.domain.profile_versions import RulesKind
from tutorcore.domain.profiles import PLANNING_PROFILES
from tutorcore.errors import Conflict, InputError, UnknownName
from tutorcore.services.compare_profiles import compared_profile, next_fields
from tutorcore.services.profiles.drafting import draft_new_profile, drop_draft, new_draft, open_draft, save_draft
from tutorcore.services.profiles.publishing import Plan, publish_plan
from tutorcore.services.profiles.standing import standing_of


def a_draft(ports, name="new", *, based_on=0, actor="Anouk", **fields):
    return new_draft(ports, name, fields, actor=actor, based_on=based_on, note="for the exams")


def publish_draft(ports, draft, *, after):
    plan = Plan(name=draft.name, fields=draft.fields, note="n", effective_on=day(0), draft=draft)
    return publish_plan(ports, plan, actor="Anouk", expected_version=after)


def test_a_draft_is_kept_under_a_name_and_changes_nothing(ports):
    draft = a_draft(ports, days_ahead=3)
    assert (draft.actor, draft.note, draft.version, draft.saved_at) == ("Anouk", "for the exams", 1, ports.clock.now())
    assert ports.profiles.draft(draft.id) == draft
    assert held(ports) == PLANNING_PROFILES["new"]
    assert actions(ports) == ["draft saved"]


def test_an_impossible_draft_is_refused(ports):
    with pytest.raises(InputError, match="lies before the first"):
        a_draft(ports, earliest_hour=21)
    with pytest.raises(InputError, match="Nobody is chosen"):
        a_draft(ports, actor="", days_ahead=3)
    assert ports.profiles.drafts() == []


def test_a_draft_that_is_opened_shows_what_it_would_change(ports):
    published(ports, days_ahead=12, offer_size=3)
    draft = a_draft(ports, based_on=1, offer_size=3, latest_hour=22)
    opened = open_draft(ports, draft.id)
    assert (dict(opened.trial.typed), opened.trial.reset) == ({"days_ahead": 10, "latest_hour": 22}, {"days_ahead"})
    assert compared_profile(opened.stored, opened.trial).profile.latest_hour == 22
    assert next_fields(standing_of(ports, "new").fields, opened.trial) == draft.fields


def test_what_others_published_meanwhile_stays_where_the_draft_does_not_touch_it(ports):
    draft = a_draft(ports, latest_hour=22)
    published(ports, days_ahead=12)
    opened = open_draft(ports, draft.id)
    assert dict(opened.trial.typed) == {"latest_hour": 22}
    assert compared_profile(opened.stored, opened.trial).profile.days_ahead == 12


def test_a_version_that_took_over_by_itself_meanwhile_stays_too(ports):
    published(ports, days=2, days_ahead=20)
    draft = a_draft(ports, based_on=1, latest_hour=22)
    go_to(ports, 3)
    assert dict(open_draft(ports, draft.id).trial.typed) == {"latest_hour": 22}


def test_somebody_else_may_go_on_with_a_draft(ports):
    draft = a_draft(ports, days_ahead=3)
    theirs = save_draft(ports, draft, {"days_ahead": 4}, actor="Bram")
    assert (theirs.actor, theirs.version, theirs.fields) == ("Bram", 2, {"days_ahead": 4})
    with pytest.raises(Conflict) as told:
        save_draft(ports, draft, {"days_ahead": 5}, actor="Anouk")
    assert told.value.theirs == theirs
    with pytest.raises(Conflict):
        publish_draft(ports, draft, after=0)
    assert standing_of(ports, "new").versions == ()


def test_a_draft_that_is_published_is_gone(ports):
    draft = a_draft(ports, days_ahead=3)
    publish_draft(ports, draft, after=0)
    assert held(ports).days_ahead == 3
    with pytest.raises(UnknownName, match="published or dropped"):
        open_draft(ports, draft.id)


def test_a_draft_can_be_dropped(ports):
    draft = a_draft(ports, days_ahead=3)
    drop_draft(ports, draft, actor="Bram")
    assert ports.profiles.drafts() == []
    assert actions(ports) == ["draft dropped", "draft saved"]


def test_a_profile_of_ones_own_begins_with_the_values_of_another(ports):
    draft = draft_new_profile(ports, "avond", like="premium", actor="Anouk")
    opened = open_draft(ports, draft.id)
    assert compared_profile(opened.stored, opened.trial).profile == PLANNING_PROFILES["premium"]
    publish_draft(ports, draft, after=0)
    assert held(ports, "avond") == PLANNING_PROFILES["premium"]


@pytest.mark.parametrize(("name", "like"), [("new", "premium"), ("Avond", "premium"), ("avond", "nobody")])
def test_a_new_profile_needs_a_good_name_and_a_profile_to_be_like(ports, name, like):
    with pytest.raises(InputError):
        draft_new_profile(ports, name, like=like, actor="Anouk")
    assert ports.profiles.drafts() == []


def test_a_name_that_was_retired_is_not_free(ports, sqlite_store):
    published(ports, "avond", days_ahead=3)
    with pytest.raises(InputError, match="There is “avond” already"):
        draft_new_profile(ports, "avond", like="new", actor="Anouk")


def test_a_lesson_type_is_drafted_in_the_same_way(ports):
    fields = {"earliest_hour": 21}  # impossible as a profile
    draft = new_draft(ports, "intake", fields, actor="Anouk", based_on=0, kind=RulesKind.LESSON_TYPE)
    assert ports.profiles.drafts(kind=RulesKind.LESSON_TYPE) == [draft]
    with pytest.raises(UnknownName, match="of a lesson type"):
        open_draft(ports, draft.id)
