"""The server's identity towards push services: VAPID, RFC 8292.

One P-256 key for each installation, made at first start and kept: with another key every
subscription would be void.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from server.clock import Clock, system_clock
from server.secrets import keep_secret

# FIPS 186-4 D.1.2.3: the order of P-256; a private key is a number from 1 to one less.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
PLACEHOLDER = "mailto:contact-not-set@unknot.example.org"
SIGN_AGAIN_MS = 3_600_000
# Services accept 24 h at most; the rest is room for clocks that differ.
VALID_MS = 12 * 3_600_000


class Vapid:
    """Signs requests to push services, by the machine's real time."""

    def __init__(self, secret: bytes, contact: str | None, clock: Clock) -> None:
        number = int.from_bytes(secret) % (ORDER - 1) + 1
        private = ec.derive_private_key(number, ec.SECP256R1())
        self._signer = Vapid02(private)
        self._contact = contact or PLACEHOLDER
        self._clock = clock
        self._signed: dict[str, tuple[int, str]] = {}
        self.public_key: bytes = private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    def authorization(self, audience: str) -> str:
        """The ``Authorization`` header for this origin; signed once an hour, as it is slow."""
        now = self._clock()
        signed_at, header = self._signed.get(audience, (-SIGN_AGAIN_MS, ""))
        if not 0 <= now - signed_at < SIGN_AGAIN_MS:
            claims = {"aud": audience, "exp": (now + VALID_MS) // 1000, "sub": self._contact}
            header = self._signer.sign(claims)["Authorization"]
            self._signed[audience] = (now, header)
        return header


def load(folder: Path, contact: str | None, clock: Clock = system_clock) -> Vapid:
    """The identity kept in the data folder, made there on first use (0600)."""
    return Vapid(keep_secret(folder, "vapid-secret"), contact, clock)
