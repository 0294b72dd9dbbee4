"""The tables come about, in one step or none, and agree with what the code thinks they are."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, column, insert, inspect, select, table, update

from tests.builders import NOW, at
from tutorcore.adapters.sql import Store, migrate, open_engine, open_store
from tutorcore.adapters.sql.engine import reading, writing
from tutorcore.adapters.sql.migrating import _config
from tutorcore.adapters.sql.tables import metadata
from tutorcore.domain.calendars import DayOffKind
from tutorcore.errors import SettingsError


@pytest.fixture
def engine(empty_url):
    opened = open_engine(empty_url)
    yield opened
    opened.dispose()


def test_an_empty_database_gets_every_table(engine):
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_migrating_twice_changes_nothing(engine):
    migrate(engine)
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_the_migrated_tables_are_those_that_the_code_names(engine):
    migrate(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_migration_can_be_undone(engine):
    migrate(engine)
    with writing(engine) as connection:
        command.downgrade(_config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}


def test_days_off_of_the_first_version_were_entered_by_hand(engine):
    with writing(engine) as connection:
        command.upgrade(_config(connection), "0001")
        old = table("days_off", column("first"), column("last"), column("name"))
        connection.execute(insert(old).values(first="2026-12-21", last="2027-01-03", name="Kerst"))
    migrate(engine)
    (day,) = Store.over(engine).closures.days_off()
    assert (day.name, day.last, day.kind, day.feed_id) == ("Kerst", date(2027, 1, 3), DayOffKind.BY_HAND, None)
    with writing(engine) as connection:
        command.downgrade(_config(connection), "0001")
        assert connection.execute(select(old)).one().name == "Kerst"


def test_events_of_the_second_version_stand_for_no_booking(engine):
    with writing(engine) as connection:
        command.upgrade(_config(connection), "0002")
        old = MetaData()
        old.reflect(connection)
        tutors, calendars, events = (old.tables[name] for name in ("tutors", "calendars", "events"))
        connection.execute(insert(tutors).values(id=1, name="Noor", name_key="noor", active=True))
        connection.execute(insert(calendars).values(id=1, tutor_id=1, name="", source="x", unreadable=0, error=""))
        texts = {"id": "e", "title": "", "status": "confirmed", "kind": "default", "contact_id": "1"}
        switches = dict.fromkeys(("all_day", "transparent", "declined"), False)
        numbers = {"calendar_id": 1, "buffer_before_min": 5, "buffer_after_min": 10}
        connection.execute(insert(events).values(start_at=NOW, end_at=at(60), **texts, **switches, **numbers))
    migrate(engine)
    [(_, event)] = Store.over(engine).calendars.events([1], NOW, at(60))
    assert (event.id, event.contact_id, event.buffer_after_min) == ("e", "1", 10)
    assert (event.booking_id, event.etag) == ("", "")
    with writing(engine) as connection:
        command.downgrade(_config(connection), "0002")
        assert connection.scalar(select(events.c.id)) == "e"


def test_a_database_of_a_newer_program_is_refused_and_left_alone(engine):
    migrate(engine)
    versions = table("alembic_version", column("version_num"))
    with writing(engine) as connection:
        connection.execute(update(versions).values(version_num="9999"))
    with pytest.raises(SettingsError, match="newer version"):
        migrate(engine)
    assert "contacts" in inspect(engine).get_table_names()


def test_several_that_start_at_once_migrate_once(empty_url):
    failures = []

    def start():
        try:
            open_store(empty_url).close()
        except Exception as error:  # noqa: BLE001  # whatever goes wrong in a thread must reach the test
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def migrate_and_fail(engine):
    with writing(engine) as connection:
        command.upgrade(_config(connection), "head")
        raise RuntimeError("halfway")


def test_a_failing_migration_leaves_nothing_behind(engine):
    with pytest.raises(RuntimeError):
        migrate_and_fail(engine)
    assert inspect(engine).get_table_names() == []
