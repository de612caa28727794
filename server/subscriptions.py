"""Where a device takes pushes. Its endpoint is a secret: it comes in and is never told again."""

import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from flask import Blueprint, current_app, g
from sqlalchemy import delete, select

from server import clock, ledger, limits
from server.auth import needs_device
from server.body import binary, read, text
from server.db import db
from server.encoding import decode
from server.endpoints import LONGEST, EndpointRefused, check_endpoint
from server.errors import Problem
from server.events import due_changed
from server.reminder_models import Subscription

bp = Blueprint("subscriptions", __name__, url_prefix="/api/v1")

TEST_AFTER_MS = 60_000
# Longer than any endpoint, so that one that is too long is refused for what it is.
SUBSCRIPTION = {
    "endpoint": text(2 * LONGEST),
    "p256dh": binary(least=0, most=256),
    "auth": binary(least=0, most=256),
    "key": binary(65),
}


@bp.put("/subscription")
@needs_device
def subscribe() -> tuple[str, int]:
    """Push to this address from now on; the address of another device is taken over from it."""
    body = read(SUBSCRIPTION)
    _check(body)
    mark = hashlib.sha256(body["endpoint"].encode()).digest()
    db.session.execute(
        delete(Subscription).where(
            Subscription.endpoint_hash == mark, Subscription.device_id != g.device.id
        )
    )
    subscription = _own() or Subscription(device_id=g.device.id)
    subscription.endpoint, subscription.endpoint_hash = body["endpoint"], mark
    subscription.p256dh, subscription.auth = body["p256dh"], body["auth"]
    subscription.key = body["key"]
    subscription.state, subscription.last_error = "active", None
    db.session.add(subscription)
    db.session.commit()
    return "", 204


@bp.get("/subscription")
@needs_device
def show() -> dict[str, Any]:
    """Whether pushes reach this device, as far as the push service tells."""
    found = _own()
    if found is None:
        return {"state": "none", "last_success": None, "last_error": None}
    return {**found.health(), "last_error": found.last_error}


@bp.delete("/subscription")
@needs_device
def unsubscribe() -> tuple[str, int]:
    """Push here no more."""
    db.session.execute(delete(Subscription).where(Subscription.device_id == g.device.id))
    db.session.commit()
    return "", 204


@bp.post("/subscription/test")
@needs_device
def send_test() -> tuple[dict[str, int], int]:
    """Send a test in a minute: time enough to lock the phone and see whether it still comes."""
    read({})
    limits.spend(f"push-test:{g.device.id.hex()}", burst=1, per_second=1 / 60)
    subscription = _own()
    if subscription is None or subscription.endpoint is None:
        raise Problem("not-found", "This device is not subscribed.")
    at = clock.now() + TEST_AFTER_MS
    ledger.order_test(subscription, at)
    db.session.commit()
    due_changed.send(current_app)
    return {"at": at}, 202


def _own() -> Subscription | None:
    found: Subscription | None = db.session.scalar(
        select(Subscription).where(Subscription.device_id == g.device.id)
    )
    return found


def _check(body: dict[str, Any]) -> None:
    """Refuse what could never be sent to, before it is stored."""
    try:
        check_endpoint(body["endpoint"], current_app.extensions["unknot.config"].push_hosts)
    except EndpointRefused as refusal:
        raise Problem("endpoint-refused", str(refusal)) from None
    if len(body["auth"]) != 16 or not _is_point(body["p256dh"]):
        raise Problem("bad-keys", "p256dh must be a point of P-256, and auth 16 bytes.")
    ours = current_app.extensions["unknot.push_key"]
    if body["key"] != decode(ours):
        raise Problem("key-changed", "Subscribe anew with the server's key.", push_key=ours)


def _is_point(raw: bytes) -> bool:
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError:
        return False
    return len(raw) == 65
