"""Devices see and remove each other within an account, and nobody else."""

from server.db import db
from server.models import Device as Row
from tests.conftest import MovableClock
from tests.devices import Device, answer_of, sealed
from tests.server.test_accounts import slug


def test_the_server_keeps_no_token_that_could_be_used(phone: Device):
    phone.registers()
    with phone.client.application.app_context():
        row = db.session.query(Row).one()
        assert phone.token not in {str(value) for value in vars(row).values()}
        assert len(row.token_hash) == 32


def test_a_device_names_itself_under_seal_and_says_its_zone(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    name = sealed(48)
    assert (
        phone.calls("PUT", "/devices/me", {"name": name, "zone": "Asia/Kathmandu"}).status_code
        == 204
    )
    names = {
        each["device"]: each["name"]
        for each in answer_of(tablet.calls("GET", "/devices"))["devices"]
    }
    assert names == {phone.id: name, tablet.id: None}
    refused = phone.calls("PUT", "/devices/me", {"zone": "Europe/Nowhere"})
    assert (refused.status_code, answer_of(refused, 400)["pointer"]) == (400, "/zone")


def test_a_lost_phone_is_removed_by_the_tablet(phone: Device, tablet: Device, stranger: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    stranger.turns_sync_on()
    assert slug(stranger.calls("DELETE", f"/devices/{phone.id}")) == "not-found"
    assert tablet.calls("DELETE", f"/devices/{phone.id}").status_code == 204
    assert slug(phone.asks()) == "unauthorized"
    assert [each["device"] for each in answer_of(tablet.calls("GET", "/devices"))["devices"]] == [
        tablet.id
    ]


def test_a_device_that_leaves_is_not_known_any_more(phone: Device):
    phone.registers()
    assert phone.calls("DELETE", "/devices/me").status_code == 204
    assert slug(phone.calls("GET", "/devices")) == "unauthorized"


def test_the_list_shows_when_a_device_was_last_seen_to_the_hour(phone: Device, clock: MovableClock):
    phone.registers()
    begun = clock.at
    clock.passes(minutes=59)
    assert answer_of(phone.calls("GET", "/devices"))["devices"][0]["last_seen"] == begun
    clock.passes(minutes=2)
    assert answer_of(phone.calls("GET", "/devices"))["devices"][0]["last_seen"] == clock.at
