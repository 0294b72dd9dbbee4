"""What the browser says of itself."""

from __future__ import annotations

import streamlit as st


def is_mobile() -> bool:
    """Whether it says that it is a phone's; the server does not know the width of the window."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
