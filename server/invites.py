"""Who may make a new account: everyone, whoever has an invitation, or nobody."""

import secrets

from sqlalchemy import delete

from server import clock
from server.auth import hash_of
from server.db import db
from server.errors import Problem
from server.models import Invite


def make_invite() -> str:
    """A new invitation for one account; only its hash is kept."""
    code = secrets.token_urlsafe(12)
    db.session.add(Invite(hash=hash_of(code.encode()), created=clock.now()))
    db.session.commit()
    return code


def check_registration(mode: str, invite: str | None) -> None:
    """Raise a Problem if no account may be made; use the invitation up if one is needed."""
    if mode == "closed":
        raise Problem("registration-closed", "Ask the person who runs this server.")
    if mode == "invite" and not (invite and _use_up(invite)):
        raise Problem("invite-needed", "Ask the person who runs this server for an invitation.")


def _use_up(invite: str) -> bool:
    used = delete(Invite).where(Invite.hash == hash_of(invite.encode())).returning(Invite.hash)
    return db.session.execute(used).one_or_none() is not None
