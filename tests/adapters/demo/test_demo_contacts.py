"""The demo's contacts: enough of them, of every kind, and nobody's."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import phonenumbers
import pytest

from tutorcore.adapters.demo import DemoData
from tutorcore.domain.contacts import Conversation, current_wish
from tutorcore.domain.imports import ContactRow
from tutorcore.domain.segments import SEGMENTS, detect_segment
from tutorcore.domain.zones import AMSTERDAM

DATA = Path(__file__).parents[3] / "data"
MONDAY = date(2026, 11, 23)
SIGNS = ("customer_since", "has_paid_lesson", "has_completed_intake", "trial_lesson_completed", "lesson_booked")
FLAGS = (*SIGNS, "intake_completed", "weekend_whitelisted", "returning_broadcast", "customer_status")


def rows_on(today: date) -> list[ContactRow]:
    rows = list(DemoData(DATA, today).contacts().rows())
    assert all(isinstance(row, ContactRow) for row in rows)
    return [row for row in rows if isinstance(row, ContactRow)]


@pytest.fixture(scope="module")
def rows() -> list[ContactRow]:
    return rows_on(MONDAY)


def named(rows: list[ContactRow], name: str) -> ContactRow:
    return next(row for row in rows if row.name == name)


def wish_of(row: ContactRow) -> str:
    kept = (
        Conversation(id=said.id, contact_id=row.id, attributes=said.attributes, last_activity_at=said.last_activity_at)
        for said in row.conversations
    )
    return current_wish(kept).text


def test_there_are_about_two_hundred_contacts_each_with_an_id_of_its_own(rows):
    assert 190 <= len(rows) <= 215
    assert len({row.id for row in rows}) == len(rows)
    conversations = [said.id for row in rows for said in row.conversations]
    assert len(set(conversations)) == len(conversations)


def test_every_segment_has_a_good_number_of_contacts(rows):
    by_rules = Counter(detect_segment(row.attributes).by_rules for row in rows)
    assert set(by_rules) == set(SEGMENTS)
    assert min(by_rules.values()) >= 20


def test_some_caches_agree_some_differ_some_are_set_by_hand_and_some_name_nothing(rows):
    said = {row.id: str(row.attributes.get("segment") or "").strip().casefold() for row in rows}
    rules = {row.id: detect_segment(row.attributes).by_rules for row in rows}
    detected = Counter(
        "none" if not said[row.id]
        else said[row.id] if said[row.id] not in SEGMENTS
        else "agrees" if said[row.id] == rules[row.id]
        else "drift"
        for row in rows
    )  # fmt: skip
    assert detected.keys() == {"none", "agrees", "drift", "premium", "parent"}
    assert 10 <= detected["drift"] <= 15
    assert min(detected["none"], detected["agrees"]) >= 50
    assert min(detected["premium"], detected["parent"]) >= 5


def test_attributes_come_in_every_way_in_which_chatwoot_holds_yes_and_no(rows):
    values = {repr(row.attributes[name]) for row in rows for name in FLAGS if name in row.attributes}
    yes = {"True", "1", "'true'", "'ja'", "'Ja'", "'yes'", "'active'", "'Active '", "' ACTIVE'"}
    no = {"False", "0", "None", "''", "'  '", "'false'", "'no'", "'nee'", "'off'", "'uit'", "'n'", "'0'"}
    assert yes | no <= values


def test_a_day_on_which_somebody_became_a_customer_is_spelled_in_three_ways(rows):
    spelled = {len(str(row.attributes["customer_since"])) for row in rows if row.attributes.get("customer_since")}
    assert {len("2025-09-08"), len("2025-09-08T00:00:00.000Z")} <= spelled
    assert named(rows, "Sanne van der Berg").attributes["customer_since"] == "2025-09-08"
    assert any(str(row.attributes.get("customer_since"))[2:3] == "-" for row in rows)


def test_phone_numbers_are_valid_and_nobodys_but_for_a_few_that_are_no_number(rows):
    numbers = [row.phone for row in rows if row.phone and row.phone.startswith("+")]
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in numbers)
    harmless = ("+3161234", "+31201234", "+31301234", "+31101234", "+31501234", "+31701234")
    assert all(number.startswith(harmless) for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert sum(bool(row.phone) and not str(row.phone).startswith("+") for row in rows) == 4
    assert sum(row.phone == "" for row in rows) == 4


def test_e_mail_addresses_are_under_domains_kept_for_examples(rows):
    addresses = [row.email for row in rows if row.email]
    assert {address.rpartition("@")[2] for address in addresses} == {"example.nl", "example.org", "example.com"}
    assert len(set(addresses)) == len(addresses)
    assert len(addresses) < len(rows)


def test_names_are_of_many_kinds(rows):
    names = Counter(row.name for row in rows)
    assert names["Emma de Vries"] == 2
    assert names[""] == 1
    for kind in ("Jan *de* Wit_", "Ananya Iyer & Sean O'Brien's zoon", "Bram 't Hart", "fam. De Boer", "Łukasz Wójcik"):
        assert names[kind] == 1


def test_wishes_are_many_in_two_languages_and_some_contacts_have_none(rows):
    wishes = [wish_of(row) for row in rows]
    assert len(set(wishes)) > 80
    assert 30 <= wishes.count("") <= 80
    assert any("afternoon" in wish for wish in wishes)
    assert any('"' in wish for wish in wishes)
    assert {"zo snel mogelijk", "om de week woensdag"} <= set(wishes)


def test_an_older_wish_counts_where_the_newest_conversation_says_nothing(rows):
    youssef = named(rows, "Youssef El Amrani")
    assert youssef.conversations[0].attributes["preferred_times"] == ""
    assert wish_of(youssef).startswith("dinsdag of donderdag")


def test_some_conversations_are_about_a_trial_lesson(rows):
    types = Counter(said.attributes.get("lesson_type") for row in rows for said in row.conversations)
    assert types["trial"] >= 5


def test_tutors_and_languages_are_known_for_many(rows):
    assert Counter(row.attributes.get("tutor") for row in rows).keys() == {None, "Eva", "Tim", "Noor"}
    assert {row.attributes.get("language") for row in rows} == {None, "nl", "en"}


def test_the_same_date_gives_the_same_contacts(rows):
    assert rows_on(MONDAY) == rows


def test_another_date_shifts_activity_and_keeps_the_hour_of_the_day(rows):
    later = rows_on(MONDAY + timedelta(days=3))
    for before, after in zip(rows, later, strict=True):
        assert local(after.last_activity_at) - local(before.last_activity_at) == timedelta(days=3)


def test_nothing_has_happened_after_now(rows):
    morning = datetime(2026, 11, 23, tzinfo=AMSTERDAM)
    moments = [said.last_activity_at for row in rows for said in (row, *row.conversations)]
    moments += [row.created_at for row in rows]
    assert all(moment is not None and moment < morning for moment in moments)


def local(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None)
