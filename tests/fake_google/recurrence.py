"""Occurrences of recurring events: rules expanded on the local clock, one occurrence moved or cancelled by itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import takewhile

from dateutil.rrule import rruleset, rrulestr

from tests.fake_google.times import YEARS_AHEAD, instant_of, is_whole_day, local_of, meets, shifted, zone_named

LINE = re.compile(r"(?P<name>RRULE|EXRULE|RDATE|EXDATE)(?P<parameters>;[^:]*)?:(?P<value>.+)")
TOO_MANY = 5000


def is_recurring(event):
    """Whether an event stands for a series."""
    return bool(event.get("recurrence"))


def instances(event, exceptions, zone, window):
    """The occurrences that meet a window. `exceptions` are those stored by themselves, by id."""
    since, until = window
    own = _zone_of(event, zone)
    limit = until or max(instant_of(event["start"], zone), since or instant_of(event["start"], zone)) + YEARS_AHEAD
    found = [_occurrence(event, start, own) for start in _starts(event, own, limit)]
    kept = [one for one in found if one["id"] not in exceptions and meets(one, zone, (since, limit))]
    moved = [one for one in exceptions.values() if one["status"] != "cancelled" and meets(one, zone, (since, limit))]
    return kept + moved


def instance(event, instance_id, zone):
    """One occurrence by its id, None where the series has no such one."""
    _, _, original = instance_id.rpartition("_")
    own = _zone_of(event, zone)
    try:
        start = _start_of(original, own)
    except ValueError:
        return None
    limit = start if isinstance(start, datetime) else datetime.combine(start, datetime.max.time(), own)
    found = [_occurrence(event, one, own) for one in _starts(event, own, limit, inclusive=True)]
    return next((one for one in found if one["id"] == instance_id), None)


def _zone_of(event, zone):
    name = event["start"].get("timeZone")
    return zone_named(name) if name else zone


def _start_of(original, zone):
    if "T" not in original:
        return datetime.strptime(original, "%Y%m%d").date()  # noqa: DTZ007 - a date
    return datetime.strptime(original, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)


def _starts(event, zone, limit, *, inclusive=False):
    whole_day = is_whole_day(event["start"])
    first = datetime.fromisoformat(event["start"]["date"]) if whole_day else local_of(event["start"], zone)
    last = limit.astimezone(zone).replace(tzinfo=None)
    rules = _rules(event["recurrence"], first.replace(tzinfo=None), zone)
    inside = takewhile(lambda naive: naive < last or (inclusive and naive == last), rules)
    for count, naive in enumerate(inside):
        if count >= TOO_MANY:
            raise AssertionError(f"More than {TOO_MANY} occurrences: {event['recurrence']}")
        yield naive.date() if whole_day else naive.replace(tzinfo=zone)


def _rules(lines, first, zone):
    rules = rruleset()
    for line in lines:
        found = LINE.fullmatch(line)
        if not found:
            raise AssertionError(f"Not understood: {line}")
        if found["name"] == "RRULE":
            rules.rrule(rrulestr(_naive_until(found["value"], zone), dtstart=first))
            continue
        add = rules.exdate if found["name"] == "EXDATE" else rules.rdate
        for value in found["value"].split(","):
            add(_naive(value, zone))
    return rules


def _naive_until(rule, zone):
    return re.sub(r"(?<=UNTIL=)[0-9TZ]+", lambda until: f"{_naive(until[0], zone):%Y%m%dT%H%M%S}", rule)


def _naive(value, zone):
    """A moment of a rule on the local clock: UTC is brought there, everything else stands on it."""
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return datetime.strptime(value, "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d")  # noqa: DTZ007


def _occurrence(event, start, zone):
    first, last = shifted(event, start, zone)
    kept = {name: value for name, value in event.items() if name not in {"recurrence", "start", "end"}}
    return kept | {
        "id": f"{event['id']}_{_mark(start)}",
        "recurringEventId": event["id"],
        "originalStartTime": first,
        "start": first,
        "end": last,
    }


def _mark(start):
    if isinstance(start, datetime):
        return start.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return date.strftime(start, "%Y%m%d")
