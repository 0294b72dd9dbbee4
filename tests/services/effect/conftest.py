"""The demo data as the services see it, at one moment."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.builders import ports_over
from tutorcore.adapters.demo import DemoData
from tutorcore.adapters.sql import open_store
from tutorcore.services.demo import refresh_demo

DATA = Path(__file__).parents[3] / "data"
DEMO_NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory, sqlite_template):
    """A database with the demo data, to copy."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("effect") / "demo.db")
    store = open_store(f"sqlite:///{path}")
    ports = {name: getattr(store, name) for name in ("contacts", "calendars", "closures", "staff")}
    refresh_demo(DemoData(DATA, date(2026, 11, 23)), **ports, now=DEMO_NOW)
    store.close()
    return path


@pytest.fixture
def demo_ports(demo_file, tmp_path):
    """What services work with, over the demo data."""
    store = open_store(f"sqlite:///{shutil.copy(demo_file, tmp_path / 'demo.db')}")
    yield ports_over(store, now=DEMO_NOW)
    store.close()
