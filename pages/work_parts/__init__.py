"""The parts of the Work list page."""
