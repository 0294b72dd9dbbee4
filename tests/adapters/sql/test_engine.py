"""Database URLs, and what people are told when a database does not do what it should."""

from __future__ import annotations

import sqlite3
import traceback

import pytest
from sqlalchemy import exc

from tutorcore.adapters.sql import open_engine, open_store
from tutorcore.adapters.sql.engine import database_url, reading
from tutorcore.adapters.sql.failures import translation
from tutorcore.adapters.sql.store import Store
from tutorcore.errors import InputError, SettingsError, SourceUnavailable


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_way_to_write_postgresql_takes_the_installed_driver(scheme):
    url = database_url(f" {scheme}://u:p%40ss@host:5433/name?sslmode=require ")
    assert (url.drivername, url.password, url.port) == ("postgresql+psycopg", "p@ss", 5433)
    assert url.query == {"sslmode": "require"}


def test_a_relative_sqlite_path_stays_relative():
    assert database_url("sqlite:///var/x.db").database == "var/x.db"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "var/x.db",
        "postgresql://u:geheim@host:port/name",
        "postgresql:/u:geheim@host",
        "mysql://u:geheim@host/name",
        "geheim",
        "sqlite://",
        "sqlite:///:memory:",
    ],
)
def test_an_unusable_url_is_refused_without_repeating_it(text):
    with pytest.raises(SettingsError) as told:
        open_engine(text)
    shown = "".join(traceback.format_exception(told.value, chain=True)).split("SettingsError")[-1]
    assert "geheim" not in shown
    assert told.value.hint


def test_a_sqlite_file_is_made_with_its_folder(tmp_path):
    open_store(f"sqlite:///{tmp_path}/a/b/c.db").close()
    assert (tmp_path / "a/b/c.db").exists()


def test_a_folder_that_cannot_be_made_is_a_matter_of_settings(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError):
        open_store(f"sqlite:///{tmp_path}/file/c.db")


def test_a_file_that_is_no_database_is_unavailable(tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(SourceUnavailable) as told:
        open_store(f"sqlite:///{tmp_path}/x.db")
    assert told.value.hint
    assert told.value.__cause__ is not None


def test_a_server_that_is_not_there_is_unavailable_and_its_password_unsaid(tmp_path):
    password = "ge" + "heim"  # in two, as a traceback shows the line
    with pytest.raises(SourceUnavailable) as told:
        open_store(f"postgresql://u:{password}@/name?host={tmp_path}")
    assert password not in "".join(traceback.format_exception(told.value))


def test_a_database_without_tables_says_what_to_do(empty_url):
    engine = open_engine(empty_url)
    with pytest.raises(SettingsError) as told:
        Store.over(engine).contacts.count()
    assert "Restart" in told.value.hint
    engine.dispose()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (exc.OperationalError("s", {}, sqlite3.OperationalError("database is locked")), SourceUnavailable),
        (exc.OperationalError("s", {}, Exception("deadlock detected")), SourceUnavailable),
        (exc.InterfaceError("s", {}, Exception("connection already closed")), SourceUnavailable),
        (exc.InternalError("s", {}, Exception("?")), SourceUnavailable),
        (exc.IntegrityError("s", {}, Exception("UNIQUE")), SourceUnavailable),
        (exc.DatabaseError("s", {}, Exception("malformed")), SourceUnavailable),
        (exc.TimeoutError("pool"), SourceUnavailable),
        (exc.ProgrammingError("s", {}, Exception('relation "contacts" does not exist')), SettingsError),
        (exc.DataError("s", {}, Exception("out of range")), InputError),
        (OverflowError("too large"), InputError),
        (exc.StatementError("s", "s", {}, InputError("naive")), InputError),
    ],
)
def test_each_error_of_the_database_has_a_sentence(error, kind):
    translated = translation(error)
    assert type(translated) is kind
    assert str(translated)


def test_sqlite_keeps_its_promises(sqlite_store):
    with reading(sqlite_store.engine) as connection:
        answers = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            for pragma in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert answers == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000}
