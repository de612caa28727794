"""The first ten minutes of a new user on a 360x740 phone, and what the first screens answer."""

from tests.browser.browser import Browser
from tests.browser.chromium import Chromium
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live
from tests.browser.no_signal import die_and_open, lose_signal

ROUTINES = ["Desk break", "Gentle", "First-time learning", "Posture reset"]


def test_the_first_ten_minutes_and_all_of_it_again_without_signal(browser: Browser, live: Live):
    phone = browser
    begin(phone, live.url)
    starts_gentle(phone, "6, moderate")
    tries_the_buttons(phone)
    skips_to_the_end(phone)
    phone.press("3, mild")
    notes_a_headache_that_ends(phone)
    the_diary_shows(phone, ["pain 6 before, 3 after"], headaches=1)

    lose_signal(phone, live)
    starts_gentle(phone, "7, strong")
    phone.press("Skip")
    phone.sees("Step 2 of")
    die_and_open(phone, live)
    goes_on_where_it_was(phone, "Step 2 of")
    skips_to_the_end(phone)
    phone.press("0 · no pain")
    notes_a_headache_that_ends(phone)
    both = ["pain 7 before, 0 after", "pain 6 before, 3 after"]
    the_diary_shows(phone, both, headaches=2)


def starts_gentle(phone: Browser, pain: str) -> None:
    """From the list of routines through the questions, with the pain before, to the first step."""
    open_tab(phone, "Routines")
    for title in ROUTINES:
        phone.sees(title)
    phone.press("Gentle")
    phone.sees("What you will do")
    phone.press("Start", exact=True)
    phone.sees("Before you start")
    phone.press("Pain in your head now")
    phone.press(pain)
    phone.press("None of these")
    phone.sees("Step 1 of")


def tries_the_buttons(phone: Browser) -> None:
    """Pause, on, skip and back, each with one tap; a step shows what to do."""
    phone.press("Pause")
    phone.sees("Paused")
    phone.press("Go on")
    phone.wait("!document.body.innerText.includes('Paused')", "the step going on")
    while not phone.evaluate("document.querySelector('.player-picture .figure-skin') !== null"):
        skip(phone)
    here = phone.evaluate(STEP)
    skip(phone)
    phone.press("Back")
    phone.wait(f"{STEP} === {here!r}", "the step before")


def skip(phone: Browser) -> None:
    """One tap on Skip, which brings the next side, the next step or the end."""
    before = phone.evaluate(PLACE)
    phone.press("Skip")
    phone.wait(f"{PLACE} !== {before!r}", "the next step")


def skips_to_the_end(phone: Browser) -> None:
    """Skip whatever is left, up to the question for the pain now."""
    while phone.path() == "/play" and phone.evaluate("document.querySelector('.player') !== null"):
        skip(phone)
    phone.sees("How strong is the pain in your head now?")


def goes_on_where_it_was(phone: Browser, step: str) -> None:
    """The routine that was cut off is offered, by Today or by the player itself, and stands still until taken up."""
    if phone.path() == "/play":
        phone.sees("You were here when Unknot was closed.")
        phone.press("Go on")
    else:
        phone.sees("Continue where you were")
        phone.press("Continue", exact=True)
    phone.sees(step)


def notes_a_headache_that_ends(phone: Browser) -> None:
    """One tap starts it, with the pain left open; one tap ends it, and both can be taken back."""
    note_headache(phone)
    phone.sees("No pain level yet")
    phone.press("It has ended")
    phone.sees("Ended at")
    phone.press("Undo")
    phone.sees("Headache since")
    phone.press("It has ended")
    phone.sees("I have a headache")


def the_diary_shows(phone: Browser, sessions: list[str], headaches: int) -> None:
    """Both routines and headaches stand in the diary, and Insights counts days, known and unknown."""
    open_tab(phone, "Diary")
    phone.sees("pain not noted")
    lines = phone.evaluate(
        "[...document.querySelectorAll('.list-row')].map((row) => row.innerText)"
    )
    for session in sessions:
        assert any("Gentle" in line and session in line for line in lines), lines
    assert sum("Headache" in line for line in lines) == headaches, lines
    open_tab(phone, "Insights")
    phone.sees("1 headache day")
    phone.sees("1 of 28 days known")
    phone.sees("27 days not noted")
    phone.sees("too early to say")
    open_tab(phone, "Today")


STEP = "document.querySelector('.player-top p')?.innerText"
"""An expression: "Step 3 of 8"."""

PLACE = f"({STEP} + document.querySelector('.player-side')?.innerText)"
"""An expression: the step and its side."""


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


def test_a_kill_between_the_first_screens_costs_no_answer(chromium: Chromium, live: Live):
    chromium.open(live.url)
    chromium.write("Which year were you born?", "1984")
    chromium.press("Go on")
    chromium.sees("Where are you?")
    chromium.kill()
    chromium.start()
    chromium.open(live.url)
    chromium.sees("Where are you?")
    chromium.press("Back")
    chromium.sees("Welcome to Unknot")
    assert chromium.evaluate("document.querySelector('input').value") == "1984"


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


def test_delete_everything_is_heard_by_the_other_window(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    note_headache(chromium)
    other = chromium.context.new_page()
    other.goto(f"{live.url}/diary")
    other.get_by_text("Headache").first.wait_for()
    chromium.open(f"{live.url}/settings/storage")
    chromium.press("Delete all my entries")
    chromium.press("Yes, delete everything")
    chromium.sees("Welcome to Unknot")
    other.get_by_text("Welcome to Unknot").wait_for()


def test_the_example_diary_is_marked_and_apart(chromium: Chromium, live: Live):
    chromium.open(f"{live.url}/demo")
    chromium.sees("Example diary, not yours")
    chromium.press("I have a headache")
    chromium.sees("Headache started at")
    begin(chromium, live.url)
    open_tab(chromium, "Diary")
    chromium.sees("Nothing here yet")
