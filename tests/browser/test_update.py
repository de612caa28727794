"""A new version: it waits for the person, downloads only what changed, and loses nothing."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from server.assets.build import build
from tests.browser.browser import Browser
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live

OFFER = "A new version is ready"
NEWER = "222222222222"
USED_BY_A_NEWER_APP = """new Promise((done, failed) => {
  const opening = indexedDB.open("unknot", 2);
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => { opening.result.close(); done(true); };
})"""
PACK = {".html": bytes, ".br": brotli.compress, ".gz": gzip.compress}


@dataclass(frozen=True)
class Builds:
    """Two builds of the same sources, in which only the files that name their build differ."""

    older: Path
    newer: Path


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """An app and a newer one."""
    folder = tmp_path_factory.mktemp("builds")
    made = Builds(folder / "older", folder / "newer")
    build(made.older, name="111111111111")
    build(made.newer, name=NEWER)
    return made


@pytest.fixture
def newer(builds: Builds) -> Path:
    """The newer build, for the server to hand out."""
    return builds.newer


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def phone(request: pytest.FixtureRequest, live: Live, builds: Builds) -> Browser:
    """A phone on which the app is set up and can open offline, with one headache noted."""
    live.deploy(builds.older)
    browser: Browser = request.getfixturevalue(request.param)
    begin(browser, live.url)
    browser.worker_ready()
    note_headache(browser)
    return browser


def running(browser: Browser) -> str:
    """The name of the build that the page runs."""
    return str(browser.evaluate("document.documentElement.dataset.build"))


def look_for_update(browser: Browser) -> None:
    browser.evaluate(
        "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)"
    )


def test_a_new_version_waits_until_the_person_agrees(phone: Browser, live: Live, newer: Path):
    old = running(phone)
    live.deploy(newer)
    look_for_update(phone)
    phone.sees(OFFER)
    assert running(phone) == old

    # The server has only the new files now; the old page still finds its own.
    open_tab(phone, "Routines")
    phone.sees("Desk break")
    phone.reload()
    phone.sees(OFFER)
    assert running(phone) == old

    phone.press("Use it now")
    phone.wait(f"document.documentElement?.dataset.build !== {old!r}", "the new version")
    open_tab(phone, "Diary")
    phone.sees("Headache")


def test_an_update_downloads_only_what_changed(phone: Browser, live: Live, newer: Path):
    live.asked.clear()
    live.deploy(newer)
    look_for_update(phone)
    phone.sees(OFFER)
    # The content and the drawings are the same in both, so they are taken from the old cache.
    again = [path for path in live.asked if path.startswith("/assets/")]
    assert [path for path in again if "figures" in path or "content" in path] == []
    assert len(again) <= 3, again
    assert "/sw.js" in live.asked


def test_a_half_arrived_version_never_takes_over(
    phone: Browser, live: Live, newer: Path, tmp_path: Path
):
    torn = tmp_path / "torn"
    build(torn, name="333333333333")
    # Well packed and answered with 200, as a gateway in between does it.
    for file in torn.glob("index.html*"):
        file.write_bytes(PACK[file.suffix](b"<html>gateway error</html>"))
    live.deploy(torn)
    look_for_update(phone)
    phone.wait(
        "navigator.serviceWorker.getRegistration().then((r) => !r.installing && !r.waiting)",
        "the refusal",
    )
    assert phone.evaluate("caches.keys().then((names) => names.length)") == 1
    phone.reload()
    phone.sees("Today")


def test_a_diary_too_new_for_the_old_app_is_opened_by_the_one_that_waits(
    phone: Browser, live: Live, newer: Path
):
    old = running(phone)
    live.deploy(newer)
    look_for_update(phone)
    phone.sees(OFFER)
    phone.evaluate(USED_BY_A_NEWER_APP)
    phone.reload()
    phone.sees("A newer version of Unknot has used this diary. Your entries are safe.")
    phone.press("Reload")
    phone.wait(f"document.documentElement?.dataset.build !== {old!r}", "the new version")
