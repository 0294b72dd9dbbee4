"""An offer: the best slots of all that fit, spread over days and parts of the day."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from tests.domain.domain_builders import NOW, a_profile, at, busy, span, told
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.instants import micros
from tutorcore.domain.ladder import Rung
from tutorcore.domain.neighbours import Beside
from tutorcore.domain.offers import SAME_DAY_COSTS, SAME_PART_COSTS, choose_offer
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.scores import Background
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.weights import Part, Weights


def an_offer(wish="", *texts, others=None, together=False, background=None, span_of=None, **fields):
    """The offer of Anouk, with busy times, and the others."""
    calendars = {"Anouk": texts} | (others or {})
    preferences, profile = parse_preferences(wish), a_profile(**fields)
    tables = {
        name: evaluate_slots(profile, busy(*taken), now=NOW, preferences=preferences)
        for name, taken in calendars.items()
    }
    table = ChoiceTable(tables, together=together)
    places = table.places(*(micros(at(text)) for text in span_of)) if span_of else None
    return choose_offer(table, Background(**{"shortest_minutes": 60} | (background or {})), places=places)


def offered(*args, **fields):
    return [told(item.slot.start) for item in an_offer(*args, **fields).items]


def past(*texts):
    return {"past": [at(text) - timedelta(weeks=week) for week, text in enumerate(texts, start=1)]}


def only(part):
    """Weights by which one part alone counts."""
    return {"weights": Weights(**{other.value: 100 if other is part else 0 for other in Part})}


def test_an_offer_is_spread_over_days_and_parts_of_the_day():
    starts = offered(offer_size=6, latest_hour=20, exclude_weekends=True)
    assert len({start[:2] for start in starts[:5]}) == 5
    hours = [int(start[3:5]) for start in starts]
    assert [sum(low <= hour < high for hour in hours) for low, high in ((0, 12), (12, 18), (18, 24))] == [2, 2, 2]


def test_what_is_sooner_comes_first_where_nothing_else_speaks():
    assert offered(offer_size=3) == ["ma 09:00", "di 12:00", "wo 09:00"]


def test_equals_go_by_start():
    nothing = {"weights": Weights(fit=0, sooner=0, habit=0, neighbour=0)}
    assert offered(offer_size=2, background=nothing) == ["ma 09:00", "di 12:00"]


def test_the_usual_time_is_offered_first():
    assert offered(offer_size=3, background=past("do 16:00", "do 16:00"))[0] == "do 16:00"
    (first, *_) = an_offer(offer_size=3, background=past("do 16:00")).items
    assert first.usual
    assert first.score.value(Part.HABIT) == 1


def test_the_middle_of_the_wish_is_offered_first():
    assert offered("woensdag tussen 12 en 17", offer_size=1) == ["wo 14:00"]


def test_a_slot_beside_an_appointment_is_offered_before_one_that_leaves_a_stray_gap():
    taken = ["ma 12:30-13:00", "ma 18:00-22:00"]
    offer = an_offer("", *taken, days_ahead=1, background=only(Part.NEIGHBOUR), offer_size=10)
    assert told(offer.items[0].slot.start) == "ma 13:00"
    assert offer.items[0].surroundings[0].before.beside is Beside.ADJACENT
    worst = min(offer.items, key=lambda item: item.score.total)
    assert told(worst.slot.start) == "ma 11:00"
    assert worst.surroundings[0].after.lost_minutes == 30


def test_every_slot_says_what_it_lost_for_its_day_and_part():
    items = an_offer(offer_size=3, days_ahead=1, earliest_hour=12, latest_hour=14).items
    each = SAME_DAY_COSTS + SAME_PART_COSTS
    assert [item.spread for item in items] == pytest.approx([0, each, 2 * each])


def test_a_day_is_used_again_where_the_wish_leaves_no_other():
    assert sorted(offered("woensdag", offer_size=3)) == ["wo 09:00", "wo 10:00", "wo 12:00"]


def test_lessons_of_an_offer_do_not_overlap():
    starts = offered("woensdagmiddag", offer_size=50, slot_step_minutes=15)
    assert starts == ["wo 14:30", "wo 13:30", "wo 15:30", "wo 12:30", "wo 16:30"]


def test_fewer_are_offered_where_fewer_fit():
    offer = an_offer("woensdag om 15:00", offer_size=6)
    assert (len(offer.items), offer.size) == (1, 6)
    assert offer.rung is Rung.AS_WISHED


def test_where_nothing_fits_the_first_rung_that_holds_a_slot_is_offered_and_says_so():
    offer = an_offer("woensdag om 15:00", "wo 15:00-16:00", offer_size=6)
    assert offer.rung is Rung.WITHIN_AN_HOUR
    assert [told(item.slot.start) for item in offer.by_start] == ["wo 14:00", "wo 16:00"]
    assert {item.rung for item in offer.items} == {Rung.WITHIN_AN_HOUR}


def test_where_nothing_is_free_nothing_is_offered():
    offer = an_offer("", "ma 09:00-22:00", days_ahead=1)
    assert (offer.items, offer.rung, offer.size) == ((), None, 6)
    assert an_offer("niet op maandag", days_ahead=1).items == ()


def test_only_the_time_that_is_asked_about_is_offered():
    assert {start[:2] for start in offered(span_of=("wo 00:00", "vr 00:00"))} == {"wo", "do"}
    offer = an_offer("maandag", span_of=("wo 00:00", "do 00:00"))
    assert offer.rung is Rung.SAME_PART


def test_in_order_of_time_whatever_the_order_of_choice():
    offer = an_offer(offer_size=3, background=past("do 16:00"))
    assert [told(item.slot.start) for item in offer.by_start][-1] == "do 16:00"
    starts = [item.slot.start.astimezone(UTC) for item in offer.by_start]
    assert starts == sorted(starts)


# tutors


def test_the_score_picks_the_tutor():
    others = {"Bram": ["ma 12:00-13:00"]}
    (item,) = an_offer("maandag om 11:00", others=others).items
    assert (item.tutors, item.chosen) == (("Anouk", "Bram"), ("Bram",))
    assert [around.tutor for around in item.surroundings] == ["Bram"]


def test_between_equal_tutors_the_name_decides():
    others = {"bram": [], "Aad": []}
    (item,) = an_offer("maandag om 11:00", others=others).items
    assert (item.tutors, item.chosen) == (("Aad", "Anouk", "bram"), ("Aad",))


def test_two_names_that_differ_in_capitals_only_have_an_order_too():
    both = choose_offer(a_choice_of("anouk", "Anouk"), Background(shortest_minutes=60))
    assert both == choose_offer(a_choice_of("Anouk", "anouk"), Background(shortest_minutes=60))
    assert both.items[0].chosen == ("Anouk",)


def a_choice_of(*names):
    return ChoiceTable({name: evaluate_slots(a_profile(), [], now=NOW) for name in names})


def test_a_tutor_who_is_not_free_is_not_picked():
    others = {"Aad": ["ma 11:30-12:00"]}
    (item,) = an_offer("maandag om 11:00", others=others).items
    assert (item.tutors, item.chosen) == (("Anouk",), ("Anouk",))


def test_together_all_give_the_lesson():
    others = {"Aad": ["ma 12:00-13:00"]}
    (item,) = an_offer("maandag om 11:00", others=others, together=True).items
    assert item.tutors == item.chosen == ("Aad", "Anouk")
    assert item.score.value(Part.NEIGHBOUR) == pytest.approx(0.625)


def test_a_neighbour_is_told_to_be_a_lesson_where_that_is_known():
    lessons = {"lessons": {"Anouk": [span("ma 10:00-11:00")]}}
    (item,) = an_offer("maandag om 11:00", "ma 10:00-11:00", "ma 12:00-13:00", background=lessons).items
    around = item.surroundings[0]
    assert (around.before.lesson, around.after.lesson) == (True, False)
