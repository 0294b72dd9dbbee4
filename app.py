"""The dashboard: `streamlit run app.py`. The frame and the pages are in `pages`, everything else in `tutorcore`."""

from __future__ import annotations

from pages.shared.frame import run_app

if __name__ == "__main__":
    run_app()
