"""The mailbox: one note, one reader, ten minutes."""

from tests.conftest import MovableClock
from tests.devices import Device, answer_of, new_id, sealed
from tests.server.test_accounts import slug


def test_a_new_phone_without_a_token_takes_the_note_once(phone: Device, tablet: Device):
    phone.turns_sync_on()
    box, note = new_id(), sealed(200)
    assert phone.calls("PUT", f"/mailbox/{box}", {"blob": note}).status_code == 204
    assert answer_of(tablet.calls("DELETE", f"/mailbox/{box}")) == {"blob": note}
    assert tablet.calls("DELETE", f"/mailbox/{box}").status_code == 404


def test_a_note_is_gone_after_ten_minutes(phone: Device, tablet: Device, clock: MovableClock):
    phone.registers()
    box = new_id()
    phone.calls("PUT", f"/mailbox/{box}", {"blob": sealed()})
    clock.passes(minutes=10)
    assert tablet.calls("DELETE", f"/mailbox/{box}").status_code == 404
    assert phone.calls("PUT", f"/mailbox/{box}", {"blob": sealed()}).status_code == 204


def test_nobody_replaces_a_note_that_waits(phone: Device, stranger: Device):
    phone.registers(), stranger.registers()
    box, note = new_id(), sealed()
    phone.calls("PUT", f"/mailbox/{box}", {"blob": note})
    refused = stranger.calls("PUT", f"/mailbox/{box}", {"blob": sealed()})
    assert (refused.status_code, slug(refused)) == (409, "mailbox-taken")
    assert answer_of(phone.calls("DELETE", f"/mailbox/{box}")) == {"blob": note}


def test_a_note_has_at_most_four_kilobytes(phone: Device):
    phone.registers()
    assert phone.calls("PUT", f"/mailbox/{new_id()}", {"blob": sealed(4096)}).status_code == 204
    assert phone.calls("PUT", f"/mailbox/{new_id()}", {"blob": sealed(4097)}).status_code == 400
