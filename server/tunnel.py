"""A way through an HTTP proxy: CONNECT, before TLS begins inside of it."""

import asyncio

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

OPEN = 200


async def dig(proxy: tuple[str, int], name: str, port: int) -> asyncio.Transport:
    """The transport of a tunnel to that host; OSError when the proxy makes none."""
    loop = asyncio.get_running_loop()
    transport, tunnel = await loop.create_connection(Tunnel, *proxy)
    try:
        transport.write(f"CONNECT {name}:{port} HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n".encode())
        if await tunnel.status != OPEN:
            raise OSError("the proxy refused")
    except BaseException:
        transport.abort()
        raise
    return transport


class Tunnel(asyncio.Protocol):
    """Reads the proxy's answer; ``status`` comes with its head."""

    def __init__(self) -> None:
        self.status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._parser = HttpResponseParser(self)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self.connection_lost(None)

    def connection_lost(self, _error: Exception | None) -> None:
        """There will be no answer."""
        if not self.status.done():
            self.status.set_exception(OSError("the proxy did not answer"))

    def on_headers_complete(self) -> None:
        """The answer's head was read."""
        if not self.status.done():
            self.status.set_result(self._parser.get_status_code())
