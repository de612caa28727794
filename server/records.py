"""Sealed records: which pushed version is accepted, and how rows are stored and read in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from server.db import db
from server.models import Record

NOTHING = b""
"""Stands for the version of a record that is not here."""
COLUMNS = (Record.id, Record.mid, Record.dead, Record.seq, Record.blob)


class Row(NamedTuple):
    """A stored version of a record."""

    id: bytes
    mid: bytes
    dead: int
    seq: int
    blob: bytes


class Pushed(NamedTuple):
    """A version that a device wants stored; `b` lists the versions it has seen and built upon."""

    i: bytes
    b: list[bytes]
    m: bytes
    d: int
    x: bytes


@dataclass
class Outcome:
    """What a push changes. `accepted` holds the last version of each record only."""

    head: int
    acks: list[tuple[bytes, int]] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)
    accepted: dict[bytes, Row] = field(default_factory=dict)
    added_rows: int = 0
    added_size: int = 0
    digest_change: bytes = bytes(16)


def judge(pushed: Iterable[Pushed], current: dict[bytes, Row], head: int) -> Outcome:
    """Decide on each pushed version, in order; pure, and `current` is kept as it goes along.

    The same version again is acknowledged again: the answer to the first push may have been lost.
    A refused version is answered with the row that stands in its way, or with an empty one where
    the record is not here and the device thinks that it is.
    """
    outcome = Outcome(head)
    for new in pushed:
        old = current.get(new.i) or Row(new.i, NOTHING, 0, 0, b"")
        if old.mid == new.m:
            outcome.acks.append((old.id, old.seq))
        elif old.mid in new.b:
            outcome.head += 1
            row = Row(new.i, new.m, new.d, outcome.head, new.x)
            outcome.acks.append((row.id, row.seq))
            outcome.added_rows += old.mid == NOTHING
            outcome.added_size += len(row.blob) - len(old.blob)
            outcome.digest_change = xor(outcome.digest_change, xor(old.mid, row.mid))
            outcome.accepted[row.id] = current[row.id] = row
        else:
            outcome.conflicts.append(old)
    return outcome


def xor(one: bytes, other: bytes) -> bytes:
    """Two 16-byte values, bit by bit; nothing counts as zeros."""
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(16)


def current(account_id: bytes, ids: set[bytes]) -> dict[bytes, Row]:
    """The rows of these records, as far as they are here."""
    query = select(*COLUMNS).where(Record.account_id == account_id, Record.id.in_(ids))
    return {row.id: Row(*row) for row in db.session.execute(query)}


def store(account_id: bytes, rows: list[Row]) -> None:
    """Write each row over the one of the same record, if there is one."""
    if not rows:
        return
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Record)
    statement = statement.on_conflict_do_update(
        index_elements=[Record.account_id, Record.id],
        set_={name: statement.excluded[name] for name in ("seq", "mid", "dead", "blob")},
    )
    # On the connection: the session would turn the statement into one for objects.
    db.session.connection().execute(
        statement, [{"account_id": account_id, **row._asdict()} for row in rows]
    )


def page(account_id: bytes, *, after: int, until: int, limit: int) -> tuple[list[Row], bool]:
    """The rows with `after` < seq <= `until`, in order, and whether there are more than `limit`."""
    query = (
        select(*COLUMNS)
        .where(Record.account_id == account_id, Record.seq > after, Record.seq <= until)
        .order_by(Record.seq)
        .limit(limit + 1)
    )
    rows = [Row(*row) for row in db.session.execute(query)]
    return rows[:limit], len(rows) > limit


def versions(account_id: bytes) -> list[tuple[bytes, bytes]]:
    """Every record's id and current version."""
    query = select(Record.id, Record.mid).where(Record.account_id == account_id)
    return [(id, mid) for id, mid in db.session.execute(query.order_by(Record.seq))]
