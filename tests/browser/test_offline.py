"""Without signal, and after the phone has killed the app: it opens, goes on, and has everything."""

import pytest

from tests.browser.browser import Browser
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def phone(request: pytest.FixtureRequest, live: Live) -> Browser:
    """A phone on which a new user has just gone through the first screens."""
    browser: Browser = request.getfixturevalue(request.param)
    begin(browser, live.url)
    return browser


def lose_signal_and_die(phone: Browser, live: Live) -> None:
    """No server any more, and the browser killed and opened again; WebKit, whose profile ends with it, reloads."""
    live.stop()
    phone.cut()
    if phone.name == "WebKit":
        phone.reload()
        return
    phone.kill()
    phone.start()
    phone.cut()
    phone.open(live.url)


def start_gentle(phone: Browser) -> None:
    """From the list of routines through the questions to the first step."""
    open_tab(phone, "Routines")
    phone.press("Gentle")
    phone.sees("What you will do")
    phone.press("Start", exact=True)
    phone.sees("Before you start")
    phone.press("None of these")
    phone.sees("Step 1 of")


def skip_until(phone: Browser, words: str) -> None:
    """Skip steps until these words come."""
    for _ in range(40):
        if words in phone.text():
            return
        before = phone.text()
        phone.press("Skip")
        phone.wait(f"document.body.innerText !== {before!r}", "the next step")
    phone.sees(words)


def test_entries_and_a_running_routine_outlive_a_kill_without_signal(phone: Browser, live: Live):
    note_headache(phone)
    start_gentle(phone)
    phone.press("Skip")
    phone.sees("Step 2 of")

    lose_signal_and_die(phone, live)
    if phone.path() == "/play":
        phone.sees("You were here when Unknot was closed.")
        phone.press("Go on")
    else:
        phone.sees("Continue where you were")
        phone.press("Continue", exact=True)
    phone.sees("Step 2 of")

    skip_until(phone, "How strong is the pain in your head now?")
    phone.press("0 · no pain")
    open_tab(phone, "Diary")
    phone.sees("Gentle")
    phone.sees("Headache")

    open_tab(phone, "Insights")
    phone.sees("1 headache day")


def test_every_screen_opens_without_signal(phone: Browser, live: Live):
    lose_signal_and_die(phone, live)
    phone.sees("I have a headache")
    for path, words in (
        ("/routines", "Desk break"),
        ("/routines/first-time-learning", "What you will do"),
        ("/diary", "Diary"),
        ("/insights", "Insights"),
        ("/emergency", "Emergency"),
        ("/settings", "Settings"),
        ("/settings/sync", "Sync"),
        ("/settings/reminders", "Reminders"),
        ("/settings/storage", "Storage"),
        ("/settings/install", "home screen"),
        ("/screening", "List 1 of"),
    ):
        phone.open(live.url + path)
        phone.sees(words)
        assert "Connect once and try again" not in phone.text(), path


def test_the_shortcut_notes_a_headache_without_signal(phone: Browser, live: Live):
    lose_signal_and_die(phone, live)
    phone.open(f"{live.url}/headache")
    phone.sees("Headache since")
    assert phone.path() == "/"
