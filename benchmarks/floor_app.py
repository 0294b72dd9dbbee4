"""The least that a Streamlit page can do on a click: a button and a number. Run as a server of its own."""

from __future__ import annotations

import streamlit as st

NUMBER = "number"


def main() -> None:
    """Count the clicks."""
    st.session_state.setdefault(NUMBER, 0)
    if st.button("next", key="next"):
        st.session_state[NUMBER] += 1
    with st.container(key="shown"):
        st.write(st.session_state[NUMBER])


if __name__ == "__main__":
    main()
