"""Tables of facts: shown as text, whatever stands in them.

Downloads are our own, because the built-in one is not defused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st


def facts_table(rows: Sequence[Mapping[str, object]], *, key: str, alt: str, height: int | None = None) -> None:
    """A table for reading. Cells are text and never interpreted; `alt` is for screen readers."""
    frame = pd.DataFrame(list(rows)).astype(str)
    st.dataframe(frame, hide_index=True, key=key, alt=alt, height=height or "auto")
