"""A Google Calendar of the tests' own: a real HTTP server that answers as Google documents, and fails where told.

`with running_google() as google:` starts one; `python -m tests.fake_google` runs one by itself.
"""

from tests.fake_google import faults
from tests.fake_google.google import FakeGoogle, running_google

__all__ = ["FakeGoogle", "faults", "running_google"]
