"""The worker thread: it looks by itself, is woken, survives the database's absence, and stops cleanly."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from server import create_app, ledger, worker
from server.config import Config
from server.post import Answer, Message
from server.worker import Worker
from tests.conftest import MovableClock, close
from tests.devices import Device
from tests.server.pushing import PushServiceInMemory, Reminded, utc

LIMIT = 30.0
"""Seconds until something that was waited for counts as missing; the machine may be busy."""


class Ear(PushServiceInMemory):
    """A push service that tells when something came."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = threading.Event()

    async def send(self, message: Message) -> Answer:
        """Take one message."""
        answer = await super().send(message)
        self.heard.set()
        return answer


@pytest.fixture
def app(sqlite_folder: Path, clock: MovableClock) -> Iterator[Flask]:
    """The app on SQLite alone: the worker's own matters are the same on both."""
    app = create_app(Config(sqlite_folder), clock=clock)
    yield app
    close(app)


@pytest.fixture
def ear() -> Ear:
    """The push service of the test."""
    return Ear()


def test_a_running_worker_sends_when_the_minute_comes(
    app: Flask, clock: MovableClock, phone: Device, ear: Ear
) -> None:
    Reminded(app, clock, phone).is_reminded(time="12:10")
    running = Worker(app, ear)
    running.start()
    assert not ear.heard.is_set()
    clock.at = utc("2026-11-18T12:10")
    assert ear.heard.wait(LIMIT)
    running.stop()
    assert len(ear.sent) == 1


def test_a_change_wakes_it_at_once(
    app: Flask, clock: MovableClock, phone: Device, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "POLL_S", 60)
    person = Reminded(app, clock, phone)
    running = Worker(app, ear)
    running.start()
    rid = person.is_reminded(time="11:07")
    clock.at = utc("2026-11-18T11:07")
    person.says(rid, "2026-11-20T11:07", "skipped")
    assert ear.heard.wait(LIMIT)
    running.stop()


def test_it_outlives_a_database_that_was_away(
    app: Flask, clock: MovableClock, phone: Device, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    Reminded(app, clock, phone).is_reminded(time="11:07")
    clock.at = utc("2026-11-18T11:07")
    monkeypatch.setattr(worker, "AFTER_ERROR_S", 0.01)
    asks = iter([OperationalError("", None, Exception()), OperationalError("", None, Exception())])
    real = ledger.next_due

    def sometimes() -> int | None:
        for error in asks:
            raise error
        return real()

    monkeypatch.setattr(ledger, "next_due", sometimes)
    running = Worker(app, ear)
    running.start()
    assert ear.heard.wait(LIMIT)
    running.stop()


def test_stopping_waits_for_what_is_under_way_and_writes_it_down(
    app: Flask, clock: MovableClock, phone: Device, ear: Ear
) -> None:
    person = Reminded(app, clock, phone)
    person.is_reminded(time="11:07")
    clock.at = utc("2026-11-18T11:07")
    running = Worker(app, ear)
    running.start()
    assert ear.heard.wait(LIMIT)
    running.stop()
    assert not running.is_alive()
    assert person.works() == []
    clock.passes(seconds=120)
    assert person.works() == []
