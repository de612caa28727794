"""Which occurrence comes next, and what edits, pauses, quiet hours and new zone data do to it."""

import pytest
from flask import Flask
from sqlalchemy import select

from server import planner
from server.db import db
from server.models import Meta
from server.reminder_models import Occurrence, Reminder
from tests.conftest import MovableClock
from tests.devices import Device
from tests.server.pushing import Reminded, reminder, utc

NIGHT = {"from": "22:00", "to": "07:00", "then": "hold"}


@pytest.fixture
def person(app: Flask, clock: MovableClock, phone: Device) -> Reminded:
    """Somebody whose phone takes pushes; it is 2026-11-18 11:06 UTC, a Wednesday."""
    return Reminded(app, clock, phone)


def changes(person: Reminded, rid: str, version: int, **changed: object) -> None:
    answer = person.device.calls("PUT", f"/reminders/{rid}", reminder(version=version, **changed))
    assert answer.status_code == 200


def test_a_weekly_reminder_comes_on_its_days_only(person: Reminded) -> None:
    rid = person.is_reminded(rule="FREQ=WEEKLY;BYDAY=MO,TH", time="12:10")
    rung = []
    person.clock.at = utc("2026-11-18T12:10")
    for _ in range(8):
        rung += [shown["navigate"][-16:] for shown in person.works()]
        person.clock.passes(days=1)
    assert rung == ["2026-11-19T12:10", "2026-11-23T12:10"]
    assert person.next(rid) == utc("2026-11-26T12:10")


def test_an_edit_replaces_what_has_not_rung(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    changes(person, rid, 1, time="13:10")
    person.clock.passes(minutes=70)
    assert person.works() == []
    person.clock.passes(minutes=60)
    assert len(person.works()) == 1


def test_one_that_rang_does_not_ring_again_after_an_edit(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    person.clock.passes(minutes=70)
    assert len(person.works()) == 1
    changes(person, rid, 1, time="12:10", ttl_seconds=7200)
    assert person.works() == []
    assert person.next(rid) == utc("2026-11-19T12:10")


def test_a_pause_leaves_out_days_until_it_ends(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10", pause_until="2026-11-21")
    assert person.next(rid) == utc("2026-11-21T12:10")


def test_quiet_hours_hold_a_reminder_until_the_morning(person: Reminded) -> None:
    rid = person.is_reminded(time="23:10", quiet=NIGHT)
    assert person.next(rid) == utc("2026-11-19T07:00")
    ringing = person.is_reminded(time="23:10", quiet=NIGHT | {"then": "ring"})
    assert person.next(ringing) == utc("2026-11-18T23:10")


def test_in_quiet_hours_it_may_come_without_sound(person: Reminded) -> None:
    person.is_reminded(time="23:10", quiet=NIGHT | {"then": "silent"})
    person.is_reminded(time="21:10", quiet=NIGHT | {"then": "silent"})
    person.clock.at = utc("2026-11-18T21:10")
    assert [shown.get("silent") for shown in person.works()] == [None]
    person.clock.at = utc("2026-11-18T23:10")
    assert [shown.get("silent") for shown in person.works()] == [True]


def test_quiet_hours_are_looked_at_again_when_it_is_sent(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    with person.app.app_context():
        kept = db.session.scalars(select(Reminder)).one()
        kept.quiet_from, kept.quiet_to, kept.quiet_then = "12:00", "14:00", "hold"
        db.session.commit()
    person.clock.at = utc("2026-11-18T12:10")
    assert person.works() == []
    person.clock.at = utc("2026-11-18T14:00")
    assert len(person.works()) == 1
    assert rid


def test_it_asks_again_until_done_but_not_more_often_than_agreed(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10", follow_up={"after_minutes": 10, "times": 2})
    person.clock.at = utc("2026-11-18T12:10")
    rung = []
    for _ in range(5):
        rung.append(len(person.works()))
        person.clock.passes(minutes=10)
    assert rung == [1, 1, 1, 0, 0]
    person.clock.at = utc("2026-11-19T12:10")
    assert len(person.works()) == 1
    person.says(rid, "2026-11-19T12:10", "done")
    person.clock.passes(minutes=10)
    assert person.works() == []


def test_new_time_zone_data_plans_everything_anew_once(person: Reminded) -> None:
    person.is_reminded(time="12:10")
    with person.app.app_context():
        planner.plan_all_after_tzdata_change(person.clock())
        db.session.commit()
        db.session.merge(Meta(key="tzdata", value=b"1999.1"))
        waiting = db.session.scalars(select(Occurrence)).one()
        waiting.fire_at = 0
        db.session.commit()
        assert planner.plan_all_after_tzdata_change(person.clock())
        assert not planner.plan_all_after_tzdata_change(person.clock())
        db.session.commit()
        assert db.session.scalars(select(Occurrence.fire_at)).one() == utc("2026-11-18T12:10")


def test_what_is_due_this_moment_still_rings_whatever_is_changed_meanwhile(
    person: Reminded,
) -> None:
    rid = person.is_reminded(time="12:10")
    person.clock.at = utc("2026-11-18T12:10")
    person.says(rid, "2026-11-20T12:10", "skipped")
    changes(person, rid, 1, time="12:10", ttl_seconds=7200)
    with person.app.app_context():
        db.session.merge(Meta(key="tzdata", value=b"1999.1"))
        db.session.commit()
    (shown,) = person.works()
    assert shown["navigate"].endswith("?o=2026-11-18T12:10")
    assert person.next(rid) == utc("2026-11-19T12:10")


def test_what_is_due_this_moment_does_not_ring_when_its_time_was_changed(person: Reminded) -> None:
    rid = person.is_reminded(time="12:10")
    person.clock.at = utc("2026-11-18T12:10")
    changes(person, rid, 1, time="13:10")
    assert person.works() == []
