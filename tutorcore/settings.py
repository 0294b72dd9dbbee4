"""The only reader of the environment. One of the first five that is blank counts as not given.

| variable | meaning |
|---|---|
| `TUTORBOT_DEMO` | yes: the demo database, filled with demo data moved to today; no (default): the company's own |
| `DATABASE_URL` | the company's own database; SQLite under `var/` where it is not given |
| `TUTORBOT_VAR` | the folder of databases and logs, `var` |
| `TUTORBOT_ZONE` | the company's time zone, `Europe/Amsterdam` |
| `TUTORBOT_TEMPLATES` | the folder of the company's own message templates; `templates` in the folder above |
| `PLANNING_<PROFILE>_<FIELD>` | a value of a planning profile, see `domain.profile_environment` |
| `OFFER_WEIGHT_<PART>` | how much a part of a slot's score counts, see `domain.weights` |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Self
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
