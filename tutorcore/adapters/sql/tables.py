"""The tables. What they mean is told here; how they came about, in `migrations`.

Times are instants in UTC. Every `version` grows with each change of its row. Nothing is looked up by text that may be
endless: columns with an index hold ids, names and keys of bounded length.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table

from tutorcore.adapters.sql.column_types import Attributes, CleanText, Instant

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

contacts: Final = Table(
    "contacts",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("name", CleanText, nullable=False),
    Column("email", CleanText, nullable=False),
    Column("phone", CleanText, nullable=False),
    Column("attributes", Attributes, nullable=False),
    Column("imported", Attributes, nullable=False),  # what the last import brought: the base of the next merge
    Column("created_at", Instant),
    Column("last_activity_at", Instant),
    Column("version", Integer, nullable=False),
    # Derived from the columns above at every write, for sorting and searching:
    Column("active_at", Instant, nullable=False),  # last activity, else creation, else 1970: never null, so it sorts
    Column("name_key", CleanText, nullable=False),  # folded words in order of the alphabet
    Column("email_key", CleanText, nullable=False),
    Column("phone_digits", CleanText, nullable=False),  # E.164 without its plus, or the digits as written
    Column("phone_reversed", CleanText, nullable=False),  # so that last digits are a prefix
    Index("ix_contacts_active_at_id", "active_at", "id"),
    Index("ix_contacts_name_key_active_at", "name_key", "active_at"),
    Index("ix_contacts_email_key", "email_key"),
    Index("ix_contacts_phone_digits", "phone_digits"),
    Index("ix_contacts_phone_reversed", "phone_reversed"),
)

search_words: Final = Table(
    "search_words",
    metadata,
    Column("contact_id", CleanText, ForeignKey("contacts.id"), primary_key=True),
    Column("word", CleanText, primary_key=True),
    Index("ix_search_words_word_contact_id", "word", "contact_id"),
    sqlite_with_rowid=False,
)

vocabulary: Final = Table(
    "vocabulary",  # every word that a contact was ever found by; grows only, so that a cache can be topped up
    metadata,
    Column("id", Integer, primary_key=True),
    Column("word", CleanText, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

conversations: Final = Table(
    "conversations",
    metadata,
    Column("contact_id", CleanText, ForeignKey("contacts.id"), primary_key=True),
    Column("id", CleanText, primary_key=True),
    Column("attributes", Attributes, nullable=False),
    Column("imported", Attributes, nullable=False),
    Column("own_line", CleanText, nullable=False),
    Column("created_at", Instant),
    Column("last_activity_at", Instant),
    Column("status", CleanText, nullable=False),
    Column("version", Integer, nullable=False),
)

pins: Final = Table(
    "pins",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", CleanText, ForeignKey("contacts.id"), nullable=False),
    Column("segment", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("actor", CleanText, nullable=False),
    Column("since", Instant, nullable=False),
    Column("until", Instant),
    Index("ix_pins_contact_id_since", "contact_id", "since"),
)

opened_contacts: Final = Table(
    "opened_contacts",
    metadata,
    Column("actor", CleanText, primary_key=True),
    Column("contact_id", CleanText, ForeignKey("contacts.id"), primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Index("ix_opened_contacts_actor_opened_at", "actor", "opened_at"),
)

tutors: Final = Table(
    "tutors",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", CleanText, nullable=False),
    Column("name_key", CleanText, nullable=False, unique=True),
    Column("active", Boolean, nullable=False),
)

calendars: Final = Table(
    "calendars",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tutor_id", Integer, ForeignKey("tutors.id"), nullable=False, index=True),
    Column("name", CleanText, nullable=False),
    Column("source", CleanText, nullable=False),
    Column("read_at", Instant),
    Column("covers_from", Instant),
    Column("covers_until", Instant),
    Column("unreadable", Integer, nullable=False),
    Column("error", CleanText, nullable=False),
    Column("failed_at", Instant),
    sqlite_autoincrement=True,  # a link to a calendar that was removed must not lead to another one
)

events: Final = Table(
    "events",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("calendar_id", Integer, ForeignKey("calendars.id"), nullable=False),
    Column("id", CleanText, nullable=False),
    Column("start_at", Instant, nullable=False),
    Column("end_at", Instant, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("status", CleanText, nullable=False),
    Column("transparent", Boolean, nullable=False),
    Column("declined", Boolean, nullable=False),
    Column("kind", CleanText, nullable=False),
    Column("contact_id", CleanText, nullable=False),
    Column("buffer_before_min", Integer, nullable=False),
    Column("buffer_after_min", Integer, nullable=False),
    Column("booking_id", CleanText, nullable=False),
    Column("etag", CleanText, nullable=False),
    Index("ix_events_calendar_id_end_at_start_at", "calendar_id", "end_at", "start_at"),
    Index("ix_events_contact_id_start_at", "contact_id", "start_at"),
    Index("ix_events_calendar_id_id", "calendar_id", "id"),
)

calendar_syncs: Final = Table(
    "calendar_syncs",  # how far the reading of an outside calendar is, and who is at it
    metadata,
    Column("calendar_id", Integer, ForeignKey("calendars.id"), primary_key=True, autoincrement=False),
    Column("token", CleanText, nullable=False),
    Column("read_whole_at", Instant),
    Column("taken_at", Instant),  # when the right to read was last taken
    Column("lease_until", Instant),  # until when nobody else may take it; null: it was given back
)

bookings: Final = Table(
    "bookings",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("contact_id", CleanText, nullable=False),
    Column("contact_name", CleanText, nullable=False),
    Column("tutor_id", Integer, ForeignKey("tutors.id"), nullable=False),
    Column("tutor_name", CleanText, nullable=False),
    Column("calendar_id", Integer),  # no key: a calendar may be removed, what was booked in it stays known
    Column("state", CleanText, nullable=False),
    Column("start_at", Instant, nullable=False),
    Column("end_at", Instant, nullable=False),
    Column("target_start", Instant),
    Column("target_end", Instant),
    Column("buffer_before_min", Integer, nullable=False),
    Column("buffer_after_min", Integer, nullable=False),
    Column("title", CleanText, nullable=False),
    Column("description", CleanText, nullable=False),
    Column("segment", CleanText, nullable=False),
    Column("profile", CleanText, nullable=False),
    Column("profile_version", Integer, nullable=False),
    Column("exceptions", Attributes, nullable=False),  # {"all": [text, ...]}
    Column("actor", CleanText, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("attempt", Integer, nullable=False),
    Column("etag", CleanText, nullable=False),
    Column("withdrawing", Boolean, nullable=False),
    Column("worker", CleanText, nullable=False),
    Column("lease_until", Instant),
    Column("problem", CleanText, nullable=False),
    Column("theirs", CleanText, nullable=False),  # blank, "moved" or "gone"
    Column("their_start", Instant),
    Column("their_end", Instant),
    Column("their_etag", CleanText, nullable=False),
    Column("deed", CleanText, nullable=False),
    Column("deed_at", Instant),
    Column("before_start", Instant),
    Column("before_end", Instant),
    Column("contact_before", Attributes, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_bookings_tutor_id_end_at", "tutor_id", "end_at"),
    Index("ix_bookings_contact_id_start_at", "contact_id", "start_at"),
    Index("ix_bookings_state_end_at", "state", "end_at"),
    Index("ix_bookings_target_start", "target_start"),  # the few that are being moved
)

closure_feeds: Final = Table(
    "closure_feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tutor_id", Integer, ForeignKey("tutors.id")),
    Column("name", CleanText, nullable=False),
    Column("source", CleanText, nullable=False),
    Column("read_at", Instant, nullable=False),
    Column("unreadable", Integer, nullable=False),
    Column("error", CleanText, nullable=False),
    Column("failed_at", Instant),
    sqlite_autoincrement=True,
)

days_off: Final = Table(
    "days_off",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("name", CleanText, nullable=False),
    Column("tutor_id", Integer, ForeignKey("tutors.id")),
    Column("kind", CleanText, nullable=False),
    Column("origin", CleanText, nullable=False),
    Column("feed_id", Integer, ForeignKey("closure_feeds.id"), index=True),
    sqlite_autoincrement=True,
)

holiday_switches: Final = Table(
    "holiday_switches",  # the public holidays that somebody switched; the others are as the rules have them
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("on", Boolean, nullable=False),
)

published_profiles: Final = Table(
    "published_profiles",
    metadata,
    Column("kind", CleanText, primary_key=True),  # "profile" or "lesson type"
    Column("name", CleanText, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("fields", Attributes, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("actor", CleanText, nullable=False),
    Column("note", CleanText, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

profile_drafts: Final = Table(
    "profile_drafts",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("kind", CleanText, nullable=False),
    Column("name", CleanText, nullable=False),
    Column("fields", Attributes, nullable=False),
    Column("based_on", Integer, nullable=False),  # the newest version when it was begun; 0: there was none
    Column("actor", CleanText, nullable=False),
    Column("note", CleanText, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("version", Integer, nullable=False),
)

staff: Final = Table(
    "staff",
    metadata,
    Column("name_key", CleanText, primary_key=True),
    Column("name", CleanText, nullable=False),
)

journal: Final = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", CleanText, nullable=False),
    Column("action", CleanText, nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("before", Attributes, nullable=False),
    Column("after", Attributes, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("batch", CleanText),  # null: an act on one thing
    Index("ix_journal_subject_id", "subject", "id"),
    Index("ix_journal_batch_id", "batch", "id"),
    sqlite_autoincrement=True,
)
