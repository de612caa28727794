"""GET /status: what this server is and allows. No device is needed."""

from typing import Any

from flask import Blueprint, current_app

from server import clock
from server.protocol import PROTOCOL
from server.versions import build

bp = Blueprint("status", __name__, url_prefix="/api/v1")


@bp.get("/status")
def status() -> dict[str, Any]:
    """The time here, so that a phone can warn of its own clock; `push_key` is null without push."""
    return {
        "protocol": PROTOCOL,
        "build": build(),
        "now": clock.now(),
        "registration": current_app.extensions["unknot.config"].registration,
        "push_key": current_app.extensions.get("unknot.push_key"),
    }
