"""A claimed delivery put into words, so that it can be sent without the database."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from server import messages
from server.ledger import Claimed
from server.post import Message


@dataclass(frozen=True)
class Letter:
    """One message on its way; ``shorter`` is for a service that finds it too large."""

    delivery: int
    host: str
    attempts: int
    message: Message
    shorter: Message


def write(claimed: Claimed, origin: str, now: int) -> Letter:
    """The letter of a delivery; ``now`` is UTC ms."""
    delivery = claimed.delivery
    subscription, occurrence = delivery.subscription, delivery.occurrence
    endpoint = subscription.endpoint
    assert endpoint is not None, "the ledger hands out living subscriptions only"
    rid = occurrence.reminder.rid if occurrence else b""
    path = messages.path(delivery.kind, rid, occurrence.nominal if occurrence else "")
    topic = messages.topic(delivery.kind, rid)
    ttl = max(1, (delivery.expires_at - now) // 1000)

    def message(payload: bytes) -> Message:
        return Message(endpoint, subscription.p256dh, subscription.auth, payload, ttl, topic)

    return Letter(
        delivery.id,
        urlsplit(endpoint).hostname or "",
        delivery.attempts,
        message(messages.payload(delivery.kind, origin, path, topic, silent=claimed.silent)),
        message(messages.shortest(origin, path)),
    )
