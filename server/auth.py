"""Which device is calling."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request
from sqlalchemy import select, update

from server import clock, gone, limits
from server.db import db, only_reading
from server.encoding import decode
from server.errors import Problem
from server.models import Device

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
SEEN_EVERY_MS = 3_600_000


def needs_device(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """Let only a known device in, as `g.device`, within its allowance of calls.

    GET views continue in a transaction that only reads; all others start one that may write.
    """

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        device = identify()
        limits.spend(f"owner:{device.owner.hex()}", burst=60, per_second=1.0)
        _note_seen(device)
        g.device = device
        if request.method in ("GET", "HEAD"):
            only_reading()
        return view(*args, **kwargs)

    return guarded


def hash_of(secret: bytes) -> bytes:
    """What the server keeps of a token. SHA-256 is enough: tokens are 256 random bits."""
    return hashlib.sha256(secret).digest()


def identify() -> Device:
    """The calling device; raises `unauthorized`, or `account-deleted` for a device of a deleted one."""
    token_hash = hash_of(_token())
    only_reading()
    device = db.session.execute(
        select(Device).where(Device.token_hash == token_hash)
    ).scalar_one_or_none()
    deleted = device is None and gone.knows(token_hash)
    db.session.commit()
    if deleted:
        raise Problem("account-deleted", "What is noted on this device stays on it.")
    if device is None:
        limits.spend_as_stranger("unknown")
        raise _unauthorized()
    return device


def _token() -> bytes:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        raw = decode(token.strip())
    except ValueError:
        raw = b""
    if scheme.lower() != "bearer" or len(raw) != 32:
        raise _unauthorized()
    return raw


def _note_seen(device: Device) -> None:
    """Remember that the device is alive, once an hour: a write for each call would be waste."""
    now = clock.now()
    if now - device.last_seen < SEEN_EVERY_MS:
        return
    db.session.execute(update(Device).where(Device.id == device.id).values(last_seen=now))
    db.session.commit()


def _unauthorized() -> Problem:
    detail = "Send the header Authorization: Bearer <token of this device>."
    return Problem("unauthorized", detail, headers={"WWW-Authenticate": "Bearer"})
