"""From a database URL to an engine, and the two kinds of transaction: reading and writing.

SQLite has one writer at a time. A transaction that means to write says so at its start (`BEGIN IMMEDIATE`): one that
finds out halfway could no longer wait its turn. Readers never wait (WAL).
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from tutorcore.adapters.sql.clean import storable_json
from tutorcore.adapters.sql.failures import translated
from tutorcore.errors import SettingsError

BUSY_SECONDS: Final = 10.0
"""How long a writer waits for its turn before the database counts as busy."""
_POLL_MS: Final = 20
_LARGE: Final = 100  # rows
_BREATH_SECONDS: Final = 0.012  # SQLite looks for its turn more often than this
_CONNECT_SECONDS: Final = 5
_WRITES: Final = "tutorcore_writes"
_POSTGRESQL: Final = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_SQLITE: Final = frozenset({"sqlite", "sqlite+pysqlite"})
_EXAMPLE: Final = "Write it like sqlite:///var/dashboard.db or postgresql://user:password@host/name."


def open_engine(url: str) -> Engine:
    """An engine for a database URL; a SQLite file and its folder are made at need. Raises `SettingsError`."""
    target = database_url(url)
    if target.get_backend_name() == "sqlite":
        return _sqlite_engine(target)
    return create_engine(
        target,
        pool_pre_ping=True,
        json_serializer=storable_json,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c timezone=UTC",
        },
    )


def database_url(text: str) -> URL:
    """`text` as a URL with the driver that is installed. A message never repeats it: it may hold a password."""
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise SettingsError("DATABASE_URL cannot be read as a database URL.", hint=_EXAMPLE) from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in _SQLITE:
        raise SettingsError("DATABASE_URL names neither SQLite nor PostgreSQL.", hint=_EXAMPLE)
    if not url.database or url.database == ":memory:":
        raise SettingsError("DATABASE_URL names no file, so nothing would be kept.", hint=_EXAMPLE)
    return url


def _sqlite_engine(url: URL) -> Engine:
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"The database's folder {folder} cannot be made.", hint=_EXAMPLE) from error
    connect_args = {"isolation_level": None, "timeout": BUSY_SECONDS}
    engine = create_engine(url, connect_args=connect_args, json_serializer=storable_json)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    """Settings of one SQLite connection. PRAGMAs have no expression in SQLAlchemy."""
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-32768"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin in the way that the transaction needs; the driver's own guesses are off (`isolation_level=None`)."""
    if connection.get_execution_options().get(_WRITES):
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Wait for the write lock, asking every few milliseconds.

    SQLite's own waiting backs off to a tenth of a second between looks, and would miss every gap that a long import
    leaves between its short transactions.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    _wait_at_most(connection, _POLL_MS)
    try:
        while not _got_write_lock(connection, deadline):
            pass
    finally:
        _wait_at_most(connection, int(BUSY_SECONDS * 1000))


def _got_write_lock(connection: Connection, deadline: float) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
        if not busy or time.monotonic() > deadline:
            raise
        return False
    return True


def _wait_at_most(connection: Connection, milliseconds: int) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that only reads."""
    with translated(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it is committed, or nothing."""
    with translated(), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def give_others_a_turn(engine: Engine, *, rows: int) -> None:
    """After a transaction with many rows on SQLite, whose lock is the whole file: let others have their turn."""
    if engine.dialect.name == "sqlite" and rows >= _LARGE:
        time.sleep(_BREATH_SECONDS)


def one_at_a_time(connection: Connection, what: str) -> None:
    """Let nobody else do `what` until this transaction ends. On SQLite every writer is alone already."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"tutorcore {what}"))))
