"""The schema: upgraded under a lock after a copy, or refused in one sentence."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from server import create_app, upgrade
from server.config import Config, ConfigError
from server.db import db
from tests import postgres
from tests.conftest import MakeApp, close
from tests.server.test_kill import processes


def test_the_migrations_make_exactly_the_tables_of_the_models(make_app: MakeApp):
    with make_app().app_context(), db.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), db.metadata) == []


def test_the_newest_schema_is_the_one_that_alembic_ends_at():
    # A start reads it from the names of the files, as Alembic takes long to import.
    assert upgrade.newest() == ScriptDirectory(str(upgrade.MIGRATIONS)).get_current_head()


def test_a_first_start_makes_a_database_that_only_its_owner_reads(tmp_path: Path):
    folder = tmp_path / "new"
    app = create_app(Config(folder))
    with app.app_context():
        db.session.execute(text("SELECT 1 FROM account"))
        db.session.commit()
        names = {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}
    close(app)
    assert names["unknot.sqlite"] == 0o600
    assert set(names.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def start(folder: Path) -> None:
    """Start and stop an app, in a process of its own."""
    close(create_app(Config(folder)))


def test_many_processes_may_start_at_once(tmp_path: Path):
    children = [processes.Process(target=start, args=[tmp_path]) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0, 0, 0]


def test_an_older_database_is_copied_before_it_is_upgraded(sqlite_folder: Path):
    with sqlite3.connect(sqlite_folder / "unknot.sqlite") as file:
        for table in (
            "delivery",
            "occurrence",
            "subscription",
            "reminder",
            "occurrence_state",
            "host",
        ):
            file.execute(f"DROP TABLE IF EXISTS {table}")
        left = {
            row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        extra = left - {
            "account",
            "device",
            "record",
            "mailbox",
            "rate_limit",
            "gone",
            "invite",
            "meta",
        }
        for table in extra - {"alembic_version"}:
            file.execute(f"DROP TABLE {table}")
        file.execute("UPDATE alembic_version SET version_num = '0001'")
        file.execute("INSERT INTO meta VALUES ('kept', x'01')")
    file.close()
    close(create_app(Config(sqlite_folder)))
    copy = sqlite_folder / f"unknot.before-{upgrade.newest()}.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    for name, version in ((copy.name, "0001"), ("unknot.sqlite", upgrade.newest())):
        with sqlite3.connect(sqlite_folder / name) as file:
            assert file.execute("SELECT version_num FROM alembic_version").fetchone() == (version,)
            assert file.execute("SELECT value FROM meta WHERE key = 'kept'").fetchone() == (b"\1",)
        file.close()


def test_a_newer_database_is_refused_and_left_alone(sqlite_folder: Path):
    with sqlite3.connect(sqlite_folder / "unknot.sqlite") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    before = (sqlite_folder / "unknot.sqlite").read_bytes()
    with pytest.raises(ConfigError, match="newer version of Unknot"):
        create_app(Config(sqlite_folder))
    assert (sqlite_folder / "unknot.sqlite").read_bytes() == before


def test_with_a_database_url_only_the_command_upgrades(postgres_server: str, tmp_path: Path):
    config = Config(tmp_path, database_url=postgres.create_database(postgres_server, "fresh"))
    with pytest.raises(ConfigError, match="run `unknot upgrade` first"):
        create_app(config)
    app = create_app(config, check_schema=False)
    with app.app_context():
        upgrade.upgrade(db.engine)
    close(app)
    app = create_app(config)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    close(app)
    with pytest.raises(ConfigError, match="newer version of Unknot"):
        create_app(config)


def test_a_database_that_does_not_run_is_one_sentence(tmp_path: Path):
    config = Config(tmp_path, database_url=f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(ConfigError, match="check that it is running"):
        create_app(config)
