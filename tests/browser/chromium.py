"""Chromium driven by Playwright over the DevTools protocol: on a profile that lasts, or as a guest of one."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser as Connection
from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize
from playwright.sync_api import Error as PlaywrightError

from tests.browser.browser import PHONE, Browser, Lost
from tests.browser.machine import CHROMIUM_SWITCHES

VIEWPORT = ViewportSize(width=PHONE[0], height=PHONE[1])


class Tab(Browser):
    """One tab; `page` and `context` are Playwright's, for what only they can do."""

    name = "Chromium"
    page: Page
    context: BrowserContext

    def open(self, url: str) -> None:
        """Go to an address."""
        self.page.goto(url)

    def raw(self, expression: str) -> Any:
        """Evaluate in the page."""
        try:
            return self.page.evaluate(expression)
        except PlaywrightError as error:
            if re.search(
                r"context was destroyed|navigat|detached|closed|Cannot find context", error.message
            ):
                raise Lost(error.message) from error
            raise

    def click_at(self, x: float, y: float) -> None:
        """Touch a point."""
        self.page.mouse.click(x, y)

    def type(self, text: str) -> None:
        """Type."""
        self.page.keyboard.type(text)

    def screenshot(self, path: Path) -> None:
        """Write a PNG."""
        self.page.screenshot(path=path)

    def cut(self, offline: bool = True) -> None:
        """Pretend that there is no network, in pages and workers."""
        self.context.set_offline(offline)

    def cdp(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command of the DevTools protocol to the page."""
        session = self.context.new_cdp_session(self.page)
        try:
            answer: dict[str, Any] = session.send(method, params)
            return answer
        finally:
            session.detach()


class Chromium(Tab):
    """A headless Chromium with a profile of its own."""

    def __init__(self, playwright: Playwright, program: str, profile: Path, *switches: str) -> None:
        self._playwright = playwright
        self.program = program
        self.profile = profile
        self.switches = [*CHROMIUM_SWITCHES, *switches]

    def start(self) -> None:
        """Start it and take its first tab."""
        # Started here and not by Playwright, which would not say what to kill.
        self._process = subprocess.Popen(
            [
                self.program,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={self.profile}",
                *self.switches,
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._connection: Connection = self._playwright.chromium.connect_over_cdp(self._address())
        self.context = self._connection.contexts[0]
        self.page = self.context.pages[0]
        self.page.set_viewport_size(VIEWPORT)

    def new_context(self) -> BrowserContext:
        """A profile in memory beside the one on disk; it knows nothing of any other."""
        return self._connection.new_context(viewport=VIEWPORT)

    def kill(self) -> None:
        """kill -9 for the browser and its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with contextlib.suppress(PlaywrightError):
            self._connection.close()
        # A killed browser leaves its lock behind, as a phone's does not.
        for lock in self.profile.glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def close(self) -> None:
        """Kill it and forget the profile."""
        if hasattr(self, "_process"):
            self.kill()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"DevTools listening on (ws://\S+)", line):
                threading.Thread(target=_drain, args=(self._process.stderr,), daemon=True).start()
                return found[1]
        raise RuntimeError("Chromium ended before it offered DevTools")


class Guest(Tab):
    """A tab with a profile in memory, in a Chromium that others use too: new in a tenth of a second.

    It has no push and cannot be installed or killed; a test of these starts a Chromium of its own.
    """

    def __init__(self, host: Chromium) -> None:
        self._host = host

    def start(self) -> None:
        """Open the tab."""
        self.context = self._host.new_context()
        self.page = self.context.new_page()

    def kill(self) -> None:
        """Refuse: others would die with it."""
        raise AssertionError("A guest cannot be killed: take `chromium`.")

    def close(self) -> None:
        """Forget the profile."""
        self.context.close()


def _drain(stream: Any) -> None:
    with contextlib.suppress(ValueError, OSError):
        for _ in stream:
            pass
    with contextlib.suppress(OSError):
        stream.close()
