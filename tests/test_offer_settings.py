"""The weights of offers: from the environment to the services."""

from __future__ import annotations

import os

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.domain.weights import Weights
from tutorcore.errors import SettingsError
from tutorcore.settings import Settings


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith(("OFFER_WEIGHT_", "PLANNING_", "DATABASE_URL")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))


def test_without_variables_the_weights_are_the_usual_ones():
    assert Settings.read().offer_weights == Weights()


def test_the_services_work_with_the_weights_of_the_environment(monkeypatch):
    monkeypatch.setenv("OFFER_WEIGHT_SOONER", "90")
    dashboard = open_dashboard(Settings.read(demo=True))
    try:
        assert dashboard.ports.offer_weights == Weights(sooner=90)
    finally:
        dashboard.close()


def test_a_weight_that_cannot_be_used_stops_the_start(monkeypatch):
    monkeypatch.setenv("OFFER_WEIGHT_FIT", "heel veel")
    with pytest.raises(SettingsError, match="OFFER_WEIGHT_FIT=heel veel: give a whole number from 0 to 100"):
        Settings.read()
