"""Column types that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from tutorcore.adapters.sql.clean import storable_text
from tutorcore.errors import InputError


class CleanText(TypeDecorator[str]):
    """Text that is made storable on its way in, and compares by code point in both databases.

    PostgreSQL's own collations would answer prefix look-ups without the index, and sort otherwise than SQLite.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text, with the collation C where the database would choose another."""
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # its signature
        """Clean what goes in, values to compare with included."""
        return None if value is None else storable_text(value)


class Attributes(TypeDecorator[dict[str, object]]):
    """A JSON object."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self,
        value: Mapping[str, object] | None,
        dialect: Dialect,  # noqa: ARG002  # its signature
    ) -> dict[str, object]:
        """Nothing is an empty object. What goes in is cleaned where it is written as text (`storable_json`)."""
        return dict(value or {})


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept and given back in UTC. A naive one is refused: a guess would be worse."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for PostgreSQL, UTC without its mark for SQLite, which keeps text."""
        if value is None:
            return None
        moment = in_utc(value)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # its signature
        """Aware, in UTC, whatever the session's time zone is."""
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read as UTC at once: a datetime without its mark first would cost as much again."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def in_utc(moment: datetime) -> datetime:
    """The same instant in UTC. Raises `InputError` for a naive datetime, and for one outside the calendar."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise InputError(f"The time {moment.isoformat()} has no time zone.", hint="Give times with their zone.")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise InputError(f"The time {moment.isoformat()} lies outside the calendar.") from error


def utc_or_none(moment: datetime | None) -> datetime | None:
    """`in_utc`, for times that may be unknown."""
    return None if moment is None else in_utc(moment)


def json_object(value: object) -> dict[str, object]:
    """A nested JSON object as the store wrote it; anything else is read as empty."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
