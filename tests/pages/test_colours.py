"""The colours that depend on Streamlit."""

from __future__ import annotations

import plotly.io as pio
import streamlit.elements.plotly_chart

from pages.shared import colours


def test_streamlits_own_template_has_the_same_word_for_the_colour_of_text():
    assert streamlit.elements.plotly_chart  # registers the template
    assert pio.templates["streamlit"].data.table[0].cells.font.color == colours.THEME_TEXT
