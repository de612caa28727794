"""Gives each reminder its next occurrence. Belongs to the caller's transaction.

Only the next one is kept, in UTC; it is derived again after each firing, edit, change of zone, and
when the time-zone data changed.
"""

import hashlib
from datetime import timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, or_, select

from server.db import db
from server.models import Device, Meta
from server.reminder_models import Occurrence, Reminder
from server.schedule import (
    BadRule,
    Due,
    nominals,
    parse_nominal,
    quiet_end,
    to_utc,
    upcoming,
    zone,
)

SPREAD_MS = 30_000
TZDATA = "tzdata"


def plan(reminder: Reminder, now: int) -> None:
    """Plan anew after ``now`` (UTC ms), because the reminder, its zone or the zone data changed.

    What was due and has not rung yet still rings, if it belongs to the plan and is worth it. So does
    a time that a new zone has already passed.
    """
    unfired = select(Occurrence.nominal).where(*_plain(reminder)).order_by(Occurrence.fire_at)
    waiting = db.session.scalar(unfired.limit(1))
    db.session.execute(delete(Occurrence).where(*_plain(reminder)))
    _plan_next(reminder, now)
    if waiting is not None and _belongs(reminder, waiting):
        _catch_up(reminder, waiting, now)


def go_on(reminder: Reminder, now: int) -> None:
    """Plan the next occurrence unless one is waiting: it may be due this very moment."""
    waiting = select(Occurrence.fire_at).where(*_plain(reminder)).order_by(Occurrence.fire_at)
    reminder.next_at = db.session.scalar(waiting.limit(1))
    if reminder.next_at is None:
        _plan_next(reminder, now)


def follow(owner: bytes, now: int) -> None:
    """The person is in another zone: plan anew what follows them."""
    followers = select(Reminder).where(Reminder.owner == owner, Reminder.zone_mode == "follow")
    for reminder in db.session.scalars(followers):
        plan(reminder, now)


def plan_all_after_tzdata_change(now: int) -> bool:
    """Plan everything anew if the time-zone data is not what it was; whether it was so. Commits."""
    current = version("tzdata").encode()
    known = db.session.get(Meta, TZDATA)
    if known is not None and known.value == current:
        return False
    db.session.merge(Meta(key=TZDATA, value=current))
    for reminder in db.session.scalars(select(Reminder)):
        plan(reminder, now)
    db.session.commit()
    return True


def zone_of(reminder: Reminder) -> ZoneInfo:
    """The zone it rings in: its own, or that of the owner's device last used in the foreground."""
    if reminder.zone_mode == "follow":
        told = db.session.scalar(
            select(Device.zone)
            .where(
                or_(Device.account_id == reminder.owner, Device.id == reminder.owner),
                Device.zone.is_not(None),
            )
            .order_by(Device.zone_at.desc())
            .limit(1)
        )
        try:
            return zone(told or reminder.zone_name)
        except BadRule:
            pass  # a phone may know a zone that our data does not have yet
    return zone(reminder.zone_name)


def moment_of(reminder: Reminder, nominal: str) -> int:
    """UTC ms of a nominal local time in the zone the reminder rings in."""
    return to_utc(parse_nominal(nominal), zone_of(reminder))


def fire_at(reminder: Reminder, due: Due) -> int:
    """When to ring, in UTC ms: after quiet hours, and on the full hour some seconds apart."""
    at = due.at
    if due.nominal.endswith(":00"):
        # Push services slow down senders that come in a spike on the hour.
        at += int.from_bytes(hashlib.sha256(reminder.rid).digest()[:4]) % SPREAD_MS
    return held_until(reminder, at) or at


def held_until(reminder: Reminder, at: int) -> int | None:
    """The end of the quiet hours if the reminder must wait for it, in UTC ms."""
    quiet = reminder.quiet()
    if quiet is None or quiet.then != "hold":
        return None
    return quiet_end(quiet, zone_of(reminder), at)


def is_silent(reminder: Reminder, at: int) -> bool:
    """Whether it is to come without sound at this moment."""
    quiet = reminder.quiet()
    return (
        quiet is not None
        and quiet.then == "silent"
        and quiet_end(quiet, zone_of(reminder), at) is not None
    )


def _plain(reminder: Reminder) -> tuple[ColumnElement[bool], ...]:
    """The occurrence that only the plan made: not rung yet, not put off by the person."""
    return (
        Occurrence.reminder_id == reminder.id,
        Occurrence.state == "pending",
        Occurrence.turn == 0,
        Occurrence.moved.is_(False),
    )


def _plan_next(reminder: Reminder, now: int) -> None:
    due = _next(reminder, now)
    reminder.next_at = None if due is None else fire_at(reminder, due)
    if due is not None and reminder.next_at is not None:
        _add(reminder, due.nominal, reminder.next_at)


def _belongs(reminder: Reminder, nominal: str) -> bool:
    """Whether the plan, as it is now, has this time."""
    moment = parse_nominal(nominal)
    return next(nominals(reminder.plan(), moment - timedelta(minutes=1)), None) == moment


def _next(reminder: Reminder, now: int) -> Due | None:
    settled = set(
        db.session.scalars(select(Occurrence.nominal).where(Occurrence.reminder_id == reminder.id))
    )
    coming = upcoming(reminder.plan(), zone_of(reminder), now)
    return next((due for due in coming if due.nominal not in settled), None)


def _catch_up(reminder: Reminder, nominal: str, now: int) -> None:
    """Ring an unfired occurrence now if its time has passed and it is still worth it.

    It keeps its own time, so that it counts as late: many of them come as one digest.
    """
    at = moment_of(reminder, nominal)
    if now - reminder.ttl_seconds * 1000 < at <= now:
        moment = held_until(reminder, now) or at
        reminder.next_at = moment
        _add(reminder, nominal, moment)


def _add(reminder: Reminder, nominal: str, at: int) -> None:
    db.session.add(
        Occurrence(
            reminder_id=reminder.id,
            nominal=nominal,
            state="pending",
            fire_at=at,
            turn=0,
            moved=False,
        )
    )
