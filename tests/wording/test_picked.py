"""A picked slot in words."""

from __future__ import annotations

from datetime import datetime

from tests.domain.domain_builders import a_profile, at
from tutorcore.domain.preferences import Preferences, parse_preferences
from tutorcore.domain.slots import Slot
from tutorcore.domain.zones import AMSTERDAM
from tutorcore.wording.picked import kept_free_text, why_it_fits

SLOT = Slot(at("wo 16:00"), at("wo 17:00"))


def test_what_is_kept_free_reaches_over_both_buffers():
    profile = a_profile(buffer_before_min=10, buffer_after_min=15)
    assert kept_free_text(SLOT, profile) == "Kept free 15:50–17:15."
    assert kept_free_text(SLOT, a_profile()) == "Kept free 16:00–17:00."


def test_what_is_kept_free_may_reach_into_the_next_day():
    late = Slot(at("wo 23:00"), at("do 00:00"))
    assert kept_free_text(late, a_profile(buffer_after_min=10)) == "Kept free 23:00–do 26 nov 00:10."


def test_buffers_are_elapsed_time_at_a_clock_change():
    after = datetime(2026, 3, 29, 3, 0, tzinfo=AMSTERDAM)
    slot = Slot(after, after.replace(hour=4))
    assert kept_free_text(slot, a_profile(buffer_before_min=10)) == "Kept free 01:50–04:00."


def test_why_it_fits_tells_notice_and_wish():
    profile = a_profile(min_lead_minutes=720)
    assert why_it_fits(profile, Preferences()) == (
        "It fits: the tutor is free, notice of 12 hours is met, and no wish stands against it."
    )
    assert why_it_fits(profile, parse_preferences("Woensdag middag")) == (
        "It fits: the tutor is free, notice of 12 hours is met, and the wish “woensdagmiddag” allows it."
    )
