"""The API of reminders: plans go in, the next moment comes out, and nothing else is known."""

import pytest
from flask import Flask

from tests.conftest import MovableClock
from tests.devices import Device, answer_of, new_id
from tests.server.pushing import Reminded, reminder, utc


@pytest.fixture
def person(app: Flask, clock: MovableClock, phone: Device) -> Reminded:
    """Somebody whose phone takes pushes; it is 2026-11-18 11:06 UTC."""
    return Reminded(app, clock, phone)


def test_a_reminder_of_a_phone_without_an_account_says_when_it_rings_next(phone: Device) -> None:
    rid = new_id()
    told = answer_of(phone.registers().calls("PUT", f"/reminders/{rid}", reminder(time="12:10")))
    assert told == {"version": 1, "next": utc("2026-11-18T12:10")}
    listed = answer_of(phone.calls("GET", "/reminders"))
    assert listed == {"reminders": [{"rid": rid, **told}]}


def test_a_change_needs_the_version_it_changes_and_the_same_again_is_well(person: Reminded) -> None:
    rid = person.is_reminded()
    same = person.device.calls("PUT", f"/reminders/{rid}", reminder())
    assert answer_of(same)["version"] == 1
    blind = person.device.calls("PUT", f"/reminders/{rid}", reminder(time="10:10"))
    assert answer_of(blind, 409)["version"] == 1
    changed = person.device.calls("PUT", f"/reminders/{rid}", reminder(time="12:10", version=1))
    assert answer_of(changed) == {"version": 2, "next": utc("2026-11-18T12:10")}


def test_on_the_full_hour_reminders_are_some_seconds_apart(person: Reminded) -> None:
    moments = {person.next(person.is_reminded(time="12:00")) or 0 for _ in range(8)}
    assert len(moments) > 1
    assert all(0 <= moment - utc("2026-11-18T12:00") < 30_000 for moment in moments)


def test_nobody_sees_or_touches_the_reminders_of_a_stranger(
    person: Reminded, stranger: Device
) -> None:
    rid = person.is_reminded(time="12:10")
    stranger.registers()
    assert answer_of(stranger.calls("GET", "/reminders")) == {"reminders": []}
    note = {"nominal": "2026-11-18T12:10", "state": "done"}
    assert stranger.calls("POST", f"/reminders/{rid}/occurrences", note).status_code == 404
    assert stranger.calls("DELETE", f"/reminders/{rid}").status_code == 204
    assert person.next(rid) == utc("2026-11-18T12:10")


def test_a_removed_reminder_rings_no_more_and_removing_twice_is_well(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    assert person.device.calls("DELETE", f"/reminders/{rid}").status_code == 204
    assert person.device.calls("DELETE", f"/reminders/{rid}").status_code == 204
    person.clock.passes(days=1)
    assert person.works() == []


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"rule": "FREQ=HOURLY"}, "/rule"),
        ({"start": "2026-02-30"}, "/start"),
        ({"time": "24:00"}, "/time"),
        ({"zone": {"mode": "fixed", "name": "Mars/Olympus"}}, "/zone/name"),
        ({"zone": {"mode": "wander", "name": "UTC"}}, "/zone/mode"),
        ({"quiet": {"from": "22:00", "to": "7", "then": "hold"}}, "/quiet/to"),
        ({"follow_up": {"after_minutes": 1, "times": 1}}, "/follow_up/after_minutes"),
        ({"pause_until": "soon"}, "/pause_until"),
        ({"ttl_seconds": 0}, "/ttl_seconds"),
        ({"title": "Gentle routine"}, "/title"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_where_it_is_wrong(
    phone: Device, changed: dict[str, object], pointer: str
) -> None:
    answer = phone.registers().calls("PUT", f"/reminders/{new_id()}", reminder(**changed))
    assert answer_of(answer, 400)["pointer"] == pointer
    assert answer_of(phone.calls("GET", "/reminders")) == {"reminders": []}


def test_done_before_the_time_cancels_it_and_the_next_day_comes(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    assert answer_of(person.says(rid, "2026-11-18T12:10", "done")) == {"state": "done"}
    assert answer_of(person.says(rid, "2026-11-18T12:10", "done")) == {"state": "done"}
    assert person.next(rid) == utc("2026-11-19T12:10")
    person.clock.passes(minutes=70)
    assert person.works() == []
    person.clock.passes(days=1)
    assert len(person.works()) == 1


def test_later_rings_at_the_time_it_was_put_off_to(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    person.clock.passes(minutes=70)
    assert len(person.works()) == 1
    until = person.clock() + 15 * 60_000
    said = person.says(rid, "2026-11-18T12:10", "later", until=until)
    assert answer_of(said) == {"state": "later"}
    assert person.works() == []
    person.clock.passes(minutes=15)
    (shown,) = person.works()
    assert shown["navigate"].endswith("?o=2026-11-18T12:10")


def test_a_later_that_arrives_late_is_dropped(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    person.clock.passes(minutes=70)
    person.works()
    late = person.says(rid, "2026-11-18T12:10", "later", until=person.clock() - 1)
    assert answer_of(late) == {"state": "sent"}
    person.clock.passes(minutes=70)
    assert person.works() == []


def test_a_later_after_done_changes_nothing(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    person.says(rid, "2026-11-18T12:10", "done")
    later = person.says(rid, "2026-11-18T12:10", "later", until=person.clock() + 600_000)
    assert answer_of(later) == {"state": "done"}


def test_turning_sync_on_takes_the_reminders_along_and_a_tablet_sees_and_hears_them(
    person: Reminded, tablet: Device
) -> None:
    rid = person.is_reminded(time="12:10")
    person.device.turns_sync_on()
    other = Reminded(person.app, person.clock, tablet.joins(person.device))
    assert other.next(rid) == utc("2026-11-18T12:10")
    person.clock.passes(minutes=70)
    person.works()
    endpoints = {message.endpoint for message in person.service.sent}
    assert endpoints == {person.browser.endpoint, other.browser.endpoint}


def test_a_phone_that_leaves_takes_its_own_reminders_with_it(person: Reminded) -> None:
    person.is_reminded(time="12:10")
    assert person.device.calls("DELETE", "/devices/me").status_code == 204
    person.clock.passes(minutes=70)
    person.works()
    assert person.service.sent == []


def test_a_traveller_is_reminded_by_the_clock_of_the_place_where_the_phone_is(
    person: Reminded,
) -> None:
    rid = person.is_reminded(time="20:05", zone={"mode": "follow", "name": "Europe/Berlin"})
    assert person.next(rid) == utc("2026-11-18T19:05")
    person.device.calls("PUT", "/devices/me", {"zone": "America/New_York"})
    assert person.next(rid) == utc("2026-11-19T01:05")
    fixed = person.is_reminded(time="20:05", zone={"mode": "fixed", "name": "Europe/Berlin"})
    assert person.next(fixed) == utc("2026-11-18T19:05")


def test_what_was_done_today_does_not_come_again_after_flying_west(person: Reminded) -> None:
    follow = {"mode": "follow", "name": "Europe/Berlin"}
    rid = person.is_reminded(time="12:30", zone=follow)
    person.clock.passes(minutes=30)
    assert len(person.works()) == 1
    person.device.calls("PUT", "/devices/me", {"zone": "America/New_York"})
    assert person.next(rid) == utc("2026-11-19T17:30")


def test_a_time_that_a_flight_east_has_passed_rings_on_arrival(person: Reminded) -> None:
    follow = {"mode": "follow", "name": "Europe/Berlin"}
    rid = person.is_reminded(time="20:05", zone=follow, ttl_seconds=43_200)
    person.device.calls("PUT", "/devices/me", {"zone": "Asia/Tokyo"})
    person.clock.passes(minutes=1)
    (shown,) = person.works()
    assert shown["navigate"].endswith("?o=2026-11-18T20:05")
    assert person.next(rid) == utc("2026-11-19T11:05")


def test_a_hundred_reminders_are_enough(phone: Device, clock: MovableClock) -> None:
    phone.registers()
    for _ in range(100):
        clock.passes(seconds=2)
        answer_of(phone.calls("PUT", f"/reminders/{new_id()}", reminder()))
    assert phone.calls("PUT", f"/reminders/{new_id()}", reminder()).status_code == 507
