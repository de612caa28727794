"""Gives each reminder its next occurrence. Belongs to the caller's transaction.

Only the next one is kept, in UTC; it is derived again after each firing, edit, change of zone, and
when the time-zone data changed.
"""

import hashlib
from collections.abc import Collection
from datetime import timedelta
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, func, insert, or_, select

from server.db import db
from server.models import Device, Meta
from server.reminder_models import Occurrence, Reminder
from server.schedule import (
    NOMINAL,
    BadRule,
    Due,
    nominals,
    parse_nominal,
    quiet_end,
    to_local,
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
    plain = (Occurrence.reminder_id == reminder.id, *_plain())
    unfired = select(Occurrence.nominal).where(*plain).order_by(Occurrence.fire_at)
    waiting = db.session.scalar(unfired.limit(1))
    db.session.execute(delete(Occurrence).where(*plain))
    _plan_next([reminder], now)
    if waiting is not None and _belongs(reminder, waiting):
        _catch_up(reminder, waiting, now)


def go_on(reminders: Collection[Reminder], now: int) -> None:
    """Plan the next occurrence of each unless one is waiting: it may be due this very moment."""
    first = func.min(Occurrence.fire_at)
    waiting: dict[int, int] = dict(
        db.session.execute(
            select(Occurrence.reminder_id, first)
            .where(Occurrence.reminder_id.in_([each.id for each in reminders]), *_plain())
            .group_by(Occurrence.reminder_id)
        ).all()
    )
    for reminder in reminders:
        reminder.next_at = waiting.get(reminder.id)
    _plan_next([each for each in reminders if each.next_at is None], now)


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


def zones_of(reminders: Collection[Reminder]) -> dict[int, ZoneInfo]:
    """The zone each rings in, by its id: its own, or that of the owner's device last used in the foreground."""
    told = _zones_told({each.owner for each in reminders if each.zone_mode == "follow"})
    return {each.id: _zone(each, told) for each in reminders}


def zone_of(reminder: Reminder) -> ZoneInfo:
    """The zone that one rings in."""
    return zones_of([reminder])[reminder.id]


def moment_of(reminder: Reminder, nominal: str) -> int:
    """UTC ms of a nominal local time in the zone the reminder rings in."""
    return to_utc(parse_nominal(nominal), zone_of(reminder))


def fire_at(reminder: Reminder, due: Due, place: ZoneInfo) -> int:
    """When to ring, in UTC ms: after quiet hours, and on the full hour some seconds apart."""
    at = due.at
    if due.nominal.endswith(":00"):
        # Push services slow down senders that come in a spike on the hour.
        at += int.from_bytes(hashlib.sha256(reminder.rid).digest()[:4]) % SPREAD_MS
    return held_until(reminder, at, place) or at


def held_until(reminder: Reminder, at: int, place: ZoneInfo) -> int | None:
    """The end of the quiet hours if the reminder must wait for it, in UTC ms."""
    quiet = reminder.quiet()
    if quiet is None or quiet.then != "hold":
        return None
    return quiet_end(quiet, place, at)


def is_silent(reminder: Reminder, at: int, place: ZoneInfo) -> bool:
    """Whether it is to come without sound at this moment."""
    quiet = reminder.quiet()
    return quiet is not None and quiet.then == "silent" and quiet_end(quiet, place, at) is not None


def _zones_told(owners: set[bytes]) -> dict[bytes, str]:
    """What the devices of these owners said last."""
    told: dict[bytes, str] = {}
    if not owners:
        return told
    rows = db.session.execute(
        select(Device.account_id, Device.id, Device.zone)
        .where(or_(Device.account_id.in_(owners), Device.id.in_(owners)), Device.zone.is_not(None))
        .order_by(Device.zone_at)
    )
    for account, device, name in rows:
        assert name is not None, "only those that told one were asked for"
        told |= dict.fromkeys(owners & {account, device}, name)
    return told


def _zone(reminder: Reminder, told: dict[bytes, str]) -> ZoneInfo:
    if reminder.zone_mode == "follow" and reminder.owner in told:
        try:
            return zone(told[reminder.owner])
        except BadRule:
            pass  # a phone may know a zone that our data does not have yet
    return zone(reminder.zone_name)


def _plain() -> tuple[ColumnElement[bool], ...]:
    """The occurrence that only the plan made: not rung yet, not put off by the person."""
    return (
        Occurrence.state == "pending",
        Occurrence.turn == 0,
        Occurrence.moved.is_(False),
    )


def _plan_next(reminders: Collection[Reminder], now: int) -> None:
    """Add what comes next of each, with two questions to the database however many they are."""
    places, settled = zones_of(reminders), _settled(reminders, now)
    planned = []
    for reminder in reminders:
        place = places[reminder.id]
        coming = upcoming(reminder.plan(), place, now)
        due = next((each for each in coming if (reminder.id, each.nominal) not in settled), None)
        reminder.next_at = None if due is None else fire_at(reminder, due, place)
        if due is not None and reminder.next_at is not None:
            planned.append(_occurrence(reminder, due.nominal, reminder.next_at))
    if planned:
        db.session.execute(insert(Occurrence), planned)


def _belongs(reminder: Reminder, nominal: str) -> bool:
    """Whether the plan, as it is now, has this time."""
    moment = parse_nominal(nominal)
    return next(nominals(reminder.plan(), moment - timedelta(minutes=1)), None) == moment


def _settled(reminders: Collection[Reminder], now: int) -> set[tuple[int, str]]:
    """What has its row already, by reminder and nominal time; only of times that may still come."""
    if not reminders:
        return set()
    # The plan looks back two days, and zones are less than one apart from UTC.
    recent = (to_local(now, zone("UTC")) - timedelta(days=3)).strftime(NOMINAL)
    rows = db.session.execute(
        select(Occurrence.reminder_id, Occurrence.nominal).where(
            Occurrence.reminder_id.in_([each.id for each in reminders]),
            Occurrence.nominal >= recent,
        )
    )
    return {(reminder, nominal) for reminder, nominal in rows}


def _catch_up(reminder: Reminder, nominal: str, now: int) -> None:
    """Ring an unfired occurrence now if its time has passed and it is still worth it.

    It keeps its own time, so that it counts as late: many of them come as one digest.
    """
    place = zone_of(reminder)
    at = to_utc(parse_nominal(nominal), place)
    if now - reminder.ttl_seconds * 1000 < at <= now:
        moment = held_until(reminder, now, place) or at
        reminder.next_at = moment
        db.session.execute(insert(Occurrence), [_occurrence(reminder, nominal, moment)])


def _occurrence(reminder: Reminder, nominal: str, at: int) -> dict[str, Any]:
    """A row, to be inserted with many others."""
    return {
        "reminder_id": reminder.id,
        "nominal": nominal,
        "state": "pending",
        "fire_at": at,
        "turn": 0,
        "moved": False,
    }
