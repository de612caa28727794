"""WebKitGTK, Safari's engine, through Debian's WebKitWebDriver. Its profile ends with it; it has no push."""

import base64
import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.browser.browser import Browser, Lost
from tests.running import free_port

START_LIMIT = 30
ELEMENTS_AWAY = {"no such window", "javascript error", "unknown error", "no such frame"}


class WebKit(Browser):
    """A MiniBrowser on a virtual screen of its own."""

    name = "WebKit"

    def __init__(self, driver: str, browser: str, home: Path) -> None:
        self.driver = driver
        self.browser = browser
        self.home = home

    def start(self) -> None:
        """Start the screen, the driver and the browser."""
        self.home.mkdir(exist_ok=True)
        self._screen, display = _screen()
        env = {
            **os.environ,
            "DISPLAY": display,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.home),
            "GDK_BACKEND": "x11",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        self._port = free_port()
        self._process = subprocess.Popen(
            [self.driver, f"--port={self._port}", "--host=127.0.0.1"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _await_port(self._port)
        options = {"binary": self.browser, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{self._call('POST', '/session', wanted)['sessionId']}"
        self._call("POST", f"{self._session}/timeouts", {"script": 40_000})

    def kill(self) -> None:
        """End the session, then the driver and the screen."""
        with contextlib.suppress(Exception):
            self._call("DELETE", self._session)
        for process in (self._process, self._screen):
            process.kill()
            process.wait()

    def close(self) -> None:
        """Kill it and forget its home."""
        if hasattr(self, "_screen"):
            self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def open(self, url: str) -> None:
        """Go to an address."""
        self._call("POST", f"{self._session}/url", {"url": url})

    def reload(self) -> None:
        """Load the page again."""
        self._call("POST", f"{self._session}/refresh")

    def raw(self, expression: str) -> Any:
        """Evaluate in the page."""
        script = (
            "const done = arguments[arguments.length - 1];"
            f"Promise.resolve({expression})"
            ".then((value) => done([true, value]), (error) => done([false, String(error)]))"
        )
        fine, value = self._call(
            "POST", f"{self._session}/execute/async", {"script": script, "args": []}
        )
        if not fine:
            raise AssertionError(value)
        return value

    def click_at(self, x: float, y: float) -> None:
        """Touch a point."""
        move = {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}
        actions = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        pointer = {
            "type": "pointer",
            "id": "finger",
            "parameters": {"pointerType": "mouse"},
            "actions": actions,
        }
        self._call("POST", f"{self._session}/actions", {"actions": [pointer]})

    def type(self, text: str) -> None:
        """Type."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._call(
            "POST",
            f"{self._session}/actions",
            {"actions": [{"type": "key", "id": "keys", "actions": keys}]},
        )

    def screenshot(self, path: Path) -> None:
        """Write a PNG."""
        path.write_bytes(base64.b64decode(self._call("GET", f"{self._session}/screenshot")))

    def cut(self, offline: bool = True) -> None:
        """Do nothing: this engine cannot pretend; here the network is gone when the server is."""

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            text = json.dumps(body if body is not None else {}) if method == "POST" else None
            connection.request(method, path, text, {"Content-Type": "application/json"})
            value = json.loads(connection.getresponse().read())["value"]
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            raise Lost(f"{value['error']}: {value.get('message', '')[:300]}")
        return value


def _screen() -> tuple[subprocess.Popen[bytes], str]:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1100x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        return process, f":{answer.readline().strip()}"


def _await_port(port: int) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)  # a port that opens sends no event
    raise RuntimeError("WebKitWebDriver did not start")
