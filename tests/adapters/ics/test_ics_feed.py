"""Feeds over HTTP, from a server on this machine. Whatever goes wrong, the address is told to nobody."""

import gzip
import logging
import socket
import time
import traceback
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from tutorcore.adapters.ics import Limits, open_calendar
from tutorcore.domain.calendars import shown_source
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.errors import BrokenFile, SourceUnavailable

KEY = "private-5ecret7oken"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nX-WR-CALNAME:Sanne\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261126T090000Z\r\n"
    b"SUMMARY:Les\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
PATIENT = Limits(connect_seconds=20, read_seconds=20, total_seconds=20, max_bytes=10_000, max_redirects=3)
HASTY = {"silent": replace(PATIENT, read_seconds=0.3), "dripping": replace(PATIENT, total_seconds=0.6)}
"""Where it matters who gives up first; elsewhere a busy machine may take its time."""
FROM, UNTIL = datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC)


class Answers(BaseHTTPRequestHandler):
    """One way to answer for each first part of a path."""

    def do_GET(self):
        case = self.path.split("/")[1]
        if case.isdigit():
            self.answer(status=int(case), body=b"no")
        else:
            getattr(self, f"case_{case}")()

    def log_message(self, *_):
        """Say nothing."""

    def answer(self, body=CALENDAR, status=200, headers=()):
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def case_good(self):
        self.answer()

    def case_gzip(self):
        self.answer(gzip.compress(CALENDAR), headers=[("Content-Encoding", "gzip")])

    def case_bomb(self):
        self.answer(gzip.compress(bytes(5_000_000)), headers=[("Content-Encoding", "gzip")])

    def case_unpackable(self):
        self.answer(headers=[("Content-Encoding", "gzip")])

    def case_moved(self):
        self.answer(b"", 302, [("Location", f"/good/{KEY}")])

    def case_loop(self):
        self.answer(b"", 302, [("Location", self.path)])

    def case_astray(self):
        self.answer(b"", 302, [("Location", f"ftp://example.org/{KEY}")])

    def case_nowhere(self):
        self.answer(b"", 302, [("Location", f"http://127.0.0.1:x/{KEY}")])

    def case_html(self):
        self.answer(b"<!doctype html><title>Sign in</title>")

    def case_empty(self):
        self.answer(b"")

    def case_cut(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(CALENDAR)))
        self.end_headers()
        self.wfile.write(CALENDAR[:60])

    def case_unfinished(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(CALENDAR[:60])

    def case_large(self):
        self.answer(CALENDAR + b" " * 20_000)

    def case_silent(self):
        time.sleep(2)

    def case_dripping(self):
        self.send_response(200)
        self.end_headers()
        for byte in CALENDAR[:20]:
            time.sleep(0.1)
            self.wfile.write(bytes([byte]))

    def case_gone(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


class Server(ThreadingHTTPServer):
    """A server that does not print what clients that gave up do to it."""

    def handle_error(self, request, client_address):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    with Server(("127.0.0.1", 0), Answers) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _logs_that_speak(monkeypatch):
    """Libraries that set up logging anew switch off the loggers of others."""
    for name in ("httpx", "httpcore.connection", "httpcore.http11"):
        monkeypatch.setattr(logging.getLogger(name), "disabled", False)


@pytest.fixture
def fetch(server):
    def reading(case):
        limits = HASTY.get(case, PATIENT)
        with httpx.Client(trust_env=False) as client:
            return open_calendar(f"{server}/{case}/{KEY}", zone=AMSTERDAM, http=client, limits=limits).read(FROM, UNTIL)

    return reading


@pytest.mark.parametrize("case", ["good", "gzip", "moved"])
def test_a_feed_is_read(fetch, server, case):
    reading = fetch(case)
    assert [event.title for event in reading.events] == ["Les"]
    assert reading.source == f"{server}/{case}/{KEY}"
    assert reading.name == "Sanne"


def test_a_feed_is_read_without_a_client_of_the_callers(server, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert len(open_calendar(f"{server}/good", zone=AMSTERDAM).read(FROM, UNTIL).events) == 1


FAILURES = [
    ("401", SourceUnavailable, "asks for a sign-in (status 401)."),
    ("403", SourceUnavailable, "asks for a sign-in (status 403)."),
    ("404", SourceUnavailable, "is not there (status 404)."),
    ("410", SourceUnavailable, "is not there (status 410)."),
    ("429", SourceUnavailable, "cannot be had now (status 429)."),
    ("500", SourceUnavailable, "cannot be had now (status 500)."),
    ("304", SourceUnavailable, "cannot be had now (status 304)."),
    ("loop", SourceUnavailable, "sends from one address to the next without end."),
    ("astray", SourceUnavailable, "has an address that cannot be used."),
    ("nowhere", SourceUnavailable, "broke off before its end."),
    ("unpackable", SourceUnavailable, "is packed in a way that cannot be unpacked."),
    ("cut", SourceUnavailable, "broke off before its end."),
    ("gone", SourceUnavailable, "broke off before its end."),
    ("silent", SourceUnavailable, "does not answer in time."),
    ("dripping", SourceUnavailable, "is sent too slowly."),
    ("large", BrokenFile, "is larger than 0 MB."),
    ("bomb", BrokenFile, "is larger than 0 MB."),
    ("html", BrokenFile, "This is a web page, not a calendar."),
    ("empty", BrokenFile, "The file is empty."),
    ("unfinished", BrokenFile, "The calendar stops before its end: it was cut off on its way."),
]


@pytest.mark.parametrize(("case", "kind", "told"), FAILURES)
def test_a_feed_that_cannot_be_read_says_why_and_what_to_do(fetch, case, kind, told):
    with pytest.raises(kind) as failure:
        fetch(case)
    assert str(failure.value).endswith(told)
    assert failure.value.hint or kind is BrokenFile


@pytest.mark.parametrize("case", ["good", "moved", *(case for case, _, _ in FAILURES)])
def test_the_address_stands_in_no_message_no_chained_error_and_no_log(fetch, case, caplog):
    caplog.set_level(logging.DEBUG)
    failure = None
    try:
        fetch(case)
    except (BrokenFile, SourceUnavailable) as error:
        failure = error
    if failure is not None:
        assert KEY not in "".join(traceback.format_exception(failure)) + failure.hint
        assert (failure.__cause__, failure.__context__) == (None, None)
    assert KEY not in caplog.text


def test_other_requests_are_logged_as_ever_afterwards(fetch, server, caplog):
    fetch("good")
    caplog.set_level(logging.INFO)
    with httpx.Client(trust_env=False) as client:
        client.get(f"{server}/good/open")
    assert "/good/open" in caplog.text
    assert logging.getLogger("httpx").filters == []


def test_a_host_that_is_not_there_cannot_be_reached():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/{KEY}"
        with httpx.Client(trust_env=False) as client, pytest.raises(SourceUnavailable, match="cannot be reached"):
            open_calendar(address, zone=AMSTERDAM, http=client, limits=PATIENT).read(FROM, UNTIL)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "has a certificate"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "cannot be reached"),
        (httpx.ConnectTimeout("slow"), "does not answer in time"),
        (httpx.ProxyError("407"), "has an address that cannot be used"),
        (httpx.UnsupportedProtocol("x"), "has an address that cannot be used"),
        (httpx.StreamClosed(), "has an address that cannot be used"),
        (OSError("no"), "cannot be reached"),
    ],
)
def test_every_error_of_the_network_has_a_translation(error, told):
    def fail(_request):
        raise error

    client = httpx.Client(transport=httpx.MockTransport(fail))
    with client, pytest.raises(SourceUnavailable, match=told):
        open_calendar("https://example.org/x", zone=AMSTERDAM, http=client).read(FROM, UNTIL)


@pytest.mark.parametrize(
    ("typed", "fetched"),
    [
        ("webcal://example.org/a.ics", "https://example.org/a.ics"),
        ("WEBCAL://example.org/a.ics", "https://example.org/a.ics"),
        ("webcals://example.org/a.ics", "https://example.org/a.ics"),
        (" https://example.org/a.ics ", "https://example.org/a.ics"),
        ("http://example.org/a.ics", "http://example.org/a.ics"),
    ],
)
def test_an_address_may_be_written_the_way_calendars_do(typed, fetched):
    asked = []

    def answer(request):
        asked.append(str(request.url))
        return httpx.Response(200, content=CALENDAR)

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        source = open_calendar(typed, zone=AMSTERDAM, http=client)
        reading = source.read(FROM, UNTIL)
    assert asked == [fetched]
    assert source.source == reading.source == fetched


def test_a_feed_without_a_name_goes_by_its_host(server):
    unnamed = CALENDAR.replace(b"X-WR-CALNAME:Sanne\r\n", b"")
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=unnamed))
    address = f"https://calendar.example.org/{KEY}/basic.ics"
    with httpx.Client(transport=transport) as client:
        name = open_calendar(address, zone=AMSTERDAM, http=client).read(FROM, UNTIL).name
    assert name == shown_source(address)
    assert name.startswith("calendar.example.org/…")
