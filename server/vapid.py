"""The server's identity towards push services: VAPID, RFC 8292.

One P-256 key for each installation, made at first start and kept: with another key every
subscription would be void.
"""

import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from server.secrets import keep_secret

# FIPS 186-4 D.1.2.3: the order of P-256; a private key is a number from 1 to one less.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PLACEHOLDER = "mailto:contact-not-set@unknot.example.org"
SIGN_AGAIN_S = 3600
# Services accept 24 h at most; the rest is room for clocks that differ.
VALID_S = 12 * 3600


class Vapid:
    """Signs requests to push services. ``seconds`` is the real time, never a test's."""

    def __init__(self, secret: bytes, contact: str | None, seconds: Callable[[], float]) -> None:
        number = int.from_bytes(secret) % (ORDER - 1) + 1
        private = ec.derive_private_key(number, ec.SECP256R1())
        self._signer = Vapid02(private)
        self._contact = contact or PLACEHOLDER
        self._seconds = seconds
        self._signed: dict[str, tuple[float, str]] = {}
        self.public_key: bytes = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    def authorization(self, audience: str) -> str:
        """The ``Authorization`` header for this origin; signed once an hour, as it is slow."""
        now = self._seconds()
        signed_at, header = self._signed.get(audience, (float("-inf"), ""))
        if not 0 <= now - signed_at < SIGN_AGAIN_S:
            claims = {"aud": audience, "exp": int(now) + VALID_S, "sub": self._contact}
            header = self._signer.sign(claims)["Authorization"]
            self._signed[audience] = (now, header)
        return header


def load(folder: Path, contact: str | None, seconds: Callable[[], float] = time.time) -> Vapid:
    """The identity kept in the data folder, made there on first use (0600)."""
    return Vapid(keep_secret(folder, "vapid-secret"), contact, seconds)
