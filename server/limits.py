"""How often one caller may call: a token bucket in one row of the database.

The row keeps the moment until which the allowance is spent (GCRA, the "virtual scheduling" form of
the leaky bucket of ITU-T I.371), so one statement both checks and spends, for any number of processes.
"""

import hashlib
import hmac
import ipaddress
import math

from flask import current_app, request
from sqlalchemy import BigInteger, bindparam, delete, select, text

from server import clock
from server.db import losable
from server.errors import Problem
from server.models import RateLimit
from server.secrets import keep_secret

DAY_MS = 86_400_000
ACCOUNT = {"burst": 60, "per_second": 1.0}
STRANGER = {"burst": 30, "per_second": 0.1}
"""Per address: new devices, new accounts, joining, mailboxes and unknown tokens, each by itself."""

SPEND = text("""
    INSERT INTO rate_limit AS row (key, spent_until) VALUES (:key, :now + :step)
    ON CONFLICT (key) DO UPDATE
    SET spent_until = :step + CASE WHEN row.spent_until > :now THEN row.spent_until ELSE :now END
    WHERE :step + CASE WHEN row.spent_until > :now THEN row.spent_until ELSE :now END <= :limit
    RETURNING spent_until""").bindparams(
    *(bindparam(name, type_=BigInteger) for name in ("now", "step", "limit"))
)
"""Both databases understand it; answers no row when nothing is left."""


def spend(key: str, *, burst: int, per_second: float) -> None:
    """Take one call from this caller's allowance; raise `too-many-requests` when none is left."""
    step, now = math.ceil(1000 / per_second), clock.now()
    with losable() as connection:
        numbers = {"key": key, "now": now, "step": step, "limit": now + burst * step}
        taken = connection.execute(SPEND, numbers).scalar()
        if taken is not None:
            return
        spent_until = connection.execute(
            select(RateLimit.spent_until).where(RateLimit.key == key)
        ).scalar_one()
    wait = max(1, math.ceil((spent_until + step - now - burst * step) / 1000))
    raise Problem(
        "too-many-requests",
        f"Wait {wait} s, then try again.",
        headers={"Retry-After": str(wait)},
        retry_after=wait,
    )


def spend_as_stranger(purpose: str) -> None:
    """Take one call from the allowance that the caller's address has for this purpose."""
    spend(f"{purpose}:{_address_of_today()}", **STRANGER)  # type: ignore[arg-type]


def forget_unused() -> None:
    """Drop the rows of callers whose allowance is whole again; they mean the same as no row."""
    with losable() as connection:
        connection.execute(delete(RateLimit).where(RateLimit.spent_until < clock.now()))


def _address_of_today() -> str:
    """The caller's address as a keyed hash that means nothing tomorrow."""
    day = clock.now() // DAY_MS
    secret = keep_secret(current_app.extensions["unknot.config"].data_folder, "address-secret")
    return hmac.digest(secret, f"{day}|{_network()}".encode(), hashlib.sha256).hex()[:32]


def _network() -> str:
    """The IPv4 address, or the /64 that one household has in IPv6."""
    address = request.remote_addr or ""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.IPv6Network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address
