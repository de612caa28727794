"""Sealed records: which pushed version is accepted, and how rows are stored and read in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

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
    digest_change: int = 0


def judge(pushed: Iterable[Pushed], current: dict[bytes, Row], head: int) -> Outcome:
    """Decide on each pushed version, in order; pure, and `current` is kept as it goes along.

    The same version again is acknowledged again: the answer to the first push may have been lost.
    A refused version is answered with the row that stands in its way, or with an empty one where
    the record is not here and the device thinks that it is.
    """
    outcome = Outcome(head)
    digest_change = 0
    for new in pushed:
        old = current.get(new.i)
        mid = old.mid if old else NOTHING
        if old and mid == new.m:
            outcome.acks.append((old.id, old.seq))
        elif mid in new.b:
            outcome.head += 1
            row = Row(new.i, new.m, new.d, outcome.head, new.x)
            outcome.acks.append((row.id, row.seq))
            outcome.added_rows += old is None
            outcome.added_size += len(row.blob) - (len(old.blob) if old else 0)
            digest_change ^= int.from_bytes(mid) ^ int.from_bytes(row.mid)
            outcome.accepted[row.id] = current[row.id] = row
        else:
            outcome.conflicts.append(old or Row(new.i, NOTHING, 0, 0, b""))
    outcome.digest_change = digest_change
    return outcome


# The next two are written for the driver: for thousands of rows, preparing the parameters of an
# expression costs more than the database does. Nothing but placeholders is put into the text (S608).


def current(account_id: bytes, ids: Sequence[bytes]) -> dict[bytes, Row]:
    """Find the rows of these records, as far as they are here."""
    values: tuple[object, ...] = (account_id, list(ids))
    among = "= ANY(%s)"
    if not _is_postgresql():
        among, values = f"IN ({','.join('?' * len(ids))})", (account_id, *ids)
    known = (
        f"SELECT id, mid, dead, seq, blob FROM record WHERE account_id = {_mark()} AND id {among}"  # noqa: S608
    )
    found = db.session.connection().exec_driver_sql(known, values)
    return {row.id: Row(*row) for row in found}


def store(account_id: bytes, rows: list[Row]) -> None:
    """Write each row over the one of the same record, if there is one."""
    if not rows:
        return
    statement = f"""INSERT INTO record (account_id, id, mid, dead, seq, blob)
        VALUES ({", ".join([_mark()] * 6)}) ON CONFLICT (account_id, id) DO UPDATE
        SET mid = excluded.mid, dead = excluded.dead, seq = excluded.seq, blob = excluded.blob"""  # noqa: S608
    db.session.connection().exec_driver_sql(statement, [(account_id, *row) for row in rows])


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
    return [(row.id, row.mid) for row in db.session.execute(query.order_by(Record.seq))]


def _is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def _mark() -> str:
    return "%s" if _is_postgresql() else "?"
