"""Detecting again as it was previewed. What was edited since the preview stays as it is, and is named."""

from __future__ import annotations

from tutorcore.domain.redetection import Redetection, SegmentChange
from tutorcore.ports import Ports
from tutorcore.services.acting import require_actor
from tutorcore.services.segments.acts import BEGUN, DETECTED, ONE_DETECTED, Act, Wanted
from tutorcore.services.segments.reading import OnProgress
from tutorcore.services.segments.reports import DetectionReport


def apply_detection(
    ports: Ports, previewed: Redetection, *, actor: str, progress: OnProgress = None
) -> DetectionReport:
    """Write what was previewed to the caches, some hundreds at a time, each contact with its entry of the journal.

    Where nothing would change, nothing is done. Raises `InputError` without an actor, `DetectionStopped` where the
    store fails in the middle: what was done stays, and a new preview has the rest.
    """
    actor = require_actor(actor)
    if not previewed.changes:
        return DetectionReport(staying=previewed.staying)
    act = Act(ports=ports, actor=actor, begun=BEGUN, ended=DETECTED, one=ONE_DETECTED, progress=progress)
    wanted = map(_wanted, previewed.changes)
    return act.carry_out(wanted, total=len(previewed.changes), staying=previewed.staying)


def _wanted(change: SegmentChange) -> Wanted:
    return Wanted(
        contact_id=change.contact_id,
        label=change.label,
        version=change.version,
        before=change.before,
        after=change.after,
    )
