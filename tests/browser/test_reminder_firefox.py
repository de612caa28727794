"""Firefox: a reminder set in the app is sent, shown, and taken up, by the real push protocol."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import machine
from tests.browser.firefox import Firefox
from tests.browser.reminder_stories import (  # noqa: F401 - run here, by this engine's person
    test_a_reminder_comes_at_its_minute_and_a_tap_leads_into_its_routine,
    test_a_reminder_that_is_gone_opens_the_day_and_says_so,
    test_a_test_can_be_sent_and_says_that_it_arrived,
    test_a_weekly_reminder_comes_on_its_weekday_and_a_week_later,
    test_done_before_the_time_cancels_it,
    test_later_on_the_notification_brings_it_again,
)
from tests.browser.reminding import Reminding, reminding, soon
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


def test_a_push_service_that_forgot_the_browser_is_told_of_it_anew(person: Reminding) -> None:
    at = soon(5)
    person.sets(at)
    person.allows()
    person.planned(at)
    before = person.endpoints()
    person.stage.forgets_everyone()
    person.renews(before)
    person.comes(at)
    person.sees()
    assert [post.status for post in person.stage.posts] == [201]


def test_a_blocked_permission_is_said_in_plain_words(person: Reminding) -> None:
    person.sets(soon(5))
    firefox = person.browser
    assert isinstance(firefox, Firefox)
    denied = {"origin": person.live.url, "state": "denied", "descriptor": {"name": "notifications"}}
    firefox.command("permissions.setPermission", **denied)
    person.goes("/settings/reminders")
    firefox.sees("Notifications are blocked for this site.")
    assert person.endpoints() == []
