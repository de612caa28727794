"""What every engine can be asked to do, in the words of a person with a phone."""

import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

PHONE = (360, 740)
"""CSS pixels of the small phone that the screens are tried on."""

LIMIT = 45.0
"""Seconds until something that was waited for counts as missing."""

FIND = (Path(__file__).parent / "find.js").read_text("utf-8")


class Broken(AssertionError):
    """The page did not do what the test waited for."""


class Lost(RuntimeError):
    """The page went away while it was asked; it may be on its way to the next one."""


class Browser(ABC):
    """One engine with one profile. Clicks and keys are trusted, as from a finger."""

    name: str

    @abstractmethod
    def start(self) -> None:
        """Start the program on its profile."""

    @abstractmethod
    def kill(self) -> None:
        """End every process of it at once, as a phone does that needs the memory."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""

    @abstractmethod
    def raw(self, expression: str) -> Any:
        """Evaluate an expression that gives a promise of a string; Lost where the page goes away."""

    @abstractmethod
    def click_at(self, x: float, y: float) -> None:
        """Touch a point of the page, in CSS pixels."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type into what has the focus."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """Write what is on screen as PNG."""

    @abstractmethod
    def cut(self, offline: bool = True) -> None:
        """Take the network away, or give it back, where the engine can pretend so."""

    def evaluate(self, expression: str) -> Any:
        """Return the JSON value of an expression in the page; promises are awaited."""
        answer = self.raw(f"(async () => JSON.stringify((await ({expression})) ?? null))()")
        return json.loads(answer)

    def wait(self, expression: str, what: str = "", limit: float = LIMIT) -> Any:
        """Wait until an expression is true in the page, over reloads too, and return its value."""
        end = time.monotonic() + limit
        while (left := end - time.monotonic()) > 0:
            try:
                if found := self.evaluate(
                    f"({FIND}).until(() => ({expression}), {left * 1000:.0f})"
                ):
                    return found
            except Lost:
                time.sleep(0.05)  # between two pages there is no event to wait for
        raise Broken(
            f"{self.name}: {what or expression} did not come.\nOn screen:\n{self.text()[:2000]}"
        )

    def text(self) -> str:
        """Return what can be read on the page."""
        try:
            return str(self.evaluate("document.body.innerText"))
        except Lost:
            return "(no page)"

    def sees(self, words: str, limit: float = LIMIT) -> None:
        """Wait until these words can be read."""
        self.wait(f"document.body.innerText.includes({json.dumps(words)})", f"{words!r}", limit)

    def press(self, name: str, *, exact: bool = False, limit: float = LIMIT) -> None:
        """Touch the button, link or choice of this name, once it is there and nothing covers it."""
        self._touch(f"at({json.dumps(name)}, {json.dumps(exact)})", name, limit)

    def press_css(self, selector: str, limit: float = LIMIT) -> None:
        """Touch the first element that a selector finds."""
        self._touch(f"atCss({json.dumps(selector)})", selector, limit)

    def write(self, label: str, text: str) -> None:
        """Touch the field with this label and type into it."""
        self.press(label)
        self.wait("document.activeElement.matches('input, textarea')", f"the cursor in {label!r}")
        self.type(text)

    def path(self) -> str:
        """Return the path of the page's address."""
        return str(self.evaluate("location.pathname"))

    def reload(self) -> None:
        """Load the page again."""
        self.open(str(self.evaluate("location.href")))

    def worker_ready(self, limit: float = 30) -> None:
        """Wait until the service worker holds the app and answers for this page."""
        self.wait(
            "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)",
            "the service worker",
            limit,
        )

    def _touch(self, find: str, name: str, limit: float) -> None:
        point = self.wait(f"({FIND}).{find}", f"{name!r} to touch", limit)
        self.click_at(point["x"], point["y"])
