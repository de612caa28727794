"""What goes to a push service and what comes back. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """What goes to one subscription. ``ttl`` is in seconds; ``topic`` has at most 32 letters."""

    endpoint: str
    p256dh: bytes
    auth: bytes
    payload: bytes
    ttl: int
    topic: str


@dataclass(frozen=True)
class Answer:
    """What came back: a status, or a word for why none did.

    ``maybe_sent`` is true when the connection broke after the message may have gone out.
    """

    status: int | None
    retry_after: str | None = None
    error: str | None = None
    maybe_sent: bool = False
