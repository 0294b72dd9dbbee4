"""How many contacts were in each segment on a day, and which entries of the journal belong to one act on many."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _text_type() -> sa.types.TypeEngine[str]:
    """Text that compares by code point in both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them. Nothing is known of the days before; the entries that are there belong to no act on many."""
    op.create_table(
        "segment_counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("segment", _text_type(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", "segment", name="pk_segment_counts"),
    )
    op.add_column("journal", sa.Column("batch", _text_type(), nullable=True))
    op.create_index("ix_journal_batch_id", "journal", ["batch", "id"])


def downgrade() -> None:
    """Take them away. Every entry stays."""
    op.drop_index("ix_journal_batch_id", "journal")
    with op.batch_alter_table("journal") as batch:
        batch.drop_column("batch")
    op.drop_table("segment_counts")
