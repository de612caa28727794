"""The mailbox through which one device hands a sealed note to the next: taking it deletes it."""

from flask import Blueprint
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from server import clock, limits
from server.auth import needs_device
from server.body import binary, read
from server.db import db
from server.encoding import encode
from server.errors import Problem
from server.models import Mailbox

bp = Blueprint("mailbox", __name__, url_prefix="/api/v1")

LIFE_MS = 600_000
LARGEST_NOTE = 4096
NOTE = {"blob": binary(least=1, most=LARGEST_NOTE)}


@bp.put("/mailbox/<id:mailbox_id>")
@needs_device
def put(mailbox_id: bytes) -> tuple[str, int]:
    """Leave a note for ten minutes, where none is."""
    limits.spend_as_stranger("mailbox")
    body, now = read(NOTE), clock.now()
    db.session.execute(delete(Mailbox).where(Mailbox.expires <= now))
    try:
        db.session.add(Mailbox(id=mailbox_id, blob=body["blob"], expires=now + LIFE_MS))
        db.session.commit()
    except IntegrityError:
        raise Problem("mailbox-taken", "Make a new pairing code.") from None
    return "", 204


@bp.delete("/mailbox/<id:mailbox_id>")
def take(mailbox_id: bytes) -> dict[str, str]:
    """Read the note and delete it, in one: there is no second reader."""
    limits.spend_as_stranger("mailbox")
    blob = db.session.scalar(
        delete(Mailbox)
        .where(Mailbox.id == mailbox_id, Mailbox.expires > clock.now())
        .returning(Mailbox.blob)
    )
    db.session.commit()
    if blob is None:
        raise Problem("not-found", "The code was used already, or is older than ten minutes.")
    return {"blob": encode(blob)}
