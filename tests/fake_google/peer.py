"""The npm package `emulate`, pinned: somebody else's idea of Google Calendar, to hold ours against.

It knows calendarList, events.list, insert, delete and freebusy; no ids of our own, no properties, patch or sync tokens.
It is installed once into `var/`, started on this machine only, and ended by its process id.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

VERSION = "0.11.2"
HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "var" / f"emulate-{VERSION}"
OLDEST_NODE = 20
INSTALL_SECONDS = 90
START_SECONDS = 20
EMAIL = "planner@example.com"


class CannotInstall(Exception):
    """npm did not bring the package: most likely there is no network."""


class Peer:
    """A peer that runs."""

    def __init__(self, endpoint, token):
        self.endpoint, self.token = endpoint, token


def why_not():
    """Why the peer cannot run here, blank where it can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "Node and npm are not installed here (Debian: apt install nodejs npm)"
    said = _run(["node", "--version"], seconds=10).stdout
    found = re.match(r"v(\d+)\.", said)
    if not found or int(found[1]) < OLDEST_NODE:
        return f"Node {OLDEST_NODE} is needed, {said.strip() or 'none'} is here"
    return ""


def installed():
    """The folder with the package, from npm the first time. Raises `CannotInstall`."""
    program = FOLDER / "node_modules" / "emulate" / "dist" / "index.js"
    if not program.exists():
        _install()
    return program


def _install():
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="emulate-", dir=FOLDER.parent) as folder:
        quiet = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
        done = _run(["npm", "install", f"emulate@{VERSION}", *quiet, "--prefix", folder], seconds=INSTALL_SECONDS)
        if done.returncode:
            why = re.search(r"npm error code (\w+)", done.stderr)
            raise CannotInstall(f"npm could not install emulate {VERSION}: {why[1] if why else done.returncode}")
        if not FOLDER.exists():  # another run may have been faster
            Path(folder, "whole").mkdir()
            Path(folder, "node_modules").rename(Path(folder, "whole", "node_modules"))
            Path(folder, "whole").rename(FOLDER)


def _run(command, *, seconds):
    program, *arguments = command
    try:
        return subprocess.run(
            [shutil.which(program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotInstall(f"{program} took longer than {seconds} s") from error


@contextmanager
def running_peer(*calendars):
    """A peer with these calendars, for the time of a `with`."""
    program, token = installed(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        seed = Path(folder, "seed.json")
        seed.write_text(json.dumps(_seed(calendars, token)), encoding="utf-8")
        with Path(folder, "log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [
                    *(shutil.which("node"), "--import", (HERE / "on-this-machine.mjs").as_uri(), program),
                    *("start", "--service", "google", "--seed", seed),
                ],
                cwd=folder,
                env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests; they stop it themselves
            )
        try:
            yield Peer(f"http://127.0.0.1:{_port(process, Path(folder, 'log'))}/calendar/v3/", token)
        finally:
            _stop(process)


def _seed(calendars, token):
    entries = [
        {"id": one, "summary": one, "user_email": EMAIL, "time_zone": "Europe/Amsterdam", "primary": not number}
        for number, one in enumerate(calendars)
    ]
    google = {"users": [{"email": EMAIL, "name": "Planner"}], "calendars": entries}
    return {"tokens": {token: {"login": EMAIL, "scopes": []}}, "google": google}


def _port(process, log):
    deadline = time.monotonic() + START_SECONDS
    while True:
        said = log.read_text(encoding="utf-8")
        if found := re.search(r"LISTENING (\d+)", said):
            return int(found[1])
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(said or "the peer did not come up")
        time.sleep(0.02)


def _stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=5)
