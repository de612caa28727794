"""The log tells what happened, and nothing about anybody."""

import json
import logging

import pytest

from server import log
from server.errors import Problem
from tests.conftest import MakeApp
from tests.devices import Device, new_id


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture):
    """The lines that the log would hold so far."""
    logger = logging.getLogger("unknot")
    was, logger.propagate = logger.propagate, True
    logger.setLevel(logging.INFO)
    yield lambda: [
        log.JsonLines().format(record)
        for record in caplog.records
        if record.name.startswith("unknot")
    ]
    logger.propagate = was


def test_a_call_is_logged_by_its_route_without_token_id_address_or_body(make_app: MakeApp, lines):
    phone = Device(make_app()).turns_sync_on()
    entry = phone.notes()
    phone.syncs()
    box = new_id()
    phone.calls("DELETE", f"/mailbox/{box}")
    phone.calls("GET", f"/secret-{box}")
    written = "\n".join(lines())
    for private in (
        phone.token,
        phone.id,
        phone.account,
        entry,
        phone.blobs[entry],
        box,
        "127.0.0.1",
    ):
        assert private not in written
    call = json.loads(lines()[-2])
    assert (call["method"], call["route"], call["status"]) == (
        "DELETE",
        "/api/v1/mailbox/<id:mailbox_id>",
        404,
    )
    assert call["at"].endswith("Z")


def test_a_mistake_of_ours_is_logged_by_place_and_answered_without_detail(
    make_app: MakeApp, lines, monkeypatch
):
    phone = Device(make_app()).turns_sync_on()

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(f"with {phone.token} in it")

    monkeypatch.setattr("server.records.page", breaks)
    answer = phone.asks()
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert phone.token not in answer.text
    [line] = [line for line in lines() if '"unexpected"' in line]
    assert phone.token not in line
    assert json.loads(line)["error"] == "RuntimeError"
    assert "test_log.py" in json.loads(line)["frames"][-1]


def test_every_problem_has_a_status_that_belongs_to_errors():
    from server.problems import PROBLEMS

    for slug in PROBLEMS:
        problem = Problem(slug, "Why.")
        assert 400 <= problem.status < 600
        assert problem.title
