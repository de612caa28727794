"""What to do with the answer of a push service. Pure.

A subscription is given up only when the service says that it is gone: a bad hour of a service, or a
mistake of ours, must not end anyone's reminders.
"""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum

from server.post import Answer

MINUTE_MS = 60_000
FIRST_WAIT_MS, LONGEST_WAIT_MS = 15_000, 15 * MINUTE_MS
LONGEST_RETRY_AFTER_MS = 24 * 60 * MINUTE_MS
# Safari shows a second copy as a second notification: it has no tags.
SHOWS_TWICE = ".push.apple.com"


class Fate(Enum):
    """What becomes of a message."""

    ACCEPTED = "accepted"
    GONE = "gone"
    FAILED = "failed"
    RETRY = "pending"


@dataclass(frozen=True)
class Verdict:
    """A fate; for a retry the wait in ms, and whether the whole host is to be left alone that long."""

    fate: Fate
    wait: int = 0
    host_too: bool = False
    error: str | None = None


def judge(answer: Answer, host: str, attempts: int, now: int) -> Verdict:
    """Read an answer to the ``attempts``-th try (from 1); ``now`` is UTC ms."""
    status = answer.status
    if status is None:
        return _unanswered(answer, host, attempts)
    error = str(status)
    if status in (200, 201, 202):
        return Verdict(Fate.ACCEPTED)
    if status in (404, 410):
        return Verdict(Fate.GONE, error=error)
    asked = wait_ms(answer.retry_after, now)
    if status in (401, 403):
        # Our signature or clock is wrong, for everybody on this host.
        return Verdict(Fate.RETRY, MINUTE_MS, host_too=True, error=error)
    if status in (406, 429) or (status == 503 and asked is not None):
        return Verdict(Fate.RETRY, asked or _backoff(attempts), host_too=True, error=error)
    if status >= 500 or status == 408:
        return Verdict(Fate.RETRY, _backoff(attempts), error=error)
    return Verdict(Fate.FAILED, error=error)


def wait_ms(retry_after: str | None, now: int) -> int | None:
    """How long a Retry-After header asks to wait, in ms: seconds or a date (RFC 9110 10.2.3)."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:9]) * 1000, LONGEST_RETRY_AFTER_MS)
    try:
        at = int(parsedate_to_datetime(retry_after).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None
    return min(max(at - now, 0), LONGEST_RETRY_AFTER_MS)


def _unanswered(answer: Answer, host: str, attempts: int) -> Verdict:
    if answer.error in ("refused", "keys"):
        return Verdict(Fate.FAILED, error=answer.error)
    if answer.maybe_sent and attempts > 1 and host.endswith(SHOWS_TWICE):
        return Verdict(Fate.FAILED, error=answer.error)
    return Verdict(Fate.RETRY, _backoff(attempts), error=answer.error)


def _backoff(attempts: int) -> int:
    doubled: int = FIRST_WAIT_MS * 2 ** min(attempts - 1, 10)
    return min(doubled, LONGEST_WAIT_MS)
