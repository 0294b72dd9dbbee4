"""The time zone in which the company lives."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
