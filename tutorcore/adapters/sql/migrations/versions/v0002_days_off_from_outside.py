"""Days off from lists and calendars, and switches of public holidays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BY_HAND = "by hand"
_ADDED = ("kind", "origin", "feed_id")


def _text_type() -> sa.types.TypeEngine[str]:
    """Text that compares by code point in both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, _text_type(), nullable=False)


def upgrade() -> None:
    """Make them. The days off that are there were entered by hand."""
    op.create_table(
        "closure_feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        *(_text(name) for name in ("name", "source")),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unreadable", sa.Integer(), nullable=False),
        _text("error"),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_closure_feeds"),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutors.id"], name="fk_closure_feeds_tutor_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "holiday_switches",
        _text("key"),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_holiday_switches"),
    )
    with op.batch_alter_table("days_off", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("kind", _text_type(), nullable=False, server_default=_BY_HAND))
        batch.add_column(sa.Column("origin", _text_type(), nullable=False, server_default=""))
        batch.add_column(sa.Column("feed_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_days_off_feed_id", "closure_feeds", ["feed_id"], ["id"])
        batch.create_index("ix_days_off_feed_id", ["feed_id"])
    with op.batch_alter_table("days_off", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("kind", server_default=None)
        batch.alter_column("origin", server_default=None)


def downgrade() -> None:
    """Take them away; what lists and calendars brought stays as if it was entered by hand."""
    with op.batch_alter_table("days_off", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint("fk_days_off_feed_id", type_="foreignkey")
        batch.drop_index("ix_days_off_feed_id")
        for name in _ADDED:
            batch.drop_column(name)
    op.drop_table("holiday_switches")
    op.drop_table("closure_feeds")
