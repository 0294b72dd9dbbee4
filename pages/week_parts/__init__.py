"""The parts of the Week page."""
