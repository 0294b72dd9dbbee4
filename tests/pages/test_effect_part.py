"""The effect of a draft beside it: the week, who, hours, held lessons, use; and how it is asked for."""

from __future__ import annotations

import csv
import io
import re
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from pages.profiles_parts.effect_jobs import EffectJobs, GivenUp, Work
from pages.profiles_parts.effect_who import losers_csv
from tests.pages.test_profiles_page import markdown, read
from tutorcore.services.effect.everybody import Loser, Step

PAGE = Path(__file__).with_name("effect_page.py")
HOSTILE = "=1+1 <b>x</b> [y](javascript:alert(1))"


@pytest.fixture
def open_effect(demo):
    """The effect with these values of `existing`, once its answer is there."""

    def opened(view="Week", **params):
        page = AppTest.from_file(str(PAGE), default_timeout=30)
        for name, value in params.items():
            page.query_params[name] = str(value)
        page.run()
        for _ in range(20):
            if "planned by existing" in read(markdown(page)):
                break
            page.run()
        return page if view == "Week" else show(page, view)

    return opened


def show(page, view):
    """Look at another view."""
    [control] = [one for one in page.get("button_group") if one.key == "effect_shown"]
    return control.set_value([view] if isinstance(control.value, list) else view).run()


def said(page):
    return read(markdown(page))


def tables(page):
    """Every table as rows of texts."""
    return [[[read(str(cell)) for cell in row] for row in table.value.to_numpy().tolist()] for table in page.table]


def test_the_fact_comes_first_and_then_the_week(open_effect):
    page = open_effect(latest_hour=14)
    assert re.search(r"\d+ contacts would lose their last slot", said(page))
    assert re.search(r"\d+ of 201 contacts are planned by existing", said(page))
    assert re.search(r"\d+ kept, 0 gained, \d+ lost in all", said(page))
    assert not page.error
    assert not page.exception


def test_without_a_change_nobody_is_planned_otherwise(open_effect):
    assert "Nobody is planned otherwise." in said(open_effect())


def test_other_weeks_are_a_click_away_as_far_as_the_profile_looks(open_effect):
    page = open_effect(latest_hour=14)
    first = next(one.value for one in page.markdown if one.value.startswith("week "))
    assert page.button(key="effect_earlier").disabled
    page.button(key="effect_later").click().run()
    assert next(one.value for one in page.markdown if one.value.startswith("week ")) != first
    page.button(key="effect_earlier").click().run()
    assert next(one.value for one in page.markdown if one.value.startswith("week ")) == first


def test_the_week_of_the_contact_in_hand_can_be_looked_at(open_effect):
    page = open_effect(latest_hour=14, contact="1001")
    before = next(text for text in said(page).splitlines() if "kept" in text)
    page.selectbox(key="effect_contact").set_value("1001").run()
    assert not page.error
    after = next(text for text in said(page).splitlines() if "kept" in text)
    assert before != after or "is planned by" in said(page)


def test_a_contact_that_is_not_there_is_let_go(open_effect):
    page = open_effect(latest_hour=14, contact="nobody")
    page.selectbox(key="effect_contact").set_value("nobody").run()
    assert page.selectbox(key="effect_contact").value in ("", "nobody")
    assert not page.error


def test_who_is_hit_is_told_by_segment_and_by_name(open_effect):
    page = open_effect("Who", latest_hour=14)
    segments, losers = tables(page)
    assert [row[0] for row in segments] == ["new", "existing", "returning", "weekend", "premium"]
    assert "→" in segments[1][3]
    assert all(re.match(r"\[.+\]\(week\?contact=\d+\)", row[0]) for row in losers)
    assert "First possible date:" in said(page)


def test_who_loses_can_be_taken_along_with_a_link_to_each():
    losers = [Loser(contact_id="a/1", label=HOSTILE, segment="existing", slots=3, wish="woensdag")]
    rows = list(csv.reader(io.StringIO(losers_csv(losers, "https://planning.example/profiles").decode("utf-8-sig"))))
    assert rows[0] == ["contact", "contact id", "segment", "slots now", "wish", "link"]
    assert rows[1][0].startswith("'=")
    assert rows[1][-1] == "https://planning.example/week?contact=a%2F1"


def test_hours_tell_what_is_asked_for_in_vain(open_effect):
    page = open_effect("Hours", latest_hour=14)
    assert "Outlined: asked for, and no slot by the draft. Most:" in said(page)
    assert not page.error


def test_steps_too_small_for_a_text_are_drawn_all_the_same(open_effect):
    page = open_effect(latest_hour=14, slot_step_minutes=15)
    assert not page.error
    assert not page.exception


def test_held_lessons_are_told_by_rule(open_effect):
    page = open_effect("Back-test", latest_hour=14)
    assert re.search(r"\d+ of \d+ lessons held in the last 60 days would have been refused by the draft", said(page))
    assert [row[0] for row in tables(page)[0] if "first" in row[0]] == ["before the first or after the last start"]
    assert "nobody knows when the time was chosen" in said(page)


def test_use_is_told_by_tutor_and_week(open_effect):
    page = open_effect("Use", latest_hour=14)
    [rows] = tables(page)
    assert [row[0] for row in rows] == ["Eva", "Noor", "Tim"]
    assert all(re.search(r"\d+ %", cell) for row in rows for cell in row[1:2])


class SlowQuestion:
    """A question that waits for a word before each step."""

    def __init__(self):
        self.go, self.asked = threading.Event(), 0

    def answer(self, work):
        self.asked += 1
        self.go.wait(5)
        if not work.waiting:
            raise GivenUp("Nobody waits.")
        work.step = Step.NOW
        return SimpleNamespace(answered=True)


def test_equal_questions_are_asked_once_whoever_asks():
    jobs, question = EffectJobs(), SlowQuestion()
    first, second = jobs.wanted(1, "a", question), jobs.wanted(2, "a", question)
    question.go.set()
    assert first is second
    assert first.job.wait(5)
    assert (first.effect.answered, first.step, question.asked) == (True, Step.NOW, 1)
    assert jobs.wanted(3, "a", question) is first


def test_a_new_change_gives_up_the_answer_that_nobody_waits_for():
    jobs, old, new = EffectJobs(), SlowQuestion(), SlowQuestion()
    first = jobs.wanted(1, "a", old)
    jobs.wanted(1, "b", new)
    old.go.set()
    assert first.job.wait(5)
    assert isinstance(first.failed, GivenUp)
    assert first.effect is None
    again = jobs.wanted(1, "a", old)
    assert again is not first
    assert again.job.wait(5)
    assert again.effect.answered
    new.go.set()


def test_somebody_elses_answer_is_not_given_up():
    jobs, question = EffectJobs(), SlowQuestion()
    shared = jobs.wanted(1, "a", question)
    jobs.wanted(2, "a", question)
    jobs.wanted(1, "b", question)
    question.go.set()
    assert shared.job.wait(5)
    assert shared.effect.answered


def test_only_the_last_answers_are_kept():
    jobs, question = EffectJobs(), SlowQuestion()
    question.go.set()
    first = jobs.wanted(1, 0, question)
    for key in range(1, 20):
        jobs.wanted(1, key, question)
    assert jobs.wanted(1, 0, question) is not first
    assert Work("x").effect is None
