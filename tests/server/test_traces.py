"""The real server answers as the simulation's model server did, request by request, on both databases.

So what the simulation proves about phones and the model holds for phones and the server too.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update

from server.assets.bundles import program
from server.assets.node import install_packages, node
from server.db import db
from server.encoding import decode
from server.models import Account, Record
from tests.conftest import FULL_SIZE, MovableClock
from tests.devices import Device, answer_of

ROOT = Path(__file__).resolve().parents[2]
SEEDS = 200 if FULL_SIZE else 4


@pytest.fixture(scope="session")
def traces(tmp_path_factory: pytest.TempPathFactory) -> list[list[dict[str, Any]]]:
    """What the simulation's phones asked and were answered, for each seed."""
    install_packages()
    bundle = tmp_path_factory.mktemp("traces") / "traces.mjs"
    options = [
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--log-level=warning",
        f"--outfile={bundle}",
    ]
    source = ROOT / "tests/pwa/simulation/traces.ts"
    environment = {"NODE_PATH": str(ROOT / "pwa/node_modules")}
    subprocess.run([str(program()), str(source), *options], env=environment, check=True)
    command = [str(node()), str(bundle), "1", str(SEEDS)]
    printed = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=120
    ).stdout
    return [json.loads(line) for line in printed.splitlines()]


class Replay:
    """One account of the real server, put through what happened to the model."""

    def __init__(self, app: Flask, clock: MovableClock, epoch: str) -> None:
        self.app, self.clock = app, clock
        self.phone = Device(app).turns_sync_on()
        self.copy: tuple[dict[str, Any], list[dict[str, Any]]] = ({}, [])
        self.mine = Account.id == decode(self.phone.account)
        self.its_rows = Record.account_id == decode(self.phone.account)
        with app.app_context():
            db.session.execute(update(Account).where(self.mine).values(epoch=decode(epoch)))
            db.session.commit()

    def happens(self, event: dict[str, Any]) -> None:
        """Let one thing happen; an answer must equal the model's."""
        self.clock.passes(seconds=2)
        match event:
            case {"did": "sync", "request": request, "reply": {"refused": slug, "epoch": epoch}}:
                refusal = answer_of(self.phone.calls("POST", "/sync", request), 409)
                assert (refusal["type"], refusal["epoch"]) == (f"/problems/{slug}", epoch)
            case {"did": "sync", "request": request, "reply": reply}:
                assert answer_of(self.phone.calls("POST", "/sync", request)) == reply
            case {"did": "records", "reply": reply}:
                assert answer_of(self.phone.calls("GET", "/records")) == reply
            case {"did": "backup"}:
                self.copy = self._contents()
            case {"did": "restore", "epoch": epoch}:
                self._restore(decode(epoch))
            case _:
                pytest.fail(f"unknown event {event['did']}")

    def _contents(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        kept = select(Account.head, Account.digest, Account.rows, Account.size).where(self.mine)
        records = select(Record.__table__).where(self.its_rows)
        with self.app.app_context():
            account = db.session.execute(kept).mappings().one()
            return dict(account), [dict(row) for row in db.session.execute(records).mappings()]

    def _restore(self, epoch: bytes) -> None:
        account, rows = self.copy
        with self.app.app_context():
            db.session.execute(delete(Record).where(self.its_rows))
            if rows:
                db.session.execute(insert(Record), rows)
            db.session.execute(update(Account).where(self.mine).values(epoch=epoch, **account))
            db.session.commit()


def first_epoch(trace: list[dict[str, Any]]) -> str:
    """The epoch in which the model began."""
    epoch: str = next(event["request"]["e"] for event in trace if event["did"] == "sync")
    return epoch


@pytest.mark.timeout(1800)  # the full size takes minutes
def test_the_server_answers_every_trace_of_the_simulation_alike(
    app: Flask, clock: MovableClock, traces
):
    assert len(traces) == SEEDS
    for trace in traces:
        clock.passes(days=1)
        replay = Replay(app, clock, first_epoch(trace))
        for event in trace:
            replay.happens(event)
