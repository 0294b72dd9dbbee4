"""The parts of the Preferences page."""
