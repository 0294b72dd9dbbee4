"""What detecting again would do: who changes from what to what, and who stays. Changes nothing."""

from __future__ import annotations

from collections.abc import Collection

from tutorcore.domain.redetection import Redetection, redetect
from tutorcore.errors import InputError
from tutorcore.ports import Ports
from tutorcore.services.know_profiles import know_profiles
from tutorcore.services.segments.reading import OnProgress, read_rows


def preview_detection(
    ports: Ports,
    *,
    contact_ids: Collection[str] | None = None,
    fill_empty: bool = False,
    progress: OnProgress = None,
) -> Redetection:
    """For one contact, several, or (None) all; `fill_empty`: also write a cache where there is none.

    Raises `InputError` where none are chosen, `SourceUnavailable`.
    """
    if contact_ids is not None and not contact_ids:
        raise InputError("No contacts are chosen", hint="Choose at least one, or all.")
    rows = read_rows(ports, contact_ids=contact_ids, progress=progress)
    return redetect(rows, profiles=know_profiles(ports), now=ports.clock.now(), fill_empty=fill_empty)
