"""Streamlit servers for the time of a measurement: on free ports of this machine, ended by their own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
OPTIONS = (
    f"--server.address={HOST}",
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
)
"""What keeps a server to itself and to this machine."""
OURS = ("TUTORBOT_", "PLANNING_", "STREAMLIT_", "DATABASE_URL")
"""Variables of a caller's own dashboard; a measurement takes none of them over."""


@contextmanager
def streamlit_server(script: Path, log: Path, *, folder: Path, variables: Mapping[str, str]) -> Iterator[str]:
    """The address of a server that runs `script`, ready to answer. Raises `RuntimeError` where it does not start.

    It runs in `folder`, whose `.streamlit` it takes its settings from: where there is none, Streamlit's own.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *OPTIONS]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | dict(variables)
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own script
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        try:
            _wait_until_healthy(f"http://{HOST}:{port}", process, log)
            yield f"http://{HOST}:{port}"
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1) as answer:  # noqa: S310 - an address of our own
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
