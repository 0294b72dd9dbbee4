"""Times as Google writes and reads them: `{"dateTime": …, "timeZone": …}` and, for whole days, `{"date": …}`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.fake_google.errors import bad, empty_range, required


def zone_named(name):
    """A zone of the IANA database."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise bad(f"Invalid time zone: {name}") from None


def instant(text):
    """An RFC 3339 text with an offset."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise bad(f"Invalid value: {text}") from None
    if read.tzinfo is None:
        raise bad(f"Time zone offset missing: {text}")
    return read


def is_whole_day(moment):
    """Whether a start or end names a date."""
    return "date" in moment


def instant_of(moment, zone):
    """The instant of a start or end; a date begins at midnight in `zone`."""
    if is_whole_day(moment):
        return datetime.combine(date.fromisoformat(moment["date"]), datetime.min.time(), zone).astimezone(UTC)
    return local_of(moment, zone).astimezone(UTC)


def local_of(moment, zone):
    """The aware time of a start or end in its own zone."""
    own = zone_named(moment["timeZone"]) if "timeZone" in moment else zone
    read = datetime.fromisoformat(moment["dateTime"])
    return read.replace(tzinfo=own) if read.tzinfo is None else read.astimezone(own)


def span(event, zone):
    """Start and end of an event in UTC."""
    return instant_of(event["start"], zone), instant_of(event["end"], zone)


def meets(event, zone, window):
    """Whether an event lies in a window by Google's rule: its end after timeMin, its start before timeMax."""
    since, until = window
    start, end = span(event, zone)
    return (since is None or end > since) and (until is None or start < until)


def check_times(event):
    """Raise what Google says of times that are missing, half given or the wrong way round."""
    for name in ("start", "end"):
        moment = event.get(name) or {}
        if not moment.get("date") and not moment.get("dateTime"):
            raise required(f"Missing {name} time.")
        if moment.get("date") and moment.get("dateTime"):
            raise bad(f"Invalid {name} time.")
        _check_zone(name, moment, recurring=bool(event.get("recurrence")))
    if is_whole_day(event["start"]) != is_whole_day(event["end"]):
        raise bad("The start and end times must either both be date or both be dateTime.")
    start, end = span(event, ZoneInfo("UTC"))
    if end < start:
        raise empty_range()


def _check_zone(name, moment, *, recurring):
    if "timeZone" in moment:
        zone_named(moment["timeZone"])
    elif "dateTime" in moment and (recurring or datetime.fromisoformat(moment["dateTime"]).tzinfo is None):
        raise required(f"Missing time zone definition for {name} time.")


def rendered(moment, zone):
    """A start or end as an answer shows it: on the clock of the calendar, or of what the question asked for."""
    if is_whole_day(moment):
        return {"date": moment["date"]}
    at = instant_of(moment, zone).astimezone(zone)
    return {"dateTime": rfc3339(at), "timeZone": moment.get("timeZone", zone.key)}


def rfc3339(at):
    """A time with its offset, `Z` for UTC, whole seconds."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(value):
    """A start or end out of Python's values: datetimes, dates, or the finished dict."""
    if isinstance(value, datetime):
        zone = getattr(value.tzinfo, "key", None)
        return {"dateTime": value.isoformat()} | ({"timeZone": zone} if zone else {})
    return {"date": value.isoformat()} if isinstance(value, date) else value


def shifted(event, start, zone):
    """Start and end of an occurrence that begins at `start`, as long as the event."""
    if is_whole_day(event["start"]):
        first, last = (date.fromisoformat(event[name]["date"]) for name in ("start", "end"))
        return {"date": start.isoformat()}, {"date": (start + (last - first)).isoformat()}
    since, until = span(event, zone)
    end = (start.astimezone(UTC) + (until - since)).astimezone(start.tzinfo)
    names = {"timeZone": event["start"].get("timeZone", zone.key)}
    return {"dateTime": start.isoformat()} | names, {"dateTime": end.isoformat()} | names


def stamp():
    """Now, as `created` and `updated` show it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


YEARS_AHEAD = timedelta(days=730)
