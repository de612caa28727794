"""Two phones of one person: turning sync on, joining, and looking into what each has stored."""

import time
from pathlib import Path
from typing import Any

from tests.browser.browser import LIMIT, Browser
from tests.browser.chromium import Tab

STORED = """new Promise((resolve, reject) => {
  const opening = indexedDB.open("unknot");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const stores = opening.result.transaction(["rec", "out"]);
    const [rec, out] = ["rec", "out"].map((name) => stores.objectStore(name).getAll());
    stores.oncomplete = () => {
      opening.result.close();
      resolve({
        records: rec.result.map(({ id, mid, dead, data }) => ({ id, mid, dead, data })),
        waiting: out.result.length,
      });
    };
  };
})"""


def stored(phone: Browser) -> dict[str, Any]:
    """The records of a phone as they lie in IndexedDB, and how many changes wait."""
    found: dict[str, Any] = phone.evaluate(STORED)
    return found


def entries(phone: Browser, kind: str) -> list[dict[str, Any]]:
    """The records of one kind."""
    held = (row["data"] for row in stored(phone)["records"] if row["data"])
    return [entry for entry in held if entry["kind"] == kind]


def show_code(phone: Browser, url: str) -> str:
    """Go to where sync is turned on, and read the recovery code."""
    phone.open(f"{url}/settings/sync")
    phone.press("Turn on sync")
    phone.sees("Your recovery code")
    shown = "[...document.querySelectorAll('.code code')].map((group) => group.innerText)"
    phone.wait(f"({shown}).length === 7", "seven groups")
    return "-".join(phone.evaluate(shown))


def turn_on(phone: Browser, url: str) -> str:
    """Turn sync on by typing the code back; answers the code."""
    code = show_code(phone, url)
    phone.press("I have it")
    phone.write("Recovery code", code.replace("-", " ").lower())
    phone.sees("free of typing mistakes")
    phone.press("Turn on sync")
    settled(phone)
    return code


def join(phone: Browser, url: str, code: str) -> None:
    """Enter the code of another phone."""
    phone.open(f"{url}/settings/join")
    phone.write("Recovery code", code)
    phone.press("Bring it here")
    settled(phone)


def settled(phone: Browser) -> None:
    """Wait until a sync has ended and nothing waits."""
    phone.wait(
        "document.querySelector('[data-sync=resting][data-waiting=\"0\"]') !== null"
        " && document.body.innerText.includes('In sync')",
        "the end of a sync",
    )


def sync(phone: Browser, url: str) -> None:
    """Sync by hand and wait for its end."""
    phone.open(f"{url}/settings/sync")
    settled(phone)
    before = phone.evaluate("performance.now()")
    phone.press("Sync now")
    phone.wait(f"performance.now() > {before}")
    settled(phone)


def agree(one: Browser, other: Browser, url: str) -> None:
    """Sync both in turn until they hold the same versions; three rounds are enough."""
    end = time.monotonic() + LIMIT
    for _ in range(3):
        sync(one, url)
        sync(other, url)
        first, second = stored(one), stored(other)
        if first == second and first["waiting"] == 0:
            return
        assert time.monotonic() < end, "the phones do not come to rest"
    assert first == second


def choose_picture(phone: Tab, picture: Path) -> None:
    """Give the app a picture file, as from the phone's gallery."""
    phone.page.set_input_files("input[type=file]", picture)
