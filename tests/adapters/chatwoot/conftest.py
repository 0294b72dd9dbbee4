"""Contact files, written and opened."""

import pytest

from tutorcore.adapters.chatwoot import open_contact_file
from tutorcore.domain.imports import BadRow


class Opened:
    """A contact file and what was read of it."""

    def __init__(self, path):
        self.source = open_contact_file(path)
        self.rows = list(self.source.rows())
        self.contacts = [row for row in self.rows if not isinstance(row, BadRow)]
        self.bad = {row.number: row.reason for row in self.rows if isinstance(row, BadRow)}
        self.remarks = self.source.remarks()


@pytest.fixture
def opened(tmp_path):
    """A function from content to what is read of it."""

    def open_content(content):
        path = tmp_path / "contacts"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Opened(path)

    return open_content


@pytest.fixture
def only(opened):
    """A function from content with one contact to that contact."""

    def read(content):
        [contact] = opened(content).rows
        return contact

    return read
