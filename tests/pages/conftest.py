"""The dashboard as AppTest runs it: demo data in a folder of the test's own, caches cleared between tests."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, app_test

from tutorcore.bootstrap import prepare
from tutorcore.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FIRST_PAGE = "work"


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory):
    """A database with the demo data of today, to copy; the one beside it has the demo's bookings too."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TUTORBOT_VAR", str(folder))
        patch.setenv("TUTORBOT_DEMO", "1")
        patch.delenv("DATABASE_URL", raising=False)
        prepare(Settings.read())
    shutil.copy(folder / "demo.db", folder / "with-bookings.db")
    with closing(sqlite3.connect(folder / "demo.db")) as database, database:
        database.execute("DELETE FROM bookings")
    return folder / "demo.db"


@pytest.fixture
def demo(demo_database, tmp_path, monkeypatch):
    """The environment of a dashboard with demo data; the folder that it works in."""
    shutil.copy(demo_database, tmp_path / "demo.db")
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.setenv("TUTORBOT_DEMO", "1")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    st.cache_data.clear()
    yield tmp_path
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def demo_with_bookings(demo, demo_database):
    """The same with the demo's bookings."""
    shutil.copy(demo_database.with_name("with-bookings.db"), demo / "demo.db")
    return demo


@pytest.fixture
def own(sqlite_template, tmp_path, monkeypatch):
    """The environment of a dashboard without any data; the folder that it works in."""
    shutil.copy(sqlite_template, tmp_path / "dashboard.db")
    monkeypatch.setenv("TUTORBOT_VAR", str(tmp_path))
    monkeypatch.setenv("TUTORBOT_DEMO", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path
    st.cache_data.clear()
    st.cache_resource.clear()


class PathWithoutPages(type(Path())):
    """A path for which there is no folder `pages`."""

    def exists(self, **options):
        return self.name != "pages" and super().exists(**options)


@pytest.fixture(autouse=True)
def _unmeasured(cov):
    """Pages run unmeasured, in half the time: what is beneath them is counted where its own tests try it."""
    if cov:
        cov.stop()
    yield
    if cov:
        cov.start()


@pytest.fixture(autouse=True)
def _as_after_the_first_run(monkeypatch):
    """Streamlit as it is once `st.navigation` was called in the process, see pages/shared/frame.py.

    AppTest forgets that at every run and would take the folder `pages` for the older kind of navigation again, in which
    widgets have other identities.
    """
    monkeypatch.setattr("streamlit.runtime.pages_manager.Path", PathWithoutPages)


@pytest.fixture(scope="session", autouse=True)
def _one_server():
    """What a server does once, and AppTest anew at every run: compile the pages, look for installed components."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "ScriptCache", cache(app_test.ScriptCache))
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def open_page():
    """Open a page of the dashboard, with the parameters of its address."""

    def opened(page: str = "contact", **params: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        for name, value in params.items():
            test.query_params[name] = value
        if page != FIRST_PAGE:
            test.switch_page(f"pages/{page}.py")
        return test.run()

    return opened
