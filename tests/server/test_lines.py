"""Connections to push services: what counts as an answer, and when a connection is used again."""

import asyncio
import contextlib
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.line import LARGEST_ANSWER, Line
from server.lines import IDLE_S, Address, Lines
from server.post import Answer
from server.push import look_up
from tests.push.gateway import Gateway

HOST = "updates.push.services.mozilla.com"
REQUEST = b"POST /x HTTP/1.1\r\nContent-Length: 0\r\n\r\n"
CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
HEAD = b"HTTP/1.1 500 Oh\r\n"
Serve = Callable[[StreamReader, StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[Address]:
    """A server of this machine, and where it is."""

    served: list[asyncio.Task[None]] = []

    async def quietly(reader: StreamReader, writer: StreamWriter) -> None:
        served.append(asyncio.current_task())  # type: ignore[arg-type]  # it is in one
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await serve(reader, writer)
            writer.close()
            await writer.wait_closed()

    server = await asyncio.start_server(quietly, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()
    finally:
        server.close()
        await asyncio.gather(*served)


async def exchange_with(answers: bytes, *, then_close: bool) -> tuple[Answer, bool]:
    """The answer that is read from these bytes, and whether the line stays open after it."""

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answers)
        if not then_close:
            await reader.read()

    async with serving(serve) as (host, port):
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(Line, host, port)
        try:
            return await line.exchange(REQUEST), line.is_open
        finally:
            line.abort()


@pytest.mark.parametrize(
    ("answers", "then_close", "read", "stays_open"),
    [
        (CREATED, False, Answer(201), True),
        (
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n",
            False,
            Answer(500),
            True,
        ),
        (HEAD + b"Content-Length: 2\r\nRETRY-AFTER: 7\r\n\r\nno", False, Answer(500, "7"), True),
        (HEAD + b"Content-Length: 2\r\nConnection: close\r\n\r\nno", False, Answer(500), False),
        (HEAD + b"\r\nuntil it ends", True, Answer(500), False),
        (b"HTTP/1.1 103 Early Hints\r\nRetry-After: 9\r\n\r\n" + CREATED, False, Answer(201), True),
        (
            HEAD + b"Content-Length: 99999\r\n\r\n" + b"x" * LARGEST_ANSWER,
            False,
            Answer(500),
            False,
        ),
    ],
    ids=["short", "chunked", "retry-after", "last", "no length", "announced", "endless"],
)
def test_an_answer_ends_where_http_says(
    answers: bytes, then_close: bool, read: Answer, stays_open: bool
):
    got = asyncio.run(exchange_with(answers, then_close=then_close))
    assert got == (read, stays_open)


@pytest.mark.parametrize(
    ("answers", "then_close"),
    [
        (b"", True),
        (b"HTTP/1.1 20", True),
        (b"SSH-2.0-OpenSSH_9.9\r\n", False),
        (b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", False),
        (HEAD + b"X: " + b"x" * LARGEST_ANSWER, False),
    ],
    ids=["nothing", "half", "no http", "another protocol", "endless head"],
)
def test_what_is_no_answer_counts_as_none(answers: bytes, then_close: bool):
    with pytest.raises(OSError, match="without an answer"):
        asyncio.run(exchange_with(answers, then_close=then_close))


class Stage:
    """A push service over TLS that counts who connects, and lines to it."""

    def __init__(self, folder: Path) -> None:
        self.gateway = Gateway(folder)
        self.trust = ssl.create_default_context(cafile=self.gateway.ca_file)
        self.connected = self.looked_up = 0

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Answer 201 until the other side goes, or until it was told to hang up."""
        self.connected += 1
        while not reader.at_eof():
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(CREATED)
            if b"hang-up" in head:
                return

    def lines(self, *addresses: Address) -> Lines:
        """Lines to these addresses, under the name of a real service."""

        async def resolve(_host: str, _port: int) -> list[Address]:
            self.looked_up += 1
            return list(addresses)

        return Lines(self.trust, resolve)


async def post(lines: Lines, request: bytes = REQUEST) -> Line:
    """One exchange; returns the line that carried it."""
    async with lines.to(HOST) as line:
        assert await line.exchange(request) == Answer(201)
        return line


def test_ten_at_once_look_the_name_up_once_and_their_lines_are_used_again(tmp_path: Path):
    async def play() -> None:
        stage = Stage(tmp_path)
        async with serving(stage.serve, stage.gateway.tls) as address:
            lines = stage.lines(address)
            await asyncio.gather(*(post(lines) for _ in range(10)))
            assert (stage.connected, stage.looked_up) == (10, 1)
            for _ in range(20):
                await post(lines)
            assert (stage.connected, stage.looked_up) == (10, 1)
            lines.close()

    asyncio.run(play())


def test_a_line_that_the_service_closed_is_not_used_again(tmp_path: Path):
    async def play() -> None:
        stage = Stage(tmp_path)
        async with serving(stage.serve, stage.gateway.tls) as address:
            lines = stage.lines(address)
            line = await post(lines, REQUEST.replace(b"/x", b"/hang-up"))
            while line.is_open:
                await asyncio.sleep(0)
            assert await post(lines) is not line
            lines.close()

    asyncio.run(play())


def test_a_line_that_rested_long_is_given_up(tmp_path: Path):
    async def play() -> None:
        stage = Stage(tmp_path)
        async with serving(stage.serve, stage.gateway.tls) as address:
            lines = stage.lines(address)
            old = await post(lines)
            old.used_at -= IDLE_S + 1
            lines._swept_at -= IDLE_S + 1
            assert await post(lines) is not old
            assert not old.is_open
            lines.close()

    asyncio.run(play())


def test_the_second_address_is_called_when_the_first_refuses(tmp_path: Path):
    async def play() -> None:
        stage = Stage(tmp_path)
        async with serving(stage.serve) as shut:
            pass
        async with serving(stage.serve, stage.gateway.tls) as address:
            lines = stage.lines(shut, address)
            await post(lines)
            lines.close()

    asyncio.run(play())


def test_a_name_that_no_host_can_have_is_unreachable(tmp_path: Path):
    async def play() -> None:
        lines = Lines(Stage(tmp_path).trust, look_up)
        with pytest.raises(OSError, match="name"):
            async with lines.to("a" * 70 + ".push.apple.com"):
                pass

    asyncio.run(play())
