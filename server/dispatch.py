"""Letters on their way: sent together, and what became of them written down a moment after."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from server.answers import Fate, Verdict, judge
from server.clock import Clock
from server.ledger import Result
from server.letters import Letter
from server.post import Answer, Message

log = logging.getLogger("unknot.reminders")
MOST = 256
"""Letters under way or not yet written down: what a crash may send twice, and what memory they take."""
GATHER_S = 0.02
TOO_LARGE = 413


class Posts(Protocol):
    """What can post a message."""

    async def send(self, message: Message) -> Answer:
        """Post one message and say what came back."""
        ...


class Dispatch:
    """Lives in one event loop, between ``async with`` and its end, which waits for all letters.

    ``write`` stores results, and returns only when they are stored. ``pauses`` says until when (UTC ms) a
    host is to be left alone, and is kept up to date.
    """

    def __init__(
        self,
        posts: Posts,
        clock: Clock,
        write: Callable[[list[Result]], Awaitable[None]],
        pauses: dict[str, int],
    ) -> None:
        self._posts, self._clock, self._write, self._pauses = posts, clock, write, pauses
        self._under_way: set[asyncio.Task[None]] = set()
        self._results: list[Result] = []
        self._open = 0
        self._answered, self._written = asyncio.Event(), asyncio.Event()

    @property
    def room(self) -> int:
        """How many more letters may be started."""
        return MOST - self._open

    async def __aenter__(self) -> "Dispatch":
        self._writer = asyncio.create_task(self._write_down())
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.until_room(MOST)
        self._writer.cancel()

    def start(self, letters: Iterable[Letter]) -> None:
        """Send these, without waiting for the answers."""
        for letter in letters:
            self._open += 1
            task = asyncio.create_task(self._carry(letter))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def until_room(self, letters: int) -> None:
        """Wait until so many more may be started; with ``MOST``, until everything is written down."""
        while self.room < letters:
            self._written.clear()
            await self._written.wait()

    async def _carry(self, letter: Letter) -> None:
        try:
            verdict = await self._send(letter)
        except Exception as error:
            # A mistake of ours must not end everybody's reminders; the lease will bring this one again.
            log.error("push", extra={"host": letter.host, "error": type(error).__name__})
            self._close(1)
        else:
            self._results.append(Result(letter.delivery, verdict))
            self._answered.set()

    async def _send(self, letter: Letter) -> Verdict:
        now = self._clock()
        pause = self._pauses.get(letter.host, 0) - now
        if pause > 0:
            return Verdict(Fate.RETRY, pause, error="host-paused")
        answer = await self._posts.send(letter.message)
        if answer.status == TOO_LARGE:
            answer = await self._posts.send(letter.shorter)
        verdict = judge(answer, letter.host, letter.attempts, now)
        if verdict.host_too:
            self._pauses[letter.host] = now + verdict.wait
        if verdict.fate is not Fate.ACCEPTED:
            log.warning("push", extra={"host": letter.host, "outcome": verdict.error})
        return verdict

    async def _write_down(self) -> None:
        """Again and again: gather for a moment what came back, then store it."""
        while True:
            await self._answered.wait()
            await asyncio.sleep(GATHER_S)
            self._answered.clear()
            results, self._results = self._results, []
            await self._write(results)
            self._close(len(results))

    def _close(self, letters: int) -> None:
        self._open -= letters
        self._written.set()
