"""Each fault at each call of booking, moving and cancelling: what the planner sees, what the store and the calendar
hold right after, and what they hold when Google answers again and everything is settled.
"""

from __future__ import annotations

import pytest

from tests.remote_in_memory import in_doubt, refused
from tests.services.bookings.desk import AN_HOUR, NOOR, THURSDAY, WEDNESDAY
from tutorcore.domain.bookings import event_id_of
from tutorcore.errors import AlreadyThere, Cause, GoneThere, InDoubt, Refused, TutorError

NOES = {
    "quota": refused(Cause.QUOTA),
    "forbidden": refused(Cause.FORBIDDEN),
    "access withdrawn": refused(Cause.ACCESS),
    "calendar not found": refused(Cause.NOT_FOUND),
    "not understood": refused(Cause.NOT_UNDERSTOOD),
}
SECOND = {"quota": NOES["quota"], "forbidden": NOES["forbidden"], "no answer": in_doubt()}
"""What may come as the second fault."""
DOUBTS = {"no answer, not done": False, "no answer, but done": True}


def act(desk, name):
    """Book, move or cancel a lesson; what the planner sees: a state, or an error's class."""
    booked = None if name == "book" else desk.book()
    desk.remote.calls.clear()
    acts = {"book": desk.book, "move": lambda: desk.move(booked), "cancel": lambda: desk.cancel(booked)}
    try:
        return told(acts[name]())
    except (Refused, InDoubt) as error:
        return type(error).__name__


def told(booking):
    """The state in a word, with `?` where it is in doubt, `!` where a problem is told."""
    where = " there" if booking.span.start == THURSDAY else ""
    state = "moving" if booking.moving else booking.state.value + where
    return f"{state}{'?' if booking.under_way else ''}{'!' if booking.problem else ''}"


def events(desk):
    """Where lessons stand in the calendar."""
    names = {WEDNESDAY: "here", THURSDAY: "there"}
    return [names[start] for _, start in desk.standing()]


def stands(desk):
    return [told(booking) for booking in desk.stored()], events(desk)


def settled(desk):
    """As it is when Google answers again and the next rounds of the background are over."""
    desk.remote.recover()
    for _ in range(2):
        desk.settle(seconds=31)
        assert all(desk.read())
    assert desk.differences() == []
    return stands(desk)


BOOKED, MOVED, NOTHING = (["booked"], ["here"]), (["booked there"], ["there"]), ([], [])
REFUSED = "Refused"

# act, call, the how manieth of its kind: what is seen, what stands right after, what stands in the end
SAID_NO = {
    ("book", "window", 0): (REFUSED, NOTHING, NOTHING),
    ("book", "insert", 0): ("failed!", (["failed!"], []), (["failed!"], [])),
    ("book", "window", 1): ("booking?!", (["booking?!"], ["here"]), BOOKED),
    ("move", "window", 0): (REFUSED, BOOKED, BOOKED),
    ("move", "move", 0): ("booked!", (["booked!"], ["here"]), (["booked!"], ["here"])),
    ("move", "window", 1): ("moving?!", (["moving?!"], ["there"]), MOVED),
    ("cancel", "cancel", 0): ("booked!", (["booked!"], ["here"]), (["booked!"], ["here"])),
}


@pytest.mark.parametrize("no", NOES.values(), ids=NOES)
@pytest.mark.parametrize(("place", "expected"), SAID_NO.items(), ids=str)
def test_a_definite_no(desk, place, expected, no):
    name, call, skip = place
    seen, after, in_the_end = expected
    desk.remote.fail(call, no, skip=skip + (name == "move" and call == "window") * 2)
    assert act(desk, name) == seen
    assert stands(desk) == after
    assert settled(desk) == in_the_end


GONE = (["cancelled"], [])
UNANSWERED = {
    ("book", "window", 0): ("InDoubt", NOTHING, NOTHING, NOTHING),
    ("book", "insert", 0): ("booking?!", (["booking?!"], []), (["booking?!"], ["here"]), BOOKED),
    ("book", "window", 1): ("booking?!", (["booking?!"], ["here"]), (["booking?!"], ["here"]), BOOKED),
    ("move", "window", 0): ("InDoubt", BOOKED, BOOKED, BOOKED),
    ("move", "move", 0): ("moving?!", (["moving?!"], ["here"]), (["moving?!"], ["there"]), MOVED),
    ("move", "window", 1): ("moving?!", (["moving?!"], ["there"]), (["moving?!"], ["there"]), MOVED),
    ("cancel", "cancel", 0): ("cancelling?!", (["cancelling?!"], ["here"]), (["cancelling?!"], []), GONE),
}


@pytest.mark.parametrize("done", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize(("place", "expected"), UNANSWERED.items(), ids=str)
def test_no_answer(desk, place, expected, done):
    name, call, skip = place
    seen, undone_after, done_after, in_the_end = expected
    desk.remote.fail(call, in_doubt(), skip=skip + (name == "move" and call == "window") * 2, after=done)
    assert act(desk, name) == seen
    assert stands(desk) == (done_after if done else undone_after)
    assert settled(desk) == in_the_end


@pytest.mark.parametrize("no", SECOND.values(), ids=SECOND)
@pytest.mark.parametrize("done", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("call", ["get", "insert", "window"])
def test_a_no_while_settling_says_nothing_of_the_first_try_of_booking(desk, call, done, no):
    desk.remote.fail("insert", in_doubt(), after=done)
    assert act(desk, "book") == "booking?!"
    desk.remote.fail(call, no)
    desk.settle(seconds=1)
    assert [told(one) for one in desk.stored()] == (["booked"] if call == "insert" and done else ["booking?!"])
    assert settled(desk) == BOOKED


@pytest.mark.parametrize("no", SECOND.values(), ids=SECOND)
@pytest.mark.parametrize("done", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("name", ["move", "cancel"])
def test_a_no_while_settling_says_nothing_of_the_first_try_of_a_change(desk, name, done, no):
    desk.remote.fail(name, in_doubt(), after=done)
    assert act(desk, name).endswith("?!")
    for call in (name, "get", "window"):
        desk.remote.fail(call, no)
    desk.settle(seconds=1)
    assert desk.stored()[0].under_way or events(desk) == []
    assert settled(desk) == (MOVED if name == "move" else GONE)


@pytest.mark.parametrize("no", SECOND.values(), ids=SECOND)
@pytest.mark.parametrize(
    ("name", "answer"), [("insert", AlreadyThere), ("move", None), ("cancel", None)], ids=["book", "move", "cancel"]
)
def test_a_no_to_the_look_at_what_is_there(desk, name, answer, no):
    """The library itself has sent it twice: the second answer says that it is there, and then nobody may look."""
    again = answer and answer("taken", cause=Cause.CHANGED)
    if again:
        desk.remote.fail(name, again, after=True)
    else:
        desk.remote.before(
            name, lambda: desk.remote.move_by_hand(NOOR, own_event(desk), WEDNESDAY, WEDNESDAY + AN_HOUR)
        )
    desk.remote.fail("get", no)
    act(desk, {"insert": "book"}.get(name, name))
    assert desk.stored()[0].under_way
    settled(desk)


def own_event(desk):
    (booking,) = desk.stored()
    return event_id_of(booking.id, booking.attempt)


@pytest.mark.parametrize("no", SECOND.values(), ids=SECOND)
@pytest.mark.parametrize("done", DOUBTS.values(), ids=DOUBTS)
@pytest.mark.parametrize("name", ["book", "move"])
def test_what_has_to_be_taken_back_is_taken_back_in_the_end(desk, name, done, no):
    """Somebody came in while we wrote, and then the way back fails too."""
    start = WEDNESDAY if name == "book" else THURSDAY
    first = "insert" if name == "book" else "move"
    desk.remote.after(first, lambda: desk.remote.busy(NOOR, start, start + AN_HOUR, title="Tandarts"))
    back, skip = ("cancel", 0) if name == "book" else ("move", 1)
    desk.remote.fail(back, no, after=done and isinstance(no, InDoubt), skip=skip)
    seen = act(desk, name)
    assert seen in {"cancelling?!", "moving?!"}
    ended = settled(desk)
    assert ended == ((["failed!"], []) if name == "book" else (["booked!"], ["here"]))


def test_an_id_that_is_taken_by_something_else_is_left_alone(desk):
    desk.remote.before("insert", lambda: taken_by_a_stranger(desk))
    assert act(desk, "book") == "failed!"
    assert stands(desk) == (["failed!"], [])
    assert len(desk.remote.standing(NOOR)) == 1


def taken_by_a_stranger(desk):
    desk.remote.busy(NOOR, WEDNESDAY, WEDNESDAY + AN_HOUR, id=own_event(desk), title="?")


def test_an_id_whose_event_is_deleted_makes_room_for_the_next_attempt(desk):
    def deleted():
        taken_by_a_stranger(desk)
        desk.remote.delete_by_hand(NOOR, own_event(desk))

    desk.remote.before("insert", deleted)
    assert act(desk, "book") == "booked"
    assert desk.stored()[0].attempt == 2
    assert settled(desk) == BOOKED


HAND = {
    "moved": (lambda desk: desk.remote.move_by_hand(NOOR, own_event(desk), THURSDAY + AN_HOUR, THURSDAY + 2 * AN_HOUR)),
    "deleted": lambda desk: desk.remote.delete_by_hand(NOOR, own_event(desk)),
}


@pytest.mark.parametrize("name", ["move", "cancel"])
def test_a_lesson_that_was_moved_by_hand_is_not_overwritten(desk, name):
    desk.remote.before(name, lambda: HAND["moved"](desk))
    assert act(desk, name) == "booked!"
    (booking,) = desk.stored()
    assert booking.theirs.span.start == THURSDAY + AN_HOUR
    assert desk.standing() == [(booking.id, THURSDAY + AN_HOUR)]
    desk.settle(seconds=31)
    desk.read()
    assert desk.differences() == []
    assert desk.accept_theirs(desk.now(booking)).span.start == THURSDAY + AN_HOUR


def test_a_lesson_that_was_deleted_by_hand_cannot_be_moved(desk):
    desk.remote.before("move", lambda: HAND["deleted"](desk))
    assert act(desk, "move") == "booked!"
    assert desk.stored()[0].theirs.span is None
    assert desk.accept_theirs(desk.stored()[0]).state == "cancelled"
    assert desk.differences() == []


def test_a_lesson_that_was_deleted_by_hand_is_cancelled(desk):
    desk.remote.before("cancel", lambda: HAND["deleted"](desk))
    assert act(desk, "cancel") == "cancelled"
    assert settled(desk) == GONE


@pytest.mark.parametrize("name", ["move", "cancel"])
def test_an_event_that_google_does_not_find_although_it_is_there(desk, name):
    desk.remote.fail(name, GoneThere("not there", cause=Cause.NOT_FOUND))
    assert act(desk, name).endswith("?!")
    assert events(desk) == ["here"]
    assert settled(desk) == (MOVED if name == "move" else GONE)


def test_every_error_is_a_sentence(desk):
    assert all(isinstance(error, TutorError) and str(error) for error in NOES.values())
