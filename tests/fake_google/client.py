"""Google's own Python client, pointed at a server on this machine."""

from __future__ import annotations

from contextlib import contextmanager

import httplib2
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build


@contextmanager
def client_of(endpoint, token, *, timeout=10):
    """The client as it ships, for the time of a `with`: its connections are closed at the end."""
    http = AuthorizedHttp(Credentials(token), http=httplib2.Http(timeout=timeout))
    service = build("calendar", "v3", http=http, client_options={"api_endpoint": endpoint}, cache_discovery=False)
    try:
        yield service
    finally:
        service.close()
