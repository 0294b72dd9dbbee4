"""First tables: contacts, calendars, closures, profiles, staff and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    """Text that compares by code point in both databases."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _yes_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _maybe_instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _of_contact(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=f"fk_{table}_contact_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Make them."""
    _contacts()
    _search()
    _conversations()
    _pins_and_openings()
    _tutors_and_calendars()
    _events()
    _days_off()
    _profiles_and_staff()
    _journal()


def downgrade() -> None:
    """Take them away, those that refer to others first."""
    for table in ("journal", "staff", "published_profiles", "days_off", "events", "calendars", "tutors"):
        op.drop_table(table)
    for table in ("opened_contacts", "pins", "conversations", "vocabulary", "search_words", "contacts"):
        op.drop_table(table)


def _contacts() -> None:
    op.create_table(
        "contacts",
        *(_text(name) for name in ("id", "name", "email", "phone")),
        *(_json(name) for name in ("attributes", "imported")),
        *(_maybe_instant(name) for name in ("created_at", "last_activity_at")),
        _number("version"),
        _instant("active_at"),
        *(_text(name) for name in ("name_key", "email_key", "phone_digits", "phone_reversed")),
        _primary("contacts", "id"),
    )
    _index("contacts", "active_at", "id")
    _index("contacts", "name_key", "active_at")
    for column in ("email_key", "phone_digits", "phone_reversed"):
        _index("contacts", column)


def _search() -> None:
    op.create_table(
        "search_words",
        _text("contact_id"),
        _text("word"),
        _primary("search_words", "contact_id", "word"),
        _of_contact("search_words"),
        sqlite_with_rowid=False,
    )
    _index("search_words", "word", "contact_id")
    op.create_table(
        "vocabulary",
        _id(),
        _text("word"),
        _primary("vocabulary", "id"),
        sa.UniqueConstraint("word", name="uq_vocabulary_word"),
        sqlite_autoincrement=True,
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        *(_text(name) for name in ("contact_id", "id")),
        *(_json(name) for name in ("attributes", "imported")),
        _text("own_line"),
        *(_maybe_instant(name) for name in ("created_at", "last_activity_at")),
        _text("status"),
        _number("version"),
        _primary("conversations", "contact_id", "id"),
        _of_contact("conversations"),
    )


def _pins_and_openings() -> None:
    op.create_table(
        "pins",
        _id(),
        *(_text(name) for name in ("contact_id", "segment", "reason", "actor")),
        _instant("since"),
        _maybe_instant("until"),
        _primary("pins", "id"),
        _of_contact("pins"),
    )
    _index("pins", "contact_id", "since")
    op.create_table(
        "opened_contacts",
        *(_text(name) for name in ("actor", "contact_id")),
        _instant("opened_at"),
        _primary("opened_contacts", "actor", "contact_id"),
        _of_contact("opened_contacts"),
    )
    _index("opened_contacts", "actor", "opened_at")


def _tutors_and_calendars() -> None:
    op.create_table(
        "tutors",
        _id(),
        *(_text(name) for name in ("name", "name_key")),
        _yes_no("active"),
        _primary("tutors", "id"),
        sa.UniqueConstraint("name_key", name="uq_tutors_name_key"),
    )
    op.create_table(
        "calendars",
        _id(),
        _number("tutor_id"),
        *(_text(name) for name in ("name", "source")),
        *(_maybe_instant(name) for name in ("read_at", "covers_from", "covers_until")),
        _number("unreadable"),
        _text("error"),
        _maybe_instant("failed_at"),
        _primary("calendars", "id"),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutors.id"], name="fk_calendars_tutor_id"),
        sqlite_autoincrement=True,
    )
    _index("calendars", "tutor_id")


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("no", sa.Integer(), nullable=False),
        _number("calendar_id"),
        _text("id"),
        *(_instant(name) for name in ("start_at", "end_at")),
        _text("title"),
        _yes_no("all_day"),
        _text("status"),
        *(_yes_no(name) for name in ("transparent", "declined")),
        *(_text(name) for name in ("kind", "contact_id")),
        *(_number(name) for name in ("buffer_before_min", "buffer_after_min")),
        _primary("events", "no"),
        sa.ForeignKeyConstraint(["calendar_id"], ["calendars.id"], name="fk_events_calendar_id"),
    )
    _index("events", "calendar_id", "end_at", "start_at")
    _index("events", "contact_id", "start_at")


def _days_off() -> None:
    op.create_table(
        "days_off",
        _id(),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last")),
        _text("name"),
        sa.Column("tutor_id", sa.Integer(), nullable=True),
        _primary("days_off", "id"),
        sa.ForeignKeyConstraint(["tutor_id"], ["tutors.id"], name="fk_days_off_tutor_id"),
        sqlite_autoincrement=True,
    )


def _profiles_and_staff() -> None:
    op.create_table(
        "published_profiles",
        _text("name"),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        _json("fields"),
        _instant("published_at"),
        *(_text(name) for name in ("actor", "note")),
        _primary("published_profiles", "name", "version"),
    )
    op.create_table("staff", *(_text(name) for name in ("name_key", "name")), _primary("staff", "name_key"))


def _journal() -> None:
    op.create_table(
        "journal",
        _id(),
        _instant("at"),
        *(_text(name) for name in ("actor", "action", "subject")),
        *(_json(name) for name in ("before", "after")),
        _text("reason"),
        _primary("journal", "id"),
        sqlite_autoincrement=True,
    )
    _index("journal", "subject", "id")
