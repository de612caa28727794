"""A person who plays a routine, on a phone whose clock the test moves."""

import re

from tests.browser.chromium import Chromium
from tests.browser.first_steps import begin, open_tab
from tests.browser.live import Live


def arrive(phone: Chromium, live: Live) -> None:
    """A new user, past the first screens, with a clock that moves only when told."""
    begin(phone, live.url)
    take_the_clock(phone)


def take_the_clock(phone: Chromium) -> None:
    """From here on the page's time is the test's; a page must be open."""
    phone.page.clock.install()
    phone.page.reload()
    phone.wait("document.documentElement.dataset.ready === '1'")


def check_safety(phone: Chromium, *ticked: str) -> None:
    """Open Desk break and answer all lists: these lines with yes, all others with no."""
    open_tab(phone, "Routines")
    phone.press("Desk break")
    phone.press("Safety check")
    page = phone.page
    for _ in range(9):
        page.locator(".choice, a.btn-big").first.wait_for()
        if page.locator(".choice").count() == 0:
            break
        title = page.locator("h1").inner_text()
        for line in ticked:
            box = page.get_by_label(line)
            if box.count() == 1:
                box.check()
        page.locator("main .btn-primary").click()
        page.wait_for_function(
            "(title) => document.querySelector('h1').innerText !== title", arg=title
        )
    page.locator("a.btn-big", has_text="Desk break").click()
    phone.sees("What you will do")


def start(phone: Chromium, pain: int | None = None) -> None:
    """Start the routine whose page is open, nothing unusual today."""
    page = phone.page
    page.get_by_role("link", name="Start", exact=True).click()
    phone.sees("Before you start")
    if pain is not None:
        page.locator("summary", has_text="Pain in your head").click()
        page.locator(f".pain-level input[value='{pain}']").click()
    page.get_by_role("button", name="None of these").click()
    phone.sees("Step 1 of")
    # Speaker and voice take a moment before the first cue.
    page.clock.run_for(1600)


def play_for(phone: Chromium, seconds: float) -> None:
    """Let the phone's time pass, the app looking at it as it does."""
    phone.page.clock.run_for(round(seconds * 1000))


def play_until(phone: Chromium, wanted: str, within: float) -> None:
    """Let time pass in small steps until this phase is on screen, at most so many seconds."""
    for _ in range(round(within * 2)):
        if phase(phone) == wanted:
            return
        play_for(phone, 0.5)
    assert phase(phone) == wanted


def found(phone: Chromium) -> None:
    """The spot is found."""
    phone.page.get_by_role("button", name="Found it, start").click()


def seconds_left(phone: Chromium) -> int:
    """What the ring says."""
    return int(phone.page.locator(".ring-number").inner_text())


def phase(phone: Chromium) -> str:
    """The word over the ring, and the step."""
    step = re.search(r"Step (\d+)", phone.page.locator(".player-top").inner_text())
    assert step is not None
    return f"{step[1]} {phone.page.locator('.player-phase').inner_text()}"


def sessions(phone: Chromium) -> list[dict[str, object]]:
    """The session records on the phone."""
    rows: list[dict[str, object]] = phone.evaluate(
        """new Promise((done, failed) => {
          const opening = indexedDB.open("unknot");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const asking = opening.result.transaction("rec").objectStore("rec").getAll();
            asking.onsuccess = () => {
              opening.result.close();
              done(asking.result.map((row) => row.data));
            };
          };
        })"""
    )
    return [row for row in rows if row["kind"] == "session"]


def wait_for_heartbeat(phone: Chromium) -> None:
    """Until the running session on disk is at most one heartbeat old."""
    phone.wait(
        """new Promise((done, failed) => {
          const opening = indexedDB.open("unknot");
          opening.onerror = () => failed(opening.error);
          opening.onsuccess = () => {
            const asking = opening.result.transaction("local").objectStore("local").get("session");
            asking.onsuccess = () => {
              opening.result.close();
              done(Date.now() - asking.result.player.seen < 5500);
            };
          };
        })""",
        "the running session on disk",
    )
