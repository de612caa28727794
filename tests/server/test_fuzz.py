"""Whatever arrives, the API answers: never a 5xx, and every refusal is a problem document."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.problems import PROBLEMS
from tests.conftest import FULL_SIZE, MovableClock
from tests.devices import Device, new_id, sealed
from tests.server.test_refusals import ROUTES

EXAMPLES = 2500 if FULL_SIZE else 150

odd_texts = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    [
        "",
        "\0",
        "\ud800",
        "𝕏" * 9,
        "Europe/Zurich",
        "FREQ=DAILY",
        "2026-11-24",
        "08:00",
        "https://a.push.apple.com/x",
    ]
)
ids = st.builds(new_id) | st.sampled_from(["A" * 22, "A" * 43])
numbers = st.integers() | st.sampled_from([0, 1, 2**53, 2**63, -(2**63), 10**400]) | st.floats()
values = st.recursive(
    st.none() | st.booleans() | numbers | odd_texts | ids | st.builds(sealed),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(odd_texts, inner, max_size=4),
    max_leaves=8,
)
FIELDS = sorted(
    {
        "account",
        "lookup",
        "auth",
        "keyring",
        "invite",
        "version",
        "blob",
        "name",
        "zone",
        "endpoint",
        "p256dh",
        "key",
    }
    | {
        "e",
        "c",
        "n",
        "p",
        "i",
        "b",
        "m",
        "d",
        "x",
        "rule",
        "start",
        "time",
        "quiet",
        "follow_up",
        "pause_until",
    }
    | {
        "ttl_seconds",
        "nominal",
        "state",
        "until",
        "mode",
        "from",
        "to",
        "then",
        "after_minutes",
        "times",
    }
)
objects = st.dictionaries(st.sampled_from(FIELDS) | odd_texts, values, max_size=8)
deep = st.builds(
    lambda opening, times: opening * times,
    st.sampled_from(["[", '{"a":', '{"p":[']),
    st.integers(1, 9000),
)
bodies = st.one_of(
    st.builds(lambda value: json.dumps(value).encode(), objects),
    st.builds(
        lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), values
    ),
    st.builds(str.encode, deep),
    st.binary(max_size=200),
)
paths = st.one_of(
    st.builds(lambda route, part: route[1].replace("<>", part), st.sampled_from(ROUTES), ids),
    st.builds(
        lambda route, part: route[1].replace("<>", quote(part, errors="replace")),
        st.sampled_from(ROUTES),
        odd_texts,
    ),
    st.builds(lambda text: f"/{quote(text, errors='replace')}", odd_texts),
)
methods = st.sampled_from(
    ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]
)
header_texts = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40)
versions = st.sampled_from(["1/x", "1/x", "1/x", "0/x", "2/x"]) | header_texts
kinds = (
    st.sampled_from(["application/json"] * 5 + ["application/json; charset=utf-16", "text/plain"])
    | header_texts
)


def one_change(good: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A body that is right but for one field."""
    return st.builds(
        lambda field, value: good | {field: value}, st.sampled_from(sorted(good)), values
    )


@pytest.fixture
def asker(phone: Device) -> Device:
    """A device with an account."""
    return phone.turns_sync_on()


def send(
    asker: Device, clock: MovableClock, method: str, path: str, body: bytes, **headers: str
) -> None:
    """Send bytes and check the promise; time goes by, so that calls are never too many."""
    clock.passes(minutes=2)
    sent = {
        "Unknot-Version": "1/x",
        "Authorization": f"Bearer {asker.token}",
        "Content-Type": "application/json",
    }
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    check(asker.client.open(f"/api/v1{path}", method=method, headers=sent, data=body))


fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not FULL_SIZE,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


def check(response: Any) -> None:
    """The promise that every answer keeps."""
    assert response.status_code < 500 or response.status_code == 507, response.data
    if response.status_code >= 400 and response.request.method != "HEAD":
        assert response.mimetype == "application/problem+json"
        problem = json.loads(response.data)
        assert problem["type"].removeprefix("/problems/") in PROBLEMS
        assert problem["status"] == response.status_code
        assert problem["detail"]


@pytest.mark.timeout(1800)  # the full size takes minutes
@fuzzed
@given(
    method=methods,
    path=paths,
    body=bodies,
    kind=kinds,
    version=versions,
    token=st.booleans() | header_texts,
)
def test_no_request_brings_the_server_down(
    asker: Device, clock: MovableClock, method, path, body, kind, version, token
):
    headers = {} if token is True else {"Authorization": f"Bearer {token}"}
    send(asker, clock, method, path, body, Unknot_Version=version, Content_Type=kind, **headers)


SYNC = {
    "e": new_id(),
    "c": 0,
    "n": 10,
    "p": [{"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": "AAAA"}],
}
NEARLY_RIGHT: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/sync"): SYNC,
    ("POST", "/accounts"): {"account": new_id(), "lookup": new_id(), "auth": sealed(32), "keyring": sealed(60)},
    ("POST", "/accounts/join"): {"lookup": new_id(), "auth": sealed(32)},
    ("PUT", "/keyring"): {"version": 1, "lookup": new_id(), "auth": sealed(32), "keyring": sealed(60)},
    ("PUT", "/devices/me"): {"name": sealed(20), "zone": "Europe/Zurich"},
    ("PUT", f"/mailbox/{new_id()}"): {"blob": sealed(20)},
    ("PUT", "/subscription"): {
        "endpoint": "https://web.push.apple.com/x", "p256dh": sealed(65), "auth": sealed(16), "key": sealed(65)
    },
    ("PUT", f"/reminders/{new_id()}"): {
        "version": 0, "rule": "FREQ=DAILY", "start": "2026-11-24", "time": "08:00",
        "zone": {"mode": "fixed", "name": "Europe/Zurich"}, "quiet": {"from": "22:00", "to": "07:00", "then": "hold"},
        "follow_up": {"after_minutes": 10, "times": 1}, "pause_until": None, "ttl_seconds": 600,
    },
    ("POST", f"/reminders/{new_id()}/occurrences"): {"nominal": "2026-11-24T08:00", "state": "done"},
}  # fmt: skip
nearly_right = st.one_of(
    [
        st.tuples(st.just(method), st.just(path), one_change(body))
        for (method, path), body in NEARLY_RIGHT.items()
    ]
)


@pytest.mark.timeout(1800)  # the full size takes minutes
@fuzzed
@given(request=nearly_right)
def test_no_body_that_is_nearly_right_brings_the_server_down(
    asker: Device, clock: MovableClock, request
):
    method, path, body = request
    if path == "/sync" and body["e"] == SYNC["e"]:
        body = body | {"e": asker.epoch}
    send(asker, clock, method, path, json.dumps(body).encode())
