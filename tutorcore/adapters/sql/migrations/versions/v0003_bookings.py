"""Bookings, and what reading and writing outside calendars needs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ADDED = ("booking_id", "etag")


def _text_type() -> sa.types.TypeEngine[str]:
    """Text that compares by code point in both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _text_type(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make them. The events that are there stand for no booking."""
    _bookings()
    op.create_table(
        "calendar_syncs",
        sa.Column("calendar_id", sa.Integer(), nullable=False, autoincrement=False),
        _text("token"),
        *(_instant(name) for name in ("read_whole_at", "taken_at", "lease_until")),
        sa.PrimaryKeyConstraint("calendar_id", name="pk_calendar_syncs"),
        sa.ForeignKeyConstraint(["calendar_id"], ["calendars.id"], name="fk_calendar_syncs_calendar_id"),
    )
    for name in _ADDED:
        op.add_column("events", sa.Column(name, _text_type(), nullable=False, server_default=""))
    with op.batch_alter_table("events") as batch:
        for name in _ADDED:
            batch.alter_column(name, server_default=None)
        batch.create_index("ix_events_calendar_id_id", ["calendar_id", "id"])


def _bookings() -> None:
    op.create_table(
        "bookings",
        *(_text(name) for name in ("id", "contact_id", "contact_name")),
        _number("tutor_id"),
        _text("tutor_name"),
        _number("calendar_id", nullable=True),
        _text("state"),
        *(_instant(name, nullable=False) for name in ("start_at", "end_at")),
        *(_instant(name) for name in ("target_start", "target_end")),
        *(_number(name) for name in ("buffer_before_min", "buffer_after_min")),
        *(_text(name) for name in ("title", "description", "segment", "profile")),
        _number("profile_version"),
        _json("exceptions"),
        _text("actor"),
        *(_instant(name, nullable=False) for name in ("made_at", "changed_at")),
        _instant("expires_at"),
        _number("attempt"),
        _text("etag"),
        sa.Column("withdrawing", sa.Boolean(), nullable=False),
        _text("worker"),
        _instant("lease_until"),
        *(_text(name) for name in ("problem", "theirs")),
        *(_instant(name) for name in ("their_start", "their_end")),
        *(_text(name) for name in ("their_etag", "deed")),
        *(_instant(name) for name in ("deed_at", "before_start", "before_end")),
        _json("contact_before"),
        _number("version"),
        sa.PrimaryKeyConstraint("id", name="pk_bookings"),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutors.id"], name="fk_bookings_tutor_id"),
    )
    for columns in (["tutor_id", "end_at"], ["contact_id", "start_at"], ["state", "end_at"], ["target_start"]):
        op.create_index(f"ix_bookings_{'_'.join(columns)}", "bookings", columns)


def downgrade() -> None:
    """Take them away, and with them every booking that stands in no calendar."""
    with op.batch_alter_table("events") as batch:
        batch.drop_index("ix_events_calendar_id_id")
        for name in _ADDED:
            batch.drop_column(name)
    op.drop_table("calendar_syncs")
    op.drop_table("bookings")
