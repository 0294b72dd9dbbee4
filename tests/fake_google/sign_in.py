"""Google's sign-in, as far as a key or a stored login needs it: a place where tokens are fetched."""

from __future__ import annotations

from urllib.parse import parse_qs

from tests.fake_google.requests import Request

PATHS = {"/token"}


def answer(google, path, body):
    """An access token for whoever asks, or the fault that is planned for "token"."""
    fields = {name: values[-1] for name, values in parse_qs(body.decode()).items()}
    request = Request("token", "POST", path, {}, {"grant_type": fields.get("grant_type", "")}, {})
    google.record(request)
    for fault in google.faults.take(request, most=1):
        request.status = fault.error.status if fault.error else 400
        return {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, request.status
    request.status = 200
    return {"access_token": google.token, "expires_in": 3599, "token_type": "Bearer"}, 200
