"""What was deleted for good, remembered as salted hashes only: enough to say 410, nothing to read."""

import hashlib
import secrets

from sqlalchemy import select

from server import clock
from server.db import db
from server.models import Gone, Meta

SALT = "gone-salt"


def remember(*values: bytes) -> None:
    """Note that these ids or token hashes were deleted; belongs to the session's transaction."""
    now = clock.now()
    hashes = {_salted(value, _make_salt()) for value in values}
    known = set(db.session.scalars(select(Gone.hash).where(Gone.hash.in_(hashes))))
    db.session.add_all(Gone(hash=each, deleted=now) for each in hashes - known)


def knows(value: bytes) -> bool:
    """Whether this id or token hash was deleted."""
    salt = _salt()
    return salt is not None and db.session.get(Gone, _salted(value, salt)) is not None


def _salted(value: bytes, salt: bytes) -> bytes:
    return hashlib.sha256(salt + value).digest()


def _salt() -> bytes | None:
    return db.session.scalar(select(Meta.value).where(Meta.key == SALT))


def _make_salt() -> bytes:
    salt = _salt()
    if salt is None:
        salt = secrets.token_bytes(32)
        db.session.add(Meta(key=SALT, value=salt))
        db.session.flush()
    return salt
