"""The methods of the API that the fake answers: a request in, the answer's JSON out."""

from __future__ import annotations

from tests.fake_google import errors
from tests.fake_google.errors import GoogleError, NotModified
from tests.fake_google.listing import Place, Question, without_place
from tests.fake_google.overview import calendar_list, entry, free_busy
from tests.fake_google.recurrence import instances, is_recurring


def answer(google, request):
    """What a request comes to: JSON, or None for an answer without a body."""
    method = METHODS.get(request.method)
    if method is None:
        raise GoogleError(501, "notImplemented", f"The fake does not answer {request.method}.")
    with google.account.lock:
        return method(google, request)


def _calendar_list(google, request):
    return calendar_list(google.account, request.query)


def _calendar_list_get(google, request):
    return entry(google.account.calendar(request.calendar))


def _calendar_get(google, request):
    calendar = google.account.calendar(request.calendar)
    shown = {"kind": "calendar#calendar", "etag": '"1"', "id": calendar.id}
    return shown | {"summary": calendar.summary, "timeZone": calendar.zone.key}


def _events_list(google, request):
    return google.listings.events(google.account.calendar(request.calendar), request.query)


def _instances(google, request):
    calendar = google.account.calendar(request.calendar)
    series = calendar.find(request.event)
    if not is_recurring(series):
        raise errors.bad("The event is not recurring.", "invalid")
    window = Question.of(request.query).window
    known = calendar.exceptions_of(series["id"])
    found = instances(series, known, calendar.zone, window)
    if request.query.get("showDeleted") == ["true"]:
        found += [one for one in known.values() if one["status"] == "cancelled"]
    return google.listings.pages(calendar, Place(calendar.id, found, "", without_place(request.query)), request.query)


def _get(google, request):
    calendar = google.account.calendar(request.calendar)
    event = calendar.find(request.event)
    if request.headers.get("if-none-match") == event["etag"]:
        raise NotModified
    return calendar.shown(event)


def _insert(google, request):
    calendar = google.account.writable(request.calendar)
    return calendar.shown(calendar.insert(request.body))


def _patch(google, request):
    calendar = google.account.writable(request.calendar)
    _check_condition(calendar, request)
    return calendar.shown(calendar.patch(request.event, request.body))


def _update(google, request):
    calendar = google.account.writable(request.calendar)
    _check_condition(calendar, request)
    return calendar.shown(calendar.update(request.event, request.body))


def _delete(google, request):
    calendar = google.account.writable(request.calendar)
    if calendar.find(request.event)["status"] == "cancelled":
        raise errors.deleted()
    _check_condition(calendar, request)
    calendar.delete(request.event)


def _check_condition(calendar, request):
    wanted = request.headers.get("if-match", "*")
    if wanted not in ("*", calendar.find(request.event)["etag"]):
        raise errors.condition_not_met()


def _free_busy(google, request):
    return free_busy(google.account, request.body)


METHODS = {
    "calendarList.list": _calendar_list,
    "calendarList.get": _calendar_list_get,
    "calendars.get": _calendar_get,
    "events.list": _events_list,
    "events.instances": _instances,
    "events.get": _get,
    "events.insert": _insert,
    "events.patch": _patch,
    "events.update": _update,
    "events.delete": _delete,
    "freebusy.query": _free_busy,
}
