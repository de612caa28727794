"""Where pushes may go: only to push services, only with keys that work, and one device each."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import db
from server.reminder_models import Occurrence, Reminder, Subscription
from tests.conftest import MovableClock
from tests.devices import Device, answer_of
from tests.server.pushing import Browser, Reminded, utc


def test_a_subscription_is_kept_and_its_address_is_never_told(app: Flask, phone: Device) -> None:
    phone.registers()
    body = Browser().subscription(app)
    assert answer_of(phone.calls("GET", "/subscription"))["state"] == "none"
    assert phone.calls("PUT", "/subscription", body).status_code == 204
    told = phone.calls("GET", "/subscription")
    assert answer_of(told) == {"state": "active", "last_success": None, "last_error": None}
    listed = phone.calls("GET", "/devices")
    assert answer_of(listed)["devices"][0]["push"] == {"state": "active", "last_success": None}
    assert body["endpoint"] not in told.text + listed.text
    assert phone.calls("DELETE", "/subscription").status_code == 204
    assert answer_of(phone.calls("GET", "/subscription"))["state"] == "none"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://internal.example/push",
        "https://169.254.169.254/x.google.com/",
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:22/x",
        "https://me@fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com/" + "x" * 2048,
    ],
)
def test_an_address_that_is_no_push_service_is_refused(
    app: Flask, phone: Device, endpoint: str
) -> None:
    body = Browser().subscription(app, endpoint=endpoint)
    refused = phone.registers().calls("PUT", "/subscription", body)
    assert answer_of(refused, 400)["type"] == "/problems/endpoint-refused"
    assert answer_of(phone.calls("GET", "/subscription"))["state"] == "none"


@pytest.mark.parametrize(
    "changed",
    [{"p256dh": ""}, {"p256dh": "BA"}, {"p256dh": "B" + "A" * 86}, {"auth": "AA"}, {"auth": ""}],
)
def test_keys_that_no_browser_could_read_with_are_refused(
    app: Flask, phone: Device, changed: dict[str, str]
) -> None:
    body = Browser().subscription(app, **changed)
    refused = phone.registers().calls("PUT", "/subscription", body)
    assert answer_of(refused, 400)["type"] == "/problems/bad-keys"


def test_a_subscription_for_another_server_key_is_told_the_right_one(
    app: Flask, phone: Device
) -> None:
    body = Browser().subscription(app, key="B" + "A" * 86)
    refused = answer_of(phone.registers().calls("PUT", "/subscription", body), 409)
    assert refused["type"] == "/problems/key-changed"
    assert refused["push_key"] == app.extensions["unknot.push_key"]
    assert answer_of(phone.calls("GET", "/status"))["push_key"] == refused["push_key"]


def test_a_browser_that_changes_hands_is_taken_over(
    app: Flask, phone: Device, stranger: Device
) -> None:
    body = Browser().subscription(app)
    phone.registers().calls("PUT", "/subscription", body)
    assert stranger.registers().calls("PUT", "/subscription", body).status_code == 204
    assert answer_of(phone.calls("GET", "/subscription"))["state"] == "none"
    assert answer_of(stranger.calls("GET", "/subscription"))["state"] == "active"


def test_a_test_comes_in_a_minute_and_only_one_a_minute(
    app: Flask, clock: MovableClock, phone: Device
) -> None:
    person = Reminded(app, clock, phone)
    told = answer_of(phone.calls("POST", "/subscription/test", {}), 202)
    assert told == {"at": clock() + 60_000}
    again = phone.calls("POST", "/subscription/test", {})
    assert again.status_code == 429
    assert again.headers["Retry-After"]
    assert person.works() == []
    clock.passes(minutes=1)
    (shown,) = person.works()
    assert shown["navigate"] == "http://127.0.0.1:8000/settings/reminders?test=1"
    health = answer_of(phone.calls("GET", "/subscription"))
    assert health == {"state": "active", "last_success": clock(), "last_error": None}


def test_a_test_without_a_subscription_is_nothing(phone: Device) -> None:
    assert phone.registers().calls("POST", "/subscription/test", {}).status_code == 404


@pytest.mark.parametrize("by", ["itself", "another"])
def test_a_device_that_is_removed_takes_its_address_with_it(
    app: Flask, clock: MovableClock, phone: Device, tablet: Device, by: str
) -> None:
    phone.turns_sync_on()
    tablet.joins(phone)
    lost, kept = Reminded(app, clock, phone), Reminded(app, clock, tablet)
    lost.is_reminded(time="12:10")
    if by == "itself":
        assert phone.calls("DELETE", "/devices/me").status_code == 204
    else:
        assert tablet.calls("DELETE", f"/devices/{phone.id}").status_code == 204
    with app.app_context():
        left = db.session.scalars(select(Subscription.endpoint)).all()
    assert left == [kept.browser.endpoint]
    clock.at = utc("2026-11-18T12:10")
    assert len(kept.works()) == 1
    assert [message.endpoint for message in kept.service.sent] == [kept.browser.endpoint]


def test_with_an_anonymous_device_its_reminders_go_too(
    app: Flask, clock: MovableClock, phone: Device
) -> None:
    person = Reminded(app, clock, phone)
    person.is_reminded(time="12:10")
    assert phone.calls("DELETE", "/devices/me").status_code == 204
    with app.app_context():
        for table in (Subscription, Reminder, Occurrence):
            assert db.session.scalars(select(table)).all() == []
    clock.at = utc("2026-11-18T12:10")
    assert person.works() == []
