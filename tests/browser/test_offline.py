"""Without signal, and after the phone has killed the app: every screen opens."""

import pytest

from tests.browser.browser import Browser
from tests.browser.first_steps import begin
from tests.browser.live import Live
from tests.browser.no_signal import die_and_open, lose_signal


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def phone(request: pytest.FixtureRequest, live: Live) -> Browser:
    """A phone on which a new user has just gone through the first screens."""
    browser: Browser = request.getfixturevalue(request.param)
    begin(browser, live.url)
    return browser


def test_every_screen_opens_without_signal(phone: Browser, live: Live):
    lose_signal(phone, live)
    die_and_open(phone, live)
    phone.sees("I have a headache")
    for path, words in (
        ("/routines", "Desk break"),
        ("/routines/first-time-learning", "What you will do"),
        ("/routines/first-time-learning/show", "Step 1 of"),
        ("/routines/desk-break/edit", "My own routine"),
        ("/routines/open", "Open a routine"),
        ("/find", "Top of the head"),
        ("/find/result?at=eye_l&ok=1", "Small muscles under the skull"),
        ("/diary", "Diary"),
        ("/insights", "Insights"),
        ("/emergency", "Emergency"),
        ("/learn", "Dry needling"),
        ("/learn/massage", "What studies show"),
        ("/learn/words", "Trigger point"),
        ("/learn/for-my-therapist", "My safety answers"),
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
    lose_signal(phone, live)
    die_and_open(phone, live)
    phone.open(f"{live.url}/headache")
    phone.sees("Headache since")
    assert phone.path() == "/"
