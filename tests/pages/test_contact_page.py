from __future__ import annotations

import pytest

from tutorcore.bootstrap import open_dashboard
from tutorcore.services.set_segment import pin_segment
from tutorcore.settings import Settings


def texts(page):
    """Everything that a planner reads on the page."""
    elements = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning, *page.error, *page.success)
    return "\n".join(str(element.value) for element in elements)


def search(page, query):
    page.text_input(key="search").input(query).run()
    return [button for button in page.button if button.key and button.key.startswith("open_")]


@pytest.fixture
def page(demo, open_page):
    return open_page("contact")


def test_an_empty_dashboard_says_what_to_do_first(own, open_page):
    page = open_page("contact")
    assert "Import them on the Data page" in texts(page)
    assert not page.exception


def test_contacts_that_were_active_lately_are_offered_before_anything_is_typed(page):
    assert [button for button in page.button if button.key and button.key.startswith("recent_")]


@pytest.mark.parametrize(
    "query", ["sanne van der berg", "berg sanne", "Sane van der Berg", "06-1234 5678", "5678", "1001", "sanne.van"]
)
def test_sanne_is_found_however_she_is_looked_for(page, query):
    found = search(page, query)
    assert found[0].key == "open_1001"


def test_nobody_found_says_how_to_search_better(page):
    assert not search(page, "xqzwvk")
    assert "Nobody found" in texts(page)


def test_opening_a_result_shows_the_contact_and_writes_the_address(page):
    search(page, "sanne van der berg")[0].click().run()
    assert page.query_params["contact"] in ("1001", ["1001"])
    assert "Sanne van der Berg" in texts(page)
    assert page.text_input(key="search").value == ""


def test_the_evidence_lists_the_four_rules_in_order_with_what_decided(demo, open_page):
    page = open_page("contact", contact="1001")
    evidence = page.table[0].value
    assert list(evidence["segment"]) == ["weekend", "returning", "existing", "new"]
    assert list(evidence["holds"]) == ["no", "no", "yes", "not reached"]
    assert "has\\_paid\\_lesson" in evidence["because"][2]


def test_what_follows_is_said_as_a_person_would(demo, open_page):
    page = open_page("contact", contact="1001")
    assert "60 minutes, weekdays 10:00 to last start 20:00, 12 hours' notice" in texts(page)


def test_looking_a_contact_up_writes_nothing_of_it(demo, open_page):
    dashboard = open_dashboard(Settings.read())
    before = (dashboard.ports.contacts.get("1001"), len(dashboard.ports.journal.entries(limit=10_000)))
    open_page("contact", contact="1001")
    after = (dashboard.ports.contacts.get("1001"), len(dashboard.ports.journal.entries(limit=10_000)))
    dashboard.close()
    assert after == before


def test_detect_again_needs_a_person_with_a_name(demo, open_page):
    page = open_page("contact", contact="1001")
    page.button(key="detect").click().run()
    assert "Choose your name" in page.error[0].value


def test_detect_again_writes_what_the_rules_say_and_says_so(demo, open_page):
    page = open_page("contact", contact="1001")
    page.selectbox(key="actor").select_index(0).run()
    page.button(key="detect").click().run()
    assert "The segment is existing now" in page.success[0].value
    assert "cached, and the rules agree" in texts(page)
    assert not [button for button in page.button if button.key == "detect"]


def test_a_pin_counts_before_the_rules_until_it_is_taken_off(demo, open_page):
    page = open_page("contact", contact="1001")
    page.selectbox(key="actor").select_index(0).run()
    page.selectbox(key="pin_segment_1001").select("premium")
    page.text_input(key="pin_reason_1001").input("asked for longer lessons")
    next(button for button in page.button if button.label == "Pin segment").click().run()
    assert "pinned by" in texts(page)
    assert "90 minutes" in texts(page)
    page.button(key="unpin").click().run()
    assert "pinned by" not in texts(page)


def test_a_pin_without_a_reason_is_refused(demo, open_page):
    page = open_page("contact", contact="1001")
    page.selectbox(key="actor").select_index(0).run()
    next(button for button in page.button if button.label == "Pin segment").click().run()
    assert "A pin needs a reason" in page.error[0].value
    assert "pinned by" not in texts(page)


def test_what_was_typed_for_one_contact_is_not_pinned_on_another(demo, open_page):
    page = open_page("contact", contact="1001")
    page.selectbox(key="pin_segment_1001").select("premium")
    page.text_input(key="pin_reason_1001").input("asked for longer lessons").run()
    page.button(key="recent_1002").click().run()
    assert page.selectbox(key="pin_segment_1002").value == "existing"
    assert page.text_input(key="pin_reason_1002").value == ""


def test_a_pin_over_what_somebody_else_pinned_meanwhile_is_refused_and_shows_both(demo, open_page):
    page = open_page("contact", contact="1001")
    page.selectbox(key="actor").select_index(0).run()
    pin_for_somebody_else("1001", "weekend", reason="only on Saturdays")
    page.selectbox(key="pin_segment_1001").select("premium")
    page.text_input(key="pin_reason_1001").input("asked for longer lessons")
    next(button for button in page.button if button.label == "Pin segment").click().run()
    assert "Somebody else changed this contact meanwhile" in page.error[0].value
    assert "asked for longer lessons" in page.error[0].value
    assert "only on Saturdays" in texts(page).replace("\\", "")
    assert "Pinned to" not in texts(page)


def test_a_pin_that_somebody_else_replaced_is_not_taken_off_unseen(demo, open_page):
    pin_for_somebody_else("1001", "premium", reason="longer lessons")
    page = open_page("contact", contact="1001")
    page.selectbox(key="actor").select_index(0).run()
    pin_for_somebody_else("1001", "weekend", reason="only on Saturdays")
    page.button(key="unpin").click().run()
    assert "Somebody else changed this contact meanwhile" in page.error[0].value
    assert "only on Saturdays" in texts(page).replace("\\", "")


def pin_for_somebody_else(contact_id, segment, *, reason):
    dashboard = open_dashboard(Settings.read())
    ports = dashboard.ports
    version = ports.contacts.get(contact_id).version
    pin_segment(ports, contact_id, segment, reason=reason, until=None, actor="Hanneke", expected_version=version)
    dashboard.close()


def test_a_link_to_nobody_says_so(demo, open_page):
    page = open_page("contact", contact="no-such-contact")
    assert "This link cannot be used" in texts(page)
    assert not page.exception


def test_the_demo_says_that_it_is_one(page):
    assert any("demo data" in str(badge.value) for badge in page.markdown) or "demo data" in texts(page)


def test_clearing_the_contact_in_hand_empties_the_address(demo, open_page):
    page = open_page("contact", contact="1001")
    page.button(key="clear_contact").click().run()
    assert "contact" not in page.query_params
    assert "Why this segment" not in texts(page)
