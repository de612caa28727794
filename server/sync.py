"""POST /sync: a device's push and pull in one request; GET /records: the list to compare with.

Each account has a sequence of its own. Its numbers are given out under a lock on the account's row
that is held until the commit, so a reader who has seen number n never misses a smaller one. A version
is accepted only if it descends from the version stored here (compare-and-set); what to do otherwise
is the device's decision, as nothing here can be read. No clock takes part.
"""

from typing import Any

from flask import Blueprint, current_app, g
from sqlalchemy import select

from server import records
from server.auth import needs_device
from server.body import Describer, array, binary, fields, integer, read
from server.db import db, only_reading
from server.encoding import encode
from server.errors import Problem
from server.models import Account
from server.records import Pushed, Row

bp = Blueprint("sync", __name__, url_prefix="/api/v1")

LARGEST_PUSH = 8 * 1024 * 1024
LARGEST_BLOB = 64 * 1024


def _version(size: int = 16) -> Describer:
    """A version id, or the empty text for "no version here"."""
    described = binary(size)
    return lambda value, pointer: b"" if value == "" else described(value, pointer)


RECORD = {
    "i": binary(16),
    "b": array(_version(), 32),
    "m": binary(16),
    "d": integer(0, 1),
    "x": binary(least=1, most=LARGEST_BLOB),
}
WANTED = {
    "e": binary(16),
    "c": integer(),
    "n": integer(1, 1000),
    "p": array(fields(RECORD), 2000),
}


@bp.post("/sync")
@needs_device
def sync() -> dict[str, Any]:
    """Store what was pushed, row by row, and answer the next page of what this device lacks."""
    body = read(WANTED, largest=LARGEST_PUSH)
    if not body["p"]:
        only_reading()
    account = open_account(g.device.account_id, writing=bool(body["p"]))
    _check_history(account, body["e"], body["c"])
    before = account.head
    acks, conflicts = push(account, [Pushed(**each) for each in body["p"]])
    rows, more = records.page(account.id, after=body["c"], until=before, limit=body["n"])
    answer = {
        "e": encode(account.epoch),
        "a": [[encode(record), seq] for record, seq in acks],
        "k": [on_the_wire(row) for row in conflicts],
        "r": [on_the_wire(row) for row in rows],
        # A device does not download its own push: without more pages, its cursor is at the head.
        "c": rows[-1].seq if more else account.head,
        "m": more,
        "g": [account.rows, encode(account.digest)],
    }
    db.session.commit()
    return answer


@bp.get("/records")
@needs_device
def inventory() -> dict[str, Any]:
    """Which record is here in which version: 32 bytes each, for a device whose digest differs."""
    account = open_account(g.device.account_id, writing=False)
    listed = b"".join(record + mid for record, mid in records.versions(account.id))
    return {"e": encode(account.epoch), "h": account.head, "x": encode(listed)}


def open_account(account_id: bytes | None, *, writing: bool) -> Account:
    """The account; for writing, locked until the commit (SQLite locks whole transactions)."""
    query = select(Account).where(Account.id == account_id)
    if writing:
        query = query.with_for_update()
    account = db.session.scalars(query).one_or_none()
    if account is None:
        raise Problem("no-such-account", "This device belongs to no account; create or join one.")
    return account


def push(account: Account, pushed: list[Pushed]) -> tuple[list[tuple[bytes, int]], list[Row]]:
    """Store what descends from the version here; the acknowledged and the refused."""
    if not pushed:
        return [], []
    current = records.current(account.id, list({each.i for each in pushed}))
    outcome = records.judge(pushed, current, account.head)
    _check_quota(account, outcome)
    records.store(account.id, list(outcome.accepted.values()))
    account.head = outcome.head
    account.rows += outcome.added_rows
    account.size += outcome.added_size
    account.digest = (int.from_bytes(account.digest) ^ outcome.digest_change).to_bytes(16)
    return outcome.acks, outcome.conflicts


def _check_history(account: Account, epoch: bytes, cursor: int) -> None:
    if epoch != account.epoch or cursor > account.head:
        raise Problem(
            "epoch-changed",
            "The server was restored from a copy: start again from cursor 0 and push what it lacks.",
            epoch=encode(account.epoch),
        )


def _check_quota(account: Account, outcome: records.Outcome) -> None:
    """What shrinks an account that is too full is welcome."""
    config = current_app.extensions["unknot.config"]
    rows, size = account.rows + outcome.added_rows, account.size + outcome.added_size
    if outcome.added_rows > 0 and rows > config.quota_rows:
        raise Problem("quota", "Nothing was stored.", what="rows", limit=config.quota_rows)
    if outcome.added_size > 0 and size > config.quota_bytes:
        raise Problem("quota", "Nothing was stored.", what="bytes", limit=config.quota_bytes)


def on_the_wire(row: Row) -> dict[str, Any]:
    """Spell a row as it stands in JSON."""
    return {
        "i": encode(row.id),
        "m": encode(row.mid),
        "d": row.dead,
        "s": row.seq,
        "x": encode(row.blob),
    }
