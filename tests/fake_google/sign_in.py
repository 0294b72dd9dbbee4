"""Google's sign-in, as far as a key, a stored login and `google-login` need it. All secrets are made at run time."""

from __future__ import annotations

import base64
import json
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.fake_google.requests import Request

TICKET_PATH = "/token"
CONSENT_PATH = "/o/oauth2/auth"
JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GRANTS = {JWT, "refresh_token", "authorization_code"}


def token(google, body):
    """An access token for a key, a stored login or a fresh consent; "token" is the method to plan faults for."""
    fields = {name: values[-1] for name, values in parse_qs(body.decode()).items()}
    request = Request("token", "POST", TICKET_PATH, {}, _worth_keeping(fields), {})
    google.record(request)
    refused = google.revoked or fields.get("grant_type") not in GRANTS
    fault = next(iter(google.faults.take(request, most=1)), None)
    if fault and fault.error:
        request.status = fault.error.status
        return {"error": "internal_failure", "error_description": fault.error.message}, request.status
    request.status = HTTPStatus.BAD_REQUEST if refused else HTTPStatus.OK
    if refused:
        return {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}, request.status
    answer = {"access_token": google.token, "expires_in": 3599, "token_type": "Bearer"}
    if fields["grant_type"] == "authorization_code":
        answer["refresh_token"] = "1//" + secrets.token_urlsafe(24)
    return answer | ({"scope": fields["scope"]} if "scope" in fields else {}), request.status


def _worth_keeping(fields):
    """What was asked without its secrets: of a signed claim what it says (`iss`, `sub`, `scope`)."""
    kept = {"grant_type": fields.get("grant_type", "")}
    if fields.get("grant_type") == JWT:
        claims = fields["assertion"].split(".")[1]
        said = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        kept |= {name: said[name] for name in ("iss", "sub", "scope", "aud") if name in said}
    return kept


def consent(query):
    """Where a browser is sent that has said yes."""
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    said = {"code": "4/" + secrets.token_urlsafe(16), "state": asked.get("state", ""), "scope": asked.get("scope", "")}
    return f"{asked['redirect_uri']}?{urlencode(said)}"


@cache
def _private_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pkcs8 = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, pkcs8, serialization.NoEncryption()).decode()


def service_account_key(google):
    """What stands in the file of a service account's key."""
    return {
        "type": "service_account",
        "project_id": "tests",
        "private_key_id": secrets.token_hex(20),
        "private_key": _private_key(),
        "client_email": "dashboard@tests.iam.gserviceaccount.com",
        "client_id": "1",
        "token_uri": google.address + TICKET_PATH,
    }


def oauth_client(google):
    """What stands in the file of an installed application."""
    return {
        "installed": {
            "client_id": "tests.apps.googleusercontent.com",
            "client_secret": "GOCSPX-" + secrets.token_urlsafe(21),  # with a hyphen, as all of Google's
            "auth_uri": google.address + CONSENT_PATH,
            "token_uri": google.address + TICKET_PATH,
            "redirect_uris": ["http://localhost"],
        }
    }


def stored_login(google):
    """What google-auth keeps of a login, with an hour left of its token.

    `Credentials.from_authorized_user_info` reads it, and takes Google's own address in place of its `token_uri`: who
    renews such a login has to name the address himself, or leaves this machine.
    """
    installed = oauth_client(google)["installed"]
    kept = {name: installed[name] for name in ("client_id", "client_secret", "token_uri")}
    until = datetime.now(UTC).replace(tzinfo=None) + timedelta(hours=1)
    token = {"token": google.token, "expiry": until.isoformat() + "Z"}
    return {"type": "authorized_user", "refresh_token": "1//" + secrets.token_urlsafe(24)} | kept | token
