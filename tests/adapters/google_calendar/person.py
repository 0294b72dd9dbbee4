"""Somebody at a browser, for tests of signing in."""

from __future__ import annotations

import threading
import time
from urllib.request import urlopen


class Person:
    """Somebody at a browser, who opens the address that the command tells, and says yes there."""

    def __init__(self, capsys, says=lambda address: address):
        self.capsys, self.says, self.told, self.seen = capsys, says, "", b""
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self):
        until = time.monotonic() + 20
        while "http://" not in self.told and time.monotonic() < until:
            time.sleep(0.02)
            self.told += self.capsys.readouterr().out
        address = next(line for line in self.told.splitlines() if line.startswith("http://"))
        with urlopen(self.says(address)) as answer:
            self.seen = answer.read()
