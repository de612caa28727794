"""Accounts: made without a name, joined by a code, rotated, deleted for good."""

import pytest

from server.auth import hash_of
from server.encoding import encode
from tests.conftest import MakeApp
from tests.devices import Code, Device, answer_of, new_id, sealed


def slug(response) -> str:
    """The name of the problem that a response tells."""
    assert response.mimetype == "application/problem+json", response.data
    kind: str = response.json["type"]
    return kind.removeprefix("/problems/")


def test_a_phone_makes_an_account_and_a_tablet_joins_it_by_code(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    assert (tablet.account, tablet.epoch) == (phone.account, phone.epoch)
    assert [each["me"] for each in answer_of(tablet.calls("GET", "/devices"))["devices"]].count(
        True
    ) == 1
    assert len(answer_of(phone.calls("GET", "/devices"))["devices"]) == 2


def test_making_the_account_again_after_a_lost_answer_is_answered_alike(phone: Device):
    phone.registers()
    body = {"account": new_id(), "keyring": sealed(60), **phone.code.creation()}
    first = answer_of(phone.calls("POST", "/accounts", body), 201)
    assert answer_of(phone.calls("POST", "/accounts", body), 200) == first
    changed = body | {"keyring": sealed(60)}
    assert slug(phone.calls("POST", "/accounts", changed)) == "account-exists"


def test_a_stranger_who_knows_the_account_id_cannot_get_in(phone: Device, stranger: Device):
    phone.turns_sync_on()
    stranger.registers()
    mine = {"account": phone.account, "keyring": sealed(60), **stranger.code.creation()}
    assert slug(stranger.calls("POST", "/accounts", mine)) == "account-exists"
    guess = phone.code.proof() | {"auth": encode(b"\0" * 32)}
    assert slug(stranger.calls("POST", "/accounts/join", guess)) == "no-such-account"
    hashed = phone.code.proof() | {"auth": encode(hash_of(phone.code.auth))}
    assert slug(stranger.calls("POST", "/accounts/join", hashed)) == "no-such-account"
    assert slug(stranger.asks(e=phone.epoch)) == "no-such-account"


def test_a_code_that_is_in_use_makes_no_second_account(phone: Device, stranger: Device):
    phone.turns_sync_on()
    stranger.registers()
    body = {"account": new_id(), "keyring": sealed(60), **phone.code.creation()}
    assert slug(stranger.calls("POST", "/accounts", body)) == "account-exists"


def test_a_device_of_one_account_does_not_slip_into_another(phone: Device, stranger: Device):
    phone.turns_sync_on()
    stranger.turns_sync_on()
    proof = phone.code.proof()
    assert slug(stranger.calls("POST", "/accounts/join", proof)) == "already-attached"
    body = {"account": new_id(), "keyring": sealed(60), **Code().creation()}
    assert slug(stranger.calls("POST", "/accounts", body)) == "already-attached"


def test_after_rotation_only_the_new_code_joins_and_devices_keep_their_tokens(
    phone: Device, tablet: Device, stranger: Device
):
    phone.turns_sync_on()
    tablet.joins(phone)
    old, new, keyring = phone.code, Code(), sealed(90)
    rotation = {"version": 1, "keyring": keyring, **new.creation()}
    assert answer_of(phone.calls("PUT", "/keyring", rotation)) == {"version": 2}
    assert answer_of(phone.calls("PUT", "/keyring", rotation)) == {"version": 2}  # a retry
    shown = answer_of(tablet.calls("GET", "/keyring"))
    assert shown == {"version": 2, "keyring": keyring, "lookup": encode(new.lookup)}
    stranger.registers()
    assert slug(stranger.calls("POST", "/accounts/join", old.proof())) == "no-such-account"
    assert answer_of(stranger.calls("POST", "/accounts/join", new.proof()))["version"] == 2


def test_two_devices_that_rotate_at_once_do_not_overwrite_each_other(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    first = {"version": 1, "keyring": sealed(90), **Code().creation()}
    answer_of(phone.calls("PUT", "/keyring", first))
    late = tablet.calls(
        "PUT", "/keyring", {"version": 1, "keyring": sealed(90), **Code().creation()}
    )
    assert (late.status_code, slug(late)) == (409, "keyring-changed")
    assert answer_of(late, 409)["keyring"] == first["keyring"]


def test_a_deleted_account_says_so_to_its_devices_and_is_never_made_again(
    phone: Device, tablet: Device, stranger: Device
):
    phone.turns_sync_on().notes()
    tablet.joins(phone)
    stranger.turns_sync_on().notes()
    phone.syncs(), stranger.syncs()
    assert phone.calls("DELETE", "/account").status_code == 204
    for device in (phone, tablet):
        for answer in (
            device.asks(),
            device.calls("GET", "/devices"),
            device.calls("DELETE", "/account"),
        ):
            assert (answer.status_code, slug(answer)) == (410, "account-deleted")
    fresh = Device(phone.client.application).registers()
    again = {"account": phone.account, "keyring": sealed(60), **phone.code.creation()}
    assert slug(fresh.calls("POST", "/accounts", again)) == "account-deleted"
    assert slug(fresh.calls("POST", "/accounts/join", phone.code.proof())) == "no-such-account"
    assert answer_of(stranger.asks())["g"][0] == 1


@pytest.mark.parametrize("mode", ["closed", "invite"])
def test_registration_can_be_shut_and_joining_stays_possible(make_app: MakeApp, mode: str):
    phone = Device(make_app()).turns_sync_on()
    shut = make_app(registration=mode)
    stranger = Device(shut).registers()
    body = {"account": new_id(), "keyring": sealed(60), **stranger.code.creation()}
    refused = stranger.calls("POST", "/accounts", body)
    wanted = {"closed": "registration-closed", "invite": "invite-needed"}[mode]
    assert (refused.status_code, slug(refused)) == (403, wanted)
    assert answer_of(stranger.calls("GET", "/status"))["registration"] == mode
    Device(shut).joins(phone)


def test_an_invitation_makes_exactly_one_account(make_app: MakeApp):
    from server.invites import make_invite

    app = make_app(registration="invite")
    with app.app_context():
        code = make_invite()
    first, second = Device(app).registers(), Device(app).registers()
    first.turns_sync_on(invite=code)
    body = {"account": new_id(), "keyring": sealed(60), "invite": code, **second.code.creation()}
    assert slug(second.calls("POST", "/accounts", body)) == "invite-needed"
