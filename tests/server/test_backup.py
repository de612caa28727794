"""The restore drill: what was written since the backup comes back from the devices."""

import argparse
import sqlite3
from pathlib import Path

import pytest
from flask import Flask

from server import backup
from server.config import Config, ConfigError
from tests.conftest import FULL_SIZE, MakeApp
from tests.devices import Device, answer_of, new_id, sealed
from tests.server.test_accounts import slug

WRITES = 500 if FULL_SIZE else 40


def run(command, app: Flask, file: Path) -> None:
    """Run a command on the database of this app, as the command line does."""
    command(app.extensions["unknot.config"], argparse.Namespace(file=str(file)))


def starts_again(device: Device) -> None:
    """What a device does after `epoch-changed`: cursor 0, everything pulled, everything pushed that is missing."""
    mine, blobs = dict(device.versions), dict(device.blobs)
    device.epoch = answer_of(device.asks(), 409)["epoch"]
    device.cursor = 0
    there = rows_of(device)
    device.outbox = [
        {"i": record, "b": ["", there.get(record, "")], "m": mid, "d": 0, "x": blobs[record]}
        for record, mid in mine.items()
        if there.get(record) != mid
    ]
    device.syncs()


def rows_of(device: Device) -> dict[str, str]:
    """The server's map of records to versions."""
    cursor, more = 0, True
    rows: dict[str, str] = {}
    while more:
        page = answer_of(device.asks(c=cursor))
        cursor, more = page["c"], page["m"]
        rows |= {row["i"]: row["m"] for row in page["r"]}
    return rows


def test_everything_written_after_the_backup_comes_back(make_app: MakeApp, tmp_path: Path):
    app = make_app()
    phone, tablet = Device(app).turns_sync_on(), Device(app)
    tablet.joins(phone)
    for _ in range(5):
        phone.notes()
    phone.syncs(), tablet.syncs()
    run(backup.backup, app, tmp_path / "copy")
    for _ in range(WRITES):
        phone.notes()
    phone.syncs()
    everything = dict(phone.versions)

    run(backup.restore, app, tmp_path / "copy")
    for device in (phone, tablet):
        refused = device.asks()
        assert (refused.status_code, slug(refused)) == (409, "epoch-changed")
    starts_again(phone)
    starts_again(tablet)
    assert rows_of(tablet) == everything
    assert tablet.versions == everything
    assert len(everything) == WRITES + 5


def test_a_restore_without_a_new_epoch_shows_in_the_next_answer(
    make_app: MakeApp, tmp_path: Path, monkeypatch
):
    app = make_app()
    phone = Device(app).turns_sync_on()
    phone.notes(), phone.syncs()
    run(backup.backup, app, tmp_path / "copy")
    entry = phone.notes()
    before = phone.syncs()
    monkeypatch.setattr(backup, "new_epoch", lambda old: old)
    run(backup.restore, app, tmp_path / "copy")
    assert phone.asks().status_code == 409, "the cursor is beyond the head"
    pushed = {"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": sealed()}
    other = Device(app).joins(phone)
    assert answer_of(other.asks([pushed]))["g"] != before["g"], (
        "and once the head has caught up, the digest differs"
    )
    assert answer_of(phone.asks())["g"] != before["g"]
    assert entry not in rows_of(phone)


def test_a_backup_holds_everything_and_only_its_owner_reads_it(make_app: MakeApp, tmp_path: Path):
    app = make_app()
    phone = Device(app).turns_sync_on()
    phone.notes(), phone.syncs()
    run(backup.backup, app, tmp_path / "copy")
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(tmp_path / "copy") as file:
        assert file.execute("SELECT count(*) FROM record").fetchone() == (1,)
    file.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy", "unknot-data"]


def test_a_deleted_account_is_not_brought_back_by_a_restore(make_app: MakeApp, tmp_path: Path):
    app = make_app()
    phone, stranger = Device(app).turns_sync_on(), Device(app).turns_sync_on()
    run(backup.backup, app, tmp_path / "copy")
    phone.calls("DELETE", "/account")
    run(backup.restore, app, tmp_path / "copy")
    assert slug(phone.asks()) == "account-deleted"
    assert slug(stranger.asks()) == "epoch-changed"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_no_backup_changes_nothing(
    make_app: MakeApp, tmp_path: Path, content: bytes
):
    app = make_app()
    phone = Device(app).turns_sync_on()
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(ConfigError, match="is no backup"):
        run(backup.restore, app, tmp_path / "copy")
    with pytest.raises(ConfigError, match="exists already"):
        run(backup.backup, app, tmp_path / "copy")
    with pytest.raises(ConfigError, match="is no file"):
        run(backup.restore, app, tmp_path / "other")
    assert phone.asks().status_code == 200


def test_a_backup_moves_a_server_from_sqlite_to_postgresql(
    sqlite_folder: Path, postgres_url: str, tmp_path: Path
):
    from server import create_app
    from tests.conftest import close

    small = create_app(Config(sqlite_folder))
    phone = Device(small).turns_sync_on()
    entry = phone.notes()
    phone.syncs()
    run(backup.backup, small, tmp_path / "copy")
    large = create_app(Config(tmp_path / "other", database_url=postgres_url))
    run(backup.restore, large, tmp_path / "copy")
    phone.client = large.test_client()
    starts_again(phone)
    assert rows_of(phone) == {entry: phone.versions[entry]}
    close(small)
    close(large)
