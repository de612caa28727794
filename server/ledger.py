"""What is due, to whom it goes, and what became of it.

Firing an occurrence writes one delivery for each subscription in the same transaction. A delivery is
claimed by moving its time on, sent outside of any transaction, and its result written after: a crash
in between sends it again when the lease is over (at least once), a crash elsewhere changes nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Update, delete, insert, or_, select, update
from sqlalchemy.orm import contains_eager, joinedload

from server import planner
from server.answers import Fate, Verdict
from server.db import db, only_reading
from server.models import Device
from server.reminder_models import Delivery, Occurrence, Reminder, Subscription

BATCH = 100
LEASE_MS = 90_000
LATE_MS = 2 * 60_000
TEST_TTL_MS = 10 * 60_000
KEPT_MS = 60 * 86_400_000
FINAL = ("done", "skipped")
Row = dict[str, Any]


@dataclass(frozen=True)
class Claimed:
    """A delivery that is ours to send until the lease ends, and whether it comes without sound."""

    delivery: Delivery
    silent: bool


@dataclass(frozen=True)
class Result:
    """What became of one claimed delivery."""

    delivery: int
    verdict: Verdict


def next_due() -> int | None:
    """The earliest moment (UTC ms) at which something is to be fired or sent."""
    only_reading()
    fire = select(Occurrence.fire_at).where(Occurrence.state == "pending")
    send = select(Delivery.next_at).where(Delivery.state == "pending")
    moments = [
        db.session.scalar(fire.order_by(Occurrence.fire_at).limit(1)),
        db.session.scalar(send.order_by(Delivery.next_at).limit(1)),
    ]
    db.session.rollback()
    return min((moment for moment in moments if moment is not None), default=None)


def fire(now: int) -> int:
    """Turn due occurrences into deliveries and plan what comes next; returns how many were due.

    When several of one person are late, as after a downtime, one digest goes out instead of a burst.
    """
    due = db.session.scalars(
        select(Occurrence)
        .join(Occurrence.reminder)
        .options(contains_eager(Occurrence.reminder))
        .where(Occurrence.state == "pending", Occurrence.fire_at <= now)
        .order_by(Reminder.owner, Occurrence.fire_at)
        .limit(BATCH)
        .with_for_update(of=Occurrence, skip_locked=True)
    ).all()
    # Each question is asked once for all, not for each occurrence: at a full minute a thousand may be due.
    with db.session.no_autoflush:
        targets = _subscriptions({occurrence.reminder.owner for occurrence in due})
        deliveries: list[Row] = []
        for owner, group in groupby(due, key=lambda occurrence: occurrence.reminder.owner):
            deliveries += _fire_for(targets[owner], list(group), now)
        if deliveries:
            db.session.execute(insert(Delivery), deliveries)
        db.session.flush()
        planner.go_on({occurrence.reminder for occurrence in due}, now)
    db.session.commit()
    return len(due)


def claim(now: int, most: int = BATCH) -> list[Claimed]:
    """Take deliveries that are due, with all that is needed to send them."""
    chosen = (
        select(Delivery.id)
        .where(Delivery.state == "pending", Delivery.next_at <= now)
        .order_by(Delivery.next_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = db.session.scalars(
        update(Delivery)
        .where(Delivery.id.in_(chosen))
        .values(next_at=now + LEASE_MS, attempts=Delivery.attempts + 1)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    ).all()
    whole = db.session.scalars(
        select(Delivery)
        .options(
            joinedload(Delivery.subscription),
            joinedload(Delivery.occurrence).joinedload(Occurrence.reminder),
        )
        .where(Delivery.id.in_(taken))
    ).all()
    places = planner.zones_of({each.occurrence.reminder for each in whole if each.occurrence})
    ready = [
        Claimed(delivery, _is_silent(delivery, places, now))
        for delivery in whole
        if _still_wanted(delivery, places, now)
    ]
    db.session.commit()
    return ready


def record(results: Iterable[Result], now: int) -> None:
    """Write what became of deliveries, and what it says about their subscriptions."""
    alike: dict[Verdict, list[int]] = defaultdict(list)
    for result in results:
        alike[result.verdict].append(result.delivery)
    _lock_subscriptions([delivery for group in alike.values() for delivery in group])
    for verdict, group in alike.items():
        _record(group, verdict, now)
    db.session.commit()


def settle(reminder: Reminder, nominal: str, state: str, until: int | None, now: int) -> str:
    """Note what the person did with an occurrence; returns the state it then has.

    The first of done and skipped stays. A *later* whose time has passed is dropped.
    """
    occurrence = db.session.scalar(
        select(Occurrence).where(
            Occurrence.reminder_id == reminder.id, Occurrence.nominal == nominal
        )
    )
    if occurrence is not None and occurrence.state in FINAL:
        return occurrence.state
    if state == "later":
        return _move(reminder, occurrence, nominal, until or 0, now)
    if occurrence is None:
        occurrence = Occurrence(
            reminder_id=reminder.id, nominal=nominal, fire_at=now, turn=0, moved=False
        )
        db.session.add(occurrence)
    occurrence.state = state
    db.session.flush()
    planner.go_on([reminder], now)
    return state


def order_test(subscription: Subscription, at: int) -> None:
    """Send a test to one device at a moment (UTC ms)."""
    test = _delivery(subscription.id, None, "test", at, at + TEST_TTL_MS)
    db.session.execute(insert(Delivery), [test])


def forget_old(now: int) -> None:
    """Drop what happened more than 60 days ago."""
    old = now - KEPT_MS
    db.session.execute(delete(Delivery).where(Delivery.state != "pending", Delivery.next_at < old))
    db.session.execute(
        delete(Occurrence).where(Occurrence.state != "pending", Occurrence.fire_at < old)
    )
    db.session.commit()


def _fire_for(targets: Sequence[int], due: list[Occurrence], now: int) -> list[Row]:
    late = [each for each in due if each.fire_at < now - LATE_MS]
    in_digest = late if len(late) > 1 else []
    worth = [each for each in due if now < _end(each)]
    rows = []
    if any(each in worth for each in in_digest):
        end = max(_end(each) for each in in_digest)
        rows += [_delivery(target, None, "digest", now, end) for target in targets]
    for occurrence in due:
        sent = occurrence in worth and occurrence not in in_digest
        if sent:
            end = _end(occurrence)
            rows += [_delivery(each, occurrence.id, "reminder", now, end) for each in targets]
        _after_ringing(occurrence, bool(targets) and occurrence in worth, sent, now)
    return rows


def _after_ringing(occurrence: Occurrence, reached: bool, alone: bool, now: int) -> None:
    """Close the occurrence, or wait for its next turn if it is to ask again."""
    reminder = occurrence.reminder
    occurrence.state = "sent" if reached else "missed"
    if alone and reached and occurrence.turn < reminder.follow_times:
        occurrence.state = "pending"
        occurrence.fire_at = now + reminder.follow_after * 60_000
    occurrence.turn += 1
    occurrence.moved = False


def _end(occurrence: Occurrence) -> int:
    return occurrence.fire_at + occurrence.reminder.ttl_seconds * 1000


def _subscriptions(owners: Collection[bytes]) -> dict[bytes, list[int]]:
    """Where each of these people can be reached."""
    found: dict[bytes, list[int]] = {owner: [] for owner in owners}
    rows = db.session.execute(
        select(Subscription.id, Device.account_id, Device.id)
        .join(Subscription.device)
        .where(
            or_(Device.account_id.in_(owners), Device.id.in_(owners)),
            Subscription.endpoint.is_not(None),
        )
        .order_by(Subscription.id)
    )
    for subscription, account, device in rows:
        found[account if account in found else device].append(subscription)
    return found


def _delivery(subscription: int, occurrence: int | None, kind: str, at: int, end: int) -> Row:
    """A row, to be inserted with many others."""
    return {
        "subscription_id": subscription,
        "occurrence_id": occurrence,
        "kind": kind,
        "state": "pending",
        "next_at": at,
        "expires_at": end,
        "attempts": 0,
    }


def _still_wanted(delivery: Delivery, places: dict[int, ZoneInfo], now: int) -> bool:
    """Look again right before sending: things were done, time passed, and quiet hours changed."""
    if delivery.subscription.endpoint is None:
        delivery.state = Fate.GONE.value
    elif delivery.expires_at <= now:
        delivery.state = "expired"
    elif delivery.occurrence is not None and delivery.occurrence.state in FINAL:
        delivery.state = "cancelled"
    elif end := _held_until(delivery, places, now):
        assert delivery.occurrence is not None, "only reminders are held"
        delivery.next_at = end
        delivery.expires_at = end + delivery.occurrence.reminder.ttl_seconds * 1000
        delivery.attempts -= 1
        return False
    return delivery.state == "pending"


def _held_until(delivery: Delivery, places: dict[int, ZoneInfo], now: int) -> int | None:
    if delivery.occurrence is None:
        return None
    reminder = delivery.occurrence.reminder
    return planner.held_until(reminder, now, places[reminder.id])


def _is_silent(delivery: Delivery, places: dict[int, ZoneInfo], now: int) -> bool:
    if delivery.occurrence is None:
        return False
    reminder = delivery.occurrence.reminder
    return planner.is_silent(reminder, now, places[reminder.id])


def _lock_subscriptions(deliveries: Collection[int]) -> None:
    """In one order whoever asks: two workers that wait for each other would both lose their results."""
    db.session.execute(
        select(Subscription.id)
        .where(Subscription.id.in_(_subscriptions_of(deliveries)))
        .order_by(Subscription.id)
        .with_for_update()
    )


def _record(deliveries: Collection[int], verdict: Verdict, now: int) -> None:
    """Those that are missing went with their device meanwhile."""
    _set(
        update(Delivery).where(Delivery.id.in_(deliveries)),
        state=verdict.fate.value,
        next_at=now + verdict.wait,
    )
    theirs = update(Subscription).where(Subscription.id.in_(_subscriptions_of(deliveries)))
    if verdict.fate is Fate.ACCEPTED:
        _set(theirs, state="active", last_error=None, last_success=now)
    elif verdict.fate is Fate.GONE:
        _set(theirs, state="gone", last_error=verdict.error, endpoint=None, endpoint_hash=None)
    else:
        _set(theirs, state="failing", last_error=verdict.error)


def _subscriptions_of(deliveries: Collection[int]) -> Select[int]:
    return select(Delivery.subscription_id).where(Delivery.id.in_(deliveries))


def _set(change: Update, **values: object) -> None:
    db.session.execute(change.values(**values), execution_options={"synchronize_session": False})


def _move(
    reminder: Reminder, occurrence: Occurrence | None, nominal: str, until: int, now: int
) -> str:
    if until <= now:
        return "dropped" if occurrence is None else occurrence.state
    if occurrence is None:
        occurrence = Occurrence(reminder_id=reminder.id, nominal=nominal, turn=0)
        db.session.add(occurrence)
    occurrence.state, occurrence.fire_at, occurrence.moved = "pending", until, True
    db.session.flush()
    planner.go_on([reminder], now)
    return "later"
