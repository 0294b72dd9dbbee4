"""A request as the fake Google keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Request:
    """What was asked. `method` is the name in Google's description, blank where there is none; no token is kept."""

    method: str
    verb: str
    path: str
    query: dict[str, list[str]]
    body: object
    headers: dict[str, str]
    parameters: dict[str, str] = field(default_factory=dict)
    status: int = 0
    """What was answered: 0 until then, and for ever where the connection was closed without a word."""

    @property
    def calendar(self):
        """The calendar that it is about, as it was named."""
        return self.parameters.get("calendarId", "")

    @property
    def event(self):
        """The event that it is about."""
        return self.parameters.get("eventId", "")
