"""A routine from the first screen to the diary, with everything that can come between."""

from pathlib import Path

import pytest

from tests.browser.chromium import Chromium
from tests.browser.live import Live
from tests.browser.playing import (
    arrive,
    check_safety,
    found,
    phase,
    play_for,
    play_until,
    seconds_left,
    sessions,
    start,
    wait_for_heartbeat,
)

AXE = Path(__file__).parents[2] / "pwa/node_modules/axe-core/axe.min.js"


@pytest.fixture
def phone(chromium: Chromium, live: Live) -> Chromium:
    """A phone whose owner may play everything, on the page of Desk break."""
    arrive(chromium, live)
    check_safety(chromium)
    return chromium


def to_the_first_hold(phone: Chromium) -> None:
    """Through the breath, to five seconds into the left shoulder."""
    play_until(phone, "2 Find the spot", within=36)
    found(phone)
    play_until(phone, "2 Hold", within=6)
    play_for(phone, 5)


def test_desk_break_is_played_to_its_end_and_stands_in_the_diary(phone: Chromium):
    start(phone, pain=4)
    to_the_first_hold(phone)
    play_until(phone, "2 Change sides", within=16)
    play_until(phone, "2 Find the spot", within=6)
    found(phone)
    play_until(phone, "3 Find the spot", within=3 + 21)
    found(phone)
    play_for(phone, 5 + 30 + 25 + 34)
    phone.sees("You finished Desk break")
    phone.page.locator(".pain-level input[value='2']").click()
    phone.sees("Saved in your diary")
    (session,) = sessions(phone)
    assert (session["routine"], session["outcome"]) == ("desk-break", "finished")
    assert (session["before"], session["after"]) == (4, 2)
    steps = session["steps"]
    assert isinstance(steps, list)
    assert [(step["side"], step["seconds"]) for step in steps] == [
        ("whole", 30), ("left", 20), ("right", 20), ("both", 30), ("middle", 15), ("both", 20),
    ]  # fmt: skip
    phone.press_css("nav a[href$='/diary']")
    phone.sees("Desk break")


def test_a_pause_keeps_the_seconds_and_back_skip_and_not_found_need_one_tap(phone: Chromium):
    start(phone)
    to_the_first_hold(phone)
    left = seconds_left(phone)
    phone.page.get_by_role("button", name="Pause").click()
    play_for(phone, 400)
    assert (phase(phone), seconds_left(phone)) == ("2 Paused", left)
    phone.page.get_by_role("button", name="Go on").click()
    play_for(phone, 1)
    assert phase(phone) == "2 Going on"
    play_until(phone, "2 Hold", within=3)
    assert left - 1 <= seconds_left(phone) <= left
    page = phone.page
    page.get_by_role("button", name="Back").click()
    assert phase(phone) == "2 Find the spot"
    page.get_by_role("button", name="Not found today").click()
    phone.sees("Right side")
    page.get_by_role("button", name="Not found today").click()
    assert phase(phone) == "3 Find the spot"
    page.get_by_role("button", name="Skip").click()
    assert phase(phone) == "4 Get ready"


def test_the_keys_pause_go_on_and_ask_to_stop(phone: Chromium):
    start(phone)
    keyboard = phone.page.keyboard
    phone.page.locator("h1").focus()
    keyboard.press(" ")
    assert phase(phone) == "1 Paused"
    keyboard.press(" ")
    play_until(phone, "1 Breathe", within=8)
    keyboard.press("ArrowRight")
    assert phase(phone) == "2 Find the spot"
    play_for(phone, 4)
    keyboard.press("Escape")
    phone.sees("Why do you stop?")
    keyboard.press("Escape")
    assert phase(phone) == "2 Find the spot"


def test_a_wrong_spot_is_left_and_stopping_keeps_what_was_done(phone: Chromium):
    start(phone)
    to_the_first_hold(phone)
    phone.page.get_by_role("button", name="Stop", exact=True).click()
    phone.press("Sharp, electric or burning pain")
    phone.press("Leave this spot and go on")
    phone.sees("Right side")
    phone.page.get_by_role("button", name="Stop", exact=True).click()
    phone.press("Something else came up")
    phone.sees("A part of a round is a round too")
    phone.press("Done, without a number")
    phone.sees("I have a headache")
    (session,) = sessions(phone)
    assert (session["outcome"], session["stop_reason"]) == ("stopped", "life")
    assert "after" not in session


def test_on_the_dark_screen_a_tap_anywhere_does_the_one_thing_and_the_strip_stops(
    phone: Chromium,
):
    page = phone.page
    page.get_by_role("link", name="Start", exact=True).click()
    phone.sees("Before you start")
    page.get_by_label("Dark screen, nothing to read").check()
    page.get_by_role("button", name="None of these").click()
    anywhere = page.locator(".player-anywhere")
    anywhere.wait_for()
    play_for(phone, 1.6)

    def tap_does(name: str) -> None:
        assert anywhere.get_attribute("aria-label") == name
        page.mouse.click(30, 200)

    tap_does("Pause")
    tap_does("Go on")
    play_for(phone, 40)
    tap_does("Found it, start")
    play_for(phone, 7)
    tap_does("Pause")
    strip = page.get_by_role("button", name="Stop", exact=True).bounding_box()
    assert strip is not None
    assert strip["height"] >= 72
    assert strip["width"] == 360
    page.mouse.click(180, 735)
    phone.press("Bright screen again")
    assert phase(phone).startswith("2 ")


def test_a_sudden_sign_leads_from_stop_to_the_emergency_number(phone: Chromium):
    start(phone)
    phone.page.get_by_role("button", name="Stop", exact=True).click()
    phone.press("Sudden severe headache")
    phone.sees("Do not drive yourself")
    assert phone.path() == "/emergency"
    assert phone.page.locator("a[href^='tel:']").count() > 0
    assert len(sessions(phone)) == 1


def test_all_questions_before_a_start_stand_on_one_small_screen(phone: Chromium):
    page = phone.page
    page.get_by_role("link", name="Start", exact=True).click()
    phone.sees("Before you start")
    boxes = [line.bounding_box() for line in page.locator(".ticks-brief .choice").all()]
    go_on = page.get_by_role("button", name="None of these").bounding_box()
    assert go_on is not None
    assert len(boxes) == 8
    for box in boxes:
        assert box is not None
        assert box["height"] >= 48
        assert box["y"] + box["height"] <= go_on["y"]


def test_what_is_ticked_before_a_start_decides_what_is_open(phone: Chromium):
    page = phone.page
    page.get_by_role("link", name="Start", exact=True).click()
    page.get_by_label("New: weak or numb").check()
    phone.press("Go on", exact=True)
    phone.sees("Do not drive yourself")
    page.go_back()
    phone.sees("Before you start")
    page.get_by_label("still sore or bruised").check()
    phone.press("Go on", exact=True)
    phone.press("Start Gentle instead")
    phone.sees("Step 1 of 8")


def test_killed_in_mid_hold_it_goes_on_without_signal_where_it_was(phone: Chromium, live: Live):
    start(phone)
    to_the_first_hold(phone)
    play_for(phone, 3)
    wait_for_heartbeat(phone)
    left = seconds_left(phone)
    phone.kill()
    live.stop()
    phone.start()
    phone.cut()
    phone.open(live.url)
    phone.press("Continue")
    phone.sees("You were here when Unknot was closed")
    assert phase(phone) == "2 Paused"
    # A kill may cost one heartbeat of five seconds: that much is held again, never less.
    assert left <= seconds_left(phone) <= left + 6
    phone.press("Go on")
    phone.sees("Left side")


def test_after_a_freeze_of_five_minutes_the_right_step_is_shown_at_once(phone: Chromium):
    start(phone)
    play_for(phone, 10)
    # Past the breath the routine waits for the spot; a movement routine would have run on.
    phone.page.clock.fast_forward(300_000)
    assert phase(phone) == "2 Find the spot"
    phone.sees("Your phone slept for 5 minutes")
    phone.press("Back to where it slept")
    play_until(phone, "1 Breathe", within=4)


def test_every_state_of_the_player_is_whole_for_everyone(phone: Chromium):
    page = phone.page
    start(phone)
    page.evaluate(AXE.read_text("utf-8"))

    def check() -> None:
        for look in ("dark", "dim", "light"):
            page.evaluate("(look) => { document.documentElement.dataset.theme = look }", look)
            found = page.evaluate(
                "() => axe.run(document, { resultTypes: ['violations'] })"
                ".then((all) => all.violations.map((rule) => `${rule.id} ${rule.nodes[0].html}`))"
            )
            assert found == [], look
        for width, size in [(320, ""), (360, "225%"), (360, "")]:
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            stop = page.get_by_role("button", name="Stop", exact=True)
            if stop.is_visible():
                box = stop.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= 741

    check()
    to_the_first_hold(phone)
    check()
    page.locator(".player-cues summary").click()
    check()
    page.locator(".player-cues summary").click()
    page.get_by_role("button", name="Stop", exact=True).click()
    check()
    phone.press("Something else came up")
    phone.sees("Finished here")
    check()
