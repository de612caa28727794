"""Every route refuses what it cannot use, with the right status and a problem document, changing nothing."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server import create_app
from server.config import Config
from server.db import db
from tests.conftest import MovableClock
from tests.devices import Device, answer_of, new_id
from tests.server.test_accounts import slug

WITHOUT_DEVICE = {("GET", "/status"), ("POST", "/devices"), ("DELETE", "/mailbox/<>")}


def routes() -> list[tuple[str, str]]:
    """Every method and path of the API, with <> where an id belongs."""
    app = create_app(Config.from_env({}), check_schema=False)
    found = set()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = "".join(part if kind is None else "<>" for kind, part in pieces(rule.rule))
            found |= {(m, path) for m in rule.methods or () if m not in ("HEAD", "OPTIONS")}
    return sorted(found)


def pieces(rule: str) -> Iterator[tuple[str | None, str]]:
    """The fixed and the variable parts of a route."""
    for index, part in enumerate(
        rule.removeprefix("/api/v1").replace("<", "|<").replace(">", ">|").split("|")
    ):
        yield ("id" if index % 2 else None), part


ROUTES = routes()
GUARDED = [each for each in ROUTES if each not in WITHOUT_DEVICE]
WITH_BODY = [(method, path) for method, path in ROUTES if method in ("POST", "PUT")]


def snapshot(app: Flask) -> dict[str, list[Any]]:
    """Everything that the database holds, but for the counters of calls."""
    with app.app_context():
        kept = {
            table.name: sorted(map(repr, db.session.execute(select(table))))
            for table in db.metadata.sorted_tables
            if table.name != "rate_limit"
        }
        db.session.rollback()
    return kept


Refuses = Callable[..., None]


@pytest.fixture
def refused(app: Flask, phone: Device, clock: MovableClock) -> Iterator[Refuses]:
    """Makes a call that must be refused in this way and leave the database as it was."""
    phone.turns_sync_on().notes()
    phone.syncs()
    before = snapshot(app)

    def check(route: tuple[str, str], status: int, name: str, **call: Any) -> None:
        clock.passes(seconds=1)  # within the allowance of calls
        method, path = route
        headers: dict[str, str | None] = {
            "Unknot-Version": "1/test",
            "Authorization": f"Bearer {phone.token}",
        }
        headers |= call.pop("headers", {})
        call.setdefault("json", {} if method in ("POST", "PUT") else None)
        if "data" in call or call["json"] is None:
            del call["json"]
        sent = {key: value for key, value in headers.items() if value is not None}
        answer = phone.client.open(
            f"/api/v1{path.replace('<>', new_id())}", method=method, headers=sent, **call
        )
        assert (answer.status_code, slug(answer)) == (status, name), (route, call, answer.data)
        told = answer_of(answer, status)
        assert (told["status"], bool(told["detail"])) == (status, True)

    yield check
    assert snapshot(app) == before


def test_the_routes_are_all_here():
    assert len(ROUTES) == 23, ROUTES


TOKENS = [None, "", "Bearer", "Basic abc", "Bearer !", f"Bearer {'A' * 43}"]
OTHER_VERSIONS = [
    (None, 400, "version-missing"),
    ("", 400, "version-missing"),
    ("one/x", 400, "version-missing"),
    ("1", 400, "version-missing"),
    ("2/x", 426, "server-outdated"),
    ("999999/x", 426, "server-outdated"),
]
NO_OBJECTS = [
    b"",
    b"{",
    b"\xff",
    b"nul",
    b'{"a": NaN}',
    b"[" * 40_000,
    b'{"a":' * 9_000,
    b"[]",
    b"null",
    b'"text"',
    b"1" * 5000,
    b'{"e": "\\ud800"}',
    '{"e": "\N{GRINNING FACE}"}'.encode("utf-16"),
]
WRONG: list[Any] = [None, True, 1.5, -1, 10**30, "", "\0", "\ud800", [], {}, [[]], "x" * 70_000]
JSON = {"Content-Type": "application/json"}


def test_an_unknown_token_is_refused(refused: Refuses):
    for token, route in product(TOKENS, GUARDED):
        refused(route, 401, "unauthorized", headers={"Authorization": token})


def test_another_protocol_is_refused(refused: Refuses):
    for (version, status, name), route in product(OTHER_VERSIONS, ROUTES):
        refused(route, status, name, headers={"Unknot-Version": version})


def test_a_body_that_does_not_say_json_is_refused(refused: Refuses):
    for kind, route in product(["text/plain", "multipart/form-data", "", None], WITH_BODY):
        refused(route, 415, "unsupported-media-type", data=b"{}", headers={"Content-Type": kind})


def test_a_body_that_is_no_object_is_refused(refused: Refuses):
    for raw, route in product(NO_OBJECTS, WITH_BODY):
        refused(route, 400, "bad-body", data=raw, headers=JSON)


def test_an_unknown_field_is_refused_and_pointed_at(refused: Refuses, phone: Device):
    for method, path in WITH_BODY:
        refused((method, path), 400, "bad-body", json={"surprise": 1})
    answer = phone.calls("PUT", "/devices/me", {"zone": "UTC", "a/b~c": 1})
    assert answer_of(answer, 400)["pointer"] == "/a~1b~0c"


def test_a_value_of_a_wrong_type_is_refused(refused: Refuses):
    good = {"e": new_id(), "c": 0, "n": 1, "p": []}
    row = {"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": "AAAA"}
    for field, value in product(good, WRONG):
        if (field, value) != ("p", []):
            refused(("POST", "/sync"), 400, "bad-body", json=good | {field: value})
    for field, value in product(row, WRONG):
        if (field, value) != ("b", []) and (field, value) != ("x", "x" * 70_000):
            refused(("POST", "/sync"), 400, "bad-body", json=good | {"p": [row | {field: value}]})


def test_a_body_that_is_too_large_is_refused_unread(refused: Refuses):
    for route in WITH_BODY:
        refused(route, 413, "too-large", data=b" " * (9 * 1024 * 1024), headers=JSON)


def test_what_is_not_there_is_a_problem_too(phone: Device):
    phone.registers()
    for method, path, status in [
        ("GET", "/nothing", 404),
        ("GET", "/sync", 404),
        ("PUT", "/sync", 405),
        ("POST", "/status", 405),
        ("DELETE", "/mailbox/short", 405),
        ("DELETE", f"/mailbox/{new_id()[:-1]}B", 405),
    ]:
        answer = phone.calls(method, path)
        assert answer.status_code == status, path
        assert answer.mimetype == "application/problem+json"
        assert answer.headers["Unknot-Version"].startswith("1/")
