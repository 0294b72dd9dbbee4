"""Tables of facts: shown as text, whatever stands in them.

Downloads are our own, because the built-in one is not defused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from pages.shared.text import plain

LONGEST_CELL: Final = 300


def facts_table(rows: Sequence[Mapping[str, object]], *, alt: str) -> None:
    """A short table for reading, which wraps and which a screen reader reads. Cells are shown as themselves."""
    shown = [{name: plain(value, longest=LONGEST_CELL) for name, value in row.items()} for row in rows]
    st.table(pd.DataFrame(shown), border="horizontal", hide_index=True, alt=alt)
