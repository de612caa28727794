"""Chromium: the same through its own push client, with the switches that lead it to our stand-in of FCM."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import machine
from tests.browser.chromium import Chromium
from tests.browser.reminding import NUDGE, Reminding, reminding, soon
from tests.push import desktop
from tests.required import missing


@pytest.fixture
def person(
    built: None,
    sqlite_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    playwright: Playwright,
) -> Iterator[Reminding]:
    """Somebody with Chromium on a desktop, on which Unknot was just opened."""
    program = machine.chromium()
    if program is None or not desktop.available():
        missing("Chromium or dbus-daemon is missing: apt-get install chromium dbus.")
    with reminding(sqlite_folder, tmp_path) as ready:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", ready.stage.desktop.address)
        switches = ready.stage.chromium_switches
        chromium = Chromium(playwright, program, tmp_path / "chromium", *switches)
        chromium.start()
        try:
            origin = ready.live.url
            chromium.context.grant_permissions(["notifications"], origin=origin)
            ready.begin(chromium)
            yield ready
        finally:
            chromium.close()


def test_a_reminder_comes_at_its_minute_and_a_tap_leads_into_its_routine(person: Reminding) -> None:
    at = soon(5)
    person.sets(at)
    person.allows()
    person.planned(at)
    person.comes(at)
    shown = person.sees()
    assert shown.title == "Unknot"
    person.stage.click(shown)
    person.browser.press("None of these")
    person.browser.wait("location.pathname === '/play'", "the player")
    (post,) = person.stage.posts
    assert post.status == 201
    assert person.stage.gateway.refused == []
