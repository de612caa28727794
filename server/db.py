"""The database door: the SQLAlchemy object, its pragmas, and how transactions begin.

A transaction that may write must hold the write lock from its first statement: under SQLite a
deferred transaction that reads first and then writes fails at once with SQLITE_BUSY_SNAPSHOT,
without waiting. So every transaction begins IMMEDIATE, unless `only_reading()` was said first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import DeclarativeBase

BUSY_TIMEOUT_MS = 15_000
ONLY_READING = "unknot_only_reading"
LOSABLE = "unknot_losable"


class Base(DeclarativeBase):
    """The base of every table."""


# expire_on_commit: an object read by the authentication stays usable in the view's own transaction.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def connect(app: Flask, url: str) -> None:
    """Give the app its engine; nothing is opened until the first statement."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    # hide_parameters: what people store must not reach a log through an error's text.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True, "pool_pre_ping": True}
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Set up how an SQLite engine connects and begins; other databases need nothing."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)


def only_reading() -> None:
    """Begin a transaction of the session that sees one moment of the database and writes nothing."""
    options: dict[str, Any] = {ONLY_READING: True}
    if db.engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    db.session.connection(execution_options=options)


@contextmanager
def losable() -> Iterator[Connection]:
    """Open a transaction of its own, without waiting for the disk: a power cut may undo it."""
    with db.engine.connect().execution_options(**{LOSABLE: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
        yield connection


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; `_begin` says it
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    # FULL: an entry that was acknowledged survives a power cut, for the phone then counts it as sent.
    connection.exec_driver_sql(f"PRAGMA synchronous={'NORMAL' if LOSABLE in options else 'FULL'}")
    connection.exec_driver_sql("BEGIN" if ONLY_READING in options else "BEGIN IMMEDIATE")
