"""The stage of the browser tests: a real server with the built app, and three real browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from server.assets.build import ensure_built
from server.assets.problem import BuildError
from tests.browser import machine
from tests.browser.browser import Browser
from tests.browser.chromium import Chromium, Guest
from tests.browser.firefox import Firefox
from tests.browser.first_steps import begin
from tests.browser.live import Live
from tests.browser.webkit import WebKit
from tests.required import missing

ENGINES = ["chromium", "firefox", "webkit"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built() -> None:
    """The app, built."""
    try:
        ensure_built()
    except BuildError as error:
        missing(str(error))


@pytest.fixture
def live(built: None, sqlite_folder: Path) -> Iterator[Live]:
    """The server with the app and an empty database, by the real clock."""
    with Live(sqlite_folder) as server:
        yield server


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """One Playwright for a file of tests; while it runs, no other event loop can in this thread."""
    with sync_playwright() as running:
        yield running


@pytest.fixture
def chromium(playwright: Playwright, tmp_path: Path) -> Iterator[Chromium]:
    """A Chromium with a new profile."""
    program = machine.chromium()
    if program is None:
        missing("Chromium is missing: apt-get install chromium, or set CHROME_PATH.")
    browser = Chromium(playwright, program, tmp_path / "chromium")
    browser.start()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def host(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One Chromium for a file of tests."""
    program = machine.chromium()
    if program is None:
        missing("Chromium is missing: apt-get install chromium, or set CHROME_PATH.")
    browser = Chromium(playwright, program, tmp_path_factory.mktemp("host") / "chromium")
    browser.start()
    yield browser
    browser.close()


@pytest.fixture
def guest(host: Chromium) -> Iterator[Guest]:
    """A tab with a new profile in the file's Chromium: for what is neither killed nor pushed to."""
    tab = Guest(host)
    tab.start()
    yield tab
    tab.close()


@pytest.fixture
def phone(guest: Guest, live: Live) -> Guest:
    """A phone on which a new user has just gone through the first screens."""
    begin(guest, live.url)
    return guest


@pytest.fixture
def tablet(host: Chromium, live: Live) -> Iterator[Guest]:
    """A second device of the same person, with a diary of its own so far."""
    tab = Guest(host)
    tab.start()
    begin(tab, live.url)
    yield tab
    tab.close()


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """A Firefox with a new profile."""
    program = machine.firefox()
    if program is None:
        missing("Firefox is missing: apt-get install firefox-esr, or set FIREFOX_PATH.")
    browser = Firefox(program, tmp_path / "firefox")
    browser.start()
    yield browser
    browser.close()


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[WebKit]:
    """A WebKitGTK with a new home."""
    driver, mini = machine.webkit(), machine.mini_browser()
    if driver is None or mini is None:
        missing("WebKitGTK is missing: apt-get install webkit2gtk-driver xvfb xauth.")
    browser = WebKit(driver, mini, tmp_path / "webkit")
    browser.start()
    yield browser
    browser.close()


@pytest.fixture(params=ENGINES)
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of the three engines in turn."""
    engine: Browser = request.getfixturevalue(request.param)
    return engine
