"""Connections to push services that stay open: some to each host, made by need, lent and taken back."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from server.line import Line
from server.tunnel import dig

HTTPS = 443
MOST_PER_HOST = 64
CONNECT_S = 10.0
# Shorter than services keep what is idle, and than networks between forget it without a word.
IDLE_S = 30.0
FRESH_S = 10.0
Address = tuple[str, int]
Resolve = Callable[[str, int], Coroutine[None, None, list[Address]]]
"""Gives the addresses of a name; OSError when there is none to be used."""


class Host:
    """One host: its connections at rest, the last used at the end, room for more, and its addresses."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.idle: deque[Line] = deque()
        self.users = 0
        self.room = asyncio.Semaphore(MOST_PER_HOST)
        self._asking = asyncio.Lock()
        self._addresses: list[Address] = []
        self._fresh_until = 0.0

    async def addresses(self, resolve: Resolve) -> list[Address]:
        """Asked once for all who connect at the same time."""
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if now >= self._fresh_until:
                self._addresses = await resolve(self.name, HTTPS)
                self._fresh_until = now + FRESH_S
            return self._addresses

    def rested(self) -> Line | None:
        """A connection that may be used again."""
        while self.idle:
            if (line := self.idle.pop()).is_open:
                return line
        return None

    def give_up(self, before: float) -> None:
        """End what rests since before that moment of the loop's clock."""
        while self.idle and self.idle[0].used_at < before:
            self.idle.popleft().abort()


class Lines:
    """Lends connections, and keeps them afterwards for a while."""

    def __init__(self, tls: ssl.SSLContext, resolve: Resolve, proxy: str | None = None) -> None:
        self._tls, self._resolve = tls, resolve
        self._proxy = urlsplit(proxy) if proxy else None
        self._hosts: dict[str, Host] = {}
        self._swept_at = 0.0

    @asynccontextmanager
    async def to(self, name: str) -> AsyncIterator[Line]:
        """Lend a connection, waiting while all are in use; OSError or TimeoutError when none can be made."""
        now = asyncio.get_running_loop().time()
        self._sweep(now)
        host = self._hosts.get(name) or self._hosts.setdefault(name, Host(name))
        host.users += 1
        try:
            async with host.room:
                line = host.rested() or await self._connect(host)
                try:
                    yield line
                finally:
                    if line.is_open:
                        line.used_at = now
                        host.idle.append(line)
        finally:
            host.users -= 1

    def close(self) -> None:
        """End all connections, which nobody uses any more."""
        for host in self._hosts.values():
            host.give_up(float("inf"))
        self._hosts.clear()

    def _sweep(self, now: float) -> None:
        """Forget now and then what is not used: names of hosts come from people."""
        if now - self._swept_at < IDLE_S:
            return
        self._swept_at = now
        for host in list(self._hosts.values()):
            host.give_up(now - IDLE_S)
            if not host.users and not host.idle:
                del self._hosts[host.name]

    async def _connect(self, host: Host) -> Line:
        try:
            async with asyncio.timeout(CONNECT_S):
                return await (
                    self._through_proxy(host.name) if self._proxy else self._directly(host)
                )
        except ValueError:
            raise OSError("the name cannot be a host's") from None

    async def _directly(self, host: Host) -> Line:
        loop, refusal = asyncio.get_running_loop(), OSError("no address")
        # By address and not by name: what was looked at is what is called.
        for address, port in await host.addresses(self._resolve):
            try:
                _, line = await loop.create_connection(
                    Line, address, port, ssl=self._tls, server_hostname=host.name
                )
            except OSError as error:
                refusal = error
            else:
                return line
        raise refusal

    async def _through_proxy(self, name: str) -> Line:
        assert self._proxy is not None
        # The only name that is looked up here is the proxy's own, which may well be local.
        proxy = self._proxy.hostname or "", self._proxy.port or 80
        tunnel, line = await dig(proxy, name, HTTPS), Line()
        loop = asyncio.get_running_loop()
        try:
            secured = await loop.start_tls(tunnel, line, self._tls, server_hostname=name)
        except BaseException:
            tunnel.abort()
            raise
        if secured is None:
            raise OSError("the tunnel closed")
        line.connection_made(secured)
        return line
