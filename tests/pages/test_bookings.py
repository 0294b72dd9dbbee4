"""The bookings page: what is listed where, and what each button does."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from pages.bookings_parts.downloads import bookings_csv
from tests.pages.bookings_page import a_free_request, a_lesson, add, furnish, now, said, stored
from tests.pages.data_page import HOSTILE, choose_actor, keys, store, texts
from tutorcore.domain.bookings import BookingState, Deed, Span, Theirs
from tutorcore.domain.weeks import IsoWeek
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.services.bookings import book, hold


def opened(open_page, *bookings, who="Anouk", **params):
    """The page of a dashboard with these bookings, as somebody who works there."""
    furnish(*bookings)
    page = open_page("bookings", **params)
    if who:
        choose_actor(page, who)
    return page


def listed(page):
    """The ids of the rows, top to bottom."""
    return [button.key.removeprefix("booking_") for button in page.button if button.key and button.key[:8] == "booking_"
            and button.key[8:] in {"b1", "b2", "b3", "h1"}]  # fmt: skip


def headings(page):
    return [element.value.split(" :gray")[0].removeprefix("##### ") for element in page.markdown
            if element.value.startswith("##### ")]  # fmt: skip


# the lists


def test_an_empty_page_says_what_to_do(own, open_page):
    assert "Pick a slot on the Week page" in texts(opened(open_page))


def test_what_is_to_be_looked_at_comes_first_then_holds_then_lessons(own, open_page):
    page = opened(
        open_page,
        a_lesson("b1", hours=10),
        a_lesson("h1", hours=20, state=BookingState.HELD, expires_at=now() + timedelta(hours=5)),
        a_lesson("b2", hours=30, contact_id="2", state=BookingState.FAILED, problem="No"),
    )
    assert listed(page) == ["b2", "h1", "b1"]
    assert headings(page) == ["To look at", "Holds", "Coming lessons"]
    assert "held until" in said(page)


def test_past_ones_are_listed_when_they_are_asked_for(own, open_page):
    page = opened(open_page, a_lesson("b1", hours=-30), a_lesson("b2", state=BookingState.CANCELLED))
    assert listed(page) == []
    page.toggle(key="bookings_past").set_value(True).run()
    assert listed(page) == ["b2", "b1"]


def test_filters_narrow_the_list(own, open_page):
    zoe = a_lesson("b2", hours=30, contact_id="2", contact_name="Zoë")
    page = opened(open_page, a_lesson("b1"), zoe)
    page.text_input(key="bookings_contact").input("zoë").run()
    assert listed(page) == ["b2"]
    page.text_input(key="bookings_contact").input("").run()
    page.multiselect(key="bookings_states").select(BookingState.HELD).run()
    assert "No booking is like that" in said(page)


def test_days_the_wrong_way_round_are_a_sentence(own, open_page):
    page = opened(open_page, a_lesson())
    today = now().date()
    page.date_input(key="bookings_first").set_value(today + timedelta(3))
    page.date_input(key="bookings_last").set_value(today).run()
    assert "lies before the first" in page.error[0].value
    assert not page.exception


def test_hostile_names_are_shown_as_themselves(own, open_page):
    page = opened(open_page, a_lesson(contact_name=HOSTILE[1], title=HOSTILE[0], description=HOSTILE[0],
                                      problem=HOSTILE[1]), booking="b1")  # fmt: skip
    assert "[x](javascript" not in texts(page)
    assert not page.exception


def test_a_long_list_is_shown_by_and_by(own, open_page):
    page = opened(open_page, *(a_lesson(f"n{number}", hours=100 + 2 * number) for number in range(30)))
    rows = {key for key in keys(page) if str(key).startswith("booking_n")}
    assert len(rows) == 25
    page.button(key="more_Coming lessons").click().run()
    assert len({key for key in keys(page) if str(key).startswith("booking_n")}) == 30


# one booking


def test_a_booking_is_shown_in_full_and_closed_again(own, open_page):
    page = opened(open_page, a_lesson(exceptions=("buffer_before_min 10 -> 5",)))
    page.button(key="booking_b1").click().run()
    assert "Kept free before: 5 minutes instead of 10" in said(page)
    assert page.query_params["booking"] == "b1"
    page.button(key="booking_b1").click().run()
    assert "Kept free before" not in said(page)
    assert "booking" not in page.query_params


def test_a_link_shows_its_booking_wherever_it_stands(own, open_page):
    page = opened(open_page, a_lesson(state=BookingState.CANCELLED), booking="b1")
    assert headings(page) == ["Asked for"]
    assert "Profile existing" in said(page)


def test_a_link_to_no_booking_says_so(own, open_page):
    page = opened(open_page, a_lesson(), who="", booking="no<b>pe")
    assert "there is no booking" in page.warning[0].value
    assert "<b>" not in page.warning[0].value
    assert listed(page) == ["b1"]


# what can be done


def cancel(page, *, reason=""):
    page.text_input(key="booking_cancel_reason_b1").input(reason)
    page.button(key="booking_cancel_sure").click().run()
    return page


def test_a_lesson_is_cancelled_with_its_reason_and_undone(own, open_page):
    page = cancel(opened(open_page, a_lesson(), booking="b1"), reason="ziek")
    assert "Cancelled" in page.success[0].value
    assert stored().state is BookingState.CANCELLED
    with store() as dashboard:
        reasons = {entry.reason for entry in dashboard.ports.journal.entries(subject="booking:b1")}
    assert "ziek" in reasons
    page.button(key="booking_undo").click().run()
    assert "Booked" in page.success[0].value
    assert stored().state is BookingState.BOOKED


def test_an_undone_move_says_from_where_it_went_back(own, open_page):
    moved = a_lesson(deed=Deed.MOVED, deed_at=now(), before_deed=a_lesson(hours=50).span)
    page = opened(open_page, moved, booking="b1")
    page.button(key="booking_undo").click().run()
    assert page.success[0].value.startswith("Moved from")
    assert stored().span == moved.before_deed


def test_after_the_notice_cancelling_takes_a_word_more(own, open_page):
    page = opened(open_page, a_lesson(hours=2), booking="b1")
    cancel(page)
    assert "sooner than the notice" in page.error[0].value
    assert stored().state is BookingState.BOOKED
    page.checkbox(key="booking_cancel_despite_b1").check()
    cancel(page)
    assert stored().state is BookingState.CANCELLED


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(own, open_page):
    page = opened(open_page, a_lesson(), booking="b1")
    with store() as dashboard:
        dashboard.ports.bookings.save(stored(), now=now())
    cancel(page)
    assert "changed meanwhile" in page.error[0].value
    assert stored().state is BookingState.BOOKED


def test_moving_leads_to_the_week_with_the_contact_in_hand(own, open_page):
    lesson = a_lesson()
    page = opened(open_page, lesson, booking="b1")
    page.button(key="booking_move").click().run()
    state = page.session_state["planner_state"]
    assert (state.moving, state.contact_id, state.tutors) == ("b1", "1", ("Eva",))
    assert state.week == IsoWeek.of(lesson.span.start.astimezone(AMSTERDAM).date())
    assert state.page == "week"


@pytest.fixture
def held(own, open_page):
    """A slot that is held for Sanne by the rules; the page shows it in full."""
    furnish()
    with store() as dashboard:
        (one,) = hold(dashboard.ports, [a_free_request(dashboard.ports)], actor="Bram")
    page = open_page("bookings", booking=one.id)
    choose_actor(page, "Anouk")
    return page, one.id


def test_a_hold_becomes_a_booking(held):
    page, hold_id = held
    page.button(key="booking_book").click().run()
    assert "Booked" in page.success[0].value
    assert stored(hold_id).state is BookingState.BOOKED
    page.button(key=f"booking_{hold_id}").click().run()
    assert headings(page) == ["Coming lessons"]


def test_a_hold_is_let_go(held):
    page, hold_id = held
    page.button(key="booking_release").click().run()
    assert stored(hold_id).state is BookingState.CANCELLED
    assert headings(page) == ["Just changed"]
    assert "Released: " in said(page)


def test_what_google_says_is_taken_over(own, open_page):
    there = a_lesson(hours=200).span
    page = opened(open_page, a_lesson(theirs=Theirs(span=there)), booking="b1")
    assert "Somebody moved this lesson" in page.warning[0].value
    assert "booking_cancel_sure" not in keys(page)
    page.button(key="booking_accept").click().run()
    assert (stored().span, stored().theirs) == (there, None)


def test_what_was_left_half_done_is_settled(own, open_page):
    page = opened(open_page)  # once: what is found half done at a start is settled without a click
    add(a_lesson(state=BookingState.BOOKING, problem="No answer"))
    page.run().button(key="booking_b1").click().run()
    assert "No answer" in page.warning[0].value
    page.button(key="booking_settle").click().run()
    assert stored().state is BookingState.BOOKED


def test_what_was_not_booked_leads_to_another_time(own, open_page):
    page = opened(open_page, a_lesson(state=BookingState.FAILED, problem="Bezet"), booking="b1")
    page.button(key="booking_ask_again").click().run()
    assert page.session_state["planner_state"].page == "week"
    assert page.session_state["planner_state"].contact_id == "1"


def test_one_click_leads_to_the_journal_of_the_booking(own, open_page):
    page = opened(open_page, a_lesson(), booking="b1")
    page.button(key="booking_journal").click().run()
    assert "booked a lesson" in said(page)
    assert "imported" not in said(page)


# downloads


def test_the_table_is_defused_and_on_the_local_clock():
    start = now().replace(year=2030, month=7, day=1, hour=14, minute=0, second=0, microsecond=0)
    lesson = a_lesson(span=Span(start, start + timedelta(hours=1)), contact_name="=1+1", deed=Deed.BOOKED)
    (row,) = csv.DictReader(io.StringIO(bookings_csv([lesson], AMSTERDAM).decode("utf-8-sig")))
    assert (row["date"], row["from"], row["to"]) == ("2030-07-01", "16:00", "17:00")
    assert (row["contact"], row["state"], row["booking id"]) == ("'=1+1", "booked", "b1")


def test_both_downloads_are_offered(own, open_page):
    furnish(a_lesson())
    with store() as dashboard:
        book(dashboard.ports, a_free_request(dashboard.ports), actor="Anouk")
        calendar = dashboard.calendar_of(dashboard.ports.bookings.listed(since=now()))
    assert calendar.count(b"BEGIN:VEVENT") == 2
    page = open_page("bookings")
    assert {button.key for button in page.get("download_button")} >= {"bookings_csv", "bookings_ics"}


def test_a_booking_of_a_link_stands_above_the_lists_and_once(own, open_page):
    lessons = (a_lesson(f"n{number}", hours=100 + 2 * number) for number in range(30))
    page = opened(open_page, *lessons, booking="n29")
    assert headings(page) == ["Asked for", "Coming lessons"]
    assert "booking_move" in keys(page)
    page.button(key="booking_n29").click().run()
    assert headings(page) == ["Coming lessons"]
