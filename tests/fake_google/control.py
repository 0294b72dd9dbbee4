"""A door beside Google's for tests in other processes: read and change what stands, plan what goes wrong.

GET    /control/events?calendar=ID[&deleted=true]     POST   /control/events     {"calendar", "start", "end", …}
PATCH  /control/events?calendar=ID&id=EVENT  {…}      DELETE /control/events?calendar=ID&id=EVENT
GET    /control/requests                              GET    /control/invalid
POST   /control/calendars  {"id", "zone", "role", "summary"}
POST   /control/faults     {"method", "fault", "times", "after", "calendar", "with": {…}}   DELETE /control/faults
POST   /control/sync-tokens/expire
"""

from __future__ import annotations

import json
from dataclasses import asdict
from urllib.parse import parse_qs

from tests.fake_google.errors import GoogleError
from tests.fake_google.faults import EVERY


def answer(google, verb, split, body):
    """JSON and a status for a request at the control door."""
    query = {name: values[-1] for name, values in parse_qs(split.query).items()}
    action = ACTIONS.get((verb, split.path))
    if action is None:
        return {"error": f"no {verb} {split.path}"}, 404
    try:
        return action(google, query, json.loads(body or b"{}")), 200
    except (KeyError, TypeError, ValueError) as error:
        return {"error": f"{type(error).__name__}: {error}"}, 400
    except GoogleError as error:
        return error.body(), error.status


def _events(google, query, _):
    return google.events(query["calendar"], deleted=query.get("deleted") == "true")


def _put(google, _, body):
    return google.put(body.pop("calendar"), **body)


def _change(google, query, body):
    return google.change(query["calendar"], query["id"], **body)


def _remove(google, query, _):
    google.remove(query["calendar"], query["id"])
    return {}


def _add_calendar(google, _, body):
    return {"id": google.add_calendar(body.pop("id"), **body)}


def _fail(google, _, body):
    fault = EVERY[body.pop("fault")](**body.pop("with", {}))
    google.fail(body.pop("method"), fault, **body)
    return {}


def _recover(google, *_):
    google.recover()
    return {}


def _requests(google, *_):
    return [asdict(one) for one in list(google.requests)]


def _invalid(google, *_):
    return list(google.invalid)


def _expire(google, *_):
    google.expire_sync_tokens()
    return {}


ACTIONS = {
    ("GET", "/control/events"): _events,
    ("POST", "/control/events"): _put,
    ("PATCH", "/control/events"): _change,
    ("DELETE", "/control/events"): _remove,
    ("POST", "/control/calendars"): _add_calendar,
    ("POST", "/control/faults"): _fail,
    ("DELETE", "/control/faults"): _recover,
    ("GET", "/control/requests"): _requests,
    ("GET", "/control/invalid"): _invalid,
    ("POST", "/control/sync-tokens/expire"): _expire,
}
