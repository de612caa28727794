"""The schema: brought up to date by Alembic, or refused in one sentence."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError

from server.config import Config, ConfigError
from server.db import db

MIGRATIONS = Path(__file__).parent / "migrations"


def check_schema(app: Flask, config: Config) -> None:
    """Upgrade the embedded database; with DATABASE_URL, refuse a schema that is not ours."""
    with app.app_context():
        try:
            if config.embedded:
                upgrade_embedded(config, db.engine)
            else:
                refuse_other_schema(db.engine)
        except ConfigError:
            db.engine.dispose()
            raise


def upgrade_embedded(config: Config, engine: Engine) -> None:
    """Bring the SQLite file up to date, after copying it; several processes may start at once."""
    with _locked(config.data_folder / "upgrade.lock"):
        config.sqlite_file.touch(0o600)  # the files that SQLite puts beside it take its mode
        current = _current(engine)
        if current == newest():
            return
        _refuse_newer(current)
        if current is not None:
            copy_sqlite(config.sqlite_file, config.data_folder / f"unknot.before-{newest()}.sqlite")
        upgrade(engine)


def upgrade(engine: Engine) -> None:
    """Run every migration that is missing, in one transaction each."""
    # Slow to import, and needed by a few starts only.
    from alembic import command
    from alembic.config import Config as AlembicConfig

    _refuse_newer(_current(engine))
    with engine.connect() as connection:
        alembic = AlembicConfig()
        alembic.set_main_option("script_location", str(MIGRATIONS))
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        connection.commit()


def refuse_other_schema(engine: Engine) -> None:
    """Raise ConfigError unless the database has exactly the schema of this version."""
    current = _current(engine)
    _refuse_newer(current)
    if current != newest():
        raise ConfigError("The database has no or an older schema; run `unknot upgrade` first.")


def has_schema(engine: Engine) -> bool:
    """Whether this is a database of ours, of whatever version."""
    try:
        return _current(engine) is not None
    except DatabaseError:
        return False  # SQLite finds out at the first statement that a file is something else


def newest() -> str:
    """The revision that this version of the server works with."""
    return _revisions()[-1]


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole and consistent, readable by its owner only."""
    target.unlink(missing_ok=True)
    target.touch(0o600)
    with sqlite3.connect(source) as reading, sqlite3.connect(target) as writing:
        reading.backup(writing)
    reading.close()
    writing.close()


@cache
def _revisions() -> list[str]:
    """Every schema there has been, oldest first: a migration's file begins with its revision."""
    return sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _current(engine: Engine) -> str | None:
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return found
    except OperationalError:
        raise ConfigError(
            "The database cannot be opened; check that it is running and what DATABASE_URL says, "
            "or without DATABASE_URL that the files in UNKNOT_DATA can be written."
        ) from None


def _refuse_newer(current: str | None) -> None:
    if current is not None and current not in _revisions():
        raise ConfigError(
            "The database was made by a newer version of Unknot; update Unknot before starting it."
        )


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.touch(0o600)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
