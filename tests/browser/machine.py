"""The browsers and programs that this machine has, found by name."""

import os
import shutil
from pathlib import Path

CHROMIUM_SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
"""Root needs --no-sandbox; the rest keeps the browser from looking up its maker's hosts."""


def chromium() -> str | None:
    """Return the path of a Chromium: $CHROME_PATH, the machine's own, or Playwright's download."""
    named = [os.environ.get("CHROME_PATH"), shutil.which("chromium"), shutil.which("google-chrome")]
    return next((path for path in named if path), None) or _playwright_chromium()


def firefox() -> str | None:
    """Return the path of a Firefox: $FIREFOX_PATH or the machine's own."""
    named = [os.environ.get("FIREFOX_PATH"), shutil.which("firefox-esr"), shutil.which("firefox")]
    return next((path for path in named if path), None)


def webkit() -> str | None:
    """Return the path of WebKitWebDriver (Debian package webkit2gtk-driver), which needs Xvfb beside it."""
    driver = shutil.which("WebKitWebDriver")
    return driver if driver and shutil.which("Xvfb") and mini_browser() else None


def mini_browser() -> str | None:
    """Return the path of WebKitGTK's MiniBrowser, which Debian keeps off PATH."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else None


def _playwright_chromium() -> str | None:
    cache = Path.home() / ".cache/ms-playwright"
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None
