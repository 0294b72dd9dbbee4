"""What is known of everybody at once is what is known of each contact alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, at
from tutorcore.domain.calendars import Tutor
from tutorcore.domain.contacts import Pin
from tutorcore.domain.effects.gathering import gather, updated
from tutorcore.domain.effects.people import RULE_BITS
from tutorcore.domain.effects.standing import matching
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.roster import RosterLesson, RosterRow
from tutorcore.domain.segments import BUILT_IN_NAMES, NEW, RULE_ATTRIBUTES, detect_segment, effective_segment

PROFILES = (*BUILT_IN_NAMES, "kort")
SANNE, BRAM = Tutor(id=1, name="Sanne"), Tutor(id=2, name="Bram")
TUTORS = [BRAM, SANNE]

said = st.sampled_from([True, False, "true", "nee", " Nee ", "", "0", 0, 1, None, "active", "2024-01-01", ["x"], {}])
cached = st.sampled_from(["new", " Existing", "premium", "KORT", "parent", "", " ", None, 3, True, ["new"]])
attributes = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(RULE_ATTRIBUTES, said) | {"segment": cached, "school": st.just("X")}
)
moments = st.integers(-3, 3).map(lambda days: at(days=days))


def a_person(contact_id="1", **values):
    """A row of the roster."""
    return RosterRow(contact_id=contact_id, label=f"contact {contact_id}", **values)


def a_pin(contact_id="1", segment="premium", since=None, until=None):
    """A pin by Anouk, since yesterday where nothing else is said."""
    since = since or at(days=-1)
    return Pin(contact_id=contact_id, segment=segment, reason="", actor="Anouk", since=since, until=until)


def a_lesson(contact_id, days, tutor_id, minutes=0):
    """A lesson of an hour, so many days from now."""
    start = at(minutes, days=days)
    return RosterLesson(contact_id=contact_id, start=start, end=at(minutes + 60, days=days), tutor_id=tutor_id)


@st.composite
def pins(draw):
    """Some pins, the one that begins last first."""
    found = draw(st.lists(st.builds(a_pin, segment=st.sampled_from([*PROFILES, "gone"]), since=moments, until=moments)))
    return tuple(sorted(found, key=lambda pin: pin.since, reverse=True))


@given(st.lists(st.tuples(attributes, pins()), max_size=5))
def test_everybodys_segment_is_what_each_alone_has(people):
    rows = [a_person(str(place), attributes=given, pins=some) for place, (given, some) in enumerate(people)]
    standing = gather(rows, []).standing(NOW, PROFILES)
    for place, row in enumerate(rows):
        alone = effective_segment(row.attributes, row.pin_at(NOW), now=NOW, profiles=PROFILES)
        assert (standing.name(place), standing.source(place)) == (alone.segment, alone.source)
        assert standing.names[standing.by_rules[place]] == alone.detection.by_rules
        flags = (standing.drift[place], standing.set_by_hand[place], standing.unusable[place])
        found = alone.detection
        assert flags == (found.drift, found.set_by_hand, found.unusable_cache)


@given(attributes)
def test_every_rule_that_holds_is_known_also_behind_a_higher_one(given_attributes):
    people = gather([a_person(attributes=given_attributes)], [])
    held = {outcome.segment: outcome.held for outcome in detect_segment(given_attributes).evidence}
    assert {segment: bool(flags[0]) for segment, flags in matching(people.yes).items()} == held


def test_no_as_text_is_told_apart_from_a_plain_no():
    said_no = {"has_paid_lesson": "nee", "lesson_booked": False, "customer_status": "lead", "weekend_whitelisted": ""}
    people = gather([a_person(attributes=said_no)], [])
    assert people.no_in_words[0] == RULE_BITS["has_paid_lesson"] | RULE_BITS["customer_status"]
    assert people.yes[0] == 0


def test_equal_wishes_are_read_once_and_are_one_value():
    rows = [a_person(str(place), wish=wish) for place, wish in enumerate(["woensdag", "", "woensdag", "Woensdag!"])]
    people = gather(rows, [])
    assert list(people.wish_of) == [1, 0, 1, 2]
    assert people.wishes[1] == parse_preferences("woensdag")
    assert people.wishes[0].is_empty
    twice = gather([a_person("1", wish="di, wo"), a_person("2", wish="dinsdag, woensdag")], [])
    assert twice.wishes[1] is twice.wishes[2]


def test_the_tutors_who_are_asked_are_the_own_one_else_the_last_one_else_all():
    rows = [
        a_person("named", attributes={"tutor": " sanne "}),
        a_person("taught"),
        a_person("gone", attributes={"tutor": "Kees"}),
        a_person("taught by somebody who left"),
        a_person("to be taught"),
    ]
    lessons = [
        a_lesson("gone", -9, 1),
        a_lesson("gone", -3, 2),
        a_lesson("named", -1, 2),
        a_lesson("nobody", -1, 2),
        a_lesson("taught", -2, 2),
        a_lesson("taught", -1, 1),
        a_lesson("taught", 1, 2),
        a_lesson("taught by somebody who left", -1, 3),
        a_lesson("to be taught", 1, 1),
    ]
    people = gather(rows, lessons)
    numbers, teams = people.asked_tutors(TUTORS, NOW)
    assert [teams[number] for number in numbers] == [(SANNE,), (SANNE,), (BRAM,), (BRAM, SANNE), (BRAM, SANNE)]
    assert len(people.lessons) == 8


def test_the_next_lesson_is_the_first_that_begins_from_now_on():
    people = gather([a_person("1"), a_person("2")], [a_lesson("1", -1, 1), a_lesson("1", 0, 2), a_lesson("1", 2, 1)])
    upcoming = people.lessons.next_from(NOW, len(people))
    assert (list(upcoming), list(people.lessons.tutor_at(upcoming))) == ([1, -1], [2, -1])
    assert list(people.lessons.last_before(NOW, len(people))) == [0, -1]


def same(one, other):
    """Whether two values say the same of each contact, whatever their pools look like."""
    standings = one.standing(NOW, PROFILES), other.standing(NOW, PROFILES)
    return all(
        (mine.ids[a], mine.labels[a]) == (theirs.ids[b], theirs.labels[b])
        and mine.wish_texts[mine.wish_of[a]] == theirs.wish_texts[theirs.wish_of[b]]
        and mine.wishes[mine.wish_of[a]] == theirs.wishes[theirs.wish_of[b]]
        and mine.lesson_types[mine.lesson_type_of[a]] == theirs.lesson_types[theirs.lesson_type_of[b]]
        and mine.tutor_names[mine.tutor_of[a]] == theirs.tutor_names[theirs.tutor_of[b]]
        and (mine.active_at[a], mine.versions[a]) == (theirs.active_at[b], theirs.versions[b])
        and mine.pin_at(a, NOW) == theirs.pin_at(b, NOW)
        and standings[0].name(a) == standings[1].name(b)
        for mine, theirs in [(one, other)]
        for contact_id in {*one.ids, *other.ids}
        for a, b in [(mine.place_of[contact_id], theirs.place_of[contact_id])]
    )


people_rows = st.builds(
    a_person,
    st.sampled_from("abcd"),
    attributes=attributes,
    pins=pins(),
    wish=st.sampled_from(["", "maandag", "ma", "niet voor 12"]),
    lesson_type=st.sampled_from(["", "trial"]),
    last_activity_at=st.none() | moments,
    version=st.integers(1, 9),
)


@given(*[st.lists(people_rows, max_size=4, unique_by=lambda row: row.contact_id)] * 2)
def test_bringing_some_up_to_date_is_gathering_all_anew(before, changed):
    rows = {row.contact_id: row for row in before}
    known = gather(before, [])
    now_known = updated(known, changed)
    assert same(now_known, gather((rows | {row.contact_id: row for row in changed}).values(), []))
    assert same(known, gather(before, []))


def test_a_pin_of_a_profile_that_is_gone_does_not_hold():
    row = a_person(pins=(a_pin(segment="gone"),))
    assert gather([row], []).standing(NOW, PROFILES).name(0) == NEW
    assert gather([replace(row, pins=(a_pin(segment="kort"),))], []).standing(NOW, PROFILES).name(0) == "kort"
