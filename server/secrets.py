"""Secrets that the server makes for itself and keeps in its data folder."""

import os
import secrets
from pathlib import Path

from server.config import ConfigError


def prepare_folder(folder: Path) -> None:
    """Make the data folder, closed to everyone but its owner; one that is there stays as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        usable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise ConfigError(
            f"The data folder {folder} cannot be written; "
            "set UNKNOT_DATA to a folder that this user may write."
        )


def keep_secret(folder: Path, name: str, size: int = 32) -> bytes:
    """The secret of this name; made on first use, by exactly one of several processes."""
    path = folder / name
    if not path.exists():
        _create(path, secrets.token_bytes(size))
    return path.read_bytes()


def _create(path: Path, content: bytes) -> None:
    """Write the whole file under a name of its own first: nobody may read half a secret."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its secret counts
    finally:
        draft.unlink()
