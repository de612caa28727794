"""Take the pictures of the app for its manifest and the README: `python -m tests.browser.pictures`.

They are committed, so that a build needs no browser; the example diary stands in for a person's own.
"""

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from server import create_app, upgrade
from server.assets.build import ensure_built
from server.assets.paths import PWA
from server.config import Config
from server.db import db
from tests.browser.chromium import Chromium
from tests.browser.live import Live
from tests.browser.machine import chromium

FOLDER = PWA / "screenshots"
NARROW, WIDE = (360, 740), (1280, 800)
SHOTS = [
    ("today", NARROW, "/demo/", "I have a headache"),
    ("routine", NARROW, "/demo/routines/desk-break", "Desk break"),
    ("diary", NARROW, "/demo/diary", "Headache"),
    ("insights", NARROW, "/demo/insights", "28 days"),
    ("wide", WIDE, "/demo/insights", "28 days"),
]


def take() -> None:
    """Write every picture of pwa/screenshots."""
    ensure_built()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        _upgrade(folder / "data")
        browser = Chromium(playwright, str(chromium()), folder / "profile", "--hide-scrollbars")
        browser.start()
        with Live(folder / "data") as live:
            for shot, (width, height), path, words in SHOTS:
                browser.page.set_viewport_size({"width": width, "height": height})
                browser.open(live.url + path)
                browser.sees(words)
                # Twice the pixels, as on a phone.
                clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 2}
                taken = browser.cdp("Page.captureScreenshot", format="webp", quality=80, clip=clip)
                (FOLDER / f"{shot}.webp").write_bytes(base64.b64decode(taken["data"]))
        browser.close()


def _upgrade(folder: Path) -> None:
    app = create_app(Config(folder), check_schema=False)
    with app.app_context():
        upgrade.upgrade(db.engine)
        db.engine.dispose()


if __name__ == "__main__":
    take()
