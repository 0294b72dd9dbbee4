"""The parts of the Lesson types page."""
