"""The tables come about, in one step or none, and agree with what the code thinks they are."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, column, insert, inspect, select, table, update

from tests.builders import NOW, an_entry, at
from tutorcore.adapters.sql import Store, migrate, open_engine, open_store
from tutorcore.adapters.sql.engine import reading, writing
from tutorcore.adapters.sql.migrating import _config
from tutorcore.adapters.sql.tables import metadata
from tutorcore.domain.calendars import DayOffKind
from tutorcore.domain.profile_versions import PublishedProfile, RulesKind, in_force
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


def old_version(name, number, moment):
    texts = {"actor": "Anouk", "note": f"note {number}"}
    return {
        "name": name,
        "version": number,
        "fields": {"allowed_weekdays": [5, number]},
        "published_at": moment,
        **texts,
    }


def test_versions_of_the_third_version_are_of_profiles_and_hold_in_their_order(engine):
    late = at(14 * 60 + 30)  # on Monday 23:30 in UTC, which is Tuesday in Amsterdam
    with writing(engine) as connection:
        command.upgrade(_config(connection), "0003")
        old = MetaData()
        old.reflect(connection)
        kept = [old_version("new", 1, late), old_version("new", 2, at(days=-3)), old_version("avond", 1, at(days=1))]
        connection.execute(insert(old.tables["published_profiles"]), kept)
    migrate(engine)
    versions = Store.over(engine).profiles.versions()
    assert [(one.name, one.version, one.effective_on.day) for one in versions] == [
        ("avond", 1, 24),
        ("new", 1, 23),
        ("new", 2, 23),
    ]
    assert in_force(versions, date(2026, 11, 24))["new"] == PublishedProfile(
        name="new",
        version=2,
        fields={"allowed_weekdays": frozenset({2, 5})},
        published_at=at(days=-3),
        actor="Anouk",
        note="note 2",
        effective_on=date(2026, 11, 23),
    )


def test_going_back_to_the_third_version_keeps_what_it_can_tell(engine):
    migrate(engine)
    profiles = Store.over(engine).profiles
    values = {"effective_on": date(2026, 11, 23), "note": "", "entry": an_entry()}
    profiles.publish("new", {"days_ahead": 9}, expected_version=0, **values)
    profiles.publish("new", {}, expected_version=1, **values)
    profiles.withdraw("new", 2, entry=an_entry())
    profiles.publish("trial", {}, expected_version=0, kind=RulesKind.LESSON_TYPE, **values)
    with writing(engine) as connection:
        command.downgrade(_config(connection), "0003")
        old = MetaData()
        old.reflect(connection)
        [row] = connection.execute(select(old.tables["published_profiles"])).mappings()
        assert (row["name"], row["version"], row["fields"]) == ("new", 1, {"days_ahead": 9})
    migrate(engine)
    assert [version.version for version in profiles.versions()] == [1]


def test_entries_of_the_fourth_version_belong_to_no_act_on_many(engine):
    with writing(engine) as connection:
        command.upgrade(_config(connection), "0004")
        old = MetaData()
        old.reflect(connection, only=["journal"])
        texts = dict.fromkeys(("actor", "action", "subject", "reason"), "x")
        connection.execute(insert(old.tables["journal"]).values(at=NOW, before={}, after={}, **texts))
    migrate(engine)
    store = Store.over(engine)
    assert [(entry.action, entry.batch) for entry in store.journal.entries()] == [("x", "")]
    assert store.segment_history.days() == []
    with writing(engine) as connection:
        command.downgrade(_config(connection), "0004")
        assert connection.scalar(select(old.tables["journal"].c.action)) == "x"


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
