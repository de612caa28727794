"""What every push service checks before it takes a message: RFC 8030, 8188, 8291 and 8292."""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

LARGEST_BODY = 4096
LONGEST_TTL = 60 * 24 * 60 * 60
DAY = 24 * 3600


class Reject(Exception):
    """The message is not taken: a status, a reason, and headers such as Retry-After."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status, self.reason, self.headers = status, reason, headers or {}


@dataclass
class Registered:
    """A subscription: its token stands in the endpoint; `key` is the server key it is bound to."""

    token: str
    agent: str
    channel: str
    key: bytes | None
    gone: bool = False


@dataclass
class Taken:
    """A message that was taken, until the browser has it. `expires` is in seconds of this machine."""

    channel: str
    body: bytes
    ttl: int
    topic: str | None
    expires: float
    version: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    sent: bool = False


def take(headers: Mapping[str, str], body: bytes, to: Registered | None, origin: str) -> Taken:
    """Check a message for a subscription; raises Reject as real services answer."""
    if to is None:
        raise Reject(404, "no such subscription")
    if to.gone:
        raise Reject(410, "the subscription is gone")
    ttl = headers.get("TTL", "")
    if not ttl.isdigit():
        raise Reject(400, "no TTL")
    if len(body) > LARGEST_BODY:
        raise Reject(413, "too large")
    if headers.get("Urgency", "normal") not in ("very-low", "low", "normal", "high"):
        raise Reject(400, "bad Urgency")
    topic = headers.get("Topic")
    if topic is not None and not (0 < len(topic) <= 32 and _is_base64url(topic)):
        raise Reject(400, "bad Topic")
    _check_encryption(headers, body)
    _check_signature(headers.get("Authorization", ""), to, origin)
    seconds = min(int(ttl), LONGEST_TTL)
    return Taken(to.channel, body, seconds, topic, time.time() + seconds)


def b64d(text: str) -> bytes:
    """Base64url, with or without padding."""
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _check_encryption(headers: Mapping[str, str], body: bytes) -> None:
    if headers.get("Content-Encoding") != "aes128gcm":
        raise Reject(415, "Content-Encoding must be aes128gcm")
    if len(body) < 21 + 65 + 17 or body[20] != 65:
        raise Reject(400, "no aes128gcm header with a key of 65 bytes")
    if len(body) - 86 > int.from_bytes(body[16:20], "big"):
        raise Reject(400, "more than one record (RFC 8291 section 4)")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), body[21:86])
    except ValueError:
        raise Reject(400, "the key is not on the curve") from None


def _check_signature(header: str, to: Registered, origin: str) -> None:
    scheme, _, rest = header.partition(" ")
    if scheme != "vapid":
        raise Reject(401, "VAPID needed")
    try:
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        key = b64d(parts["k"])
        head, claims, signature = parts["t"].split(".")
        raw = b64d(signature)
        numbers = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key)
        public.verify(numbers, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        said = json.loads(b64d(claims))
    except (KeyError, ValueError, InvalidSignature):
        raise Reject(401, "bad VAPID token") from None
    if to.key is not None and key != to.key:
        raise Reject(403, "signed by another key than the subscription is for")
    where = urlsplit(origin)
    if said.get("aud") != f"{where.scheme}://{where.netloc}":
        raise Reject(401, "bad aud")
    if not time.time() < said.get("exp", 0) <= time.time() + DAY + 60:
        raise Reject(401, "exp is past or more than a day ahead")
    if not str(said.get("sub", "")).startswith(("mailto:", "https:")):
        raise Reject(401, "bad sub")


def _is_base64url(text: str) -> bool:
    return all(letter.isalnum() or letter in "-_" for letter in text)
