"""A Google Calendar of the tests' own: a real HTTP server that answers as Google documents, and fails where told.

`with running_google() as google:` starts one beside the test, `with google_process() as google:` in its own process;
`python -m tests.fake_google` runs one by hand.
"""

from tests.fake_google import faults, sign_in
from tests.fake_google.google import FakeGoogle, running_google
from tests.fake_google.process import RemoteGoogle, google_process

__all__ = ["FakeGoogle", "RemoteGoogle", "faults", "google_process", "running_google", "sign_in"]
