"""GET and PUT /keyring: the sealed keys of an account, and the rotation of its recovery code."""

from typing import Any

from flask import Blueprint, g
from sqlalchemy.exc import IntegrityError

from server.accounts import KEYRING
from server.auth import needs_device
from server.body import binary, integer, read
from server.db import db
from server.encoding import encode
from server.errors import Problem
from server.models import Account
from server.sync import open_account

bp = Blueprint("keyrings", __name__, url_prefix="/api/v1")

ROTATION = {
    "version": integer(1),
    "lookup": binary(16),
    "auth": binary(32),
    "keyring": KEYRING,
}


@bp.get("/keyring")
@needs_device
def show() -> dict[str, Any]:
    """The keyring as it is now; a device that cannot open it asks for the new code."""
    return _on_the_wire(open_account(g.device.account_id, writing=False))


@bp.put("/keyring")
@needs_device
def replace() -> dict[str, int]:
    """Put a new keyring, lookup and auth in place, if nobody else did since `version`."""
    body = read(ROTATION)
    account = open_account(g.device.account_id, writing=True)
    wanted = (body["lookup"], body["auth"], body["keyring"])
    if (account.lookup, account.auth_hash, account.keyring) != wanted:
        if account.keyring_version != body["version"]:
            raise Problem(
                "keyring-changed",
                "Read the keyring again and repeat the change on it.",
                **_on_the_wire(account),
            )
        _put(account, *wanted)
    db.session.commit()
    return {"version": account.keyring_version}


def _put(account: Account, lookup: bytes, auth_hash: bytes, keyring: bytes) -> None:
    account.lookup, account.auth_hash, account.keyring = lookup, auth_hash, keyring
    account.keyring_version += 1
    try:
        db.session.flush()
    except IntegrityError:
        raise Problem("account-exists", "This recovery code is in use; make another.") from None


def _on_the_wire(account: Account) -> dict[str, Any]:
    return {
        "version": account.keyring_version,
        "keyring": encode(account.keyring),
        "lookup": encode(account.lookup),
    }
