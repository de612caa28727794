"""Push and pull through the real server on SQLite, from one real profile to another."""

from math import ceil

from tests.bench.meter import Traffic
from tests.bench.stage import Host, Stage
from tests.bench.table import Row
from tests.browser.chromium import Chromium

LIMIT_S = 300
REPEATS = 5


def measure(stage: Stage) -> list[Row]:
    """The times are the phone's own; the counts and CPU seconds the server's."""
    count = stage.sizes.records
    with Host(stage.place("sync")) as host:
        with stage.phone("first") as phone:
            open_page(phone, host)
            phone.evaluate(f"bench.fillRecords({count})")
            code = phone.evaluate("bench.turnOn()")
            push = timed(phone, host)
            floors = [float(phone.evaluate(f"bench.floor({count})")) for _ in range(3)]
            idle = [timed(phone, host) for _ in range(REPEATS)]
            edits = [edit(phone, host) for _ in range(REPEATS)]
        with stage.phone("second") as phone:
            open_page(phone, host)
            floors += [float(phone.evaluate(f"bench.floor({count})")) for _ in range(2)]
            phone.evaluate(f"bench.join({code!r})")
            pull = timed(phone, host)
            assert phone.evaluate("bench.count()") == count
    floor = sorted(floors)[len(floors) // 2] / 1000
    scale = count / 10_000
    return [
        *whole("push", push, floor, scale, requests=21, seconds=5),
        *whole("fresh pull", pull, floor, scale, requests=10, seconds=3.5),
        *small("nothing to do", idle, kilobytes=1.5, ms=50),
        *small("one edit", edits, kilobytes=3, ms=75),
    ]


Exchange = tuple[float, Traffic]
"""Seconds on the phone, and what went through the server."""


def open_page(phone: Chromium, host: Host) -> None:
    """Open the page of the bench."""
    phone.page.set_default_timeout(LIMIT_S * 1000)
    phone.open(f"{host.url}/bench/page.html")
    phone.wait("'bench' in globalThis", "the page of the bench")


def timed(phone: Chromium, host: Host) -> Exchange:
    """One sync as the app starts it."""
    before = host.traffic()
    took = float(phone.evaluate("bench.sync()")) / 1000
    return took, host.traffic().since(before)


def edit(phone: Chromium, host: Host) -> Exchange:
    """Change one entry and sync."""
    phone.evaluate("bench.edit()")
    return timed(phone, host)


def whole(
    what: str, done: Exchange, floor: float, scale: float, *, requests: int, seconds: float
) -> list[Row]:
    """The rows of a large exchange; limits shrink with what is exchanged."""
    took, traffic = done
    raw = {"yardstick": floor, "beside": "raw IndexedDB put"}
    return [
        Row(f"{what}: requests", traffic.requests, "", ceil(requests * scale)),
        Row(f"{what}: time", took, "s", seconds * scale, **raw),  # type: ignore[arg-type]
        Row(f"{what}: up", traffic.up / 1e6, "MB"),
        Row(f"{what}: down", traffic.down / 1e6, "MB"),
        Row(f"{what}: server CPU", traffic.cpu, "s", 0.7 * scale),
    ]


def small(what: str, done: list[Exchange], *, kilobytes: float, ms: float) -> list[Row]:
    """The rows of an exchange of next to nothing: the worst in counts and bytes, the median in time."""
    took = sorted(seconds for seconds, _ in done)[len(done) // 2]
    most = max(each.up + each.down for _, each in done)
    return [
        Row(f"{what}: requests", max(each.requests for _, each in done), "", 1),
        Row(f"{what}: up and down", most / 1000, "kB", kilobytes),
        Row(f"{what}: time", took * 1000, "ms", ms),
    ]
