"""When to ring: a plan for each reminder, and what the person did with its occurrences.

What a reminder is for never comes here; the sealed record on the phone is the truth.
"""

from typing import Any

from flask import Blueprint, Flask, current_app, g
from sqlalchemy import delete, func, or_, select, update

from server import clock, events, ledger, planner, vapid
from server.auth import needs_device
from server.body import Describer, fields, integer, nullable, one_of, optional, read, refuse, text
from server.config import Config
from server.db import db
from server.encoding import encode
from server.errors import Problem
from server.models import Device
from server.reminder_models import Occurrence, Reminder, Subscription
from server.schedule import BadRule, parse_day, parse_nominal, parse_rule, parse_time, zone

bp = Blueprint("reminders", __name__, url_prefix="/api/v1")

MOST_REMINDERS = 100
DAY_MS = 86_400_000
FARTHEST_MS = 400 * DAY_MS


def readable(parse: Any, most: int = 256) -> Describer:
    """A describer: a text that this parser of schedule.py understands, kept as text."""

    def describe(value: Any, pointer: str) -> str:
        words: str = text(most)(value, pointer)
        try:
            parse(words)
        except BadRule as reason:
            raise refuse(pointer, str(reason)) from None
        return words

    return describe


DAY, TIME = readable(parse_day), readable(parse_time)
REMINDER = {
    "version": integer(),
    "rule": readable(parse_rule),
    "start": DAY,
    "time": TIME,
    "zone": fields({"mode": one_of("fixed", "follow"), "name": readable(zone)}),
    "quiet": nullable(fields({"from": TIME, "to": TIME, "then": one_of("hold", "silent", "ring")})),
    "follow_up": nullable(fields({"after_minutes": integer(5, 1440), "times": integer(1, 5)})),
    "pause_until": nullable(DAY),
    "ttl_seconds": integer(60, 86_400),
}
OCCURRENCE = {
    "nominal": readable(parse_nominal),
    "state": one_of("done", "skipped", "later"),
    "until": optional(integer()),
}


@bp.put("/reminders/<id:rid>")
@needs_device
def put(rid: bytes) -> dict[str, Any]:
    """Make or change a reminder; the version it changes must be the current one."""
    body = read(REMINDER)
    reminder = _find(rid)
    version = 0 if reminder is None else reminder.version
    wanted = _columns(body)
    if reminder is not None and all(
        getattr(reminder, name) == value for name, value in wanted.items()
    ):
        return _on_the_wire(reminder)
    if body["version"] != version:
        raise Problem("reminder-changed", "Another device changed it first.", version=version)
    if reminder is None:
        reminder = _begin(rid)
    for name, value in wanted.items():
        setattr(reminder, name, value)
    reminder.version = version + 1
    db.session.add(reminder)
    db.session.flush()
    _end_follow_ups(reminder)
    planner.plan(reminder, clock.now())
    db.session.commit()
    events.due_changed.send(current_app)
    return _on_the_wire(reminder)


@bp.get("/reminders")
@needs_device
def show_all() -> dict[str, Any]:
    """What is planned for this owner."""
    found = db.session.scalars(
        select(Reminder).where(Reminder.owner == g.device.owner).order_by(Reminder.id)
    )
    return {"reminders": [{"rid": encode(each.rid), **_on_the_wire(each)} for each in found]}


@bp.delete("/reminders/<id:rid>")
@needs_device
def remove(rid: bytes) -> tuple[str, int]:
    """Ring no more; also for a reminder that never was."""
    db.session.execute(
        delete(Reminder).where(Reminder.owner == g.device.owner, Reminder.rid == rid)
    )
    db.session.commit()
    return "", 204


@bp.post("/reminders/<id:rid>/occurrences")
@needs_device
def note(rid: bytes) -> dict[str, str]:
    """Done, skipped or later; the same again changes nothing."""
    body = read(OCCURRENCE)
    if body["state"] == "later" and body["until"] is None:
        raise refuse("/until", "Say until when.")
    reminder = _find(rid)
    if reminder is None:
        raise Problem("not-found", "No reminder of yours has this id.")
    now = clock.now()
    moment = planner.moment_of(reminder, body["nominal"])
    if abs(moment - now) > FARTHEST_MS or (body["until"] or 0) > now + FARTHEST_MS:
        raise refuse("/nominal", "This is more than a year away.")
    state = ledger.settle(reminder, body["nominal"], body["state"], body["until"], now)
    db.session.commit()
    events.due_changed.send(current_app)
    return {"state": state}


def install(app: Flask, config: Config) -> None:
    """Load or make the server's push key; /status tells it."""
    identity = vapid.load(config.data_folder, config.contact)
    app.extensions["unknot.push_key"] = encode(identity.public_key)


@events.device_attached.connect
def _attach(_sender: object, device: Device, old_owner: bytes) -> None:
    """A device's own reminders become its account's."""
    mine = select(Reminder.rid).where(Reminder.owner == device.owner)
    doubled = Reminder.owner == old_owner, Reminder.rid.in_(mine)
    db.session.execute(delete(Reminder).where(*doubled))
    db.session.execute(
        update(Reminder).where(Reminder.owner == old_owner).values(owner=device.owner)
    )
    planner.follow(device.owner, clock.now())


@events.device_removed.connect
def _detach(_sender: object, device: Device) -> None:
    """Nobody is left to ring for when an anonymous device goes."""
    if device.account_id is None:
        db.session.execute(delete(Reminder).where(Reminder.owner == device.id))


@events.account_deleted.connect
def _forget(_sender: object, owner: bytes) -> None:
    devices = select(Device.id).where(or_(Device.account_id == owner, Device.id == owner))
    db.session.execute(delete(Subscription).where(Subscription.device_id.in_(devices)))
    db.session.execute(delete(Reminder).where(Reminder.owner == owner))


@events.zone_told.connect
def _travel(_sender: object, device: Device) -> None:
    planner.follow(device.owner, clock.now())


def _find(rid: bytes) -> Reminder | None:
    found: Reminder | None = db.session.scalar(
        select(Reminder).where(Reminder.owner == g.device.owner, Reminder.rid == rid)
    )
    return found


def _begin(rid: bytes) -> Reminder:
    kept = db.session.scalar(select(func.count()).where(Reminder.owner == g.device.owner)) or 0
    if kept >= MOST_REMINDERS:
        raise Problem("quota", f"There can be {MOST_REMINDERS} reminders.")
    return Reminder(owner=g.device.owner, rid=rid)


def _end_follow_ups(reminder: Reminder) -> None:
    """What rang already asks again only while the reminder still says so."""
    if reminder.follow_times == 0:
        db.session.execute(
            update(Occurrence)
            .where(
                Occurrence.reminder_id == reminder.id,
                Occurrence.state == "pending",
                Occurrence.turn > 0,
                Occurrence.moved.is_(False),
            )
            .values(state="sent")
        )


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    quiet = body["quiet"] or {"from": None, "to": None, "then": None}
    follow_up = body["follow_up"] or {"after_minutes": 0, "times": 0}
    return {
        "rule": body["rule"],
        "start": body["start"],
        "time": body["time"],
        "zone_mode": body["zone"]["mode"],
        "zone_name": body["zone"]["name"],
        "quiet_from": quiet["from"],
        "quiet_to": quiet["to"],
        "quiet_then": quiet["then"],
        "follow_after": follow_up["after_minutes"],
        "follow_times": follow_up["times"],
        "pause_until": body["pause_until"],
        "ttl_seconds": body["ttl_seconds"],
    }


def _on_the_wire(reminder: Reminder) -> dict[str, Any]:
    return {"version": reminder.version, "next": reminder.next_at}
