"""The door to push services: one message encrypted, posted, and its answer read.

pywebpush encrypts (RFC 8291); posting is ours, because its own keeps no connection, follows
redirects and reads answers of any size.
"""

import asyncio
import socket
import ssl
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from server.endpoints import EndpointRefused, check_endpoint, is_public, origin
from server.lines import Address, Lines, Resolve
from server.post import Answer, Message

TIMEOUT_S = 30.0


class Signer(Protocol):
    """Gives the ``Authorization`` header for an origin."""

    def authorization(self, audience: str) -> str:
        """The header for ``https://host``."""
        ...


async def look_up(host: str, port: int) -> list[Address]:
    """The addresses that the machine's resolver knows for a name."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(address[0]), int(address[1])) for *_, address in found]


def guarded(resolve: Resolve) -> Resolve:
    """The same, without addresses that lead into somebody's private network; OSError when none is left."""

    async def only_public(host: str, port: int) -> list[Address]:
        public = [each for each in await resolve(host, port) if is_public(each[0])]
        if not public:
            raise OSError("the name leads to no public address")
        return public

    return only_public


class Sender:
    """Posts messages over connections that stay open, between ``async with`` and its end."""

    def __init__(
        self,
        signer: Signer,
        hosts: Iterable[str],
        *,
        proxy: str | None = None,
        ca: Path | None = None,
        resolve: Resolve = look_up,
    ) -> None:
        self._signer, self._hosts = signer, tuple(hosts)
        self._tls = ssl.create_default_context(cafile=ca)
        self._lines = Lines(self._tls, guarded(resolve), proxy)

    async def __aenter__(self) -> "Sender":
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._lines.close()

    async def send(self, message: Message) -> Answer:
        """Post one message and say what came back; never raises for what the other side does."""
        try:
            host = check_endpoint(message.endpoint, self._hosts)
            body = encrypt(message)
        except EndpointRefused:
            return Answer(None, error="refused")
        except ValueError:
            return Answer(None, error="keys")
        return await self._post(host, self._head(host, message, len(body)) + body)

    async def _post(self, host: str, request: bytes) -> Answer:
        connected = False
        try:
            async with asyncio.timeout(TIMEOUT_S), self._lines.to(host) as line:
                connected = True
                return await line.exchange(request)
        except (OSError, TimeoutError):
            return Answer(
                None, error="no-answer" if connected else "unreachable", maybe_sent=connected
            )

    def _head(self, host: str, message: Message, length: int) -> bytes:
        """The request up to its body; a checked endpoint holds no character that could end a line."""
        url = urlsplit(message.endpoint)
        target = (url.path or "/") + (f"?{url.query}" if url.query else "")
        return (
            f"POST {target} HTTP/1.1\r\n"
            f"Host: {host}\r\n"
            f"Authorization: {self._signer.authorization(origin(message.endpoint))}\r\n"
            "Content-Encoding: aes128gcm\r\n"
            "Content-Type: application/octet-stream\r\n"
            f"Content-Length: {length}\r\n"
            f"TTL: {message.ttl}\r\n"
            f"Topic: {message.topic}\r\n"
            "Urgency: high\r\n"
            "\r\n"
        ).encode()


def encrypt(message: Message) -> bytes:
    """The aes128gcm body that only the subscribed browser can read."""
    # Imported by the first push: it brings two HTTP libraries, longer to import than all of ours.
    from pywebpush import WebPusher

    keys = {"p256dh": _text(message.p256dh), "auth": _text(message.auth)}
    pusher = WebPusher({"endpoint": message.endpoint, "keys": keys})
    body: bytes = pusher.encode(message.payload)["body"]
    return body


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode()
