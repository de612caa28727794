"""What the tests of reminders need: a browser that subscribed, a push service in memory, a reminder."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from werkzeug.test import TestResponse

from server.encoding import encode
from server.post import Answer, Message
from server.push import encrypt
from server.worker import Worker
from tests.conftest import MovableClock
from tests.devices import Device, answer_of, new_id

FIREFOX = "https://updates.push.services.mozilla.com/wpush/v2/"


class Browser:
    """Holds the keys that only a browser has, and reads what was meant for it."""

    def __init__(self, host: str = FIREFOX) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self.auth = secrets.token_bytes(16)
        self.endpoint = host + secrets.token_urlsafe(24)
        self.p256dh = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    def subscription(self, app: Flask, **changed: Any) -> dict[str, Any]:
        """The body of PUT /subscription."""
        body = {
            "endpoint": self.endpoint,
            "p256dh": encode(self.p256dh),
            "auth": encode(self.auth),
            "key": app.extensions["unknot.push_key"],
        }
        return body | changed

    def reads(self, body: bytes) -> dict[str, Any]:
        """The notification in an encrypted push."""
        text = http_ece.decrypt(
            body, private_key=self._private, auth_secret=self.auth, version="aes128gcm"
        )
        shown: dict[str, Any] = json.loads(text)
        return shown


@dataclass
class PushServiceInMemory:
    """Stands where the sender stands; answers 201, or what the test says next."""

    sent: list[Message] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    async def __aenter__(self) -> "PushServiceInMemory":
        return self

    async def __aexit__(self, *_error: object) -> None:
        pass

    async def send(self, message: Message) -> Answer:
        """Take one message."""
        self.sent.append(message)
        return self.answers.pop(0) if self.answers else Answer(201)


class Reminded:
    """A device with a browser that takes pushes, and reminders that the worker sends to it."""

    def __init__(self, app: Flask, clock: MovableClock, device: Device) -> None:
        self.app, self.clock, self.device = app, clock, device
        self.service = PushServiceInMemory()
        self.worker = Worker(app, self.service)
        self.browser = Browser()
        if not device.token:
            device.registers()
        self.subscribes()

    def subscribes(self) -> None:
        """Press *Remind me*."""
        body = self.browser.subscription(self.app)
        assert self.device.calls("PUT", "/subscription", body).status_code == 204

    def is_reminded(self, rid: str | None = None, **changed: Any) -> str:
        """Save a reminder; every day at 09:00 UTC from 2026-11-18 on unless told otherwise."""
        rid = rid or new_id()
        answer_of(self.device.calls("PUT", f"/reminders/{rid}", reminder(**changed)))
        return rid

    def says(self, rid: str, nominal: str, state: str, **extra: Any) -> TestResponse:
        """Tap Done, Skip or Later."""
        body = {"nominal": nominal, "state": state, **extra}
        return self.device.calls("POST", f"/reminders/{rid}/occurrences", body)

    def next(self, rid: str) -> int | None:
        """When the server will ring, in UTC ms."""
        listed = answer_of(self.device.calls("GET", "/reminders"))["reminders"]
        moment: int | None = next(each["next"] for each in listed if each["rid"] == rid)
        return moment

    def works(self) -> list[dict[str, Any]]:
        """One round of the worker; returns the notifications it sent to this browser."""
        before = len(self.service.sent)
        self.worker.run_once()
        return [
            self.browser.reads(encrypt(message))["notification"]
            for message in self.service.sent[before:]
            if message.endpoint == self.browser.endpoint
        ]


def reminder(**changed: Any) -> dict[str, Any]:
    """The body of PUT /reminders."""
    body = {
        "version": 0,
        "rule": "FREQ=DAILY",
        "start": "2026-11-18",
        "time": "09:00",
        "zone": {"mode": "fixed", "name": "UTC"},
        "quiet": None,
        "follow_up": None,
        "pause_until": None,
        "ttl_seconds": 3600,
    }
    return body | changed


def utc(text: str) -> int:
    """UTC ms of ``2026-11-18T12:00``, read as UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000
