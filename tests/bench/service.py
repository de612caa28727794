"""A push service that only answers, so that the sender is what is measured: `python -m tests.bench.service FOLDER`.

Over TLS, under the names of the real services, it answers every POST with 201 at once. On its other,
plain port `GET /` lists when they came.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from tests.push.gateway import Gateway

CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


class Door(asyncio.Protocol):
    """One connection."""

    def __init__(self, arrivals: list[float]) -> None:
        self._arrivals = arrivals
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request in what has come."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            _, _, rest = head.partition(b"content-length: ")
            size = end + 4 + int(rest.partition(b"\r\n")[0] or 0)
            if len(self._buffer) < size:
                return
            self._buffer = self._buffer[size:]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        if head.startswith(b"post "):
            self._arrivals.append(time.time() * 1000)
            self._transport.write(CREATED)
            return
        body = json.dumps(self._arrivals).encode()
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        self._arrivals.clear()


async def serve(folder: Path) -> None:
    """Write the certificates and the ports into the folder, then answer until the process ends."""
    arrivals: list[float] = []
    loop = asyncio.get_running_loop()
    tls = Gateway(folder).tls
    for name, context in (("tls", tls), ("plain", None)):
        server = await loop.create_server(lambda: Door(arrivals), "127.0.0.1", 0, ssl=context)
        (folder / f"port-{name}").write_text(str(server.sockets[0].getsockname()[1]))
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    asyncio.run(serve(Path(sys.argv[1])))
