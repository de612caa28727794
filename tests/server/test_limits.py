"""Allowances: a burst, then a steady trickle, for each account and each address by itself."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import db
from server.limits import spend
from server.models import RateLimit
from tests.conftest import MakeApp, MovableClock
from tests.devices import Device, answer_of
from tests.server.test_accounts import slug


def test_sixty_calls_at_once_and_then_one_each_second(
    phone: Device, tablet: Device, clock: MovableClock
):
    phone.turns_sync_on()
    tablet.joins(phone)
    clock.passes(minutes=2)
    statuses = [(phone, tablet)[n % 2].asks().status_code for n in range(61)]
    assert statuses == [200] * 60 + [429]
    refused = phone.asks()
    assert (slug(refused), refused.headers["Retry-After"]) == ("too-many-requests", "1")
    clock.passes(seconds=1)
    assert [phone.asks().status_code, tablet.asks().status_code] == [200, 429]


def test_one_person_who_calls_too_often_takes_nothing_from_another(phone: Device, stranger: Device):
    phone.registers(), stranger.registers()
    while phone.calls("GET", "/devices").status_code == 200:
        pass
    assert stranger.calls("GET", "/devices").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/devices", {}),
        ("POST", "/accounts/join", {"lookup": "A" * 22, "auth": "A" * 43}),
        ("DELETE", f"/mailbox/{'A' * 22}", None),
    ],
)
def test_an_address_without_a_name_has_a_smaller_allowance(
    phone: Device, clock: MovableClock, method: str, path: str, body: object
):
    phone.registers()
    clock.passes(minutes=10)
    statuses = [phone.calls(method, path, body).status_code for _ in range(32)]
    assert statuses.count(429) == 2
    clock.passes(seconds=10)
    assert phone.calls(method, path, body).status_code != 429


def test_guessing_tokens_is_limited_too(phone: Device):
    phone.token = "A" * 43
    assert [phone.asks().status_code for _ in range(31)] == [401] * 30 + [429]


def test_addresses_are_kept_as_hashes_that_change_every_day(
    app: Flask, phone: Device, clock: MovableClock
):
    def keys() -> set[str]:
        with app.app_context():
            return {
                key
                for key in db.session.scalars(select(RateLimit.key))
                if key.startswith("device:")
            }

    phone.registers()
    today = keys()
    assert not any("127.0.0.1" in key for key in today)
    clock.passes(days=1)
    phone.registers()
    assert len(keys()) == 1, "yesterday's counter is forgotten"
    assert keys() != today


def test_a_trusted_proxy_names_the_address_and_nobody_else_can(make_app: MakeApp):
    for hops, expected in ((0, 429), (1, 201)):
        phone = Device(make_app(trusted_proxies=hops))
        for each in range(31):
            last = phone.calls("POST", "/devices", {}, X_Forwarded_For=f"198.51.100.{each}")
        assert last.status_code == expected


def test_a_household_with_many_ipv6_addresses_is_one(make_app: MakeApp):
    phone = Device(make_app(trusted_proxies=1))
    for each in range(31):
        last = phone.calls("POST", "/devices", {}, X_Forwarded_For=f"2001:db8:1:2::{each:x}")
    assert last.status_code == 429
    assert phone.calls("POST", "/devices", {}, X_Forwarded_For="2001:db8:1:3::1").status_code == 201


def test_an_allowance_is_exact_for_any_burst_and_rate(app: Flask, clock: MovableClock):
    with app.app_context():
        for burst, per_second in ((1, 1 / 60), (5, 2.0)):
            key = f"test:{burst}"
            for _ in range(burst):
                spend(key, burst=burst, per_second=per_second)
            with pytest.raises(Exception, match="too-many-requests"):
                spend(key, burst=burst, per_second=per_second)
            clock.passes(seconds=1 / per_second)
            spend(key, burst=burst, per_second=per_second)


def test_the_same_answer_tells_how_long_to_wait(app: Flask, phone: Device):
    phone.registers()
    while (last := phone.calls("POST", "/devices", {})).status_code == 201:
        pass
    assert answer_of(last, 429)["retry_after"] == int(last.headers["Retry-After"]) == 10
