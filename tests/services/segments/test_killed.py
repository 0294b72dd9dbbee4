"""A process that is killed in the middle of detecting again: nothing half, all of it known, the rest done later."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.builders import NOW, at, ports_over
from tests.services.segments.crowd import actions, caches, crowd
from tutorcore.domain.records import EntryFilter
from tutorcore.services.segments import apply_detection, preview_detection, undo_detection

ROOT = Path(__file__).resolve().parents[3]
DYING = """
import os, signal, sys
from tests.builders import NOW, ports_over
from tutorcore.adapters.sql import open_store
from tutorcore.services.segments import apply_detection, preview_detection

def die(progress):
    if progress.phase == "writing":
        os.kill(os.getpid(), signal.SIGKILL)

ports = ports_over(open_store(sys.argv[1]), now=NOW)
apply_detection(ports, preview_detection(ports), actor="Anouk", progress=die)
"""


def killed(url):
    """Let a process of its own detect all again, and be killed after its first transaction."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", DYING, url], env=environment, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_what_a_killed_process_did_is_journalled_and_can_be_undone_or_finished(store, store_url):
    ports = ports_over(store, now=NOW)
    crowd(ports, 600)
    killed(store_url)
    changed = [one for one, segment in caches(ports).items() if segment == "existing"]
    assert len(changed) == actions(ports).count("segment detected") == 500
    assert {ports.contacts.get(one).version for one in changed[:5]} == {2}

    later = replace(ports, clock=type(ports.clock)(at(2)))
    batch = ports.journal.page(EntryFilter(actions=frozenset({"detecting segments begun"})))[0].batch
    assert undo_detection(later, batch, actor="Bram").changed == 500
    assert set(caches(ports).values()) == {"new"}

    killed(store_url)
    assert apply_detection(ports, preview_detection(ports), actor="Anouk").changed == 100
    assert set(caches(ports).values()) == {"existing"}
