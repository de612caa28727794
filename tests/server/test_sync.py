"""Sync: what one device notes, the others get; nothing unseen is overwritten."""

from functools import reduce

from server.encoding import decode, encode
from tests.conftest import MakeApp
from tests.devices import Device, answer_of, new_id, sealed
from tests.server.test_accounts import slug

ZERO = encode(bytes(16))


def xor_of(mids) -> str:
    """The digest of these versions."""
    return encode(
        bytes(
            reduce(
                lambda a, b: [x ^ y for x, y in zip(a, b, strict=True)], map(decode, mids), [0] * 16
            )
        )
    )


def test_an_entry_travels_from_the_phone_to_the_tablet(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    entry = phone.notes()
    reply = phone.syncs()
    assert reply["a"] == [[entry, 1]]
    assert (reply["r"], reply["c"], reply["m"]) == ([], 1, False)
    got = tablet.syncs()["r"]
    assert got == [
        {"i": entry, "m": phone.versions[entry], "d": 0, "s": 1, "x": phone.blobs[entry]}
    ]


def test_a_lost_answer_is_repaired_by_sending_the_same_again(phone: Device):
    phone.turns_sync_on()
    entry = phone.notes()
    request = list(phone.outbox)
    first = answer_of(phone.asks(request))
    again = answer_of(phone.asks(request))
    assert first["a"] == again["a"] == [[entry, 1]]
    assert first["g"] == again["g"]
    assert [row["i"] for row in again["r"]] == [entry]


def test_an_edit_that_has_not_seen_the_other_edit_is_refused_with_it(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    entry = phone.notes()
    phone.syncs(), tablet.syncs()
    phone.notes(entry)
    phone.syncs()
    tablet.notes(entry)
    request = list(tablet.outbox)
    refused = answer_of(tablet.asks(request))
    assert refused["a"] == []
    [theirs] = refused["k"]
    assert (theirs["i"], theirs["m"], theirs["x"]) == (
        entry,
        phone.versions[entry],
        phone.blobs[entry],
    )
    request[0]["b"].append(theirs["m"])
    request[0]["m"] = new_id()
    assert answer_of(tablet.asks(request))["a"] == [[entry, 3]]


def test_a_record_the_server_never_had_is_refused_with_an_empty_row(phone: Device):
    phone.turns_sync_on()
    pushed = {"i": new_id(), "b": [new_id()], "m": new_id(), "d": 0, "x": sealed()}
    reply = answer_of(phone.asks([pushed]))
    assert reply["k"] == [{"i": pushed["i"], "m": "", "d": 0, "s": 0, "x": ""}]
    assert reply["g"] == [0, ZERO]


def test_one_push_may_hold_several_versions_of_a_record(phone: Device):
    phone.turns_sync_on()
    entry = phone.notes()
    phone.notes(entry)
    reply = answer_of(phone.asks(phone.outbox))
    assert reply["a"] == [[entry, 1], [entry, 2]]
    assert reply["g"] == [1, phone.versions[entry]]
    assert [row["m"] for row in answer_of(phone.asks())["r"]] == [phone.versions[entry]]


def test_a_tombstone_travels_and_counts_as_a_row(phone: Device, tablet: Device):
    phone.turns_sync_on()
    tablet.joins(phone)
    entry = phone.notes()
    phone.syncs(), tablet.syncs()
    phone.notes(entry, dead=1)
    assert phone.syncs()["g"] == [1, phone.versions[entry]]
    assert [row["d"] for row in tablet.syncs()["r"]] == [1]


def test_many_rows_come_in_pages_each_once(phone: Device, tablet: Device):
    phone.turns_sync_on()
    entries = {phone.notes() for _ in range(25)}
    phone.syncs()
    tablet.joins(phone)
    pages = []
    more = True
    while more:
        reply = answer_of(tablet.asks(n=10))
        tablet.cursor, more = reply["c"], reply["m"]
        pages.append([row["i"] for row in reply["r"]])
    assert [len(page) for page in pages] == [10, 10, 5]
    assert {each for page in pages for each in page} == entries


def test_the_digest_and_the_inventory_agree_with_every_version(phone: Device):
    phone.turns_sync_on()
    kept = [phone.notes() for _ in range(7)]
    phone.syncs()
    phone.notes(kept[0])
    reply = phone.syncs()
    assert reply["g"] == [7, xor_of(phone.versions.values())]
    listed = answer_of(phone.calls("GET", "/records"))
    raw = decode(listed["x"])
    pairs = {
        encode(raw[at : at + 16]): encode(raw[at + 16 : at + 32]) for at in range(0, len(raw), 32)
    }
    assert (pairs, listed["h"], listed["e"]) == (phone.versions, 8, phone.epoch)


def test_a_cursor_from_the_future_or_a_foreign_epoch_means_start_again(phone: Device):
    phone.turns_sync_on()
    phone.notes()
    phone.syncs()
    for changed in ({"c": 2}, {"e": new_id()}, {"c": 2**53 - 1}):
        for pushed in ([], [{"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": sealed()}]):
            refused = phone.asks(pushed, **changed)
            assert (refused.status_code, slug(refused)) == (409, "epoch-changed")
            assert answer_of(refused, 409)["epoch"] == phone.epoch
    assert answer_of(phone.asks())["g"][0] == 1


def test_two_people_never_see_each_other_even_with_the_same_record_id(
    phone: Device, stranger: Device
):
    phone.turns_sync_on()
    stranger.turns_sync_on()
    entry = phone.notes()
    phone.syncs()
    stranger.notes(entry)
    assert stranger.syncs()["a"] == [[entry, 1]]
    assert answer_of(phone.asks(c=0))["r"][0]["x"] == phone.blobs[entry]


def test_a_full_account_stores_nothing_of_the_push_and_still_answers(make_app: MakeApp):
    phone = Device(make_app(quota_rows=3)).turns_sync_on()
    kept = [phone.notes() for _ in range(3)]
    phone.syncs()
    before = answer_of(phone.asks(c=0))
    phone.notes(kept[0]), phone.notes()
    refused = phone.asks(phone.outbox)
    assert (refused.status_code, slug(refused)) == (507, "quota")
    assert answer_of(phone.asks(c=0)) == before
    del phone.outbox[1]
    assert len(phone.syncs()["a"]) == 1


def test_a_full_account_may_still_delete(make_app: MakeApp):
    phone = Device(make_app(quota_bytes=600)).turns_sync_on()
    kept = [phone.notes(size=300), phone.notes(size=300)]
    phone.syncs()
    phone.notes(size=300)
    assert slug(phone.asks(phone.outbox)) == "quota"
    phone.outbox.clear()
    phone.notes(kept[0], dead=1, size=100)
    assert len(phone.syncs()["a"]) == 1


def test_nothing_to_do_and_one_edit_are_one_small_request(phone: Device):
    phone.turns_sync_on()
    phone.notes(size=768)
    assert len(phone.asks(phone.outbox).data) < 400
    assert len(phone.asks(c=1).data) < 300
