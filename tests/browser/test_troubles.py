"""When the phone fails the app: each time one plain sentence, nothing lost, and it works again afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import machine
from tests.browser.chromium import Chromium
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live
from tests.browser.webkit import WebKit
from tests.required import missing

HOLD_THE_CONNECTIONS = """
  window.connections = [];
  window.shut = false;
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...given) {
    if (window.shut) throw new DOMException("Internal error opening backing store", "UnknownError");
    const asking = open.apply(this, given);
    asking.addEventListener("success", () => window.connections.push(asking.result));
    return asking;
  };
"""
"""iOS takes the database away from a page in the background; Chromium does it when its process for it dies."""

NOTES = """new Promise((done, failed) => {
  const opening = indexedDB.open("unknot");
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction("rec").objectStore("rec").getAll();
    asking.onsuccess = () => {
      opening.result.close();
      done(asking.result.filter((row) => row.data?.kind === "headache").map((row) => row.data.note ?? ""));
    };
  };
})"""
"""An expression: the note of each headache, as it is on disk."""

USED_BY_A_NEWER_APP = """new Promise((done, failed) => {
  const opening = indexedDB.open("unknot", 2);
  opening.onerror = () => failed(opening.error);
  opening.onsuccess = () => { opening.result.close(); done(true); };
})"""


def test_a_full_phone_keeps_what_was_typed_and_saves_it_once_there_is_room(
    chromium: Chromium, live: Live
):
    phone = chromium
    begin(phone, live.url)
    note_headache(phone)
    # Chromium looks at the room only every half minute, unless it has just been started.
    phone.kill()
    phone.start()
    room = phone.context.new_cdp_session(phone.page)
    room.send("Storage.overrideQuotaForOrigin", {"origin": live.url, "quotaSize": 1})
    phone.open(live.url)
    phone.press("Open this entry")
    phone.press_css("textarea")
    phone.type("Woke up with it, left side")
    phone.sees("Not saved yet.")
    phone.press("Save", exact=True)
    phone.sees("storage is full, so this was not saved. Everything saved before is safe.")
    phone.sees("Not saved yet.")
    assert (
        phone.evaluate("document.querySelector('textarea').value") == "Woke up with it, left side"
    )
    assert phone.evaluate(NOTES) == [""]
    room.send("Storage.overrideQuotaForOrigin", {"origin": live.url})
    phone.press("Save", exact=True)
    phone.sees("Saved.")
    assert "storage is full" not in phone.text()
    assert phone.evaluate(NOTES) == ["Woke up with it, left side"]


def test_a_database_taken_away_is_opened_again_or_the_person_is_told(
    chromium: Chromium, live: Live
):
    phone = chromium
    phone.page.add_init_script(HOLD_THE_CONNECTIONS)
    begin(phone, live.url)
    phone.evaluate("connections.forEach((connection) => connection.close())")
    note_headache(phone)
    phone.evaluate("shut = true, connections.forEach((connection) => connection.close())")
    phone.press("It has ended")
    phone.sees("The phone closed its storage while saving. What was saved before is safe.")
    phone.sees("Headache since")
    phone.evaluate("shut = false")
    phone.press("It has ended")
    phone.sees("Ended at")
    phone.reload()
    open_tab(phone, "Diary")
    phone.sees("less than a minute")


def test_a_diary_that_a_newer_version_has_used_stays_whole_and_says_what_to_do(
    chromium: Chromium, live: Live
):
    phone = chromium
    begin(phone, live.url)
    note_headache(phone)
    other_tab = phone.context.new_page()
    other_tab.goto(f"{live.url}/api/v1/status")
    other_tab.evaluate(USED_BY_A_NEWER_APP)
    phone.press("It has ended")
    phone.sees("A newer version of Unknot has used this diary. Your entries are safe.")
    phone.press("Reload")
    phone.wait("document.querySelector('main h1')?.innerText === 'Unknot'", "the one sentence")
    phone.sees("A newer version of Unknot has used this diary. Your entries are safe.")
    assert other_tab.evaluate(NOTES) == [""]


def test_a_clock_years_off_is_told_until_it_is_set(chromium: Chromium, live: Live):
    phone = chromium
    phone.page.clock.set_fixed_time("2029-01-01T10:00:00Z")
    begin(phone, live.url)
    phone.sees("clock looks wrong")
    phone.sees("Please set the clock in your phone's settings.")
    phone.page.clock.set_fixed_time(datetime.now(UTC))
    with phone.page.expect_response("**/api/v1/status"):
        phone.reload()
    note_headache(phone)
    assert "clock looks wrong" not in phone.text()


def test_notifications_refused_leave_the_reminder_in_place(chromium: Chromium, live: Live):
    phone = chromium
    begin(phone, live.url)
    # All that is not granted is denied.
    phone.context.grant_permissions([], origin=live.url)
    phone.open(f"{live.url}/settings/reminders/new")
    phone.press("Save", exact=True)
    phone.sees("Notifications are blocked for this site.")
    phone.sees("Every day")
    phone.context.grant_permissions(["notifications"], origin=live.url)
    phone.reload()
    phone.sees("Allow notifications")
    assert "blocked" not in phone.text()


@pytest.fixture
def insecure(playwright: Playwright, tmp_path: Path, live: Live) -> Iterator[tuple[Chromium, str]]:
    """A phone that reaches the server by a name in the home network, without https."""
    program = machine.chromium()
    if program is None:
        missing("Chromium is missing: apt-get install chromium, or set CHROME_PATH.")
    browser = Chromium(
        playwright,
        program,
        tmp_path / "chromium",
        "--host-resolver-rules=MAP unknot.test 127.0.0.1",
    )
    browser.start()
    yield browser, f"http://unknot.test:{live.port}"
    browser.close()


def test_an_insecure_address_says_what_is_missing_and_the_diary_works(
    insecure: tuple[Chromium, str],
):
    phone, url = insecure
    phone.open(url)
    phone.sees("This address is not secure (no https)")
    phone.sees("The diary works while this page is open.")
    phone.write("Which year were you born?", "1984")
    phone.press("Go on")
    phone.sees("Where are you?")
    phone.press("Go on")
    phone.press("I understand")
    note_headache(phone)
    phone.reload()
    phone.sees("Headache since")
    phone.open(f"{url}/settings/reminders/new")
    phone.press("Save", exact=True)
    phone.sees("the browser allows no notifications")


SAVES = """new Promise((done) => {
  setTimeout(() => done(false), 5000);
  const opening = indexedDB.open("unknot");
  opening.onsuccess = () => {
    const saving = opening.result.transaction(["rec", "out", "held", "progress"], "readwrite");
    saving.objectStore("rec").delete("nothing");
    saving.oncomplete = () => { opening.result.close(); done(true); };
  };
})"""
"""An expression: whether the diary can be written within five seconds."""


def test_a_page_left_while_it_opens_does_not_keep_the_next_one_from_saving(
    webkit: WebKit, live: Live
):
    phone = webkit
    begin(phone, live.url)
    live.stop()
    for _ in range(12):  # one page in five kept its stores locked
        phone.reload()
        phone.open(f"{live.url}/diary")
        assert phone.raw(SAVES)
