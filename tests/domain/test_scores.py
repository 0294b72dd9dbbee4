"""How good a slot is: fit to the wish, sooner, habit, and who gives it."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.domain_builders import NOW, a_profile, at, busy, told
from tests.domain.test_choosing import choices
from tutorcore.domain.choosing import ChoiceTable
from tutorcore.domain.ladder import NO_RUNG, Rung, rungs
from tutorcore.domain.preferences import parse_preferences
from tutorcore.domain.scores import Background, ScoreTable, fit, habit, sooner
from tutorcore.domain.slots import evaluate_slots
from tutorcore.domain.weights import Part, Weights
from tutorcore.domain.zones import AMSTERDAM


def a_table(wish="", *texts, **fields):
    return evaluate_slots(a_profile(**fields), busy(*texts), now=NOW, preferences=parse_preferences(wish))


def by_start(table, values):
    return {told(table.slot(place).start): round(float(value), 3) for place, value in enumerate(values)}


def fits(wish, **fields):
    table = a_table(wish, **fields)
    return by_start(table, fit(table.question, table.grid, rungs(table)))


# fit


def test_where_nothing_is_wished_everything_fits_wholly():
    assert set(fits("").values()) == {1}
    assert set(fits("niet op maandag").values()) == {1}


def test_the_middle_of_a_window_fits_best():
    found = fits("woensdag tussen 12 en 17")
    assert found["wo 14:00"] == 1
    assert found["wo 13:00"] == found["wo 15:00"] == 0.9
    assert found["wo 12:00"] == found["wo 16:00"] == 0.8


def test_the_profiles_hours_bound_a_window_that_has_no_end_of_its_own():
    assert fits("woensdagochtend", earliest_hour=8)["wo 10:00"] > fits("woensdagochtend", earliest_hour=8)["wo 08:00"]
    evening = fits("vanaf 16:00", latest_hour=20)
    assert evening["wo 18:00"] == 1
    assert evening["wo 16:00"] == evening["wo 20:00"] == 0.8


def test_a_whole_day_has_no_middle():
    assert {value for start, value in fits("woensdag").items() if start.startswith("wo")} == {1}


def test_the_window_that_is_mentioned_first_fits_better():
    found = fits("donderdag; dinsdag")
    assert found["do 10:00"] == 1
    assert found["di 10:00"] == 0.9


def test_the_best_of_the_windows_counts():
    found = fits("woensdag om 10:00; woensdagochtend")
    assert found["wo 10:00"] == 1
    assert found["wo 09:00"] < found["wo 11:00"] < 1


def test_an_exact_start_fits_wholly_and_on_the_next_rung_the_nearest_fits_best():
    found = fits("om 15:30", slot_step_minutes=30, days_ahead=1)
    assert found["ma 15:30"] == 1
    assert found["ma 15:00"] == found["ma 16:00"] == 0.475
    assert found["ma 14:30"] == found["ma 16:30"] == 0.45


@given(choices())
def test_every_rung_fits_worse_than_the_one_before(tables):
    table = next(iter(tables.values()))
    found = rungs(table)
    values = fit(table.question, table.grid, found)
    assert np.all((values >= 0) & (values <= 1))
    if table.question.preferences and table.question.preferences.windows:
        on = [values[found == rung] for rung in Rung]
        for place, better in enumerate(on):
            for worse in on[place + 1 :]:
                assert better.min(initial=1) > worse.max(initial=-1) or not (better.size and worse.size)


# sooner


def test_sooner_is_better_by_the_same_for_each_day():
    table = a_table(days_ahead=4, earliest_hour=10, latest_hour=11)
    assert sooner(table.question, table.grid).tolist() == [1, 1, 0.75, 0.75, 0.5, 0.5, 0.25, 0.25]


# habit


def usual(*texts, **fields):
    table = a_table(**fields)
    weeks_ago = timedelta(weeks=1)
    return by_start(table, habit([at(text) - weeks_ago for text in texts], table.grid, AMSTERDAM))


def test_the_weekday_and_time_of_the_past_lessons_are_usual():
    found = usual("wo 16:00", "wo 16:00")
    assert found["wo 16:00"] == 1
    assert found["wo 15:00"] == found["wo 17:00"] == 0.5
    assert found["wo 14:00"] == 0
    assert found["do 16:00"] == 0


def test_two_habits_share():
    found = usual("wo 16:00", "wo 16:00", "vr 10:00", "wo 16:00")
    assert found["wo 16:00"] == 0.75
    assert found["vr 10:00"] == 0.25


def test_the_order_of_the_past_lessons_does_not_matter_to_the_last_digit():
    table = a_table(slot_step_minutes=5)
    past = [at(f"wo 15:{minute:02d}") - timedelta(weeks=1) for minute in (0, 7, 11, 13, 17, 29, 41, 53)]
    values = habit(past, table.grid, AMSTERDAM).tolist()
    for turn in range(1, 8):
        assert habit(past[turn:] + past[:turn], table.grid, AMSTERDAM).tolist() == values


def test_without_past_lessons_nothing_is_usual():
    assert set(usual().values()) == {0}


def test_a_habit_is_a_time_on_the_local_clock():
    table = a_table()
    in_summer = datetime(2026, 6, 3, 16, 0, tzinfo=AMSTERDAM)
    assert by_start(table, habit([in_summer], table.grid, AMSTERDAM))["wo 16:00"] == 1


# the whole table


def scores(table, *, places=None, **background):
    among = np.arange(len(table)) if places is None else places
    known = Background(**{"shortest_minutes": 60} | background)
    return ScoreTable(table, among, rungs(table)[among], known)


def a_choice(*, together=False, **events):
    tables = {
        name: evaluate_slots(a_profile(days_ahead=1, latest_hour=14), busy(*texts), now=NOW)
        for name, texts in events.items()
    }
    return ChoiceTable(tables, together=together)


def test_each_tutor_is_scored_alone_by_name():
    found = scores(a_choice(bram=["ma 09:00-10:00"], Anouk=[], Çelik=["ma 10:00-11:00"]))
    assert found.crews == (("Anouk",), ("bram",), ("Çelik",))
    assert found.free[:, :3].tolist() == [[True, True, True], [False, True, True], [True, False, True]]
    assert found.tutors(1) == ("Anouk", "bram")
    at_ten = [found.score(crew, 1).value(Part.NEIGHBOUR) for crew in range(2)]
    assert at_ten == [0.5, 0.75]


def test_together_is_one_crew_with_the_mean_of_their_neighbours():
    found = scores(a_choice(together=True, Bram=["ma 09:00-10:00"], Anouk=[]))
    assert found.crews == (("Anouk", "Bram"),)
    assert found.free[0, :2].tolist() == [False, True]
    assert found.score(0, 1).value(Part.NEIGHBOUR) == pytest.approx(0.625)
    assert [around.tutor for around in found.surroundings(0, 1)] == ["Anouk", "Bram"]


def test_a_past_lesson_at_that_weekday_and_time_makes_it_usual():
    found = scores(a_choice(Anouk=[]), past=[at("ma 11:00") - timedelta(weeks=3)])
    assert [found.usual(place) for place in range(4)] == [False, False, True, False]


@given(choices(), st.booleans(), st.lists(st.integers(-90_000, 0), max_size=4), st.integers(0, 100))
def test_a_total_is_that_of_the_parts_which_lie_between_0_and_1(tables, together, ago, weight):
    table = ChoiceTable(tables, together=together)
    now = next(iter(tables.values())).question.now
    weights = Weights(habit=weight, fit=100 - weight)
    places = np.flatnonzero(rungs(table) != NO_RUNG)
    past = [now + timedelta(minutes=minutes) for minutes in ago]
    found = scores(table, places=places, past=past, weights=weights, shortest_minutes=90)
    for crew, place in zip(*np.nonzero(found.free), strict=True):
        score = found.score(int(crew), int(place))
        assert score.total == pytest.approx(found.totals[crew, place])
        assert [part.part for part in score.parts] == list(Part)
        assert all(0 <= part.value <= 1 and part.weight == weights.of(part.part) for part in score.parts)
