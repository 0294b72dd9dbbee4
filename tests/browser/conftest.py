"""The dashboard as people meet it: a real server on this machine, a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A dashboard of its own, over a folder of its own."""

    def __init__(self, folder: Path, *, demo: bool) -> None:
        self.folder = folder
        self.environment = os.environ | {"TUTORBOT_VAR": str(folder), "TUTORBOT_DEMO": "1" if demo else "0"}
        self.environment.pop("DATABASE_URL", None)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def command(self, *words: str) -> str:
        """Run a command of the dashboard on the same data; what it prints."""
        asked = [sys.executable, "-m", "tutorcore", *words]
        done = subprocess.run(
            asked, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout

    def start(self) -> subprocess.Popen[bytes]:
        """Start it and wait until it answers."""
        log = (self.folder / "server.log").open("wb")
        asked = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}"]
        asked += ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]
        process = subprocess.Popen(asked, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        log.close()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return process
            except OSError:
                time.sleep(0.2)
        process.kill()
        raise RuntimeError(f"The dashboard did not answer:\n{(self.folder / 'server.log').read_text()}")


def running(folder: Path, *, demo: bool):
    """A prepared and started server, ended afterwards."""
    server = Server(folder, demo=demo)
    server.command("prepare")
    process = server.start()
    yield server
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory):
    """The demo, shared by the tests that change little."""
    yield from running(tmp_path_factory.mktemp("demo_server"), demo=True)


@pytest.fixture(scope="session")
def own_server(tmp_path_factory):
    """A dashboard that was empty at first."""
    yield from running(tmp_path_factory.mktemp("own_server"), demo=False)


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium):
    """Open a page in a context of its own; it fails the test that leaves an uncaught error in the page's script."""
    contexts, faults = [], []

    def opened(address: str, *, width: int = 1400, height: int = 900, scheme: str = "light", phone: bool = False):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, user_agent=PHONE if phone else None
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(f"a dialog opened: {dialog.message}"))
        page.goto(address)
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def settled(page) -> None:
    """Wait until the script has run and nothing is stale or still to come, twice in a row."""
    for _ in range(2):
        page.wait_for_timeout(150)
        page.wait_for_function(
            "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stAppSkeleton]')"
            " && !!document.querySelector('[data-testid=stSidebarContent] a')"
        )
