"""A PostgreSQL server of the tests' own: one temporary cluster a session, a fresh database a test.

The server's binaries are Debian's or those on the path. The cluster lives in a temporary folder, listens on a socket
in it only, and is stopped by the process id that it was started with.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

DEBIAN = Path("/usr/lib/postgresql")
START_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # nothing of it has to survive
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "autovacuum": "off",
}


def binaries():
    """The folder with `initdb` and `postgres`, the newest version first, or None."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    versions = (folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdigit())
    folders += sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists() and (folder / "initdb").exists()), None)


def why_not():
    """Why no server can be started here, blank where one can."""
    if binaries() is None:
        return "no PostgreSQL server is installed here (Debian: apt install postgresql)"
    if os.geteuid() == 0 and _server_user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return ""


def _server_user():
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _as_server_user():
    """Popen's arguments for running as somebody other than root."""
    if os.geteuid() != 0:
        return {}
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Cluster:
    """A running server."""

    def __init__(self, folder, process):
        self.folder, self.process = folder, process

    def url(self, name):
        """SQLAlchemy's address of one of its databases."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def connect(self):
        """A connection for making and dropping databases."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)

    def create(self, name, *, template="template0"):
        """Make a database, as a copy of another."""
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        with self.connect() as connection:
            connection.execute(order)

    def drop(self, name):
        """Take a database away, whoever is still connected."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running_cluster():
    """Start a cluster; stop exactly that process at the end, and take its files away."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run(
            ["initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        )
        process = _start(folder)
        try:
            cluster = Cluster(folder, process)
            _wait_until_up(cluster)
            yield cluster
        finally:
            process.send_signal(signal.SIGINT)  # "fast": ends sessions, then itself
            process.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command):
    program, *arguments = command
    done = subprocess.run(  # our own arguments
        [binaries() / program, *arguments], capture_output=True, text=True, check=False, cwd="/", **_as_server_user()
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def _start(folder):
    settings = [f"--{name}={value}" for name, value in {**SETTINGS, "unix_socket_directories": folder}.items()]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(  # our own arguments
            [binaries() / "postgres", "-D", folder / "data", *settings],
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C is for the tests; they stop the server themselves
            **_as_server_user(),
        )


def _wait_until_up(cluster):
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            if cluster.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((cluster.folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return
