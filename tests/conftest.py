"""The cast and the stage of the tests: a phone, a tablet, a stranger, a clock that moves when told."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server import create_app
from server.config import Config
from server.db import db
from tests import postgres
from tests.devices import Device

MakeApp = Callable[..., Flask]
FULL_SIZE = os.environ.get("UNKNOT_SIZE") == "full"
START = 1_795_000_000_000
"""Where the tests' clock begins: 2026-11-18 in UTC milliseconds."""


class MovableClock:
    """A clock that stands still until it is told to move; in UTC milliseconds."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> int:
        """Answer the time, as a Clock does."""
        return self.at

    def passes(self, *, seconds: float = 0, minutes: float = 0, days: float = 0) -> None:
        """Let time go by."""
        self.at += round((seconds + minutes * 60 + days * 86_400) * 1000)


@pytest.fixture
def clock() -> MovableClock:
    """The clock of the app under test."""
    return MovableClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of this test process; its URL with {name} for the database."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_with_schema(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of one PostgreSQL database, upgraded once, whose rows every test clears."""
    url = postgres.create_database(postgres_server, "unknot")
    _upgrade(Config(tmp_path_factory.mktemp("pg"), database_url=url))
    return url


@pytest.fixture(scope="session")
def sqlite_with_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file, upgraded once, that every test copies."""
    config = Config(tmp_path_factory.mktemp("sqlite"))
    _upgrade(config)
    return config.sqlite_file


@pytest.fixture
def sqlite_folder(tmp_path: Path, sqlite_with_schema: Path) -> Path:
    """A data folder with an empty, upgraded SQLite database."""
    folder = tmp_path / "unknot-data"
    folder.mkdir(mode=0o700)
    shutil.copyfile(sqlite_with_schema, folder / "unknot.sqlite")
    return folder


@pytest.fixture
def postgres_url(postgres_with_schema: str) -> str:
    """The URL of an empty, upgraded PostgreSQL database."""
    engine = create_engine(Config(Path("/"), database_url=postgres_with_schema).sqlalchemy_url)
    with engine.begin() as connection:
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(text(f"DELETE FROM {table.name}"))
    engine.dispose()
    return postgres_with_schema


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Each database in turn: None is the embedded SQLite, as in Config."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return None


@pytest.fixture
def make_app(
    database_url: str | None, sqlite_folder: Path, clock: MovableClock
) -> Iterator[MakeApp]:
    """Builds the app on the test's database; settings may be given by name."""
    apps: list[Flask] = []

    def make(**settings: object) -> Flask:
        given = {"data_folder": sqlite_folder, "database_url": database_url, **settings}
        apps.append(create_app(Config(**given), clock=clock))  # type: ignore[arg-type]
        return apps[-1]

    yield make
    for app in apps:
        close(app)


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """The app with its usual settings."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A bare client, for requests that no device of ours would make."""
    return app.test_client()


@pytest.fixture
def phone(app: Flask) -> Device:
    """The phone of the person whose diary it is; it has no account yet."""
    return Device(app)


@pytest.fixture
def tablet(app: Flask) -> Device:
    """The tablet of the same person."""
    return Device(app)


@pytest.fixture
def stranger(app: Flask) -> Device:
    """A device of somebody else."""
    return Device(app)


def close(app: Flask) -> None:
    """Give back the database connections of an app."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _upgrade(config: Config) -> None:
    from server import upgrade

    app = create_app(config, check_schema=False)
    with app.app_context():
        upgrade.upgrade(db.engine)
    close(app)
