"""Google's own description of the API, as it ships with google-api-python-client: is a request valid by it?"""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from urllib.parse import unquote

WHOLE_NUMBER = re.compile(r"-?\d+")


@cache
def document():
    """The discovery document of Calendar v3."""
    folder = files("googleapiclient.discovery_cache") / "documents"
    return json.loads((folder / "calendar.v3.json").read_text(encoding="utf-8"))


@cache
def methods():
    """Every method: its name without the API's, its verb, a pattern of its path, its description."""
    found = []
    for resource in document()["resources"].values():
        for method in resource["methods"].values():
            pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", method["path"])
            found.append((method["id"].removeprefix("calendar."), method["httpMethod"], re.compile(pattern), method))
    return found


def method_of(verb, path):
    """The name of the method that a request means, and the parameters in its path; ("", {}) for none."""
    for name, its_verb, pattern, _ in methods():
        if verb == its_verb and (found := pattern.fullmatch(path)):
            return name, {key: unquote(value) for key, value in found.groupdict().items()}
    return "", {}


def problems(name, query, body):
    """What is wrong with a request to a known method, in words."""
    method = next(method for its_name, _, _, method in methods() if its_name == name)
    known = document()["parameters"] | method.get("parameters", {})
    found = [problem for key, values in query.items() for problem in _parameter_problems(key, values, known.get(key))]
    found += [
        f"{key} is required"
        for key, rule in method.get("parameters", {}).items()
        if rule.get("required") and rule["location"] == "query" and key not in query
    ]
    if "request" in method:
        schema = document()["schemas"][method["request"]["$ref"]]
        return found + (_body_problems("body", body, schema) if body is not None else ["a body is required"])
    return found + ([] if body is None else [f"{name} takes no body"])


def _parameter_problems(key, values, rule):
    if rule is None or rule["location"] != "query":
        return [f"there is no parameter {key}"]
    found = [] if rule.get("repeated") or len(values) == 1 else [f"{key} is given {len(values)} times"]
    return found + [f"{key}={value}: {why}" for value in values if (why := _text_problem(value, rule))]


def _text_problem(value, rule):
    kind = rule["type"]
    if kind == "boolean" and value not in {"true", "false"}:
        return "not true or false"
    if kind == "integer" and not WHOLE_NUMBER.fullmatch(value):
        return "not a whole number"
    if kind == "integer" and not int(rule.get("minimum", value)) <= int(value) <= int(rule.get("maximum", value)):
        return "out of bounds"
    if "enum" in rule and value not in rule["enum"]:
        return f"not one of {', '.join(rule['enum'])}"
    if rule.get("format") == "date-time" and not _is_instant(value):
        return "not a time with its offset"
    return ""


def _is_instant(text):
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_local(text):
    try:
        return "T" in text and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_date(text):
    try:
        return bool(date.fromisoformat(text)) and len(text) == len("2026-11-25")
    except ValueError:
        return False


def _body_problems(where, value, schema):
    if "$ref" in schema:
        schema = document()["schemas"][schema["$ref"]]
    kind = schema["type"]
    if value is None or kind == "any":
        return []
    if not _fits(value, kind):
        return [f"{where} is {type(value).__name__}, not {kind}"]
    if kind == "object":
        return [problem for key, one in value.items() for problem in _property_problems(where, key, one, schema)]
    if kind == "array":
        return [
            problem
            for number, one in enumerate(value)
            for problem in _body_problems(f"{where}[{number}]", one, schema["items"])
        ]
    return _format_problems(where, value, schema)


def _fits(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, {"object": dict, "array": list, "string": str, "boolean": bool}[kind])


def _property_problems(where, key, value, schema):
    rule = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
    return _body_problems(f"{where}.{key}", value, rule) if rule else [f"there is no {where}.{key}"]


def _format_problems(where, value, schema):
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where} is none of {schema['enum']}"]
    if schema.get("format") == "date" and not _is_date(value):
        return [f"{where} is not a date: {value}"]
    # The start and end of an event may leave the offset to their time zone.
    fits = _is_local if where.endswith(".dateTime") else _is_instant
    if schema.get("format") == "date-time" and not fits(value):
        return [f"{where} is not a time: {value}"]
    return []
