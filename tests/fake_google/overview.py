"""What Google tells of whole calendars: the list of them, and the busy time of several."""

from __future__ import annotations

from datetime import UTC

from tests.fake_google import errors
from tests.fake_google.listing import Question, standing
from tests.fake_google.times import instant, rfc3339, span, zone_named

MOST_CALENDARS = 50


def entry(calendar):
    """A calendar as the list of calendars shows it."""
    shown = {
        "kind": "calendar#calendarListEntry",
        "etag": '"1"',
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.zone.key,
        "accessRole": calendar.role,
        "selected": True,
        "defaultReminders": [],
    }
    return shown | ({"primary": True} if calendar.primary else {})


def calendar_list(account, query):
    """All calendars on one page."""
    least = query.get("minAccessRole", ["freeBusyReader"])[-1]
    order = ["freeBusyReader", "reader", "writer", "owner"]
    fit = [one for one in account.calendars.values() if not one.gone and order.index(one.role) >= order.index(least)]
    token = {"nextSyncToken": f"list-{account.sequence}"}
    return {"kind": "calendar#calendarList", "etag": '"1"', "items": [entry(one) for one in fit]} | token


def free_busy(account, body):
    """Busy time of several calendars; one that cannot be read has `errors` and no busy time."""
    for name in ("timeMin", "timeMax"):
        if name not in body:
            raise errors.required(f"Missing {name} parameter.")
    window = instant(body["timeMin"]), instant(body["timeMax"])
    if window[1] <= window[0]:
        raise errors.empty_range()
    zone = zone_named(body.get("timeZone", "UTC"))
    asked = [item["id"] for item in body.get("items", ())]
    most = min(body.get("calendarExpansionMax", MOST_CALENDARS), MOST_CALENDARS)
    times = {"timeMin": rfc3339(window[0].astimezone(UTC)), "timeMax": rfc3339(window[1].astimezone(UTC))}
    calendars = {
        one: _unread("tooManyCalendarsRequested") if len(asked) > most else _busy(account, one, window, zone)
        for one in asked
    }
    return {"kind": "calendar#freeBusy"} | times | {"calendars": calendars}


def _unread(reason):
    return {"errors": [{"domain": "global", "reason": reason}], "busy": []}


def _busy(account, calendar_id, window, zone):
    try:
        calendar = account.calendar(calendar_id)
    except errors.GoogleError as error:
        return _unread(error.reason)
    spans = sorted(
        span(event, calendar.zone)
        for event in standing(calendar, Question(single=True, window=window))
        if _blocks(event)
    )
    joined = []
    for start, end in spans:
        start, end = max(start, window[0]), min(end, window[1])  # noqa: PLW2901
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        elif end > start:
            joined.append([start, end])
    return {"busy": [{"start": rfc3339(a.astimezone(zone)), "end": rfc3339(b.astimezone(zone))} for a, b in joined]}


def _blocks(event):
    declined = any(one.get("self") and one.get("responseStatus") == "declined" for one in event.get("attendees", ()))
    return event.get("transparency") != "transparent" and not declined
