"""Chromium: the same through its own push client, with the switches that lead it to our stand-in of FCM."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from server.messages import payload
from tests.browser import machine
from tests.browser.chromium import Chromium
from tests.browser.reminder_stories import (  # noqa: F401 - run here, by this engine's person
    test_a_reminder_comes_at_its_minute_and_a_tap_leads_into_its_routine,
    test_a_reminder_that_is_gone_opens_the_day_and_says_so,
    test_a_test_can_be_sent_and_says_that_it_arrived,
    test_a_weekly_reminder_comes_on_its_weekday_and_a_week_later,
    test_done_before_the_time_cancels_it,
    test_later_on_the_notification_brings_it_again,
)
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


@pytest.mark.parametrize("count", [100])
def test_no_push_is_silent_however_broken(person: Reminding, count: int) -> None:
    worker = Pushes(person)
    for number in range(count):
        worker.delivers(BROKEN[number % len(BROKEN)])
        person.stage.sees_times(number + 1)
        assert NUDGE in person.stage.desktop.shown[-1].body
    assert all("updated in the background" not in each.body for each in person.stage.desktop.shown)


def test_a_push_for_what_is_done_says_so(person: Reminding) -> None:
    at = soon(5)
    person.sets(at)
    rid, nominal = person.browser.evaluate(RID), at.strftime("%Y-%m-%dT%H:%M")
    worker = Pushes(person)
    message = payload("reminder", person.live.url, f"/r/{rid}?o={nominal}", "tag").decode()
    worker.delivers(message)
    person.sees()
    person.browser.press("Done today")
    person.browser.sees("Noted as done for today.")
    worker.delivers(message)
    person.sees("Already done.")


def test_a_push_service_that_never_answers_is_said_in_plain_words(
    built: None, sqlite_folder: Path, chromium: Chromium, tmp_path: Path
) -> None:
    with reminding(sqlite_folder, tmp_path) as person:
        chromium.context.grant_permissions(["notifications"], origin=person.live.url)
        person.begin(chromium)
        person.sets(soon(5))
        chromium.press("Allow notifications")
        chromium.sees("The browser's push service does not answer", limit=30)
        chromium.sees("Your reminders are kept.")


class Pushes:
    """The browser's own way to hand its worker a push, for payloads that our server would never send."""

    def __init__(self, person: Reminding) -> None:
        assert isinstance(person.browser, Chromium)
        page = person.browser.page
        self._origin = person.live.url
        self._session = page.context.new_cdp_session(page)
        found: list[str] = []
        self._session.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
        )
        self._session.send("ServiceWorker.enable")
        page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
        while not found:
            page.wait_for_timeout(20)  # lets the driver hand over its events
        self._registration = found[0]

    def delivers(self, text: str) -> None:
        """Hand over one push."""
        self._session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._origin, "registrationId": self._registration, "data": text},
        )


BROKEN = [
    "",
    "hello",
    "{",
    "null",
    "[]",
    "42",
    "{}",
    '{"web_push": 8030}',
    '{"web_push": 8030, "notification": null}',
    '{"web_push": 8030, "notification": {"title": "x"}}',
    '{"web_push": 8030, "notification": {"title": "x", "navigate": "javascript:alert(1)"}}',
    '{"web_push": 8030, "notification": {"title": "x", "navigate": "https://evil.example/r/"}}',
    '{"web_push": 8031, "notification": {"title": "x", "navigate": "http://127.0.0.1/new"}}',
    '{"web_push": 8030, "notification": {"navigate": "http://x/r/AAAAAAAAAAAAAAAAAAAAAA?o=2026-11-24T08:00"}}',
    "\u0000" * 100,
    "x" * 3000,
]
RID = (
    "new Promise((done) => { const open = indexedDB.open('unknot'); open.onsuccess = () => {"
    "const ask = open.result.transaction('rec').objectStore('rec').getAll();"
    "ask.onsuccess = () => { open.result.close();"
    "done(ask.result.find(({data}) => data?.kind === 'reminder').data.rid); }; }; })"
)
