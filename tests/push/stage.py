"""The stage of the reminder tests: push services, gateway and desktop in a thread of their own."""

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from tests.push import fcm, mozilla
from tests.push.desktop import Desktop, Shown
from tests.push.fcm import Fcm
from tests.push.gateway import Gateway
from tests.push.mozilla import Mozilla
from tests.push.service import Post
from tests.running import Running

Value = TypeVar("Value")
LIMIT = 60.0


class PushStage(Running):
    """Everything between our server and a person's eyes; each call blocks until it is done."""

    def __init__(self, folder: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._folder = folder

    def start(self) -> None:
        """Start all of it."""
        self._thread.start()
        self._run(self._start())

    def stop(self) -> None:
        """End all of it."""
        self._run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def firefox_prefs(self) -> dict[str, Any]:
        """What makes a stock Firefox use these services, and ask nobody for permission."""
        return {
            "dom.push.serverURL": self.mozilla.address,
            "dom.push.testing.allowInsecureServerURL": True,
            "dom.push.connection.enabled": True,
            "dom.push.retryBaseInterval": 500,
            "permissions.default.desktop-notification": 1,
            # The driver's own list of preferences switches push off.
            "remote.prefs.recommended": False,
            "alerts.useSystemBackend": True,
        }

    @property
    def chromium_switches(self) -> list[str]:
        """The same for Chromium."""
        return self.fcm.switches(self.gateway.spki)

    @property
    def posts(self) -> list[Post]:
        """What senders posted so far, to either service."""
        return self.mozilla.posts + self.fcm.posts

    def sees(self, words: str) -> Shown:
        """Wait until a notification with these words is on the screen."""
        return self._run(self.desktop.wait_for(words))

    def sees_times(self, times: int) -> None:
        """Wait until something was shown so often."""
        self._run(self.desktop.wait_for_times(times))

    def click(self, shown: Shown, button: str | None = None) -> None:
        """Click it, or one of its buttons."""
        self._run(self.desktop.click(shown, button))

    def posted(self, count: int) -> list[Post]:
        """Wait until this many messages came in."""
        for service in (self.mozilla, self.fcm):
            if service.registered:
                self._run(service.wait_for(lambda: len(self.posts) >= count))
        assert len(self.posts) >= count
        return self.posts

    def forgets_everyone(self) -> None:
        """Mozilla's service loses its memory."""
        self._run(self.mozilla.forget_everyone())

    async def _start(self) -> None:
        self.gateway = await Gateway(self._folder).start()
        self.mozilla = await Mozilla().start()
        self.fcm = await Fcm(self.gateway.tls).start()
        self.desktop = await Desktop().start()
        self.gateway.routes = {mozilla.HOST: self.mozilla.port}
        self.gateway.routes |= dict.fromkeys(fcm.HOSTS, self.fcm.port)

    async def _stop(self) -> None:
        await self.desktop.stop()
        await self.mozilla.stop()
        await self.fcm.stop()
        await self.gateway.stop()

    def _run(self, work: Coroutine[Any, Any, Value]) -> Value:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LIMIT)
