"""Several at once: threads of one process, processes, and an import that runs long."""

from __future__ import annotations

import multiprocessing
import statistics
import threading
import time
import tracemalloc

import pytest

from tests.adapters.sql.racing import at_once
from tests.builders import a_row, an_entry, bring
from tutorcore.adapters.sql import open_store
from tutorcore.adapters.sql.engine import writing
from tutorcore.errors import Conflict, SourceUnavailable


def edit(store, who):
    """Change the contact as it was at first; whether that was let through."""
    try:
        store.contacts.set_attributes("1", {"by": who}, expected_version=1, entry=an_entry(actor=who))
    except Conflict:
        return False
    return True


def test_of_many_threads_that_edit_one_contact_exactly_one_wins(store):
    bring(store, a_row("1"))
    answers = at_once(*(lambda who=str(n): edit(store, who) for n in range(6)))
    assert sorted(answers) == [False] * 5 + [True]
    assert store.contacts.get("1").version == 2
    assert [entry.actor for entry in store.journal.entries()] == [store.contacts.get("1").attributes["by"], "import"]


def _edit_elsewhere(url, who, answers):
    store = open_store(url)
    answers.put(edit(store, who))
    store.close()


def test_of_several_processes_that_edit_one_contact_exactly_one_wins(store, store_url):
    bring(store, a_row("1"))
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    processes = [context.Process(target=_edit_elsewhere, args=(store_url, str(n), answers)) for n in range(3)]
    for process in processes:
        process.start()
    outcomes = sorted(answers.get(timeout=60) for _ in processes)
    for process in processes:
        process.join(timeout=60)
    assert outcomes == [False, False, True]


def test_two_imports_of_the_same_rows_at_once_make_each_contact_once(store):
    rows = [a_row(str(n), f"Emma {n}") for n in range(200)]
    answers = at_once(*(lambda: [result.outcome for result in bring(store, *rows)] for _ in range(3)))
    assert sorted(outcomes[0] for outcomes in answers) == ["created", "unchanged", "unchanged"]
    assert store.contacts.count() == 200
    assert len(store.journal.entries(limit=1000)) == 200


def test_names_that_are_added_at_once_are_added_once(store):
    answers = at_once(*(lambda: store.calendars.add_tutor("Sanne", entry=an_entry()) for _ in range(4)))
    assert len(set(answers)) == 1
    at_once(*(lambda: store.staff.add("Bram", entry=an_entry()) for _ in range(4)))
    assert store.staff.names() == ["Bram"]


def test_a_long_import_lets_others_write_in_between(store):
    bring(store, a_row("planner"))
    done, waits = threading.Event(), []

    def importing():
        for start in range(0, 5_000, 500):
            bring(store, *(a_row(str(n), f"Emma {n}") for n in range(start, start + 500)))
        done.set()

    def planning():
        version = 1
        while not done.is_set():
            begun = time.perf_counter()
            changed = store.contacts.set_attributes(
                "planner", {"n": version}, expected_version=version, entry=an_entry()
            )
            waits.append(time.perf_counter() - begun)
            version = changed.version
            time.sleep(0.02)
        return version

    begun = time.perf_counter()
    answers = at_once(importing, planning)
    whole = time.perf_counter() - begun
    assert isinstance(answers[1], int), answers[1]
    assert len(waits) > 3
    # The median: a machine that is busy with other things may hold up any one of them.
    assert statistics.median(waits) < whole / 5


def test_readers_do_not_wait_for_a_writer(store):
    bring(store, a_row("1", "Emma"))
    with writing(store.engine):
        assert store.contacts.get("1").name == "Emma"


def test_a_writer_who_waits_too_long_is_told_that_the_database_is_busy(sqlite_store, monkeypatch):
    monkeypatch.setattr("tutorcore.adapters.sql.engine.BUSY_SECONDS", 0.05)
    bring(sqlite_store, a_row("1"))
    with writing(sqlite_store.engine), pytest.raises(SourceUnavailable, match="busy"):
        sqlite_store.contacts.set_attributes("1", {"a": 1}, expected_version=1, entry=an_entry())
    assert sqlite_store.contacts.get("1").version == 1


def test_more_batches_take_no_more_memory(sqlite_store):
    def peak(start, end):
        tracemalloc.reset_peak()
        for batch in range(start, end, 500):
            bring(
                sqlite_store,
                *(a_row(str(n), f"Emma {n}", attributes={"a": "x" * 50}) for n in range(batch, batch + 500)),
            )
        return tracemalloc.get_traced_memory()[1]

    tracemalloc.start()
    few = peak(0, 1_000)
    many = peak(1_000, 6_000)
    tracemalloc.stop()
    assert many < 1.5 * few
