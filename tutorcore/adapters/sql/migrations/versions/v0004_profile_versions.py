"""Versions of profiles have a kind and a day from which they hold, can be retired and withdrawn; drafts of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLE = "published_profiles"
_PROFILE = "profile"


def _text(name: str) -> sa.Column[str]:
    """Text that compares by code point in both databases."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _columns_before() -> list[sa.Column[Any]]:
    texts = [_text(name) for name in ("actor", "note")]
    return [_text("name"), _number("version"), _json("fields"), _instant("published_at"), *texts]


def _columns_now() -> list[sa.Column[Any]]:
    day = sa.Column("effective_on", sa.Date(), nullable=False)
    switches: list[sa.Column[Any]] = [
        sa.Column(name, sa.Boolean(), nullable=False) for name in ("retired", "withdrawn")
    ]
    return [_text("kind"), *_columns_before(), day, *switches]


def upgrade() -> None:
    """Make them. The few versions that are there are of profiles, and held from when they were published."""
    kept = _taken_away()
    primary = sa.PrimaryKeyConstraint("kind", "name", "version", name=f"pk_{_TABLE}")
    stored = op.create_table(_TABLE, *_columns_now(), primary)
    if kept:
        op.bulk_insert(stored, list(_with_days(kept)))
    op.create_table(
        "profile_drafts",
        *(_text(name) for name in ("id", "kind", "name")),
        _json("fields"),
        _number("based_on"),
        *(_text(name) for name in ("actor", "note")),
        _instant("saved_at"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_profile_drafts"),
    )


def downgrade() -> None:
    """Take them away; of the versions, those of profiles stay that were neither retired nor withdrawn."""
    op.drop_table("profile_drafts")
    kept = [row for row in _taken_away() if row["kind"] == _PROFILE and not row["retired"] and not row["withdrawn"]]
    stored = op.create_table(
        _TABLE, *_columns_before(), sa.PrimaryKeyConstraint("name", "version", name=f"pk_{_TABLE}")
    )
    if kept:
        names = [column.name for column in _columns_before()]
        op.bulk_insert(stored, [{name: row[name] for name in names} for row in kept])


def _taken_away() -> list[dict[str, object]]:
    """Every row, in the order of its versions; the table is gone afterwards."""
    connection = op.get_bind()
    table = sa.Table(_TABLE, sa.MetaData(), autoload_with=connection)
    found = connection.execute(sa.select(table).order_by(table.c.name, table.c.version)).mappings()
    rows = [dict(row) for row in found]
    op.drop_table(_TABLE)
    return rows


def _with_days(rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The versions with the day from which each held: never before the version that it replaced."""
    last: dict[object, date] = {}
    for row in rows:
        day = max(last.get(row["name"], date.min), _utc_date(row["published_at"]))
        last[row["name"]] = day
        yield {**row, "kind": _PROFILE, "effective_on": day, "retired": False, "withdrawn": False}


def _utc_date(moment: object) -> date:
    """SQLite gives UTC without its mark, PostgreSQL an aware datetime."""
    if not isinstance(moment, datetime):
        raise TypeError
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
