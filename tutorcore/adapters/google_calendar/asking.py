"""One question to Google: asked again where that helps, never after the deadline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_before_delay, wait_exponential_jitter

from tutorcore.adapters.google_calendar.deadline import Deadline, within
from tutorcore.adapters.google_calendar.failures import Said, Telling, answer_error, error_for, fault_of
from tutorcore.adapters.google_calendar.transport import Transport

NOTHING_TELLING: Final[Mapping[int, Telling]] = MappingProxyType({})
_BACKOFF: Final = wait_exponential_jitter(multiplier=0.2, max=8, jitter=0.3)


class Question:
    """A question that may be asked more than once. `ask` makes the library's request and executes it."""

    def __init__(self, ask: Callable[[], Any], transport: Transport, deadline: Deadline) -> None:
        self._ask, self._transport, self._deadline = ask, transport, deadline
        self._unsure = False

    def answer(self, calendar: str, telling: Mapping[int, Telling] = NOTHING_TELLING) -> Any:
        """What Google answers, parsed as JSON; a text where it is none.

        `telling` gives the statuses that answer the question, with their error. Raises that, `Refused` or `InDoubt`.
        """
        try:
            return within(self._deadline, self._asked)
        except Exception as error:  # noqa: BLE001 - the table has a row for everything
            raised = self._translated(error, calendar, telling)
            raised.__cause__ = Said(fault_of(error).noted)
        raise raised

    def _asked(self) -> Any:
        retrying = Retrying(
            retry=retry_if_exception(_helps), wait=_wait, stop=stop_before_delay(self._deadline.left()), reraise=True
        )
        return retrying(self._attempt)

    def _attempt(self) -> Any:
        try:
            return self._ask()
        except Exception as error:
            self._transport.close()
            self._unsure |= fault_of(error).unsure
            raise

    def _translated(self, error: Exception, calendar: str, telling: Mapping[int, Telling]) -> Exception:
        """A no to a later try says nothing of an earlier one that got no answer: that may have been done."""
        fault = fault_of(error)
        if fault.status in telling:
            return answer_error(telling[fault.status], calendar)
        return error_for(replace(fault, unsure=fault.unsure or self._unsure), calendar)


def _helps(error: BaseException) -> bool:
    return isinstance(error, Exception) and fault_of(error).again


def _wait(state: RetryCallState) -> float:
    """What Google asks for, but no less than our own backoff."""
    error = state.outcome.exception() if state.outcome else None
    asked = fault_of(error).wait if isinstance(error, Exception) else 0.0
    return max(asked, _BACKOFF(state))
