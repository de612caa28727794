"""`unknot backup FILE` and `unknot restore FILE`.

A backup is an SQLite file with our own schema, whatever database it was made from, so it can also
move a server from SQLite to PostgreSQL. Restoring replaces the rows in one transaction and gives
every account a new epoch: devices then notice, start from cursor 0 and push what the backup lacks.
"""

import argparse
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, delete, func, insert, select

from server import create_app, gone, upgrade
from server.config import Config, ConfigError
from server.db import ONLY_READING, db, prepare
from server.models import Account, Gone, Meta, RateLimit

ROWS_AT_ONCE = 1000
NOT_KEPT = {RateLimit.__tablename__}


def backup(config: Config, options: argparse.Namespace) -> None:
    """Copy the database, as it is at one moment, into a new file; it may be in use meanwhile."""
    target = Path(options.file)
    if target.exists():
        raise ConfigError(f"{target} exists already; name a new file.")
    if not target.parent.is_dir():
        raise ConfigError(f"{target.parent} is no folder; make it first or name another file.")
    with _database_of(config), _empty_copy(target) as copy, db.engine.connect() as source:
        reading = {ONLY_READING: True}
        if source.dialect.name == "postgresql":
            reading["isolation_level"] = "REPEATABLE READ"  # type: ignore[assignment]
        _copy_rows(source.execution_options(**reading), copy, _tables())
    print(f"The backup is in {target}.")


def restore(config: Config, options: argparse.Namespace) -> None:
    """Put a backup in the place of all rows; the server may go on running."""
    source = Path(options.file)
    if not source.is_file():
        raise ConfigError(f"{source} is no file; name a file that `unknot backup` made.")
    with _database_of(config), _opened(source, config.data_folder) as copy:
        _replace(copy.connect())
    print("The backup is restored; every device will compare itself with it at its next sync.")


def _replace(copy: Connection) -> None:
    tables = _tables()
    if db.session.scalar(select(Meta.key).where(Meta.key == gone.SALT)):
        # What was deleted since the backup stays deleted.
        tables = [
            table for table in tables if table.name not in (Meta.__tablename__, Gone.__tablename__)
        ]
    target = db.session.connection()
    for table in reversed(tables):
        target.execute(delete(table))
    with copy:
        _copy_rows(copy, target, tables)
    if target.dialect.name == "postgresql":
        _continue_numbers(target, tables)
    for account in db.session.scalars(select(Account)).all():
        if gone.knows(account.id):
            target.execute(delete(Account).where(Account.id == account.id))
        else:
            account.epoch = new_epoch(account.epoch)
    db.session.commit()


def new_epoch(_old: bytes) -> bytes:
    """Give an account another epoch, so that its devices notice the restore."""
    return secrets.token_bytes(16)


def _continue_numbers(target: Connection, tables: list[Table]) -> None:
    """Let PostgreSQL number new rows after the restored ones."""
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
            target.execute(select(func.setval(sequence, last + 1, False)))


def _tables() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name not in NOT_KEPT]


def _copy_rows(source: Connection, target: Connection, tables: list[Table]) -> None:
    for table in tables:
        rows = source.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table)).mappings()
        for part in rows.partitions():
            target.execute(insert(table), [dict(row) for row in part])


@contextmanager
def _database_of(config: Config) -> Iterator[None]:
    with create_app(config).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def _empty_copy(target: Path) -> Iterator[Connection]:
    """A new file with the schema; it gets its name only when it is whole."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unknot-") as folder:
        draft = Path(folder) / "draft"
        draft.touch(0o600)
        engine = _engine(draft)
        upgrade.upgrade(engine)
        with engine.begin() as copy:
            yield copy
        engine.dispose()
        with closing(sqlite3.connect(draft)) as file:
            file.execute(
                "PRAGMA journal_mode=DELETE"
            )  # back into one file, without a log beside it
        draft.rename(target)


@contextmanager
def _opened(source: Path, folder: Path) -> Iterator[Engine]:
    """A copy of the backup with the schema of today: the backup itself is not touched."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".unknot-") as name:
        copy = Path(shutil.copyfile(source, Path(name) / "copy"))
        engine = _engine(copy)
        try:
            if not upgrade.has_schema(engine):
                raise ConfigError(f"{source} is no backup; name a file that `unknot backup` made.")
            upgrade.upgrade(engine)
            yield engine
        finally:
            engine.dispose()


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", hide_parameters=True)
    prepare(engine)
    return engine
