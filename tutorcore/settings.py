"""The only reader of the environment. A blank variable counts as not given, those of profiles and weights excepted.

| variable | meaning |
|---|---|
| `TUTORBOT_DEMO` | yes: the demo database, filled with demo data moved to today; no (default): the company's own |
| `DATABASE_URL` | the company's own database; SQLite under `var/` where it is not given |
| `TUTORBOT_VAR` | the folder of databases and logs, `var` |
| `TUTORBOT_ZONE` | the company's time zone, `Europe/Amsterdam` |
| `TUTORBOT_TEMPLATES` | the folder of the company's own message templates; `templates` in the folder above |
| `PLANNING_<PROFILE>_<FIELD>` | a value of a planning profile, see `domain.profile_environment` |
| `OFFER_WEIGHT_<PART>` | how much a part of a slot's score counts, see `domain.weights` |
| `GCAL_SERVICE_ACCOUNT_JSON` | the key of a service account at Google: its file, or its text |
| `GCAL_DELEGATE` | the user for whom the service account acts |
| `GCAL_ACCESS_TOKEN` | a bare token in place of a key |
| `GCAL_OAUTH_CLIENT` | the file of an installed application, with which `google-login` signs in |
| `GCAL_CALENDAR_ID` | the calendars, separated by commas; `primary` |
| `GCAL_API_ENDPOINT` | another server in place of Google's, such as `http://127.0.0.1:9000/calendar/v3/` |

The demo uses Google only where `GCAL_API_ENDPOINT` is given: never a real calendar by accident.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tutorcore.domain.profile_environment import overlays_from, variable_name
from tutorcore.domain.profile_sources import Overlays, assemble_profiles
from tutorcore.domain.segments import is_set
from tutorcore.domain.weights import Weights, weights_from
from tutorcore.errors import SettingsError
from tutorcore.wording.validation import problem_text

DEMO_DATABASE = "demo.db"
OWN_DATABASE = "dashboard.db"
GOOGLE_LOGIN: Final = "google-token.json"
"""What `google-login` stores, in the folder of databases and logs."""
_GOOGLE_PATH: Final = "/calendar/v3/"
_KEY_NEEDS: Final = ("client_email", "private_key", "token_uri")
_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ValueError, OSError, KeyError) as error:  # what zoneinfo raises for a name that it cannot use
        raise ValueError(f"there is no time zone “{name}”") from error


class _Environment(BaseSettings):
    """The variables by name, read when the value is made."""

    model_config = SettingsConfigDict(extra="ignore", arbitrary_types_allowed=True, env_ignore_empty=True)

    demo: Annotated[bool, BeforeValidator(is_set), Field(alias="TUTORBOT_DEMO")] = False
    database_url: Annotated[SecretStr, Field(alias="DATABASE_URL")] = SecretStr("")
    var: Annotated[Path, Field(alias="TUTORBOT_VAR")] = Path("var")
    zone: Annotated[ZoneInfo, BeforeValidator(_zone), Field(alias="TUTORBOT_ZONE", validate_default=True)] = ZoneInfo(
        "Europe/Amsterdam"
    )
    templates: Annotated[Path | None, Field(alias="TUTORBOT_TEMPLATES")] = None
    google_key: Annotated[SecretStr, Field(alias="GCAL_SERVICE_ACCOUNT_JSON")] = SecretStr("")
    google_delegate: Annotated[str, Field(alias="GCAL_DELEGATE")] = ""
    google_token: Annotated[SecretStr, Field(alias="GCAL_ACCESS_TOKEN")] = SecretStr("")
    google_client: Annotated[Path | None, Field(alias="GCAL_OAUTH_CLIENT")] = None
    google_calendars: Annotated[str, Field(alias="GCAL_CALENDAR_ID")] = ""
    google_endpoint: Annotated[SecretStr, Field(alias="GCAL_API_ENDPOINT")] = SecretStr("")


@dataclass(frozen=True, kw_only=True, slots=True)
class GoogleSettings:
    """How Google Calendar is reached, by `key`, by `token`, or else by `login`. No secret is in the `repr`."""

    calendar_ids: tuple[str, ...]
    endpoint: str = ""
    """Another server in place of Google's, its path included; blank: Google's."""
    key: SecretStr | None = None
    """The text of a service account's key."""
    delegate: str = ""
    """The user for whom the service account acts."""
    token: SecretStr | None = None
    login: Path
    """The file of `google-login`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What the environment asks for. `database_url` may hold a password: it is not in the `repr`."""

    demo: bool
    database_url: SecretStr
    var: Path
    zone: ZoneInfo
    environment_profiles: Overlays
    offer_weights: Weights = field(default_factory=Weights)
    templates: Path | None = None
    """The folder of templates that was named; None: the one in `var`, if it is there."""
    google: GoogleSettings | None = None
    """None: Google Calendar is not set up."""
    google_client: Path | None = None
    """The file of the installed application with which `google-login` signs in."""

    @property
    def google_login(self) -> Path:
        """Where `google-login` stores a sign-in."""
        return self.var / GOOGLE_LOGIN

    @classmethod
    def read(cls, *, demo: bool | None = None) -> Self:
        """Read the environment as it is now; `demo` decides instead of `TUTORBOT_DEMO`. Raises `SettingsError`."""
        try:
            found = _Environment()
        except ValidationError as error:
            wrong = error.errors()[0]
            said = wrong["msg"].removeprefix("Value error, ")
            raise SettingsError(f"{wrong['loc'][0]} cannot be used: {said}") from error
        wants_demo = found.demo if demo is None else demo
        return cls(
            demo=wants_demo,
            database_url=_database(found, demo=wants_demo),
            var=found.var,
            zone=found.zone,
            environment_profiles=_profiles(os.environ),
            offer_weights=weights_from(os.environ),
            templates=found.templates,
            google=_google(found, demo=wants_demo),
            google_client=found.google_client,
        )


def _database(found: _Environment, *, demo: bool) -> SecretStr:
    """The demo always has its own file, so that it can never touch the company's data."""
    given = found.database_url.get_secret_value().strip()
    if given and not demo:
        return SecretStr(given)
    return SecretStr(f"sqlite:///{found.var / (DEMO_DATABASE if demo else OWN_DATABASE)}")


def _profiles(variables: Mapping[str, str]) -> Overlays:
    """The planning profiles of the environment, each tried as a whole, so that an impossible one stops the start."""
    overlays = overlays_from(variables)
    for name, fields in overlays.items():
        try:
            assemble_profiles(environment={name: fields}, published={})
        except ValidationError as error:
            given = ", ".join(variable_name(name, field) for field in fields)
            raise SettingsError(f"{given}: {problem_text(error)}") from error
    return overlays


def _google(found: _Environment, *, demo: bool) -> GoogleSettings | None:
    """How Google is reached; None where nothing asks for it. The demo never asks Google itself."""
    endpoint = found.google_endpoint.get_secret_value().strip()
    if demo and not endpoint:
        return None
    key, token = _google_key(found.google_key), _google_token(found.google_token)
    login = found.var / GOOGLE_LOGIN
    if key and token:
        raise SettingsError("GCAL_ACCESS_TOKEN and GCAL_SERVICE_ACCOUNT_JSON cannot be used together: give one.")
    if found.google_delegate.strip() and not key:
        raise SettingsError("GCAL_DELEGATE cannot be used without GCAL_SERVICE_ACCOUNT_JSON.")
    if not (key or token or login.is_file()):
        _check_not_half_given(found)
        return None
    return GoogleSettings(
        calendar_ids=_calendar_ids(found.google_calendars),
        endpoint=_endpoint(endpoint, secure=token is None) if endpoint else "",
        key=key,
        delegate=found.google_delegate.strip(),
        token=token,
        login=login,
    )


def _check_not_half_given(found: _Environment) -> None:
    """What belongs to Google and nothing to sign in with: somebody thinks that it is set up."""
    given = {"GCAL_CALENDAR_ID": found.google_calendars, "GCAL_API_ENDPOINT": found.google_endpoint.get_secret_value()}
    named = next((name for name, value in given.items() if value.strip()), "")
    if named and found.google_client is None:
        raise SettingsError(
            f"{named} cannot be used: there is nothing to sign in to Google with.",
            hint="Give GCAL_SERVICE_ACCOUNT_JSON, or GCAL_OAUTH_CLIENT and run “python -m tutorcore google-login”.",
        )


def _google_key(given: SecretStr) -> SecretStr | None:
    """The text of the key, from its file where one is named. No message repeats any of it."""
    text = given.get_secret_value().strip()
    if not text:
        return None
    try:
        said = text if text.startswith("{") else Path(text).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise SettingsError("GCAL_SERVICE_ACCOUNT_JSON names no file that can be read, and is no JSON.") from None
    try:
        key = json.loads(said)
    except ValueError:
        key = None
    if not isinstance(key, dict) or not all(isinstance(key.get(name), str) for name in _KEY_NEEDS):
        raise SettingsError(
            "GCAL_SERVICE_ACCOUNT_JSON is not the key of a service account.",
            hint="The key of an installed application belongs in GCAL_OAUTH_CLIENT.",
        )
    return SecretStr(said)


def _google_token(given: SecretStr) -> SecretStr | None:
    token = given.get_secret_value().strip()
    if not token:
        return None
    if not (token.isascii() and token.isprintable()) or " " in token:
        raise SettingsError("GCAL_ACCESS_TOKEN cannot be used: a token has no spaces and none but plain letters.")
    return SecretStr(token)


def _calendar_ids(given: str) -> tuple[str, ...]:
    """The calendars in their order, each once."""
    if not given.strip():
        return ("primary",)
    names = tuple(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    if not names:
        raise SettingsError("GCAL_CALENDAR_ID names no calendar.")
    return names


def _endpoint(given: str, *, secure: bool) -> str:
    """The address with its path. What a key or a sign-in gives access to goes over https only, or stays here."""
    address = _split(given)
    if address is None or address.scheme not in {"http", "https"} or not address.hostname:
        raise SettingsError(
            "GCAL_API_ENDPOINT cannot be used: give an address such as http://127.0.0.1:9000/calendar/v3/"
        )
    if address.username or address.password or address.query or address.fragment:
        raise SettingsError("GCAL_API_ENDPOINT cannot be used: it holds more than a host and a path.")
    if secure and address.scheme == "http" and address.hostname not in _THIS_MACHINE:
        raise SettingsError("GCAL_API_ENDPOINT cannot be used: to another machine, a key or sign-in needs https.")
    return f"{address.scheme}://{address.netloc}{address.path.rstrip('/') or _GOOGLE_PATH.rstrip('/')}/"


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts
