"""Many people's reminders at the same minute: from the time that was due to the POST at the push service."""

import json
import secrets
import socket
import time
from http.client import HTTPResponse
from pathlib import Path

from flask import Flask
from sqlalchemy import update

from server import create_app, planner, upgrade
from server.clock import system_clock
from server.config import Config
from server.db import db
from server.models import Device
from server.reminder_models import Occurrence, Reminder, Subscription
from server.worker import Worker, sender_of
from tests.bench.senders import authorities, detour, messages
from tests.bench.stage import Stage, begin
from tests.bench.table import Row, percentile
from tests.conftest import close

SOON_MS = 5_000


def measure(stage: Stage) -> list[Row]:
    """The real worker, database and sender; the service is in a process of its own."""
    folder = stage.place("due")
    service = begin("tests.bench.service", str(folder))
    try:
        config = Config(folder, push_ca=authorities(folder))
        app = create_app(config, check_schema=False)
        with app.app_context():
            upgrade.upgrade_embedded(config, db.engine)
            db.session.remove()
        with detour(folder):
            late, cpu = _wait_for(app, folder, stage.sizes.due)
        close(app)
    finally:
        service.terminate()
        service.communicate()
    count = stage.sizes.due
    return [
        Row(f"{count:,} due at once: due to POST, median", percentile(late, 0.5) / 1000, "s"),
        Row(f"{count:,} due at once: due to POST, p99", percentile(late, 0.99) / 1000, "s", 2),
        Row("  CPU of the worker a push, database and all", cpu * 1000 / count, "ms"),
    ]


def _wait_for(app: Flask, folder: Path, count: int) -> tuple[list[float], float]:
    """How late each came, in ms, and the CPU seconds of this process meanwhile."""
    worker = Worker(app, sender_of(app))
    with app.app_context():
        at = _plan(count)
    worker.start()
    time.sleep(max(0.0, (at - system_clock()) / 1000))  # it is the real clock that is measured
    begun, end = time.process_time(), time.monotonic() + 60
    arrivals: list[float] = []
    while len(arrivals) < count and time.monotonic() < end:
        time.sleep(0.25)  # seldom, so that looking costs the worker nothing
        arrivals += _arrivals(folder)
    cpu = time.process_time() - begun
    worker.stop()
    assert len(arrivals) == count, f"{len(arrivals)} of {count} arrived"
    return [arrival - at for arrival in arrivals], cpu


def _arrivals(folder: Path) -> list[float]:
    """When pushes came since the last look, in UTC ms."""
    with socket.socket() as way:
        way.connect(("127.0.0.1", int((folder / "port-plain").read_text())))
        way.sendall(b"GET / HTTP/1.1\r\n\r\n")
        answer = HTTPResponse(way)
        answer.begin()
        found: list[float] = json.load(answer)
        return found


def _plan(count: int) -> int:
    """Give `count` devices a subscription and a reminder each, all due in some seconds; returns when (UTC ms)."""
    now = system_clock()
    # Else the worker, new to this database, plans all anew at its start.
    planner.plan_all_after_tzdata_change(now)
    for message in messages(count):
        device = Device(
            id=secrets.token_bytes(16),
            token_hash=secrets.token_bytes(32),
            created=now,
            last_seen=now,
        )
        reminder = Reminder(
            owner=device.id,
            rid=secrets.token_bytes(16),
            version=1,
            rule="FREQ=DAILY",
            start="2026-01-01",
            time="08:30",
            zone_mode="fixed",
            zone_name="Europe/Berlin",
            follow_after=0,
            follow_times=0,
            ttl_seconds=3600,
        )
        subscription = Subscription(
            device_id=device.id,
            endpoint=message.endpoint,
            endpoint_hash=secrets.token_bytes(32),
            p256dh=message.p256dh,
            auth=message.auth,
            key=message.p256dh,
            state="active",
        )
        db.session.add_all([device, reminder])
        db.session.flush()
        db.session.add(subscription)
        planner.plan(reminder, now)
    db.session.commit()
    return _bring_forward()


def _bring_forward() -> int:
    """Nobody waits for half past eight: the planned occurrences are moved to one moment from now on."""
    at = system_clock() + SOON_MS
    db.session.execute(update(Occurrence).values(fire_at=at))
    db.session.commit()
    return at
