"""Device: what a phone does with the API, in the words of the tests."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from server.auth import hash_of
from server.encoding import encode

VERSION = "1/test"


def new_id() -> str:
    """A random id or version id, as it stands in JSON."""
    return encode(secrets.token_bytes(16))


def sealed(size: int = 256) -> str:
    """What the server sees of an entry: random bytes."""
    return encode(secrets.token_bytes(size))


def answer_of(response: TestResponse, status: int = 200) -> dict[str, Any]:
    """The JSON of a response that must have this status."""
    assert response.status_code == status, (response.status_code, response.json)
    body: dict[str, Any] = response.json or {}
    return body


@dataclass
class Code:
    """What a device derives from a recovery code."""

    lookup: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    auth: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def proof(self) -> dict[str, str]:
        """What joining sends."""
        return {"lookup": encode(self.lookup), "auth": encode(self.auth)}

    def creation(self) -> dict[str, str]:
        """What creating and rotating send: the hash of auth."""
        return {"lookup": encode(self.lookup), "auth": encode(hash_of(self.auth))}


class Device:
    """A device that keeps its token, its records' versions, its epoch and its cursor."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.id = self.token = self.epoch = self.account = ""
        self.code = Code()
        self.cursor = 0
        self.versions: dict[str, str] = {}
        self.blobs: dict[str, str] = {}
        self.outbox: list[dict[str, Any]] = []

    def calls(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """One call of the API, with the header of version and, if there is one, the token."""
        sent = {"Unknot-Version": VERSION} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        kept = {"json": body} if body is not None else {}
        return self.client.open(f"/api/v1{path}", method=method, headers=sent, **kept)

    def registers(self) -> "Device":
        """Become an anonymous device."""
        answer = self.calls("POST", "/devices", {})
        told = answer_of(answer, 201)
        self.id, self.token = told["device"], told["token"]
        return self

    def turns_sync_on(self, **extra: str) -> "Device":
        """Make an account with a code of its own."""
        if not self.token:
            self.registers()
        self.account = new_id()
        body = {"account": self.account, "keyring": sealed(60), **self.code.creation(), **extra}
        self.epoch = answer_of(self.calls("POST", "/accounts", body), 201)["epoch"]
        return self

    def joins(self, other: "Device") -> "Device":
        """Enter the recovery code of another device."""
        if not self.token:
            self.registers()
        self.code = other.code
        told = answer_of(self.calls("POST", "/accounts/join", self.code.proof()))
        self.account, self.epoch = told["account"], told["epoch"]
        return self

    def notes(self, record: str | None = None, *, dead: int = 0, size: int = 256) -> str:
        """Save a new version of a record; it waits in the outbox."""
        record = record or new_id()
        pushed: dict[str, Any] = {
            "i": record,
            "b": [self.versions.get(record, "")],
            "m": new_id(),
            "d": dead,
            "x": sealed(size),
        }
        self.outbox.append(pushed)
        self.versions[record], self.blobs[record] = pushed["m"], pushed["x"]
        return record

    def asks(self, pushed: list[dict[str, Any]] | None = None, **changed: Any) -> TestResponse:
        """One sync request, without taking in the answer."""
        body = {"e": self.epoch, "c": self.cursor, "n": 1000, "p": pushed or [], **changed}
        return self.calls("POST", "/sync", body)

    def syncs(self) -> dict[str, Any]:
        """Push the outbox, take in every page; conflicts are left to the caller's answer."""
        reply = answer_of(self.asks(self.outbox))
        self.outbox.clear()
        self._takes_in(reply)
        while reply["m"]:
            reply = reply | answer_of(self.asks())
            self._takes_in(reply)
        return reply

    def _takes_in(self, reply: dict[str, Any]) -> None:
        for row in reply["r"]:
            self.versions[row["i"]], self.blobs[row["i"]] = row["m"], row["x"]
        self.cursor = reply["c"]
