"""Several that start at the same time."""

from __future__ import annotations

import threading


def at_once(*tasks):
    """Run each in a thread, started together; what they answered."""
    gate, answers = threading.Barrier(len(tasks)), [None] * len(tasks)

    def run(place, task):
        gate.wait()
        try:
            answers[place] = task()
        except Exception as error:  # noqa: BLE001  # whatever goes wrong in a thread must reach the test
            answers[place] = error

    threads = [threading.Thread(target=run, args=one) for one in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
