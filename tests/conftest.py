"""The cast and the stage of the tests: a phone, a tablet, a stranger, a clock that moves when told."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.config import Config
from server.db import db
from tests import postgres
from tests.devices import Device

MakeApp = Callable[..., Flask]
FULL_SIZE = os.environ.get("UNKNOT_SIZE") == "full"
START = 1_795_000_000_000
"""Where the tests' clock begins: 2026-11-18 in UTC milliseconds."""
LONGEST = (
    "test_simulation",
    "test_no_acknowledged_entry_dies_with_the_server",
    "test_mypy",
    "test_module",
)
"""How the tests begin that take longest: started first, so that the workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest tests first."""
    items.sort(key=lambda item: not item.name.startswith(LONGEST))


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
    """An SQLite file, upgraded once, of which other tests take a copy."""
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
def postgres_url(postgres_with_schema: str, postgres_app: Flask) -> str:
    """The URL of an empty, upgraded PostgreSQL database."""
    clear(postgres_app)
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


@pytest.fixture(scope="session")
def sqlite_app(
    sqlite_with_schema: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One app on SQLite for all tests: building it costs as much as most of them."""
    folder = tmp_path_factory.mktemp("sqlite-app")
    shutil.copyfile(sqlite_with_schema, folder / sqlite_with_schema.name)
    yield from _shared(Config(folder))


@pytest.fixture(scope="session")
def postgres_app(
    postgres_with_schema: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One app on PostgreSQL for all tests."""
    folder = tmp_path_factory.mktemp("postgres")
    yield from _shared(Config(folder, database_url=postgres_with_schema))


@pytest.fixture
def app(
    request: pytest.FixtureRequest, database_url: str | None, clock: MovableClock
) -> Iterator[Flask]:
    """The app with its usual settings and an empty database; for other settings use `make_app`."""
    shared: Flask = request.getfixturevalue("postgres_app" if database_url else "sqlite_app")
    clear(shared)
    kept = dict(shared.extensions)
    shared.extensions["unknot.clock"] = clock
    yield shared
    shared.extensions.clear()
    shared.extensions.update(kept)


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


def clear(app: Flask) -> None:
    """Delete every row of the app's database."""
    tables = [f"DELETE FROM {table.name}" for table in reversed(db.metadata.sorted_tables)]
    with app.app_context(), db.engine.begin() as connection:
        # PostgreSQL takes all in one go; SQLite, which is nearer, takes one at a time.
        for statement in ["; ".join(tables)] if db.engine.name == "postgresql" else tables:
            connection.exec_driver_sql(statement)


def close(app: Flask) -> None:
    """Give back the database connections of an app."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _shared(config: Config) -> Iterator[Flask]:
    app = create_app(config)
    yield app
    close(app)


def _upgrade(config: Config) -> None:
    from server import upgrade

    app = create_app(config, check_schema=False)
    with app.app_context():
        upgrade.upgrade(db.engine)
    close(app)
