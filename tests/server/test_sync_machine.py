"""Sync as a state machine (Hypothesis): whatever several devices send, in whatever order, and again.

The machine keeps a model of each account in a few lines and compares every answer with it.
"""

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from server import records
from server.db import db
from server.encoding import decode, encode
from server.models import Account
from server.sync import on_the_wire
from tests.conftest import FULL_SIZE, MovableClock
from tests.devices import Device, answer_of, new_id, sealed

RECORDS = [new_id() for _ in range(6)]
VERSIONS = [new_id() for _ in range(200)]


@dataclass
class Model:
    """What the server must hold of one account."""

    head: int = 0
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    line: dict[str, list[str]] = field(default_factory=dict)

    def digest(self) -> list[Any]:
        """Count and XOR of the versions."""
        total = reduce(lambda a, row: a ^ int.from_bytes(decode(row["m"])), self.rows.values(), 0)
        return [len(self.rows), encode(total.to_bytes(16))]

    def takes(self, pushed: dict[str, Any]) -> tuple[str, Any]:
        """What must become of one pushed version."""
        row = self.rows.get(pushed["i"])
        current = row["m"] if row else ""
        if current == pushed["m"]:
            return "a", [pushed["i"], row["s"] if row else 0]
        if current not in pushed["b"]:
            return "k", row or {"i": pushed["i"], "m": "", "d": 0, "s": 0, "x": ""}
        self.head += 1
        self.rows[pushed["i"]] = {**{key: pushed[key] for key in "imdx"}, "s": self.head}
        self.line.setdefault(pushed["i"], []).append(pushed["m"])
        return "a", [pushed["i"], self.head]


class SyncMachine(RuleBasedStateMachine):
    """Two people, two devices each; the second person only watches that nothing of theirs moves."""

    app: Flask
    clock: MovableClock

    @initialize()
    def people_turn_sync_on(self) -> None:
        """Begin with two accounts on one server."""
        app = self.app
        self.clock.passes(days=1)
        phone, other = Device(app).turns_sync_on(), Device(app).turns_sync_on()
        self.devices = [phone, Device(app).joins(phone), other, Device(app).joins(other)]
        self.models = {phone.account: Model(), other.account: Model()}
        self.seen: dict[Device, dict[str, str]] = {each: {} for each in self.devices}
        self.requests: list[tuple[Device, dict[str, Any]]] = []
        self.fresh = iter(VERSIONS)

    def ask(self, device: Device, body: dict[str, Any]) -> dict[str, Any]:
        """Send a sync request and compare the answer with the model, in every field."""
        self.clock.passes(seconds=5)
        model = self.models[device.account]
        before = model.head
        expected = [model.takes(pushed) for pushed in body["p"]]
        answer = answer_of(device.calls("POST", "/sync", body))
        assert answer["a"] == [each for kind, each in expected if kind == "a"]
        assert answer["k"] == [each for kind, each in expected if kind == "k"]
        assert answer["g"] == model.digest()
        due = [row for row in model.rows.values() if body["c"] < row["s"] <= before]
        due.sort(key=sequence)
        assert answer["r"] == due[: body["n"]]
        assert answer["m"] == (len(due) > body["n"])
        assert answer["c"] == (due[body["n"] - 1]["s"] if answer["m"] else model.head)
        return answer

    @rule(
        who=st.integers(0, 3),
        writes=st.lists(
            st.tuples(st.sampled_from(RECORDS), st.integers(0, 1), st.sampled_from("slbn")),
            max_size=4,
        ),
        size=st.integers(1, 5),
        keeps=st.booleans(),
    )
    def syncs(self, who: int, writes: list[tuple[str, int, str]], size: int, keeps: bool) -> None:
        """Push versions built on the last one seen, on an older one, on both or on nothing; the answer may be lost."""
        device = self.devices[who]
        seen, line = self.seen[device], self.models[device.account].line
        pushed = []
        for record, dead, based in writes:
            old = line.get(record, [""])[0]
            basis = {
                "s": [seen.get(record, "")],
                "l": [old],
                "b": [old, seen.get(record, "")],
                "n": [""],
            }[based]
            pushed.append(
                {
                    "i": record,
                    "b": basis,
                    "m": next(self.fresh, new_id()),
                    "d": dead,
                    "x": sealed(8),
                }
            )
        body = {"e": device.epoch, "c": device.cursor, "n": size, "p": pushed}
        self.requests.append((device, body))
        answer = self.ask(device, body)
        if keeps:
            device.cursor = answer["c"]
            rows = self.models[device.account].rows
            seen |= {row["i"]: row["m"] for row in answer["r"] + answer["k"]}
            seen |= {record: rows[record]["m"] for record, _ in answer["a"]}

    @rule(which=st.integers(0, 10**6))
    def an_old_request_arrives_again(self, which: int) -> None:
        """A replay changes nothing that a push of unseen versions could not change."""
        if not self.requests:
            return
        device, body = self.requests[which % len(self.requests)]
        model = self.models[device.account]
        known = {record: list(line) for record, line in model.line.items()}
        self.ask(device, body)
        for pushed in body["p"]:
            line = known.get(pushed["i"], [])
            assert pushed["m"] not in line or model.line[pushed["i"]].count(pushed["m"]) == 1, (
                "a version came twice"
            )

    @rule(who=st.integers(0, 3), ahead=st.integers(1, 5))
    def a_cursor_from_the_future_is_refused(self, who: int, ahead: int) -> None:
        """As after a restore without a new epoch."""
        device = self.devices[who]
        head = self.models[device.account].head
        assert device.asks(c=head + ahead).status_code == 409

    @invariant()
    def the_server_holds_exactly_the_model(self) -> None:
        """Both accounts whole: sequence numbers unique and at most head, versions in one line."""
        with self.app.app_context():
            for account_id, model in getattr(self, "models", {}).items():
                account = db.session.get_one(Account, decode(account_id))
                rows, _ = records.page(account.id, after=0, until=account.head, limit=10**6)
                assert [on_the_wire(row) for row in rows] == sorted(
                    model.rows.values(), key=sequence
                )
                assert len({row.seq for row in rows}) == len(rows)
                assert account.head == model.head
                assert [account.rows, encode(account.digest)] == model.digest()
                assert account.size == sum(len(row.blob) for row in rows)


def sequence(row: dict[str, Any]) -> int:
    """The order in which rows are handed out."""
    number: int = row["s"]
    return number


@pytest.mark.timeout(1800)  # the full size takes minutes
def test_sync_keeps_its_promises_under_any_order_of_requests(app: Flask, clock: MovableClock):
    SyncMachine.app, SyncMachine.clock = app, clock
    run_state_machine_as_test(
        SyncMachine,
        settings=settings(
            max_examples=500 if FULL_SIZE else 6,
            stateful_step_count=60 if FULL_SIZE else 20,
            deadline=None,
            database=None,
            derandomize=not FULL_SIZE,
            # Making a failure small takes minutes; the small size only has to find it.
            phases=list(Phase) if FULL_SIZE else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
