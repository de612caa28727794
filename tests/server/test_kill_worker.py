"""Workers that die while they send lose nothing, and send again only what was not yet written down."""

import asyncio
import multiprocessing
import random
import secrets
import signal
from collections import Counter
from multiprocessing.connection import Connection, wait
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from server import create_app, ledger, planner
from server.config import Config
from server.db import db
from server.models import Device
from server.post import Answer, Message
from server.reminder_models import Delivery, Reminder, Subscription
from server.worker import Worker
from tests.conftest import FULL_SIZE, START, close
from tests.server.pushing import PushServiceInMemory, utc

KILLS = 50 if FULL_SIZE else 5
PEOPLE = 60 * KILLS
WORKERS = 3
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.server.test_kill_worker"])


class Postbox:
    """A push service that outlives the worker: it tells the test of each message before it answers."""

    def __init__(self, tell: Connection) -> None:
        self._tell = tell

    async def __aenter__(self) -> "Postbox":
        return self

    async def __aexit__(self, *_error: object) -> None:
        pass

    async def send(self, message: Message) -> Answer:
        """Take one message."""
        self._tell.send(message.endpoint)
        await asyncio.sleep(0)
        return Answer(201)


def work(config: Config, now: int, tell: Connection) -> None:
    """Send reminders in a process of its own until killed, at a time that stands still."""
    worker = Worker(create_app(config, clock=lambda: now), Postbox(tell))
    worker.start()
    signal.pause()


def plan(app: Flask) -> None:
    """Give each person a browser and a reminder that is due at 12:10."""
    with app.app_context():
        planner.plan_all_after_tzdata_change(START)
        for _ in range(PEOPLE):
            owner = secrets.token_bytes(16)
            db.session.add(
                Device(id=owner, token_hash=secrets.token_bytes(32), created=0, last_seen=0)
            )
            db.session.flush()
            db.session.add_all([subscription(owner), reminder(owner)])
        db.session.flush()
        for each in db.session.scalars(select(Reminder)).all():
            planner.plan(each, START)
        db.session.commit()


def subscription(owner: bytes) -> Subscription:
    """An address that names its owner."""
    return Subscription(
        device_id=owner,
        endpoint=f"https://fcm.googleapis.com/{owner.hex()}",
        endpoint_hash=secrets.token_bytes(32),
        p256dh=b"",
        auth=b"",
        key=b"",
        state="active",
    )


def reminder(owner: bytes) -> Reminder:
    """Every day at 12:10, and worth it for a day."""
    return Reminder(
        owner=owner,
        rid=secrets.token_bytes(16),
        version=1,
        rule="FREQ=DAILY",
        start="2026-11-18",
        time="12:10",
        zone_mode="fixed",
        zone_name="UTC",
        follow_after=0,
        follow_times=0,
        ttl_seconds=86_400,
    )


def send_and_die(config: Config, now: int, after: int) -> list[str]:
    """Let all workers send until so many messages came, then kill them; returns all that came."""
    ends, children = [], []
    for _ in range(WORKERS):
        hears, tells = processes.Pipe(duplex=False)
        child = processes.Process(target=work, args=(config, now, tells), daemon=True)
        child.start()
        tells.close()
        ends.append(hears)
        children.append(child)
    came: list[str] = []
    while len(came) < after:
        ready = wait(ends, 60)
        assert ready, "the workers send nothing"
        came += [end.recv() for end in ends if end in ready]
    for child in children:
        child.kill()
    for child, end in zip(children, ends, strict=True):
        child.join()
        came += rest(end)
    return came


def rest(end: Connection) -> list[str]:
    """What a dead worker had told before it died."""
    found = []
    try:
        while True:
            found.append(end.recv())
    except EOFError:
        return found


def accepted(app: Flask) -> set[str]:
    """The addresses whose messages are written down as sent."""
    with app.app_context():
        return set(
            db.session.scalars(
                select(Subscription.endpoint)
                .join(Delivery, Delivery.subscription_id == Subscription.id)
                .where(Delivery.state == "accepted")
            )
        )


@pytest.mark.xdist_group("kill")
def test_whenever_workers_die_everybody_is_reminded_and_nobody_again_after_it_was_noted(
    sqlite_folder: Path, database_url: str | None
):
    config = Config(sqlite_folder, database_url=database_url)
    now = utc("2026-11-18T12:10")
    app = create_app(config, clock=lambda: now)
    plan(app)
    chance, sent, noted = random.Random(7), Counter[str](), set[str]()
    for _ in range(KILLS):
        came = send_and_die(config, now, chance.randint(1, 40))
        assert noted.isdisjoint(came)
        sent.update(came)
        noted = accepted(app)
        assert noted <= sent.keys()
        now += ledger.LEASE_MS + 1
    last = PushServiceInMemory()
    Worker(app, last).run_once()
    came = [message.endpoint for message in last.sent]
    assert noted.isdisjoint(came)
    sent.update(came)
    assert len(sent) == PEOPLE
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Delivery)) == PEOPLE
    assert len(accepted(app)) == PEOPLE
    close(app)
