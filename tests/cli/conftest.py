"""A planner at a shell, against a database of the test's own."""

from __future__ import annotations

import pytest

from tests.cli.booking_desk import Desk


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """A planner who books, without Google."""
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    sitting = Desk(tmp_path, capsys)
    sitting.prepare()
    return sitting
