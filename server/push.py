"""The door to push services: one message encrypted, posted, and its answer read.

pywebpush encrypts (RFC 8291); posting is ours, because its own keeps no connection, follows
redirects and reads answers of any size. One aiohttp session serves all: its TLS context is read once.
"""

import ssl
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from pathlib import Path
from socket import AddressFamily
from typing import Protocol

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from pywebpush import WebPusher

from server.endpoints import EndpointRefused, check_endpoint, is_public, origin
from server.post import Answer, Message

TIMEOUT = aiohttp.ClientTimeout(total=30, connect=10, sock_read=15)
LARGEST_ANSWER = 4096
CONNECTIONS, CONNECTIONS_PER_HOST = 128, 32


class Signer(Protocol):
    """Gives the ``Authorization`` header for an origin."""

    def authorization(self, audience: str) -> str:
        """The header for ``https://host``."""
        ...


class GuardedResolver(AbstractResolver):
    """Resolves names, and refuses those that lead into somebody's private network."""

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AddressFamily.AF_INET
    ) -> list[ResolveResult]:
        """Only the public addresses of a host; OSError when there is none."""
        found = await self._inner.resolve(host, port, family)
        public = [each for each in found if is_public(each["host"])]
        if not public:
            raise OSError(None, "the name leads to no public address")
        return public

    async def close(self) -> None:
        """Close the resolver inside."""
        await self._inner.close()


class Sender:
    """Posts messages over connections that stay open, between ``async with`` and its end."""

    def __init__(
        self,
        signer: Signer,
        hosts: Iterable[str],
        *,
        proxy: str | None = None,
        ca: Path | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._signer, self._hosts, self._proxy = signer, tuple(hosts), proxy
        self._tls = ssl.create_default_context(cafile=ca)
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Sender":
        resolver = self._resolver or ThreadedResolver()
        connector = aiohttp.TCPConnector(
            limit=CONNECTIONS,
            limit_per_host=CONNECTIONS_PER_HOST,
            ssl=self._tls,
            # With a proxy the only name resolved here is the proxy's own, which may well be local.
            resolver=resolver if self._proxy else GuardedResolver(resolver),
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=TIMEOUT,
            trust_env=False,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, message: Message) -> Answer:
        """Post one message and say what came back; never raises for what the other side does."""
        try:
            check_endpoint(message.endpoint, self._hosts)
            body = encrypt(message)
        except EndpointRefused:
            return Answer(None, error="refused")
        except ValueError:
            return Answer(None, error="keys")
        return await self._post(message, body)

    async def _post(self, message: Message, body: bytes) -> Answer:
        assert self._session is not None, "the sender is used outside its `async with`"
        headers = {
            "Authorization": self._signer.authorization(origin(message.endpoint)),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl),
            "Topic": message.topic,
            "Urgency": "high",
        }
        try:
            async with self._session.post(
                message.endpoint,
                data=body,
                headers=headers,
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                await _drain(response)
                return Answer(response.status, response.headers.get("Retry-After"))
        except (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError):
            return Answer(None, error="unreachable")
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Answer(None, error="no-answer", maybe_sent=True)


def encrypt(message: Message) -> bytes:
    """The aes128gcm body that only the subscribed browser can read."""
    keys = {"p256dh": _text(message.p256dh), "auth": _text(message.auth)}
    pusher = WebPusher({"endpoint": message.endpoint, "keys": keys})
    body: bytes = pusher.encode(message.payload)["body"]
    return body


async def _drain(response: aiohttp.ClientResponse) -> None:
    """Read a short answer so that the connection can be kept; drop the connection of a long one."""
    left = LARGEST_ANSWER
    while chunk := await response.content.read(left + 1):
        left -= len(chunk)
        if left < 0:
            response.close()
            return


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode()
