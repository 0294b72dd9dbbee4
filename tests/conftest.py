"""What tests of more than one folder need: databases, and how hypothesis searches."""

from __future__ import annotations

import os
import shutil
from itertools import count

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.postgres import running_cluster, why_not
from tutorcore.adapters.sql import open_store

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_numbers = count(1)


def pytest_collection_modifyitems(items):
    """Laws run unmeasured, in half the time: of what they try, coverage counts what an example tries too."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL server of our own."""
    if reason := why_not():
        pytest.skip(reason)
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_template(cluster):
    """The name of a migrated database to copy."""
    cluster.create("migrated")
    open_store(cluster.url("migrated")).close()
    return "migrated"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def empty_postgres_url(cluster):
    """The address of a PostgreSQL database without tables."""
    name = f"empty_{next(_numbers)}"
    cluster.create(name)
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def postgres_url(cluster, postgres_template):
    """The address of a migrated PostgreSQL database without rows."""
    name = f"test_{next(_numbers)}"
    cluster.create(name, template=postgres_template)
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture
def sqlite_url(tmp_path, sqlite_template):
    """The address of a migrated SQLite file without rows."""
    path = shutil.copy(sqlite_template, tmp_path / "store.db")
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request):
    """The address of a migrated database without rows, of each kind in turn."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    """The address of a database without tables, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/folder/empty.db"
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture
def store(store_url):
    """An empty store in each kind of database in turn."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url):
    """An empty store in a SQLite file, for tests that are not about databases."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()
