"""What a push says: Declarative Web Push JSON, neutral for everybody on the way. Pure.

The phone's worker replaces the text by the person's own; where no worker runs (Safari 18.4 and
later), the browser shows this one by itself, so it must stand alone.
"""

import hashlib
import json

from server.encoding import encode

TITLE = "Unknot"
BODIES = {
    "reminder": "Your reminder",
    "test": "This is your test. Reminders reach this device.",
    "digest": "Some reminders could not be sent in time.",
}
PATHS = {"test": "/settings/reminders?test=1", "digest": "/settings/reminders?late=1"}


def topic(kind: str, rid: bytes = b"") -> str:
    """A name of 32 letters under which a newer message replaces an older one (RFC 8030 5.4)."""
    return encode(hashlib.sha256(rid or kind.encode()).digest())[:32]


def path(kind: str, rid: bytes = b"", nominal: str = "") -> str:
    """Where a tap on the notification leads."""
    return PATHS.get(kind) or f"/r/{encode(rid)}?o={nominal}"


def payload(kind: str, origin: str, path: str, tag: str, *, silent: bool = False) -> bytes:
    """The message as JSON, under 1 kB."""
    notification: dict[str, str | bool] = {
        "title": TITLE,
        "body": BODIES[kind],
        "navigate": origin + path,
        "tag": tag,
        "lang": "en",
    }
    if silent:
        notification["silent"] = True
    return _write(notification, mutable=True)


def shortest(origin: str, path: str) -> bytes:
    """The least that still shows something, for a service that found a message too large."""
    return _write({"title": TITLE, "navigate": origin + path}, mutable=True)


def _write(notification: dict[str, str | bool], *, mutable: bool) -> bytes:
    message = {"web_push": 8030, "notification": notification, "mutable": mutable}
    return json.dumps(message, separators=(",", ":")).encode()
