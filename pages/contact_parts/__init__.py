"""The parts of the Contact page."""
