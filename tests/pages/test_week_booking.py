"""Booking from the week page: book, hold, move, cancel, undo, and what is told of each, on lessons kept here only."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pages.week_parts.acts import confirm
from tests.pages import test_week_page
from tests.pages.test_week_offer import near_saturday
from tests.pages.test_week_page import open_trial, slots, this_week
from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.bookings import BookingState
from tutorcore.services.bookings import Request, book
from tutorcore.services.plan_week import Trial
from tutorcore.settings import Settings

SANNE = "1001"


def texts(page):
    """What the page says, without the signs that keep it from being markdown."""
    said = [test_week_page.texts(page), *(str(each.value) for each in page.success)]
    return "\n".join(said).replace("\\", "")


@pytest.fixture
def store(demo):
    """The store beneath the page, as another process sees it."""
    dashboard = open_dashboard(Settings.read())
    yield dashboard.ports
    dashboard.close()


@pytest.fixture
def week(demo, open_page):
    """Next week of Sanne, with somebody at work."""
    return at_work(open_page("week", contact=SANNE, week=str(this_week().shifted(1))))


def at_work(page, name="Bilal"):
    return page.selectbox(key="actor").select(name).run()


def pick(page, place=0):
    """Pick a slot of the list; its start as the page holds it."""
    group = list(slots(page).values())[place]
    group.select(group.options[0]).run()
    return page.session_state["planner_state"].picked


def there(page, key):
    return any(button.key == key for button in page.button)


def booked_by_the_page(page, place=0):
    start = pick(page, place)
    page.button(key="book").click().run()
    page.button(key="confirm_booking").click().run()
    return start


def all_of(store, *states):
    return store.bookings.listed(states=states)


def look_at(page, booking):
    return page.selectbox(key="week_lessons").select(booking.id).run()


# -- booking ---------------------------------------------------------------------------------------------------------


def test_without_a_name_nothing_can_be_booked_and_the_page_says_why(demo, open_page):
    page = open_page("week", contact=SANNE, week=str(this_week().shifted(1)))
    pick(page)
    assert page.button(key="book").disabled
    assert page.button(key="hold").disabled
    assert "Choose your name in the sidebar first" in texts(page)


def test_before_booking_everything_that_will_stand_is_shown(week):
    pick(week)
    week.button(key="book").click().run()
    said = texts(week)
    for part in ("Kept free", "profile ", "segment ", "kept in this dashboard only", "Exceptions", "Lesson Sanne"):
        assert part in said
    assert not week.button(key="confirm_booking").disabled


def test_a_booked_lesson_is_confirmed_with_the_way_to_it_and_takes_its_time(week, store):
    start = booked_by_the_page(week)
    (booking,) = all_of(store, BookingState.BOOKED)
    assert (booking.span.start, booking.contact_id, booking.actor) == (start, SANNE, "Bilal")
    assert "Booked: " in texts(week)
    assert there(week, "outcome_undo")
    assert "Picked:" not in texts(week)
    offered = {
        option for key, group in slots(week).items() if start.date().isoformat() in key for option in group.options
    }
    assert start.strftime("%H:%M") not in offered
    week.button(key="outcome_show").click().run()
    assert "Lesson of Sanne" in texts(week)


def test_a_dialog_that_is_left_books_nothing(week, store):
    pick(week)
    week.button(key="book").click().run()
    week.button(key="leave_booking").click().run()
    assert not there(week, "confirm_booking")
    assert not all_of(store)


def test_a_confirmed_question_is_not_answered_twice(week, store):
    """The second click of a double click arrives with the same dialog."""
    pick(week)
    week.button(key="book").click().run()
    state = week.session_state["planner_state"]
    asking = state.booking
    week.button(key="confirm_booking").click().run()
    confirm(SimpleNamespace(ports=store), state, asking)
    state.booking = asking
    week.run()
    assert len(all_of(store)) == 1
    assert "Booked: " in texts(week)


def test_what_somebody_else_took_meanwhile_is_told_with_the_name_and_nothing_is_booked(week, store):
    start = pick(week)
    week.button(key="book").click().run()
    tutor = week.session_state["planner_state"].booking.request.tutor
    book(store, Request(contact_id="1002", tutor=tutor, start=start, trial=free_of_wishes()), actor="Anouk")
    week.button(key="confirm_booking").click().run()
    said = texts(week)
    assert "Just taken by Anouk: " in said
    assert [booking.contact_id for booking in all_of(store)] == ["1002"]
    assert not there(week, "confirm_booking")


def free_of_wishes():
    return Trial(profile="existing", wish="")


def test_an_undone_booking_leaves_the_slot_as_it_was(week, store):
    start = booked_by_the_page(week)
    week.button(key="outcome_undo").click().run()
    assert "It is as it was before." in texts(week)
    assert all_of(store)[0].state is BookingState.CANCELLED
    assert not there(week, "outcome_undo")
    assert f"slots_{start.date().isoformat()}" in slots(week)


def test_of_several_tutors_one_is_chosen(demo, open_page, store):
    page = at_work(open_page("week", contact=SANNE, week=str(this_week().shifted(1)), tutors="Eva,Noor,Tim"))
    state = page.session_state["planner_state"]
    for place, _ in enumerate(slots(page)):
        pick(page, place)
        if any(group.key == "book_with" for group in page.button_group):
            break
    choice = page.button_group(key="book_with")
    last = choice.options[-1]
    choice.select(last).run()
    assert state.teacher == last
    page.button(key="book").click().run()
    page.button(key="confirm_booking").click().run()
    assert [booking.tutor_name for booking in all_of(store)] == [last]


def test_a_slot_that_is_not_as_wished_is_booked_with_that_as_its_exception(week, store):
    open_trial(week).text_input(key="try_wish").input("elke dag om 04:00").run()
    booked_by_the_page(week)
    (booking,) = all_of(store, BookingState.BOOKED)
    assert any("not as wished" in text for text in booking.exceptions)
    assert any(text.startswith("wish -> ") for text in booking.exceptions)


def test_an_exception_for_one_lesson_is_booked_as_such(week, store):
    for hour in range(12, 20):
        week.text_input(key="why_time").input(f"{near_saturday().isoformat()} {hour}:00").run()
        if there(week, "only_this_0"):
            break
    week.button(key="only_this_0").click().run()
    week.button(key="book").click().run()
    week.button(key="confirm_booking").click().run()
    (booking,) = all_of(store, BookingState.BOOKED)
    assert booking.exceptions
    assert week.session_state["planner_state"].exception is None


def test_where_a_calendar_is_not_certain_booking_is_off_and_the_page_says_why(week, store):
    pick(week)
    assert not week.button(key="book").disabled
    tutor = week.session_state["planner_state"].teacher or shown_tutor(week)
    calendar = next(one for one in store.calendars.calendars() if name_of(store, one.tutor_id) == tutor)
    store.calendars.record_failure(calendar.tutor_id, calendar.source, "not reachable", at=store.clock.now())
    week.run()
    assert week.button(key="book").disabled
    assert "Booking is off: the time of " in texts(week)
    assert "not confirmed" in texts(week)


def name_of(store, tutor_id):
    return next(tutor.name for tutor in store.calendars.tutors() if tutor.id == tutor_id)


def shown_tutor(page):
    return next(group.value for group in page.button_group if group.key == "week_tutors")[0]


# -- holding ---------------------------------------------------------------------------------------------------------


def test_a_held_slot_is_kept_for_a_day_and_told(week, store):
    start = pick(week)
    week.button(key="hold").click().run()
    (held,) = all_of(store, BookingState.HELD)
    assert held.span.start == start
    assert "Held until " in texts(week)
    look_at(week, held)
    assert "Held for Sanne" in texts(week)
    assert "held until " in texts(week)


def test_a_hold_becomes_a_booking_with_what_was_asked_for_it(week, store):
    open_trial(week).text_input(key="try_wish").input("elke dag om 04:00").run()
    pick(week)
    week.button(key="hold").click().run()
    (held,) = all_of(store, BookingState.HELD)
    look_at(week, held).button(key="lesson_book").click().run()
    week.button(key="confirm_booking").click().run()
    (booking,) = all_of(store)
    assert (booking.id, booking.state) == (held.id, BookingState.BOOKED)
    assert booking.exceptions == held.exceptions


def test_a_released_hold_gives_its_time_back(week, store):
    start = pick(week)
    week.button(key="hold").click().run()
    look_at(week, all_of(store, BookingState.HELD)[0]).button(key="lesson_release").click().run()
    assert not all_of(store, BookingState.HELD)
    assert "Released: " in texts(week)
    assert f"slots_{start.date().isoformat()}" in slots(week)


def test_an_offer_is_held_as_a_whole(week, store):
    week.button(key="make_offer").click().run()
    lines = [line for line in week.code[0].value.splitlines() if line[:1].isdigit()]
    week.button(key="hold_offer").click().run()
    held = all_of(store, BookingState.HELD)
    assert len(held) == len(lines)
    assert "Held until " in texts(week)
