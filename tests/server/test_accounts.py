"""Accounts: made without a name, joined by a code, deleted for good."""

from tests.devices import Device


def test_a_phone_makes_an_account_and_a_tablet_joins_it_by_code(
    phone: Device, tablet: Device
) -> None:
    phone.turns_sync_on()
    tablet.joins(phone)
    assert tablet.account == phone.account
    assert tablet.epoch == phone.epoch
