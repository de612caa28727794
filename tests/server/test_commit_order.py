"""On PostgreSQL, with many writers at once, a reader who follows the cursor misses nothing."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from server import records, sync
from server.db import db
from server.models import Account
from tests.conftest import FULL_SIZE
from tests.devices import Device, answer_of, new_id, sealed

WRITERS, POLLERS = 8, 2
SECONDS = 10.0 if FULL_SIZE else 1.5
FEWEST_ROWS = 20 * SECONDS
"""A busy machine takes longer, but writes as many."""


@pytest.fixture
def many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test is about order, not about allowances."""
    monkeypatch.setattr("server.limits.spend", lambda key, **_: None)


def slowly(store: Callable[..., None]) -> Callable[..., None]:
    """Keep a transaction open for a moment after its number was taken, as a busy machine does."""

    def stored(*args: Any) -> None:
        store(*args)
        db.session.execute(text(f"SELECT pg_sleep({random.random() * 0.008})"))

    return stored


def without_the_lock(account_id: bytes | None, *, writing: bool) -> Account:
    """The planted mistake: numbers from a sequence, like an auto-increment column, and no lock."""
    found = db.session.get_one(Account, account_id or b"")
    db.session.expunge(found)
    if writing:
        found.head = db.session.scalar(text("SELECT nextval('hole')")) - 1
    else:
        found.head = db.session.scalar(text("SELECT coalesce(max(seq), 0) FROM record")) or 0
    return found


def missed(app: Flask) -> tuple[int, int]:
    """Let everybody write and poll for a while; how many rows were written, and how many never seen."""
    phone = Device(app).turns_sync_on()
    until = time.monotonic() + SECONDS
    acknowledged: list[str] = []
    over = threading.Event()

    def writes() -> None:
        device = another(phone)
        while time.monotonic() < until or len(acknowledged) <= FEWEST_ROWS:
            pushed = {"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": sealed(64)}
            answer_of(device.asks([pushed], n=1, c=0))
            acknowledged.append(str(pushed["i"]))

    def polls(seen: set[str]) -> None:
        device = another(phone)
        last_round = False
        while not last_round:
            last_round = over.is_set()
            reply = answer_of(device.asks(n=1000))
            seen.update(row["i"] for row in reply["r"])
            device.cursor = reply["c"]

    writers = [threading.Thread(target=writes) for _ in range(WRITERS)]
    views: list[set[str]] = [set() for _ in range(POLLERS)]
    pollers = [threading.Thread(target=polls, args=[seen]) for seen in views]
    for thread in writers + pollers:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in pollers:
        thread.join()
    return len(acknowledged), max(len(set(acknowledged) - seen) for seen in views)


def another(phone: Device) -> Device:
    """The same device in another thread."""
    twin = Device(phone.client.application)
    twin.token, twin.epoch = phone.token, phone.epoch
    return twin


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("many_calls")
def test_a_polling_reader_misses_nothing_of_eight_writers(
    app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(records, "store", slowly(records.store))
    written, lost = missed(app)
    assert written > FEWEST_ROWS
    assert lost == 0, f"{lost} of {written} rows were never seen"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.usefixtures("many_calls")
def test_the_same_test_finds_the_hole_of_numbers_taken_before_the_commit(
    app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(records, "store", slowly(records.store))
    monkeypatch.setattr(sync, "open_account", without_the_lock)
    with app.app_context():
        db.session.execute(text("CREATE SEQUENCE IF NOT EXISTS hole"))
        db.session.commit()
    written, lost = missed(app)
    with app.app_context():
        db.session.execute(text("DROP SEQUENCE hole"))
        db.session.commit()
    assert lost > 0, (
        f"none of {written} rows was missed: the test above would not notice a hole either"
    )
