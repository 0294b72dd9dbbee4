"""Lesson types: which there are, which one counts, how they are published, and what they leave of each profile."""
