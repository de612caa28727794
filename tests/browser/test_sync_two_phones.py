"""One diary on two phones: by code, by picture, and after both have noted the same day."""

from pathlib import Path

from tests.browser.chromium import Guest
from tests.browser.first_steps import note_headache
from tests.browser.live import Live
from tests.browser.syncing import (
    agree,
    choose_picture,
    entries,
    join,
    settled,
    show_code,
    stored,
    sync,
    turn_on,
)


def answer_today(browser: Guest, answer: str) -> None:
    """The daily question on Today."""
    browser.sees("A headache today?")
    browser.press(answer, exact=True)
    browser.sees("Noted:")


def test_two_phones_that_noted_the_same_day_before_become_one_diary(
    phone: Guest, tablet: Guest, live: Live
):
    answer_today(phone, "No")
    answer_today(tablet, "Yes")
    code = turn_on(phone, live.url)
    join(tablet, live.url, code)
    agree(phone, tablet, live.url)
    [checkin] = entries(phone, "checkin")
    assert {checkin["headache"], *checkin["alt"]["headache"]} == {"yes", "no"}
    assert len(entries(phone, "settings")) == 1

    phone.open(f"{live.url}/diary/{checkin['id']}")
    phone.sees("Which one is right?")
    phone.press("Yes", exact=True)
    phone.sees("Headache on this day?")
    agree(phone, tablet, live.url)
    [checkin] = entries(tablet, "checkin")
    assert checkin["headache"] == "yes"
    assert "alt" not in checkin

    tablet.open(live.url)
    note_headache(tablet)
    agree(tablet, phone, live.url)
    assert len(entries(phone, "headache")) == 1
    phone.open(f"{live.url}/diary")
    phone.sees("Headache")


def test_a_picture_pairs_a_second_phone_once(
    phone: Guest, tablet: Guest, live: Live, tmp_path: Path
):
    note_headache(phone)
    turn_on(phone, live.url)
    phone.press("Add another phone")
    phone.wait("document.querySelector('.qr') !== null", "the picture")
    phone.page.locator(".qr").screenshot(path=tmp_path / "pairing.png")

    tablet.open(f"{live.url}/settings/join")
    tablet.sees("Read from a picture")
    choose_picture(tablet, tmp_path / "pairing.png")
    tablet.wait("document.querySelector('.code-input').value.includes('/pair#')", "the link")
    link = tablet.evaluate("document.querySelector('.code-input').value")
    tablet.press("Bring it here")
    settled(tablet)
    agree(phone, tablet, live.url)
    assert len(entries(tablet, "headache")) == 1

    tablet.open(link)
    tablet.press("Yes, add this phone")
    tablet.sees("This link was used already")
    assert tablet.evaluate("location.href") == f"{live.url}/pair"


def test_the_printed_picture_stands_for_typing_the_code_back(
    phone: Guest, live: Live, tmp_path: Path
):
    show_code(phone, live.url)
    phone.page.locator(".qr").screenshot(path=tmp_path / "code.png")
    phone.press("I have it")
    phone.sees("Enter the code once")
    choose_picture(phone, tmp_path / "code.png")
    phone.sees("free of typing mistakes")
    phone.press("Turn on sync")
    settled(phone)


def test_a_mistyped_code_is_noticed_before_anything_is_sent(phone: Guest, live: Live):
    code = show_code(phone, live.url)
    phone.press("I have it")
    wrong = "1" if code[0] != "1" else "2"
    phone.write("Recovery code", wrong + code[1:])
    phone.press("Turn on sync")
    phone.sees("One of the symbols is not right")
    assert "/api/v1/accounts" not in live.asked


def test_without_signal_everything_is_kept_and_sent_later(phone: Guest, tablet: Guest, live: Live):
    code = turn_on(phone, live.url)
    join(tablet, live.url, code)
    live.stop()
    phone.open(live.url)
    note_headache(phone)
    phone.open(f"{live.url}/settings/sync")
    phone.press("Sync now")
    phone.sees("It will sync when there is signal.")
    assert stored(phone)["waiting"] > 0
    live.start()
    agree(phone, tablet, live.url)
    assert len(entries(tablet, "headache")) == 1


def test_a_deleted_copy_is_told_to_the_other_phone_which_keeps_its_diary(
    phone: Guest, tablet: Guest, live: Live
):
    note_headache(phone)
    code = turn_on(phone, live.url)
    join(tablet, live.url, code)
    phone.open(f"{live.url}/settings/sync")
    phone.press("Delete the copy on the server")
    phone.press("Delete the copy", exact=True)
    phone.sees("The copy on the server is deleted.")
    tablet.open(f"{live.url}/settings/sync")
    tablet.sees("Sync was deleted on one of your phones.")
    tablet.sees("Turn on sync")
    assert len(entries(tablet, "headache")) == 1
    assert len(entries(phone, "headache")) == 1


def test_after_a_new_code_the_other_phone_asks_for_it_once(phone: Guest, tablet: Guest, live: Live):
    code = turn_on(phone, live.url)
    join(tablet, live.url, code)
    phone.open(f"{live.url}/settings/sync/renew")
    phone.sees("A new recovery code")
    shown = "[...document.querySelectorAll('.code code')].map((group) => group.innerText)"
    phone.wait(f"({shown}).length === 7", "seven groups")
    renewed = "-".join(phone.evaluate(shown))
    assert renewed != code
    phone.press("I have it")
    phone.write("Recovery code", renewed)
    phone.press("Change the code")
    settled(phone)
    phone.open(live.url)
    note_headache(phone)
    sync(phone, live.url)

    tablet.open(f"{live.url}/settings/sync")
    tablet.sees("Your recovery code was changed on another phone.")
    tablet.press("Enter the new code")
    tablet.write("Recovery code", renewed)
    tablet.press("Use this code")
    agree(phone, tablet, live.url)
    assert len(entries(tablet, "headache")) == 1
