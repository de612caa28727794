"""App and server of different ages: whichever is older, nothing noted is lost and the person is told."""

import re
from functools import partial

import pytest

from server import protocol
from tests.browser.chromium import Guest
from tests.browser.first_steps import begin, note_headache, open_tab
from tests.browser.live import Live

judge = protocol.judge


@pytest.fixture
def phone(guest: Guest, live: Live) -> Guest:
    """A phone with sync turned on and one headache noted."""
    begin(guest, live.url)
    note_headache(guest)
    turn_on_sync(guest, live.url)
    return guest


def turn_on_sync(phone: Guest, url: str) -> None:
    phone.open(f"{url}/settings/sync")
    phone.press("Turn on sync")
    phone.sees("Your recovery code")
    code = phone.wait(
        "document.body.innerText.match(/[0-9A-Z]{4}(?:\\s*[- ]?\\s*[0-9A-Z]{4}){6}/)?.[0]",
        "the code",
    )
    phone.press("I have it")
    phone.write("Recovery code", re.sub(r"[^0-9A-Z]", "", code))
    phone.press("Turn on sync")
    phone.sees("In sync.")


def server_of(protocol_number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the running server be one that speaks this protocol."""
    monkeypatch.setattr(protocol, "judge", partial(judge, protocol=protocol_number))


def keeps_and_catches_up(phone: Guest, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was noted meanwhile is on the phone, and is sent once both understand each other."""
    open_tab(phone, "Today")
    phone.press("It has ended")
    phone.sees("Ended at")
    phone.reload()
    open_tab(phone, "Diary")
    phone.sees("Headache")
    server_of(protocol.PROTOCOL, monkeypatch)
    phone.open(f"{live.url}/settings/sync")
    phone.press("Sync now")
    phone.sees("In sync.")


def test_an_old_app_meets_a_newer_server(phone: Guest, live: Live, monkeypatch: pytest.MonkeyPatch):
    server_of(protocol.PROTOCOL + 2, monkeypatch)
    phone.press("Sync now")
    phone.sees("too old to sync")
    keeps_and_catches_up(phone, live, monkeypatch)


def test_a_new_app_meets_an_older_server(phone: Guest, live: Live, monkeypatch: pytest.MonkeyPatch):
    server_of(protocol.PROTOCOL - 1, monkeypatch)
    phone.press("Sync now")
    phone.sees("The server is older")
    keeps_and_catches_up(phone, live, monkeypatch)
