"""What sync may cost in requests and bytes, as the app's own modules ask for it. Times stand in bin/bench."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from server.assets.build import ensure_built
from server.assets.problem import BuildError
from tests.bench.bundle import script
from tests.bench.meter import Meter, Traffic
from tests.browser.chromium import Chromium
from tests.browser.live import Live
from tests.conftest import FULL_SIZE
from tests.required import missing

RECORDS = 10_000 if FULL_SIZE else 2_000
PUSHED, PULLED = 500, 1_000
"""Records in one request."""
ROW_BYTES = 1_000
"""On the wire, of a record of about 500: padded to 768 against guesses by size, sealed, base64, JSON."""


@pytest.fixture
def meter(sqlite_folder: Path) -> Iterator[tuple[Meter, str]]:
    """A server that counts; with its address."""
    try:
        ensure_built()
    except BuildError as error:
        missing(str(error))
    with Live(sqlite_folder) as live:
        counting = Meter(live.app.wsgi_app, script())
        live.app.wsgi_app = counting  # type: ignore[method-assign, assignment]
        yield counting, live.url


def spent(meter: Meter, phone: Chromium, action: str) -> Traffic:
    """What an action on the phone costs."""
    before = meter.now()
    phone.evaluate(action)
    return meter.now().since(before)


def test_sync_stays_within_its_requests_and_bytes(
    meter: tuple[Meter, str], chromium: Chromium, playwright: Playwright, tmp_path: Path
):
    counting, url = meter
    chromium.page.set_default_timeout(240_000)
    chromium.open(f"{url}/bench/page.html")
    chromium.wait("'bench' in globalThis", "the page of the bench")
    chromium.evaluate(f"bench.fillRecords({RECORDS})")
    code = chromium.evaluate("bench.turnOn()")

    push = spent(counting, chromium, "bench.sync()")
    assert push.requests <= ceil(RECORDS / PUSHED) + 1
    assert push.up <= RECORDS * ROW_BYTES
    assert push.down <= RECORDS * 50

    idle = spent(counting, chromium, "bench.sync()")
    assert idle.requests == 1
    assert idle.up + idle.down <= 1_500

    chromium.evaluate("bench.edit()")
    edit = spent(counting, chromium, "bench.sync()")
    assert edit.requests == 1
    assert edit.up + edit.down <= 3_000

    other = Chromium(playwright, chromium.program, tmp_path / "other")
    other.start()
    try:
        other.page.set_default_timeout(240_000)
        other.open(f"{url}/bench/page.html")
        other.wait("'bench' in globalThis", "the page of the bench")
        other.evaluate(f"bench.join({code!r})")
        pull = spent(counting, other, "bench.sync()")
        assert other.evaluate("bench.count()") == RECORDS
    finally:
        other.close()
    assert pull.requests <= ceil(RECORDS / PULLED)
    assert pull.down <= RECORDS * ROW_BYTES
    assert pull.up <= RECORDS
