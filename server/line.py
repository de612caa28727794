"""One connection to a push service: a request out, its answer in, and the connection kept.

HTTP/1.1 over asyncio. ``httptools`` reads what comes: where an answer ends is no place for guesses.
"""

import asyncio

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from server.post import Answer

LARGEST_ANSWER = 16_384
"""Bytes, with its head."""
FIRST_FINAL = 200
"""Statuses below it announce the answer and are none (RFC 9110 15.2)."""


class Line(asyncio.Protocol):
    """Carries one exchange at a time; ``is_open`` tells whether another may follow."""

    def __init__(self) -> None:
        self.is_open = False
        self.used_at = 0.0
        """When it came to rest, on the loop's clock."""
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[Answer] | None = None

    async def exchange(self, request: bytes) -> Answer:
        """Send a whole request and return its answer, whose body is dropped; OSError when none comes."""
        assert self._transport is not None, "it is not connected"
        self._parser = HttpResponseParser(self)
        self._retry_after: str | None = None
        self._size, self._status = 0, 0
        self._answer = asyncio.get_running_loop().create_future()
        try:
            self._transport.write(request)
            return await self._answer
        except asyncio.CancelledError:
            self.abort()  # an answer that came now would be taken for the next one's
            raise
        finally:
            self._answer = None

    def abort(self) -> None:
        """End it at once."""
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self.is_open = transport, True

    def data_received(self, data: bytes) -> None:
        """Read on. What nobody asked for and what is too long end the connection."""
        self._size += len(data)
        if self._answer is None or self._answer.done():
            self.abort()
            return
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self._end()
        if self._size > LARGEST_ANSWER:
            self._end()

    def eof_received(self) -> None:
        """An answer without a length ends with its connection."""
        self._end()

    def connection_lost(self, _error: Exception | None) -> None:
        """Whoever waits gets what has come so far."""
        self._end()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header was read."""
        if name.lower() == b"retry-after":
            self._retry_after = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        """The head was read."""
        self._status = self._parser.get_status_code()

    def on_message_complete(self) -> None:
        """A whole answer was read."""
        if self._status < FIRST_FINAL:
            self._retry_after = None
        elif self._parser.should_keep_alive():
            self._settle()
        else:
            self._end()

    def _end(self) -> None:
        """No more can be read here: the head is answer enough."""
        self.abort()
        self._settle()

    def _settle(self) -> None:
        if self._answer is None or self._answer.done():
            return
        if self._status >= FIRST_FINAL:
            self._answer.set_result(Answer(self._status, self._retry_after))
        else:
            self._answer.set_exception(OSError("the connection ended without an answer"))
