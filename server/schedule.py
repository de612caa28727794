"""When a reminder is due. Pure: no clock, no database; zones come from the pinned ``tzdata`` package.

A rule is a subset of RFC 5545 recurrence (``FREQ INTERVAL BYDAY BYMONTHDAY COUNT UNTIL``) counted in naive
local time. An occurrence is named by that *nominal* local time, ``2026-11-24T08:00``; its UTC moment is
derived from the zone as RFC 5545 section 3.3.5 says: a time that the clock jumps over takes the offset
from before the jump (so it is never skipped), a time that comes twice means the first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

FREQUENCIES: dict[str, Literal[1, 2, 3]] = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY}
LONGEST_INTERVAL = {"DAILY": 366, "WEEKLY": 52, "MONTHLY": 12}
WEEKDAYS = {"MO": MO, "TU": TU, "WE": WE, "TH": TH, "FR": FR, "SA": SA, "SU": SU}
EARLIEST, LATEST = date(2020, 1, 1), date(2200, 1, 1)
MOST_TIMES = 1000
LONGEST_ZONE = 64
# Covers the rarest rule that ever happens: 29 February across the year 2100.
HORIZON = timedelta(days=9 * 366)
NOMINAL = "%Y-%m-%dT%H:%M"


class BadRule(ValueError):
    """A rule, day, time or zone that cannot be planned; the text is a sentence for people."""


@dataclass(frozen=True)
class Rule:
    """A recurrence as parsed by :func:`parse_rule`."""

    frequency: str
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    times: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class Plan:
    """What recurs: a rule from a first local day on, at one local time. Days before ``resume`` are left out."""

    rule: Rule
    start: date
    at: time
    resume: date | None = None


@dataclass(frozen=True)
class Quiet:
    """Wall-clock hours in which a reminder waits (``hold``), comes without sound (``silent``) or rings."""

    start: time
    end: time
    then: str


@dataclass(frozen=True)
class Due:
    """One occurrence: its nominal local time and when that is, in UTC milliseconds."""

    nominal: str
    at: int


def parse_rule(text: str) -> Rule:
    """Read the RFC 5545 subset; raise :class:`BadRule` with the reason for anything outside it."""
    parts: dict[str, str] = {}
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise BadRule(f"'{part[:40]}' is not NAME=VALUE, or stands there twice.")
        parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        raise BadRule("FREQ must be DAILY, WEEKLY or MONTHLY.")
    rule = Rule(
        frequency,
        interval=_number("INTERVAL", parts.pop("INTERVAL", "1"), 1, LONGEST_INTERVAL[frequency]),
        weekdays=_weekdays(parts.pop("BYDAY", "")),
        month_days=_month_days(parts.pop("BYMONTHDAY", "")),
        times=_number("COUNT", parts.pop("COUNT"), 1, MOST_TIMES) if "COUNT" in parts else None,
        until=_until(parts.pop("UNTIL")) if "UNTIL" in parts else None,
    )
    if parts:
        raise BadRule(f"{next(iter(parts))[:40]} is not supported.")
    if rule.times is not None and rule.until is not None:
        raise BadRule("COUNT and UNTIL cannot stand together.")
    if rule.month_days and frequency == "WEEKLY":
        raise BadRule("BYMONTHDAY cannot stand in a weekly rule.")
    return rule


def parse_day(text: str) -> date:
    """Read a local day, ``2026-11-24``, between 2020 and 2200."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadRule(f"'{text[:40]}' is not a day like 2026-11-24.") from None
    if len(text) != len("2026-11-24") or not EARLIEST <= day < LATEST:
        raise BadRule(f"'{text[:40]}' is not a day between 2020 and 2200.")
    return day


def parse_time(text: str) -> time:
    """Read a wall-clock time, ``08:00``."""
    match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", text, re.ASCII)
    if match is None:
        raise BadRule(f"'{text[:40]}' is not a time like 08:00.")
    return time(int(match[1]), int(match[2]))


def parse_nominal(text: str) -> datetime:
    """Read the name of an occurrence, ``2026-11-24T08:00``, as a naive local time."""
    day, _, clock = text.partition("T")
    return datetime.combine(parse_day(day), parse_time(clock))


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that IANA name, from the ``tzdata`` package, whatever the machine has installed."""
    if len(name) > LONGEST_ZONE or not re.fullmatch(r"[\w+-]+(/[\w+-]+)*", name, re.ASCII):
        raise BadRule(f"'{name[:40]}' is not a time zone.")
    file = files("tzdata.zoneinfo").joinpath(*name.split("/"))
    if not file.is_file():
        raise BadRule(f"'{name[:40]}' is not a time zone.")
    with file.open("rb") as stream:
        try:
            return ZoneInfo.from_file(stream, key=name)
        except ValueError:
            raise BadRule(f"'{name[:40]}' is not a time zone.") from None


def to_utc(local: datetime, place: ZoneInfo) -> int:
    """UTC milliseconds of a naive local time: the offset before a gap, the first of two (RFC 5545 3.3.5)."""
    return int(local.replace(tzinfo=place, fold=0).timestamp()) * 1000


def to_local(at: int, place: ZoneInfo) -> datetime:
    """The naive wall-clock time in a zone at a moment of UTC milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(place).replace(tzinfo=None)


def nominals(plan: Plan, after: datetime) -> Iterator[datetime]:
    """Naive local times of the plan later than ``after``, in order, for nine years at most."""
    end = after + HORIZON
    if plan.rule.until is not None:
        end = min(end, datetime.combine(plan.rule.until, time.max))
    resume = datetime.combine(plan.resume or plan.start, time.min)
    recurrence = rrule(
        FREQUENCIES[plan.rule.frequency],
        dtstart=datetime.combine(_start_near(plan, after), plan.at),
        interval=plan.rule.interval,
        wkst=MO,
        until=end,
        byweekday=[WEEKDAYS[day] for day in plan.rule.weekdays] or None,
        bymonthday=plan.rule.month_days or None,
    )
    # COUNT is applied here: dateutil warns when it stands beside the horizon in ``until``.
    for moment in islice(recurrence, plan.rule.times):
        if moment > after and moment >= resume:
            yield moment


def _start_near(plan: Plan, after: datetime) -> date:
    """The first day, or a later one in the same rhythm: walking through years of days takes milliseconds.

    Only days and weeks have a rhythm that may be cut, and only where nothing is counted.
    """
    days = {"DAILY": 1, "WEEKLY": 7}.get(plan.rule.frequency)
    if days is None or plan.rule.times is not None:
        return plan.start
    step = days * plan.rule.interval
    steps = max(0, (after.date() - plan.start).days // step - 1)
    return plan.start + timedelta(days=steps * step)


def upcoming(plan: Plan, place: ZoneInfo, after: int) -> Iterator[Due]:
    """Occurrences whose moment in that zone is later than ``after`` (UTC ms), in order of nominal time."""
    # A day covers every gap but Apia's, whose missing day is itself a day long.
    for local in nominals(plan, to_local(after, place) - timedelta(days=2)):
        at = to_utc(local, place)
        if at > after:
            yield Due(local.strftime(NOMINAL), at)


def next_occurrence(plan: Plan, place: ZoneInfo, after: int) -> Due | None:
    """The first occurrence later than ``after`` (UTC ms), or None when the rule has ended."""
    return next(upcoming(plan, place, after), None)


def quiet_end(quiet: Quiet | None, place: ZoneInfo, at: int) -> int | None:
    """When the quiet hours around ``at`` end, in UTC ms; None outside them. They may cross midnight."""
    if quiet is None or quiet.start == quiet.end:
        return None
    local = to_local(at, place)
    inside = (
        quiet.start <= local.time() < quiet.end
        if quiet.start < quiet.end
        else local.time() >= quiet.start or local.time() < quiet.end
    )
    if not inside:
        return None
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return to_utc(datetime.combine(day, quiet.end), place)


def _number(name: str, text: str, least: int, most: int) -> int:
    if (
        not (text.isascii() and text.isdigit())
        or not least <= int(text[:6]) <= most
        or len(text) > 6
    ):
        raise BadRule(f"{name} must be a whole number from {least} to {most}.")
    return int(text)


def _weekdays(text: str) -> tuple[str, ...]:
    days = tuple(text.split(",")) if text else ()
    if len(set(days)) != len(days) or not set(days) <= set(WEEKDAYS):
        raise BadRule("BYDAY must name weekdays, each once: MO,TU,WE,TH,FR,SA,SU.")
    return days


def _month_days(text: str) -> tuple[int, ...]:
    if not text:
        return ()
    days = []
    for part in text.split(","):
        sign = -1 if part.startswith("-") else 1
        days.append(sign * _number("BYMONTHDAY", part.removeprefix("-"), 1, 31))
    if len(set(days)) != len(days):
        raise BadRule("BYMONTHDAY must name each day once.")
    return tuple(days)


def _until(text: str) -> date:
    if not re.fullmatch(r"\d{8}", text, re.ASCII):
        raise BadRule("UNTIL must be a day like 20261124.")
    return parse_day(f"{text[:4]}-{text[4:6]}-{text[6:]}")
