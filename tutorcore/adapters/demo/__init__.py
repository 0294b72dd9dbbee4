"""Demo data, moved to today."""

from tutorcore.adapters.demo.data import DemoData

__all__ = ["DemoData"]
