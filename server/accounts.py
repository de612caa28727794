"""Accounts without a name, an address or a password: made, joined and deleted by their devices.

A device proves that it knows the recovery code with `auth`, 32 bytes derived from it; the server
keeps only their hash. The keyring is sealed by a key derived from the same code.
"""

import hmac
import secrets
from typing import Any

from flask import Blueprint, current_app, g
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from server import clock, events, gone, invites, limits
from server.auth import hash_of, needs_device
from server.body import binary, optional, read, text
from server.db import db
from server.encoding import encode
from server.errors import Problem
from server.models import Account, Device

bp = Blueprint("accounts", __name__, url_prefix="/api/v1")

LARGEST_KEYRING = 16 * 1024
KEYRING = binary(least=1, most=LARGEST_KEYRING)
NEW_ACCOUNT = {
    "account": binary(16),
    "lookup": binary(16),
    "auth": binary(32),
    "keyring": KEYRING,
    "invite": optional(text(64)),
}
JOINING = {"lookup": binary(16), "auth": binary(32)}


@bp.post("/accounts")
@needs_device
def create() -> tuple[dict[str, str], int]:
    """Make an account and attach the calling device; the same again is answered alike."""
    limits.spend_as_stranger("account")
    body = read(NEW_ACCOUNT)
    existing = db.session.get(Account, body["account"], with_for_update=True)
    if existing is not None:
        return _repeat(existing, body), 200
    if gone.knows(body["account"]):
        raise Problem("account-deleted", "A deleted account is not made again.")
    _refuse_attached()
    invites.check_registration(current_app.extensions["unknot.config"].registration, body["invite"])
    account = Account(
        id=body["account"],
        lookup=body["lookup"],
        auth_hash=body["auth"],
        keyring=body["keyring"],
        epoch=secrets.token_bytes(16),
        created=clock.now(),
    )
    try:
        db.session.add(account)
        db.session.flush()
    except IntegrityError:
        raise _exists() from None
    _attach(account)
    db.session.commit()
    return {"epoch": encode(account.epoch)}, 201


@bp.post("/accounts/join")
@needs_device
def join() -> dict[str, Any]:
    """Attach the calling device to the account of a recovery code."""
    limits.spend_as_stranger("join")
    body = read(JOINING)
    account = db.session.scalars(
        select(Account).where(Account.lookup == body["lookup"]).with_for_update()
    ).one_or_none()
    if account is None or not hmac.compare_digest(account.auth_hash, hash_of(body["auth"])):
        raise Problem("no-such-account", "No account has this recovery code.")
    if g.device.account_id != account.id:
        _refuse_attached()
        _attach(account)
    db.session.commit()
    return {
        "account": encode(account.id),
        "epoch": encode(account.epoch),
        "keyring": encode(account.keyring),
        "version": account.keyring_version,
    }


@bp.delete("/account")
@needs_device
def remove() -> tuple[str, int]:
    """Delete the account with all that the server has of it; its devices are told 410 from now on."""
    account = db.session.get(Account, g.device.account_id or b"", with_for_update=True)
    if account is None:
        raise Problem("no-such-account", "This device belongs to no account.")
    devices = list(db.session.scalars(select(Device).where(Device.account_id == account.id)))
    gone.remember(account.id, *(device.token_hash for device in devices))
    events.account_deleted.send(current_app, owner=account.id)
    for device in devices:
        events.device_removed.send(current_app, device=device)
    db.session.execute(delete(Account).where(Account.id == account.id))
    db.session.commit()
    return "", 204


def _repeat(account: Account, body: dict[str, Any]) -> dict[str, str]:
    """The answer to the same request again, whose first answer may have been lost."""
    same = (account.lookup, account.auth_hash, account.keyring) == (
        body["lookup"],
        body["auth"],
        body["keyring"],
    )
    if not same or g.device.account_id != account.id:
        raise _exists()
    return {"epoch": encode(account.epoch)}


def _refuse_attached() -> None:
    if g.device.account_id is not None:
        raise Problem("already-attached", "Leave the other account first: DELETE /devices/me.")


def _attach(account: Account) -> None:
    device: Device = g.device
    old_owner = device.owner
    attached = db.session.execute(
        update(Device)
        .where(Device.id == device.id, Device.account_id.is_(None))
        .values(account_id=account.id)
        .returning(Device.id)
    ).one_or_none()
    if attached is None:
        raise Problem("already-attached", "The device was attached or removed just now.")
    events.device_attached.send(current_app, device=device, old_owner=old_owner)


def _exists() -> Problem:
    return Problem("account-exists", "Use POST /accounts/join with the recovery code instead.")
