"""The journal page: what is told, what is found, and what is undone."""

from __future__ import annotations

import pytest

from tests.builders import a_row, an_entry, bring
from tests.pages.bookings_page import a_lesson, furnish, now, stored
from tests.pages.data_page import HOSTILE, choose_actor, keys, settled, store, texts
from tests.services.segments.crowd import DRIFTING
from tutorcore.domain.bookings import BookingState, Deed
from tutorcore.services.segments import apply_detection, preview_detection
from tutorcore.services.set_segment import detect_again, pin_segment
from tutorcore.wording.journal import Kind


@pytest.fixture
def changed(own):
    """Two people changed something about two contacts."""
    furnish(a_lesson(deed=Deed.BOOKED, deed_at=now()))
    with store() as dashboard:
        ports = dashboard.ports
        detect_again(ports, "1", actor="Anouk", expected_version=1)
        pin_segment(ports, "2", "premium", reason="moeder belde", until=None, actor="Bram", expected_version=1)


@pytest.fixture
def page(changed, open_page):
    page = open_page("journal")
    choose_actor(page, "Anouk")
    return page


def entry_id(action):
    with store() as dashboard:
        return next(entry.id for entry in dashboard.ports.journal.entries() if entry.action == action)


def segment_of(contact_id):
    with store() as dashboard:
        return dashboard.ports.contacts.get(contact_id).attributes.get("segment")


def undo(page, action):
    page.button(key=f"undo_{entry_id(action)}").click().run()
    page.button(key="undo_sure").click().run()
    return page


def test_a_fresh_dashboard_has_no_changes(own, open_page):
    assert "Nothing was changed here yet" in texts(open_page("journal"))


def test_each_change_says_who_what_before_after_and_why(page):
    said = texts(page).replace("\\", "")
    assert "Anouk had the segment detected" in said
    assert "segment: “new”" in said
    assert "Bram pinned the segment" in said
    assert "Why: moeder belde" in said


def test_changes_are_found_by_person_kind_contact_and_words(page):
    page.selectbox(key="journal_who").select("Bram").run()
    assert "had the segment detected" not in texts(page)
    page.selectbox(key="journal_who").select("").run()
    page.multiselect(key="journal_kinds").select(Kind.PEOPLE).run()
    assert "added a tutor" in texts(page)
    assert "pinned the segment" not in texts(page)
    page.multiselect(key="journal_kinds").unselect(Kind.PEOPLE).run()
    page.text_input(key="journal_contact").input("sanne").run()
    assert "had the segment detected" in texts(page)
    assert "booked a lesson" in texts(page)
    assert "pinned the segment" not in texts(page)
    page.text_input(key="journal_contact").input("").run()
    page.text_input(key="journal_text").input("moeder BELDE").run()
    assert "pinned the segment" in texts(page)
    page.text_input(key="journal_text").input("nothing like this").run()
    assert "No change is like that" in texts(page)


def test_the_contact_in_hand_can_be_all_that_is_shown(changed, open_page):
    page = open_page("journal", contact="2")
    page.button_group(key="journal_about").select("contact").run()
    assert "pinned the segment" in texts(page)
    assert "added a tutor" not in texts(page)


def test_pages_go_to_and_fro(page):
    with store() as dashboard:
        for number in range(40):
            name = f"P{number}"
            dashboard.ports.staff.add(name, entry=an_entry("staff added", f"staff:{name}", at=now()))
    page.run()
    assert "P39" in texts(page)
    assert "had the segment detected" not in texts(page)
    assert "journal_newer" not in keys(page)
    page.button(key="journal_older").click().run()
    assert "had the segment detected" in texts(page)
    page.button(key="journal_newer").click().run()
    assert "P39" in texts(page)


def test_a_change_is_undone_and_that_stands_in_the_journal(page):
    assert segment_of("1") == "new"
    undo(page, "segment detected")
    assert segment_of("1") is None
    assert "Undone: had the segment detected" in page.success[0].value.replace("\\", "")
    assert "put the segment back" in texts(page)


def test_what_changed_since_is_told_and_stays(page):
    with store() as dashboard:
        dashboard.ports.contacts.set_attributes(
            "1", {"segment": "premium"}, expected_version=2, entry=an_entry("import", at=now())
        )
    undo(page, "segment detected")
    assert "it is “premium” now" in page.error[0].value.replace("\\", "")
    assert segment_of("1") == "premium"


def test_a_lesson_booked_just_now_is_undone_here_too(page):
    undo(page, "lesson booked")
    assert "Cancelled" in page.success[0].value
    assert stored().state is BookingState.CANCELLED


def test_without_a_name_nothing_is_undone(changed, open_page):
    page = undo(open_page("journal"), "segment detected")
    assert "Nobody is chosen" in page.error[0].value
    assert segment_of("1") == "new"


def test_what_cannot_be_undone_has_no_button(page):
    assert f"undo_{entry_id('import')}" not in keys(page)


def test_hostile_text_is_shown_as_itself_and_addresses_not_at_all(own, open_page):
    feed = "https://calendar.example.org/private-token/basic.ics"
    with store() as dashboard:
        for text in HOSTILE:
            entry = an_entry(text[:50], f"odd:{text}", actor=text, after={text[:20]: text, "source": feed}, reason=text)
            dashboard.ports.staff.add(text[:100], entry=entry)
    page = open_page("journal")
    assert "[x](javascript" not in texts(page)
    assert "<img" not in texts(page).replace("\\<", "")
    assert "private-token" not in texts(page)
    assert not page.exception


def test_many_detected_again_are_put_back_in_one_step_and_who_stays_is_named(changed, open_page):
    with store() as dashboard:
        ports = dashboard.ports
        bring(ports, *(a_row(one, f"Emma {one}", attributes=DRIFTING) for one in ("7", "8")))
        apply_detection(ports, preview_detection(ports, contact_ids=["7", "8"]), actor="Bram")
        pin_segment(ports, "8", "premium", reason="r", until=None, actor="Bram", expected_version=2)
    page = open_page("journal")
    choose_actor(page, "Anouk")
    assert "Bram detected segments again" in texts(page)
    settled(undo(page, "segments detected"))
    assert segment_of("7") == "new"
    assert segment_of("8") == "existing"
    said = texts(page).replace("\\", "")
    assert "1 contact changed: existing → new 1. 1 contact stayed as they were. Emma 8 (pinned: premium)" in said
    assert "Anouk put segments back" in said


def test_many_are_not_put_back_without_a_name(changed, open_page):
    with store() as dashboard:
        bring(dashboard.ports, a_row("7", attributes=DRIFTING))
        apply_detection(dashboard.ports, preview_detection(dashboard.ports, contact_ids=["7"]), actor="Bram")
    page = undo(open_page("journal"), "segments detected")
    assert "Choose your name in the sidebar first" in texts(page)
    assert segment_of("7") == "existing"
