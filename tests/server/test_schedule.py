"""When a reminder is due: rules in local time, and what clocks that jump do to it."""

import json
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path

import pytest

from server.schedule import (
    NOMINAL,
    BadRule,
    Plan,
    Quiet,
    next_occurrence,
    nominals,
    parse_day,
    parse_nominal,
    parse_rule,
    parse_time,
    quiet_end,
    to_utc,
    upcoming,
    zone,
)

CASES = json.loads((Path(__file__).parent.parent / "cases" / "schedule.json").read_text())


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1000


def daily(at: str, start: str = "2026-01-01") -> Plan:
    return Plan(parse_rule("FREQ=DAILY"), parse_day(start), parse_time(at))


@pytest.mark.parametrize("case", CASES["nominals"], ids=lambda case: case["name"])
def test_a_rule_comes_when_the_calendar_says(case):
    resume = parse_day(case["pause_until"]) if "pause_until" in case else None
    plan = Plan(
        parse_rule(case["rule"]), parse_day(case["start"]), parse_time(case["time"]), resume
    )
    coming = [
        moment.strftime(NOMINAL)
        for moment in islice(nominals(plan, parse_nominal(case["after"])), len(case["expect"]))
    ]
    assert coming == [nominal for nominal in case["expect"] if nominal is not None]


@pytest.mark.parametrize("text", CASES["refused"])
def test_a_rule_outside_the_subset_is_refused_with_a_sentence(text):
    with pytest.raises(BadRule, match=r"\.$"):
        parse_rule(text)


@pytest.mark.parametrize(
    ("place", "nominal", "moment"),
    [
        ("Europe/Berlin", "2027-03-28T02:30", "2027-03-28T01:30"),
        ("America/New_York", "2027-03-14T02:30", "2027-03-14T07:30"),
        ("Europe/Berlin", "2027-10-31T02:30", "2027-10-31T00:30"),
        ("Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-02T15:45"),
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00"),
    ],
)
def test_a_time_that_the_clock_skips_or_repeats_is_rung_once_and_never_lost(place, nominal, moment):
    assert to_utc(datetime.fromisoformat(nominal), zone(place)) == utc(moment)


def test_the_reminder_of_the_skipped_hour_comes_an_hour_later_and_the_next_day_on_time():
    coming = islice(upcoming(daily("02:30"), zone("Europe/Berlin"), utc("2027-03-27T12:00")), 2)
    assert [(due.nominal, due.at) for due in coming] == [
        ("2027-03-28T02:30", utc("2027-03-28T01:30")),
        ("2027-03-29T02:30", utc("2027-03-29T00:30")),
    ]


def test_the_next_one_is_after_now_in_the_zone_of_the_person():
    tokyo = next_occurrence(daily("08:00"), zone("Asia/Tokyo"), utc("2026-11-22T23:00"))
    assert tokyo is not None
    assert (tokyo.nominal, tokyo.at) == ("2026-11-24T08:00", utc("2026-11-23T23:00"))


def test_a_rule_that_has_ended_has_no_next():
    plan = Plan(parse_rule("FREQ=DAILY;COUNT=1"), date(2026, 11, 22), time(8))
    assert next_occurrence(plan, zone("UTC"), utc("2026-11-22T08:00")) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus",
        "../../etc/passwd",
        "Europe/../Europe/Berlin",
        "leapseconds",
        "/etc/localtime",
        "Europe",
        "zone.tab",
        "x" * 300,
    ],
)
def test_a_zone_that_is_none_is_refused(name):
    with pytest.raises(BadRule):
        zone(name)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026-11-24T8:00",
        "2026-11-24T24:00",
        "20261124T08:00",
        "1999-01-01T08:00",
        "2026-02-30T08:00",
        "2026-11-24T08:00:00",
        "",
    ],
)
def test_a_name_of_no_occurrence_is_refused(text):
    with pytest.raises(BadRule):
        parse_nominal(text)


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-11-22T21:59", None),
        ("2026-11-22T22:00", "2026-11-23T07:00"),
        ("2026-11-23T03:00", "2026-11-23T07:00"),
        ("2026-11-23T07:00", None),
    ],
)
def test_quiet_hours_cross_midnight(moment, end):
    night = Quiet(time(22), time(7), "hold")
    assert quiet_end(night, zone("UTC"), utc(moment)) == (utc(end) if end else None)


def test_quiet_hours_are_those_of_the_wall_clock_where_the_person_is():
    noon = Quiet(time(12), time(14), "hold")
    assert quiet_end(noon, zone("Europe/Berlin"), utc("2026-07-01T11:00")) == utc(
        "2026-07-01T12:00"
    )
    assert quiet_end(noon, zone("Europe/Berlin"), utc("2026-12-01T13:00")) is None
    assert quiet_end(None, zone("UTC"), 0) is None
