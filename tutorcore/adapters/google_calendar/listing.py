"""Answers in pages, to everything that a listing holds. A listing that is not complete is none: it raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tutorcore.adapters.google_calendar.failures import broken

MOST_PAGES: Final = 400
PAGE_SIZE: Final = 2500


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Every event of a calendar that was asked for, as Google sends them."""

    items: list[object]
    name: str
    zone: str
    """The name of the calendar's own zone; blank where Google did not say it."""
    token: str
    """From where Google can tell what changed since."""


def whole_listing(calendar: str, page_at: Callable[[str | None], object]) -> Listing:
    """All pages, one after the other; `page_at(token)` asks for one. Raises `InDoubt` where they have no good end."""
    items: list[object] = []
    token: str | None = None
    for _ in range(MOST_PAGES):
        page = checked_page(calendar, page_at(token))
        items += page["items"]
        before, token = token, _text(page, "nextPageToken") or None
        if token is None:
            return Listing(
                items=items,
                name=_text(page, "summary"),
                zone=_text(page, "timeZone"),
                token=_end(calendar, page),
            )
        if token == before:
            raise broken(calendar, "a page that leads to itself")
    raise broken(calendar, "pages without end")


def checked_page(calendar: str, page: object) -> dict[str, Any]:
    """A page that is one; raises `InDoubt`. An answer that holds an error beside events is not taken for its events."""
    if not isinstance(page, dict):
        raise broken(calendar, "a page that is no JSON object")
    if page.get("error") or page.get("errors"):
        raise broken(calendar, "a page with errors in it")
    if page.get("kind", "calendar#events") != "calendar#events":
        raise broken(calendar, "an answer to another question")
    if not isinstance(page.get("items"), list):
        raise broken(calendar, "a page without a list of events")
    return page


def _end(calendar: str, page: dict[str, Any]) -> str:
    """The token that Google puts on the last page, and only there: where it is missing, a page is."""
    token = _text(page, "nextSyncToken")
    if not token:
        raise broken(calendar, "pages that break off before the last one")
    return token


def _text(page: dict[str, Any], name: str) -> str:
    found = page.get(name)
    return found if isinstance(found, str) else ""
