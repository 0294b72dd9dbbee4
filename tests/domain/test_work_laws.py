"""Laws of the work list's rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.booking_builders import a_booking, a_hold
from tests.builders import NOW
from tests.domain.work_builders import DAY, HOUR, a_failed, a_pin, lessons, situation
from tutorcore.domain.bookings import BookingState
from tutorcore.domain.work import RANKS, Situation, Why, causes, lessons_of

BOOKINGS = (
    st.integers(1, 72).map(lambda hours: a_hold(lasting=hours))
    | st.integers(-48, 48).map(lambda hours: a_failed(hours=hours))
    | st.integers(-2, 48).map(lambda hours: a_booking(state=BookingState.BOOKING, hours=hours))
)

starts = st.lists(st.integers(-60 * 24, 60 * 24).map(lambda hours: hours * HOUR), max_size=5)
situations = st.builds(
    Situation,
    segment=st.sampled_from(["new", "existing", "premium"]),
    trial_completed=st.booleans(),
    has_paid=st.booleans(),
    lesson_type=st.sampled_from(["", "trial", "regular"]),
    lessons=starts.map(lambda found: lessons(*found)),
    lessons_known=st.booleans(),
    bookings=st.lists(BOOKINGS, max_size=4).map(tuple),
    pin=st.none() | st.integers(-10, 20).map(lambda days: a_pin(days * DAY, since=-31 * DAY)),
    unclear=st.sampled_from([(), ("om de week",)]),
)


@given(situations)
def test_each_reason_is_told_once_and_in_order(someone):
    ranks = [RANKS[cause.why] for cause in causes(someone, NOW)]
    assert ranks == sorted(set(ranks))


@given(situations)
def test_a_reason_began_before_now_and_is_due_after_it(someone):
    for cause in causes(someone, NOW):
        if cause.why is not Why.WISH_UNCLEAR:
            assert cause.since is None or cause.since <= NOW
        if cause.due is not None and cause.why is not Why.BOOKING_FAILED:
            assert cause.due > NOW


@given(situations)
def test_a_lesson_to_come_leaves_nothing_to_say_about_lessons(someone):
    if someone.lessons.next is not None:
        about = {Why.NO_LESSON, Why.TRIAL_DONE, Why.LESSONS_NOT_KNOWN}
        assert not about & {cause.why for cause in causes(someone, NOW)}


@given(starts, st.integers(0, 200))
def test_as_time_goes_by_a_customer_without_lessons_to_come_stays_listed(found, days):
    """Once listed for want of a lesson, only a lesson takes a contact off."""
    past = [(NOW + start, NOW + start + HOUR) for start in found if start <= -HOUR]
    someone, later = situation(segment="existing", lessons=lessons_of(past, NOW)), NOW + days * DAY
    after = situation(segment="existing", lessons=lessons_of(past, later))
    if causes(someone, NOW):
        assert causes(after, later) == causes(someone, NOW)
