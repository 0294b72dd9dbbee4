"""HTTP around the fake Google: from bytes to a request, and from an answer, or a fault, to bytes."""

from __future__ import annotations

import json
import socket
import traceback
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock
from urllib.parse import parse_qs, urlsplit

from tests.fake_google import control, discovery, errors, sign_in
from tests.fake_google.errors import GoogleError, NotModified
from tests.fake_google.faults import Fault
from tests.fake_google.methods import answer
from tests.fake_google.requests import Request

PREFIX = "/calendar/v3/"
LONGEST_SLEEP = 30
SECRETS = {"authorization", "cookie"}


class HangUp(Exception):
    """Nothing is answered: the connection ends here."""


@dataclass
class Reply:
    """What goes over the wire."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=UTF-8"
    headers: dict = field(default_factory=dict)
    drip: float = 0.0
    cut: bool = False

    @classmethod
    def of(cls, value, status=200, headers=None):
        """An answer in JSON; None is an answer without a body."""
        if value is None:
            return cls(204, headers=headers or {})
        return cls(status, json.dumps(value).encode(), headers=headers or {})


class Server(ThreadingHTTPServer):
    """A thread for each connection, on this machine only."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, google, port):
        self.google, self._open, self._lock = google, set(), Lock()
        super().__init__(("127.0.0.1", port), Handler)

    def server_bind(self):
        """Bind without asking a name server who we are."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def process_request(self, request, client_address):
        """Remember the connection, so that it can be closed."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        """The connection is done with."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self):
        """Close the door, and the connections that are kept alive."""
        super().server_close()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:  # it went by itself
                continue

    def handle_error(self, request, client_address):  # noqa: ARG002 - socketserver's signature
        """Keep what broke in the fake; that a client went away is no matter."""
        text = traceback.format_exc()
        if not any(
            name in text.splitlines()[-1] for name in ("ConnectionResetError", "BrokenPipeError", "TimeoutError")
        ):
            self.google.broken.append(text)


class Handler(BaseHTTPRequestHandler):
    """One connection, any number of requests."""

    protocol_version = "HTTP/1.1"
    server_version = "FakeGoogle"
    wbufsize = -1  # head and body leave together
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self):
        """Every verb goes the same way."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            reply = self._reply(body)
        except HangUp:
            self.close_connection = True
            return
        self._send(reply)

    do_POST = do_PATCH = do_PUT = do_DELETE = do_GET  # noqa: N815 - http.server's names

    def log_message(self, format, *arguments):  # noqa: A002 - http.server's signature
        """The requests are kept, not printed."""

    def _reply(self, body):
        split = urlsplit(self.path)
        if split.path.startswith("/control/"):
            return Reply.of(*control.answer(self.google, self.command, split, body))
        if split.path == sign_in.TICKET_PATH:
            return Reply.of(*sign_in.token(self.google, body))
        if split.path == sign_in.CONSENT_PATH:
            return Reply(302, headers={"Location": sign_in.consent(split.query)})
        return self._calendar_reply(split, body)

    @property
    def google(self):
        """Whose door this is."""
        return self.server.google

    def _calendar_reply(self, split, body):
        request = self._request(split, body)
        wrong = self._problems(request, split)
        self.google.record(request, wrong)
        try:
            if not self.google.knows(self.headers.get("Authorization", "")):
                raise errors.invalid_credentials()
            if wrong:
                raise errors.bad("; ".join(wrong))
            reply = self._carried_out(request)
        except NotModified:
            reply = Reply(304)
        except GoogleError as error:
            reply = Reply.of(error.body(), error.status, error.headers)
        request.status = reply.status
        return reply

    def _request(self, split, body):
        verb, query_text = self.command, split.query
        if self.headers.get("X-HTTP-Method-Override"):  # the client's way with addresses that are too long
            verb, query_text, body = self.headers["X-HTTP-Method-Override"], body.decode(), b""
        method, parameters = discovery.method_of(verb, split.path.removeprefix(PREFIX))
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() not in SECRETS}
        query = parse_qs(query_text, keep_blank_values=True)
        return Request(method, verb, split.path, query, _read(body), headers, parameters)

    @staticmethod
    def _problems(request, split):
        if not split.path.startswith(PREFIX) or not request.method:
            return ["there is no such method"]
        if isinstance(request.body, bytes):
            return ["the body is not JSON"]
        return discovery.problems(request.method, request.query, request.body)

    def _carried_out(self, request):
        for function in self.google.hooks_before.take(request):
            function(request)
        fault = next(iter(self.google.faults.take(request, most=1)), Fault(name="none"))
        outcome = self._outcome(request) if fault.applied else None
        cut_short = self.google.closing.wait(min(fault.sleep, LONGEST_SLEEP))
        if fault.hang_up or cut_short:
            raise HangUp
        if fault.error:
            raise fault.error
        value, error = outcome or self._outcome(request)
        if error:
            raise error
        return self._faulty(Reply.of(fault.change(value) if fault.change else value), fault)

    def _outcome(self, request):
        """Carry it out: the answer, or what Google has against it."""
        try:
            value, error = answer(self.google, request), None
        except GoogleError as own:
            value, error = None, own
        for function in self.google.hooks_after.take(request):
            function(request)
        return value, error

    @staticmethod
    def _faulty(reply, fault):
        if fault.body is not None:
            reply = Reply(200, fault.body, fault.content_type)
        reply.drip, reply.cut = fault.drip, fault.cut
        return reply

    def _send(self, reply):
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in (204, 304):
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        if reply.cut:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
        if reply.drip:
            self._drip(body, min(reply.drip, LONGEST_SLEEP))
        else:
            self.wfile.write(body)
        self.wfile.flush()

    def _drip(self, body, seconds):
        for number in range(len(body)):
            self.wfile.write(body[number : number + 1])
            self.wfile.flush()
            if self.google.closing.wait(seconds / len(body)):
                raise ConnectionResetError


def _read(body):
    """JSON, None for no body, the bytes themselves where they are not JSON."""
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body
