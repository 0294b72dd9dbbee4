"""Connections: a request is sent once, none after the deadline, and whoever waits is let go."""

from __future__ import annotations

import ssl
import threading
from datetime import timedelta

import pytest

from tests.adapters.google_calendar.google_builders import AMPLE, CALENDAR
from tests.fake_google import faults
from tutorcore.adapters.google_calendar.deadline import Deadline, within
from tutorcore.adapters.google_calendar.transport import NotConnected, Transport

OVER = timedelta(0)


@pytest.fixture
def transport():
    """A transport with more time than anything takes."""
    made = Transport(Deadline(AMPLE))
    yield made
    made.hang_up()


def address(google):
    return f"{google.endpoint}calendars/{CALENDAR}/events"


def headers(google):
    return {"authorization": f"Bearer {google.token}"}


def test_a_request_is_not_sent_again_when_the_server_hangs_up(google, transport):
    google.fail("*", faults.hang_up(), times=None)
    with pytest.raises(ConnectionResetError):
        transport.request(address(google), "GET", headers=headers(google))
    assert len(google.requests) == 1


def test_a_connection_serves_many_requests(google, transport):
    for _ in range(3):
        response, _ = transport.request(address(google), "GET", headers=headers(google))
        assert response.status == 200
    assert len(transport.connections) == 1


def test_after_the_deadline_nothing_is_sent(google):
    transport = Transport(Deadline(OVER))
    with pytest.raises(TimeoutError):
        transport.request(address(google), "GET", headers=headers(google))
    assert google.requests == []


def test_a_connection_that_cannot_be_made_says_so(transport):
    with pytest.raises(NotConnected):
        transport.request("http://127.0.0.1:1/", "GET")


def test_a_name_that_nobody_has_is_its_own_error(transport):
    with pytest.raises(Exception, match="Unable to find the server"):
        transport.request("http://nowhere.invalid/", "GET")


def test_who_speaks_no_tls_is_not_connected_to(google, transport):
    with pytest.raises((NotConnected, ssl.SSLError)):
        transport.request(google.address.replace("http:", "https:"), "GET")
    assert google.requests == []


def test_hanging_up_lets_a_waiting_thread_go(google, transport):
    google.fail("*", faults.slow(20))
    ended = threading.Event()

    def wait():
        with pytest.raises(OSError):  # noqa: PT011 - which one depends on the moment
            transport.request(address(google), "GET", headers=headers(google))
        ended.set()

    asked = threading.Event()
    google.before("*", lambda _: asked.set())
    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    assert asked.wait(10)
    transport.hang_up()
    assert ended.wait(10)


def test_work_within_a_deadline_gives_its_answer_or_its_error():
    assert within(Deadline(AMPLE), lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(Deadline(AMPLE), lambda: 1 // 0)


def test_work_that_takes_longer_is_not_waited_for():
    held = threading.Event()
    with pytest.raises(TimeoutError):
        within(Deadline(timedelta(seconds=0.05)), held.wait)
    held.set()


def test_work_is_not_begun_after_the_deadline():
    done = []
    with pytest.raises(TimeoutError):
        within(Deadline(OVER), lambda: done.append(1))
    assert done == []
