"""Devices: an anonymous one is made on asking; those of one account see and remove each other."""

import secrets
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, current_app, g
from sqlalchemy import ColumnElement, delete, select, update

from server import clock, events, limits
from server.auth import hash_of, needs_device
from server.body import binary, nullable, optional, read, refuse, text
from server.db import db
from server.encoding import encode
from server.errors import Problem
from server.models import Device
from server.reminder_models import Subscription

bp = Blueprint("devices", __name__, url_prefix="/api/v1")

LARGEST_NAME = 1024


def zone_name(value: Any, pointer: str) -> str:
    """A describer: the IANA name of a time zone that this machine knows."""
    name: str = text(64)(value, pointer)
    if name not in available_timezones():
        raise refuse(pointer, "This must be the IANA name of a time zone, such as Europe/Zurich.")
    return name


CHANGES = {
    "name": optional(nullable(binary(least=1, most=LARGEST_NAME))),
    "zone": optional(zone_name),
}


@bp.post("/devices")
def create() -> tuple[dict[str, str], int]:
    """Make an anonymous device; its token is told this once and kept as a hash."""
    limits.spend_as_stranger("device")
    read({})
    limits.forget_unused()
    token, now = secrets.token_bytes(32), clock.now()
    device = Device(
        id=secrets.token_bytes(16), token_hash=hash_of(token), created=now, last_seen=now
    )
    db.session.add(device)
    db.session.commit()
    return {"device": encode(device.id), "token": encode(token)}, 201


@bp.get("/devices")
@needs_device
def show_all() -> dict[str, Any]:
    """The devices of the account, or only the caller while it is anonymous."""
    devices = db.session.scalars(select(Device).where(_family(g.device)).order_by(Device.created))
    return {"devices": [_on_the_wire(device) for device in devices.all()]}


@bp.put("/devices/me")
@needs_device
def change() -> tuple[str, int]:
    """Name the device (sealed), or say in which zone it is used now, in the foreground."""
    body = read(CHANGES)
    values: dict[str, Any] = {}
    if body["name"] is not None:
        values["name"] = body["name"]
    if body["zone"] is not None:
        values |= {"zone": body["zone"], "zone_at": clock.now()}
    if values:
        db.session.execute(update(Device).where(Device.id == g.device.id).values(**values))
        if body["zone"] is not None:
            events.zone_told.send(current_app, device=g.device)
        db.session.commit()
    return "", 204


@bp.delete("/devices/me")
@needs_device
def remove_me() -> tuple[str, int]:
    """Forget the calling device: its token is dead from now on."""
    _remove(g.device)
    return "", 204


@bp.delete("/devices/<id:device_id>")
@needs_device
def remove(device_id: bytes) -> tuple[str, int]:
    """Forget another device of the same account."""
    device = db.session.scalars(
        select(Device).where(Device.id == device_id, _family(g.device))
    ).one_or_none()
    if device is None:
        raise Problem("not-found", "No device of yours has this id.")
    _remove(device)
    return "", 204


def _remove(device: Device) -> None:
    events.device_removed.send(current_app, device=device)
    db.session.execute(delete(Device).where(Device.id == device.id))
    db.session.commit()


def _family(device: Device) -> ColumnElement[bool]:
    if device.account_id is None:
        return Device.id == device.id
    return Device.account_id == device.account_id


def _on_the_wire(device: Device) -> dict[str, Any]:
    return {
        "device": encode(device.id),
        "name": encode(device.name) if device.name is not None else None,
        "created": device.created,
        "last_seen": device.last_seen,
        "me": device.id == g.device.id,
        "push": _push_health(device),
    }


def _push_health(device: Device) -> dict[str, str | int | None] | None:
    found = db.session.scalar(select(Subscription).where(Subscription.device_id == device.id))
    return None if found is None else found.health()
