"""Segments of everybody: how many are in each and what is odd, day by day, and detecting them again for many."""

from tutorcore.services.segments.applying import apply_detection
from tutorcore.services.segments.history import note_today, segment_days
from tutorcore.services.segments.overview import see_segments
from tutorcore.services.segments.preview import preview_detection
from tutorcore.services.segments.reports import DetectionReport, DetectionStopped
from tutorcore.services.segments.undoing import can_undo_detection, last_detection, undo_detection

__all__ = [
    "DetectionReport",
    "DetectionStopped",
    "apply_detection",
    "can_undo_detection",
    "last_detection",
    "note_today",
    "preview_detection",
    "see_segments",
    "segment_days",
    "undo_detection",
]
