"""Files of any size in bounded memory."""

import json
import tracemalloc

import pytest

from tutorcore.adapters.chatwoot import open_contact_file

ROWS = 100_000
PEAK = 4_000_000
"""Bytes: a few chunks of a file of tens of millions."""


def as_csv(number):
    return f"{number};Jän {number};a{number}@example.nl;geen;ma avond\n"


def as_json(number):
    return json.dumps({"id": number, "name": f"Jän {number}", "custom_attributes": {"a": "x" * 200}})


def in_csv(path):
    with path.open("w", encoding="cp1252") as file:
        file.write("id;naam;email;mobiel;preferred_times\n")
        file.writelines(as_csv(number) for number in range(1, ROWS + 1))


def in_json(path):
    with path.open("w") as file:
        file.write('{"meta": {}, "payload": [' + as_json(1))
        file.writelines("," + as_json(number) for number in range(2, ROWS + 1))
        file.write("]}")


def in_lines(path):
    with path.open("w") as file:
        file.writelines(as_json(number) + "\n" for number in range(1, ROWS + 1))


@pytest.mark.long
@pytest.mark.parametrize("write", [in_csv, in_json, in_lines])
def test_a_hundred_thousand_rows_fit_in_a_few_chunks(tmp_path, write):
    path = tmp_path / "contacts"
    write(path)
    tracemalloc.start()
    try:
        count = sum(1 for _ in open_contact_file(path).rows())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == ROWS
    assert peak < PEAK
