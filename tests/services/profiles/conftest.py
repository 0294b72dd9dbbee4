"""What tests of drafts and versions begin with."""

from __future__ import annotations

import pytest

from tests.builders import NOW, ports_over


@pytest.fixture
def ports(sqlite_store):
    """An empty store, on Monday 23 November 2026, 10:00 in Amsterdam."""
    return ports_over(sqlite_store, now=NOW)
