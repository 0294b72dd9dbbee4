"""What tests of segments begin with."""

from __future__ import annotations

import pytest

from tests.builders import NOW, ports_over


@pytest.fixture
def ports(store):
    """The ports over an empty store of each kind in turn."""
    return ports_over(store, now=NOW)


@pytest.fixture
def sqlite_ports(sqlite_store):
    """The ports over an empty SQLite file, for tests that are not about databases."""
    return ports_over(sqlite_store, now=NOW)
