"""The senders that are compared: `python -m tests.bench.senders FOLDER NAME COUNT` prints CPU ms per push.

A process for each round: what one sender imports, opens or caches does not help or hurt the next.
"""

import asyncio
import json
import os
import secrets
import socket
import ssl
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import certifi
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from py_vapid import Vapid02
from pywebpush import webpush, webpush_async

from server import vapid
from server.config import PUSH_HOSTS
from server.messages import payload
from server.post import Message
from server.push import Sender, encrypt

HOST = "https://updates.push.services.mozilla.com/wpush/v2/"
IN_FLIGHT = 32
BODY = payload(
    "reminder", "https://unknot.example", "/r/" + "x" * 22 + "?o=2026-11-24T08:00", "tag"
)
CLAIMS = {"sub": "mailto:bench@unknot.example.org"}
X962 = (serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
Send = Callable[[Message], Awaitable[object]]


def messages(count: int) -> list[Message]:
    """As many subscriptions, each with keys of its own."""
    made = []
    for _ in range(count):
        key = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(*X962)
        name = HOST + secrets.token_urlsafe(24)
        made.append(Message(name, key, secrets.token_bytes(16), BODY, 3600, "t" * 32))
    return made


async def ours(folder: Path, work: list[Message]) -> float:
    """server/push.py, as the worker uses it."""
    identity = vapid.load(folder, CLAIMS["sub"])
    async with Sender(identity, PUSH_HOSTS, ca=authorities(folder)) as sender:

        async def send(message: Message) -> None:
            answer = await sender.send(message)
            assert answer.status == 201, answer

        return await _together(send, work)


async def shared(folder: Path, work: list[Message]) -> float:
    """webpush_async with one session for all; it signs every push."""
    tls = ssl.create_default_context(cafile=authorities(folder))
    key = Vapid02.from_string((folder / "vapid.txt").read_text())
    connector = aiohttp.TCPConnector(ssl=tls, limit_per_host=IN_FLIGHT)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def send(message: Message) -> None:
            await webpush_async(
                _subscription(message), BODY, key, dict(CLAIMS), ttl=3600, aiohttp_session=session
            )

        return await _together(send, work)


async def plain(folder: Path, work: list[Message]) -> float:
    """webpush() as its README shows it: a connection and a look at the authorities for each push."""
    os.environ["REQUESTS_CA_BUNDLE"] = str(authorities(folder))
    key = (folder / "vapid.txt").read_text()
    begun = time.process_time()
    for message in work:
        webpush(_subscription(message), BODY, key, dict(CLAIMS), ttl=3600)
    return time.process_time() - begun


async def encryption(_folder: Path, work: list[Message]) -> float:
    """What pywebpush's encode() alone costs."""
    begun = time.process_time()
    for message in work:
        encrypt(message)
    return time.process_time() - begun


async def floor(_folder: Path, work: list[Message]) -> float:
    """RFC 8291 by `cryptography` alone, nothing sent."""
    begun = time.process_time()
    for message in work:
        _sealed(message)
    return time.process_time() - begun


SENDERS = {each.__name__: each for each in (ours, shared, plain, encryption, floor)}


async def _together(send: Send, work: list[Message]) -> float:
    """CPU seconds with at most 32 in flight, after the connections have been made."""
    await asyncio.gather(*(send(message) for message in work[:IN_FLIGHT]))
    waiting = iter(work)

    async def lane() -> None:
        for message in waiting:
            await send(message)

    begun = time.process_time()
    await asyncio.gather(*(lane() for _ in range(IN_FLIGHT)))
    return time.process_time() - begun


def _sealed(message: Message) -> bytes:
    private = ec.generate_private_key(ec.SECP256R1())
    own = private.public_key().public_bytes(*X962)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), message.p256dh)
    info = b"WebPush: info\0" + message.p256dh + own
    secret = _derive(private.exchange(ec.ECDH(), theirs), message.auth, info, 32)
    salt = os.urandom(16)
    key = _derive(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + (4096).to_bytes(4) + bytes([len(own)]) + own
    return head + AESGCM(key).encrypt(nonce, message.payload + b"\x02", None)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _subscription(message: Message) -> dict[str, Any]:
    keys = {"p256dh": message.p256dh, "auth": message.auth}
    text = {name: urlsafe_b64encode(value).decode() for name, value in keys.items()}
    return {"endpoint": message.endpoint, "keys": text}


@contextmanager
def detour(folder: Path) -> Iterator[None]:
    """In here the names of all hosts lead to the service of the bench, which counts as public."""
    port = int((folder / "port-tls").read_text())

    def lead(_host: str, _port: int, *_more: object, **_named: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with patch("socket.getaddrinfo", lead), patch("server.push.is_public", lambda _address: True):
        yield


def authorities(folder: Path) -> Path:
    """All that a real server trusts, and the throw-away CA: reading them is part of the cost."""
    bundle = folder / "authorities.pem"
    if not bundle.exists():
        bundle.write_text(
            Path(certifi.where()).read_text("utf-8") + (folder / "push-ca.pem").read_text()
        )
    return bundle


def main(folder: Path, name: str, count: int) -> None:
    """Measure one round of one sender."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with detour(folder):
        took = asyncio.run(SENDERS[name](folder, messages(count)))
    print(json.dumps(took * 1000 / count))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
