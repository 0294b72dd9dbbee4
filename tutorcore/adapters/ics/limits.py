"""What a calendar may cost before it is given up: a planner waits for it, and others share the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What a calendar may cost."""

    connect_seconds: float = 5.0
    read_seconds: float = 15.0
    """Until the next byte of a feed."""
    total_seconds: float = 60.0
    """Until the last one."""
    max_redirects: int = 5
    max_bytes: int = 50_000_000
    """A calendar of a hundred thousand events."""
    max_events: int = 500_000
    """Occurrences of one file: fifty lessons a day for years fit several times."""
    rule_seconds: float = 60.0
    """For all rules of a file. One that never comes true is walked to the year 9999, which takes seconds."""


DEFAULT_LIMITS: Final = Limits()
