"""A page that shows nothing but the effect of a draft, as AppTest runs it; the address says what is tried."""

from __future__ import annotations

import streamlit as st

from pages.profiles_parts.effect import draw_effect
from pages.shared.dashboard import the_dashboard
from pages.shared.state import session_state
from tutorcore.services.compare_profiles import ProfileTrial, compared_profile, try_value
from tutorcore.services.know_profiles import know_profiles

dashboard, state = the_dashboard(), session_state()
state.contact_id = st.query_params.get("contact", "")
stored = know_profiles(dashboard.ports)["existing"]
trial = ProfileTrial()
for name in ("latest_hour", "earliest_hour", "slot_step_minutes", "days_ahead"):
    if name in st.query_params:
        trial = try_value(stored.profile, trial, name, int(st.query_params[name]))
draw_effect(dashboard, state, compared_profile(stored, trial))
