"""Firefox over WebDriver BiDi, which the browser itself speaks: no driver program between."""

import asyncio
import base64
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.browser.browser import PHONE, Browser, Lost

QUIET = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
    "network.trr.mode": 5,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.url": "data:,",
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
"""Every host but this machine is behind a dead proxy, so that the browser phones nobody."""

START_LIMIT = 90


class Firefox(Browser):
    """A headless Firefox on a profile folder; `prefs` add to or replace the quiet ones."""

    name = "Firefox"

    def __init__(self, program: str, profile: Path, prefs: Mapping[str, Any] | None = None) -> None:
        self.program = program
        self.profile = profile
        self.prefs = {**QUIET, **(prefs or {})}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def start(self) -> None:
        """Start it and open one tab of a phone's size."""
        self.profile.mkdir(exist_ok=True)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in self.prefs.items()]
        (self.profile / "user.js").write_text("".join(lines))
        self._process = subprocess.Popen(
            [
                self.program,
                "--headless",
                "--no-remote",
                "--profile",
                str(self.profile),
                "--remote-debugging-port=0",
            ],
            env={**os.environ, "HOME": str(self.profile), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._await(self._connect(self._address()))
        self.command("session.new", capabilities={})
        self.context = self.command("browsingContext.getTree")["contexts"][0]["context"]
        viewport = {"width": PHONE[0], "height": PHONE[1]}
        self.command("browsingContext.setViewport", context=self.context, viewport=viewport)

    def kill(self) -> None:
        """kill -9 for the browser and its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        self._await(self._disconnect())

    def close(self) -> None:
        """Kill it and forget the profile."""
        if hasattr(self, "_process"):
            self.kill()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one BiDi command and return its result; Lost where the page went away."""
        result: dict[str, Any] = self._await(self._send(method, params))
        return result

    def open(self, url: str) -> None:
        """Go to an address."""
        self.command("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def raw(self, expression: str) -> Any:
        """Evaluate in the page."""
        answer = self.command(
            "script.evaluate",
            expression=expression,
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def click_at(self, x: float, y: float) -> None:
        """Touch a point."""
        at = {"x": round(x), "y": round(y)}
        actions = [
            {"type": "pointerMove", **at},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        pointer = {
            "type": "pointer",
            "id": "finger",
            "parameters": {"pointerType": "mouse"},
            "actions": actions,
        }
        self.command("input.performActions", context=self.context, actions=[pointer])

    def type(self, text: str) -> None:
        """Type."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        board = {"type": "key", "id": "keys", "actions": keys}
        self.command("input.performActions", context=self.context, actions=[board])

    def screenshot(self, path: Path) -> None:
        """Write a PNG."""
        shot = self.command("browsingContext.captureScreenshot", context=self.context)["data"]
        path.write_bytes(base64.b64decode(shot))

    def cut(self, offline: bool = True) -> None:
        """Pretend that there is no network."""
        conditions = {"type": "offline"} if offline else None
        self.command(
            "emulation.setNetworkConditions", networkConditions=conditions, contexts=[self.context]
        )

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                # Nobody reads on: a full pipe would stop the browser.
                threading.Thread(target=_drain, args=(self._process.stderr,), daemon=True).start()
                return found[1]
        raise RuntimeError("Firefox ended before it offered WebDriver BiDi")

    def _await(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_LIMIT)

    async def _connect(self, address: str) -> None:
        self._http = aiohttp.ClientSession()
        self._socket = await self._http.ws_connect(f"{address}/session", max_msg_size=0)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._count = 0
        self._reader = asyncio.create_task(self._read())

    async def _disconnect(self) -> None:
        self._reader.cancel()
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._socket.close(), 1)
        await self._http.close()

    async def _read(self) -> None:
        async for message in self._socket:
            answer = json.loads(message.data)
            waiting = self._waiting.pop(answer.get("id"), None)
            if waiting and not waiting.done():
                waiting.set_result(answer)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Lost("Firefox closed the connection"))

    async def _send(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self._count += 1
        future: asyncio.Future[dict[str, Any]] = self._loop.create_future()
        self._waiting[self._count] = future
        await self._socket.send_json({"id": self._count, "method": method, "params": params})
        answer = await asyncio.wait_for(future, 60)
        if answer["type"] == "error":
            raise Lost(f"{method}: {answer['error']}: {answer['message']}")
        result: dict[str, Any] = answer["result"]
        return result


def _drain(stream: Any) -> None:
    with contextlib.suppress(ValueError, OSError):
        for _ in stream:
            pass
