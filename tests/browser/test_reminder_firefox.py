"""Firefox: a reminder set in the app is sent, shown, and taken up, by the real push protocol."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import machine
from tests.browser.firefox import Firefox
from tests.browser.reminding import GENTLE, NUDGE, Reminding, reminding, soon
from tests.push import desktop
from tests.required import missing


@pytest.fixture
def person(
    built: None, sqlite_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Reminding]:
    """Somebody with Firefox on a desktop, on which Unknot was just opened."""
    program = machine.firefox()
    if program is None or not desktop.available():
        missing("Firefox or dbus-daemon is missing: apt-get install firefox-esr dbus.")
    with reminding(sqlite_folder, tmp_path) as ready:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", ready.stage.desktop.address)
        firefox = Firefox(program, tmp_path / "firefox", ready.stage.firefox_prefs)
        firefox.start()
        try:
            ready.begin(firefox)
            yield ready
        finally:
            firefox.close()


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
    assert post.headers["urgency"] == "high"
    assert int(post.headers["ttl"]) > 0
    assert b"unknot" not in post.body.lower()
    assert GENTLE.encode() not in post.body
    assert person.stage.gateway.refused == []
