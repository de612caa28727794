"""The first ten minutes of a new user on a 360x740 phone, and what the screens answer when something is wrong."""

import pytest

from tests.browser.browser import Browser
from tests.browser.chromium import Chromium
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def anyone(request: pytest.FixtureRequest) -> Browser:
    """A new user with one of the three engines."""
    browser: Browser = request.getfixturevalue(request.param)
    return browser


def test_a_new_user_treats_a_headache_and_finds_it_in_the_diary(anyone: Browser, live: Live):
    phone = anyone
    begin(phone, live.url)
    note_headache(phone)
    phone.sees("No pain level yet")
    phone.press("7, strong")
    phone.sees("Pain 7, noted at")

    phone.press("Relief now")
    phone.press("Start", exact=True)
    phone.press("None of these")
    phone.sees("Step 1 of")
    phone.press("Pause")
    phone.press("Stop")
    phone.sees("Stop")

    phone.open(f"{live.url}/")
    phone.sees("Headache since")
    phone.press("It has ended")
    phone.sees("Ended at")
    phone.press("Undo")
    phone.sees("Headache since")
    phone.press("It has ended")
    phone.sees("I have a headache")

    open_tab(phone, "Diary")
    phone.sees("strongest 7")
    open_tab(phone, "Insights")
    phone.sees("1 headache day")
    phone.sees("1 of 28 days known")
    phone.sees("too early to say")


def test_someone_under_18_is_told_kindly_whom_to_ask(chromium: Chromium, live: Live):
    chromium.open(live.url)
    chromium.sees("Welcome to Unknot")
    chromium.write("Which year were you born?", "2015")
    chromium.press("Go on")
    chromium.sees("Unknot is made for adults")
    chromium.press("I typed the wrong year")
    chromium.sees("Which year were you born?")


def test_a_wrong_year_is_said_beside_the_field_and_stays_as_typed(chromium: Chromium, live: Live):
    chromium.open(live.url)
    chromium.write("Which year were you born?", "85")
    chromium.press("Go on")
    chromium.sees("Please give the year with four digits")
    assert chromium.evaluate("document.querySelector('input').value") == "85"
    assert chromium.evaluate("document.querySelector('input').ariaInvalid") == "true"


def test_no_is_an_answer_of_its_own_and_can_be_changed(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    chromium.press("No", exact=True)
    chromium.sees("Noted: no headache today.")
    open_tab(chromium, "Insights")
    chromium.sees("0 headache days")
    chromium.sees("1 of 28 days known")
    open_tab(chromium, "Today")
    chromium.press("Change")
    chromium.press("Yes", exact=True)
    chromium.sees("Noted: a headache today.")


def test_the_shortcut_starts_one_headache_and_never_a_second(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    chromium.open(f"{live.url}/headache")
    chromium.sees("Headache started at")
    assert chromium.path() == "/"
    chromium.open(f"{live.url}/headache")
    chromium.sees("no second one was started")
    open_tab(chromium, "Diary")
    chromium.sees("still going")
    assert chromium.evaluate("document.querySelectorAll('.list-row').length") == 1


def test_deleting_an_entry_can_be_taken_back_later(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    note_headache(chromium)
    chromium.press("Open this entry")
    chromium.press("Delete this entry")
    chromium.sees("Nothing here yet")
    open_tab(chromium, "Insights")
    chromium.sees("0 headache days")
    chromium.press("Undo")
    chromium.sees("1 headache day")


def test_an_end_before_the_start_is_refused_in_words_and_kept_as_typed(
    chromium: Chromium, live: Live
):
    begin(chromium, live.url)
    chromium.open(f"{live.url}/diary/new")
    chromium.sees("Add a past headache")
    start, end = chromium.page.locator("input").all()
    start.fill("2026-02-02T10:00")
    end.fill("2026-02-02T08:00")
    chromium.press("Save")
    chromium.sees("The end comes before the start")
    assert end.input_value() == "2026-02-02T08:00"
    end.fill("2026-02-02T12:30")
    chromium.press("Save")
    chromium.sees("Lasted 2 h 30 min")


def test_a_full_phone_says_what_is_safe_and_what_to_do(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    chromium.evaluate(
        "(() => { IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('no room', 'QuotaExceededError'); }; return true; })()"
    )
    chromium.press("I have a headache")
    chromium.sees("storage is full, so this was not saved. Everything saved before is safe")
    assert "Headache started at" not in chromium.text()


def test_a_clock_years_off_is_told(chromium: Chromium, live: Live):
    chromium.page.clock.set_fixed_time("2029-01-01T10:00:00Z")
    begin(chromium, live.url)
    chromium.sees("clock looks wrong")


def test_delete_everything_deletes_everything_here(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    note_headache(chromium)
    chromium.open(f"{live.url}/settings/storage")
    chromium.press("Delete all my entries")
    chromium.press("Yes, delete everything")
    chromium.sees("Welcome to Unknot")
    begin(chromium, live.url)
    open_tab(chromium, "Diary")
    chromium.sees("Nothing here yet")


def test_the_example_diary_is_marked_and_apart(chromium: Chromium, live: Live):
    chromium.open(f"{live.url}/demo")
    chromium.sees("Example diary, not yours")
    chromium.press("I have a headache")
    chromium.sees("Headache started at")
    begin(chromium, live.url)
    open_tab(chromium, "Diary")
    chromium.sees("Nothing here yet")
