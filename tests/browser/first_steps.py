"""What a new user does first, in every engine alike."""

from tests.browser.browser import Browser


def begin(browser: Browser, url: str) -> None:
    """Open the app and go through the three first screens."""
    browser.open(url)
    browser.sees("Welcome to Unknot")
    browser.worker_ready()
    browser.write("Which year were you born?", "1984")
    browser.press("Go on")
    browser.sees("Where are you?")
    browser.press("Go on")
    browser.sees("Get emergency help at once for")
    browser.press("I understand")
    browser.sees("I have a headache")


def note_headache(browser: Browser) -> None:
    """One tap on Today."""
    browser.press("I have a headache")
    browser.sees("Headache started at")


def open_tab(browser: Browser, name: str) -> None:
    """Touch one of the four places in the bar at the bottom."""
    browser.press_css(f"nav a[href$='/{'' if name == 'Today' else name.lower()}']")
