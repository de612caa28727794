"""A person who wants to be reminded: the app, its server and worker, the push services and a desktop."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from server.clock import system_clock
from server.config import PUSH_HOSTS
from server.db import db
from server.reminder_models import Occurrence, Subscription
from server.worker import Worker, sender_of
from tests.browser.browser import Browser
from tests.browser.first_steps import begin
from tests.browser.live import Live
from tests.conftest import MovableClock
from tests.push.desktop import Shown
from tests.push.stage import PushStage

NUDGE = "This is the time you chose."
GENTLE = "gentle"


class Reminding:
    """The words of the tests. The server's clock stands still until it is told to move."""

    def __init__(self, stage: PushStage, live: Live, clock: MovableClock) -> None:
        self.stage, self.live, self.clock = stage, live, clock

    def begin(self, browser: Browser) -> None:
        """Open the app for the first time and wait until it works offline."""
        self.browser = browser
        begin(browser, self.live.url)
        browser.worker_ready()

    def sets(self, at: datetime, *, weekday: str | None = None, title: str | None = None) -> None:
        """Add a reminder for the gentle routine at a local time, by the form."""
        self.goes("/settings/reminders")
        self.browser.press("Remind me")
        self.fills("#reminder-time", at.strftime("%H:%M"), "input")
        self.browser.wait("document.querySelector('#reminder-routine').length > 1", "routines")
        self.fills("#reminder-routine", GENTLE, "change")
        if weekday:
            self.browser.press(weekday)
        if title:
            self.browser.write("Own words", title)
        self.browser.press("Save", exact=True)
        self.browser.sees("Reminder saved.")

    def allows(self) -> None:
        """Press the app's own button."""
        self.browser.press("Allow notifications")
        self.browser.sees("On. Reminders come to this device.")

    def planned(self, at: datetime) -> None:
        """Wait until the server will ring at that local time."""
        nominal = at.strftime("%Y-%m-%dT%H:%M")
        self.browser.wait(
            f"fetch('/api/v1/status').then(() => {self._api('/reminders')})"
            f".then((told) => told.reminders.some(({{next}}) => new Date(next).getMinutes() === {at.minute}))",
            f"the plan for {nominal}",
        )

    def comes(self, at: datetime) -> None:
        """It is that local time now, for the server."""
        # On the full hour reminders are some seconds apart.
        self.clock.at = int(at.timestamp() * 1000) + 30_000

    def sees(self, words: str = NUDGE) -> Shown:
        """Wait until a notification says this."""
        return self.stage.sees(words)

    def goes(self, path: str) -> None:
        """Open a path of the app."""
        self.browser.open(self.live.url + path)
        self.browser.wait("document.documentElement.dataset.ready === '1'", "the app")

    def fills(self, selector: str, value: str, event: str) -> None:
        """Put a value into a field whose keys depend on the language of the browser."""
        self.browser.wait(
            f"(() => {{ const field = document.querySelector({json.dumps(selector)}); if (!field) return false;"
            f"field.value = {json.dumps(value)};"
            f"field.dispatchEvent(new Event({json.dumps(event)}, {{bubbles: true}}));"
            f"return field.value === {json.dumps(value)}; }})()",
            f"{selector} = {value}",
        )

    def occurrence(self, nominal: datetime) -> Occurrence | None:
        """What the server knows of a time."""
        with self.live.app.app_context():
            wanted = Occurrence.nominal == nominal.strftime("%Y-%m-%dT%H:%M")
            found: Occurrence | None = db.session.scalar(select(Occurrence).where(wanted))
            return found

    def becomes(self, nominal: datetime, state: str, limit: float = 20) -> Occurrence:
        """Wait until the server has a time in this state."""
        end = time.monotonic() + limit
        while (found := self.occurrence(nominal)) is None or found.state != state:
            assert time.monotonic() < end, f"{nominal} is {found and found.state}, not {state}"
            time.sleep(0.05)  # the database tells nobody
        return found

    def endpoints(self) -> list[str | None]:
        """Where the server would push to."""
        with self.live.app.app_context():
            return list(db.session.scalars(select(Subscription.endpoint)))

    def renews(self, before: list[str | None], limit: float = 30) -> None:
        """Wait until the server was told another address than before."""
        end = time.monotonic() + limit
        while self.endpoints() == before:
            assert time.monotonic() < end, "no new subscription"
            time.sleep(0.05)  # the database tells nobody

    def _api(self, path: str) -> str:
        """An expression: the answer of the API to this phone."""
        token = (
            "new Promise((done) => { const open = indexedDB.open('unknot'); open.onsuccess = () => {"
            "const ask = open.result.transaction('local').objectStore('local').get('token');"
            "ask.onsuccess = () => { open.result.close(); done(ask.result); }; }; })"
        )
        return (
            f"{token}.then((token) => token ? fetch('/api/v1{path}', {{headers: {{"
            "'Unknot-Version': '1/test', Authorization: 'Bearer ' + token}}).then((a) => a.json()) : {reminders: []})"
        )


def soon(minutes: int) -> datetime:
    """A local time, whole minutes from now."""
    return datetime.now().astimezone().replace(second=0, microsecond=0) + timedelta(minutes=minutes)


@contextmanager
def reminding(data: Path, folder: Path) -> Iterator[Reminding]:
    """The whole stage; the worker posts through the gateway as it would to the internet."""
    clock = MovableClock()
    clock.at = system_clock()
    with PushStage(folder) as stage:
        # Debian's Chromium has its endpoints on a host that is not allowed by default.
        hosts = (*PUSH_HOSTS, "jmt17.google.com")
        way = {
            "push_hosts": hosts,
            "push_proxy": stage.gateway.url,
            "push_ca": stage.gateway.ca_file,
        }
        with Live(data, clock=clock, **way) as live:
            worker = Worker(live.app, sender_of(live.app))
            worker.start()
            try:
                yield Reminding(stage, live, clock)
            finally:
                worker.stop()
