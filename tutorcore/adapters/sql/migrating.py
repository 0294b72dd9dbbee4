"""Bringing the tables up to date with alembic, without an alembic.ini: the migrations lie in this package."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from tutorcore.adapters.sql.engine import one_at_a_time, reading, writing
from tutorcore.errors import SettingsError

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_alone: Final = threading.Lock()  # alembic keeps its context in module globals: one thread at a time


def migrate(engine: Engine) -> None:
    """Bring the database to the newest schema, all of it or nothing; other processes that start now wait.

    Raises `SettingsError` where a newer program has migrated it further than this one knows.
    """
    with reading(engine) as connection:
        if _is_current(connection):
            return
    with _alone, writing(engine) as connection:
        one_at_a_time(connection, "migrate")
        if not _is_current(connection):
            command.upgrade(_config(connection), "head")


def _is_current(connection: Connection) -> bool:
    """Whether there is nothing to do."""
    scripts = ScriptDirectory.from_config(_config(connection))
    stored = MigrationContext.configure(connection).get_current_heads()
    if not set(stored) <= {script.revision for script in scripts.walk_revisions()}:
        raise SettingsError(
            "The database was made by a newer version of this program; nothing was changed.",
            hint="Start the newer version, or point DATABASE_URL at another database.",
        )
    return set(stored) == set(scripts.get_heads())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
