"""Profiles to take along: as a table for a spreadsheet, and as lines for the environment."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tutorcore.domain.profiles import PlanningProfile
from tutorcore.domain.spreadsheets import csv_text
from tutorcore.services.compare_profiles import environment_text
from tutorcore.wording.profiles import profile_rows


def offer_downloads(profiles: Mapping[str, PlanningProfile]) -> None:
    """Both of them, with the values that the page shows."""
    st.caption("Every profile, with what is being changed here.")
    st.download_button(
        "Table (CSV)",
        csv_text(profile_rows(profiles), ["field", *profiles]).encode("utf-8-sig"),
        "profiles.csv",
        "text/csv",
        key="profiles_csv",
        icon=":material/table:",
        on_click="ignore",
        width="stretch",
    )
    st.download_button(
        "Environment lines",
        environment_text(profiles),
        "profiles.env",
        "text/plain",
        key="profiles_env",
        icon=":material/terminal:",
        on_click="ignore",
        width="stretch",
    )
