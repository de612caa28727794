"""What is due goes out once to each browser; crashes, refusals and long absences are survived."""

import pytest
from flask import Flask
from sqlalchemy import select

from server import ledger
from server.db import db
from server.post import Answer
from server.reminder_models import Delivery
from tests.conftest import MovableClock
from tests.devices import Device, answer_of
from tests.server.pushing import Reminded, utc


@pytest.fixture
def person(app: Flask, clock: MovableClock, phone: Device) -> Reminded:
    """Somebody with one reminder at 12:10 UTC; it is due now."""
    somebody = Reminded(app, clock, phone)
    somebody.is_reminded(time="12:10")
    clock.at = utc("2026-11-18T12:10")
    return somebody


def health(person: Reminded) -> dict[str, object]:
    return answer_of(person.device.calls("GET", "/subscription"))


def test_a_reminder_goes_out_once(person: Reminded) -> None:
    (shown,) = person.works()
    assert shown["title"] == "Unknot"
    assert shown["body"] == "Your reminder"
    assert person.works() == []
    assert health(person)["last_success"] == person.clock()


def test_two_workers_do_not_send_the_same(person: Reminded) -> None:
    with person.app.app_context():
        now = person.clock()
        ledger.fire(now)
        first, second = ledger.claim(now), ledger.claim(now)
    assert (len(first), len(second)) == (1, 0)


def test_what_was_claimed_when_the_power_went_is_sent_after_the_lease(person: Reminded) -> None:
    with person.app.app_context():
        ledger.fire(person.clock())
        ledger.claim(person.clock())
    assert person.works() == []
    person.clock.passes(seconds=91)
    assert len(person.works()) == 1


def test_a_hiccup_is_tried_again_and_the_subscription_stays(person: Reminded) -> None:
    person.service.answers = [Answer(503)]
    person.works()
    assert health(person) == {"state": "failing", "last_success": None, "last_error": "503"}
    person.clock.passes(seconds=15)
    assert len(person.works()) == 1
    assert health(person)["state"] == "active"


def test_it_is_tried_only_while_it_is_still_worth_it(person: Reminded) -> None:
    person.service.answers = [Answer(500)] * 100
    for _ in range(100):
        person.works()
        person.clock.passes(minutes=5)
    assert 5 < len(person.service.sent) < 20
    assert person.service.sent[-1].ttl > 0


def test_a_browser_that_is_gone_is_pruned_and_says_so(person: Reminded) -> None:
    person.service.answers = [Answer(410)]
    person.works()
    assert health(person)["state"] == "gone"
    person.clock.passes(days=1)
    assert person.works() == []
    person.subscribes()
    person.clock.passes(days=1)
    assert len(person.works()) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 413, 500])
def test_our_own_mistakes_end_no_subscription(person: Reminded, status: int) -> None:
    person.service.answers = [Answer(status)] * 3
    person.works()
    assert health(person)["state"] == "failing"
    person.service.answers = []
    person.clock.passes(days=1)
    assert len(person.works()) == 1


def test_a_service_that_asks_for_a_pause_gets_it_for_all(person: Reminded, tablet: Device) -> None:
    Reminded(person.app, person.clock, tablet)
    person.service.answers = [Answer(429, "120")]
    person.works()
    person.device.calls("POST", "/subscription/test", {})
    person.clock.passes(seconds=60)
    person.works()
    assert len(person.service.sent) == 1
    person.clock.passes(seconds=61)
    person.works()
    assert len(person.service.sent) == 3


def test_too_large_is_sent_once_more_and_shorter(person: Reminded) -> None:
    person.service.answers = [Answer(413)]
    person.works()
    long, short = (message.payload for message in person.service.sent)
    assert len(short) < len(long)
    assert health(person)["state"] == "active"


def test_after_a_downtime_one_digest_comes_instead_of_a_burst(person: Reminded) -> None:
    for minute in range(11, 20):
        person.is_reminded(time=f"12:{minute}", ttl_seconds=86_400)
    person.clock.at = utc("2026-11-18T15:00")
    (shown,) = person.works()
    assert shown["navigate"].endswith("/settings/reminders?late=1")
    assert person.works() == []
    person.clock.at = utc("2026-11-19T12:10")
    assert len(person.works()) == 1


def test_a_single_late_one_still_comes_while_it_is_worth_it(person: Reminded) -> None:
    person.clock.passes(minutes=30)
    (shown,) = person.works()
    assert "/r/" in shown["navigate"]


def test_one_that_is_too_late_is_not_sent(person: Reminded) -> None:
    person.clock.passes(minutes=61)
    assert person.works() == []


def test_done_between_claiming_and_sending_again_is_respected(person: Reminded) -> None:
    person.service.answers = [Answer(500)]
    (shown,) = person.works()
    rid, nominal = shown["navigate"].split("/r/")[1].split("?o=")
    person.says(rid, nominal, "done")
    person.clock.passes(minutes=5)
    assert person.works() == []


def test_what_is_long_past_is_forgotten(person: Reminded) -> None:
    person.works()
    person.clock.passes(days=61)
    with person.app.app_context():
        ledger.forget_old(person.clock())
        assert db.session.scalars(select(Delivery)).all() == []
