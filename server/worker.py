"""Sends what is due: a thread with an event loop, next to the web server or alone.

Woken by changes of plans in this process, it looks for itself at least once a second, so any number
of workers may share one database.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, TypeVar

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from server import ledger, letters, planner, vapid
from server.clock import Clock
from server.config import Config
from server.dispatch import Dispatch, Posts
from server.events import due_changed
from server.ledger import BATCH, Result
from server.letters import Letter

if TYPE_CHECKING:
    from server.push import Sender

log = logging.getLogger("unknot.reminders")
POLL_S = 1.0
AFTER_ERROR_S = 5.0
DAY_MS = 86_400_000
Value = TypeVar("Value")


class OpenPosts(Posts, Protocol):
    """A sender that is opened and closed."""

    async def __aenter__(self) -> object:
        """Begin to keep connections."""
        ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> object:
        """Close them."""
        ...


def sender_of(app: Flask) -> "Sender":
    """The real sender, as the app's settings say."""
    # Brings aiohttp and pywebpush, which take longer to import than all of ours: only who sends waits.
    from server.push import Sender

    config: Config = app.extensions["unknot.config"]
    identity = vapid.load(config.data_folder, config.contact)
    return Sender(identity, config.push_hosts, proxy=config.push_proxy, ca=config.push_ca)


class Worker:
    """``start`` and ``stop`` it once; ``run_once`` does one round in the calling thread."""

    def __init__(self, app: Flask, sender: OpenPosts) -> None:
        self._app, self._sender = app, sender
        self._clock: Clock = app.extensions["unknot.clock"]
        self._pauses: dict[str, int] = {}
        self._cleaned = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)
        # One thread of its own: what is asked of the database comes in turn, and waits for no name look-up.
        self._database = ThreadPoolExecutor(1, "reminders-database")

    def start(self) -> None:
        """Begin to send; returns at once."""
        due_changed.connect(self._wake)
        self._thread.start()

    def stop(self, timeout: float = 35.0) -> None:
        """Finish what is under way, then end; waits at most ``timeout`` seconds."""
        due_changed.disconnect(self._wake)
        self._stopping.set()
        self._wake()
        self._thread.join(timeout)

    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def run_once(self) -> int:
        """Fire and send all that is due now; returns how many deliveries were tried."""

        async def once() -> int:
            tried = 0
            async with self._sender, self._dispatch() as dispatch:
                await self._keep_house()
                while sum(step := await self._step(dispatch)):
                    tried += step[1]
            return tried

        return asyncio.run(once())

    def _run(self) -> None:
        asyncio.run(self._watch())

    def _wake(self, _app: Flask | None = None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _watch(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._sender, self._dispatch() as dispatch:
            while not self._stopping.is_set():
                try:
                    pause = await self._look(dispatch)
                except SQLAlchemyError as error:
                    # The database may be away for a while; reminders must outlive that.
                    log.error("database", extra={"error": type(error).__name__})
                    pause = AFTER_ERROR_S
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
                self._woken.clear()

    async def _look(self, dispatch: Dispatch) -> float:
        """Start what is due; in how many seconds to look again."""
        await self._keep_house()
        due, now = await self._ask(ledger.next_due), self._clock()
        if due is None or due > now:
            return POLL_S if due is None else min(POLL_S, (due - now) / 1000)
        # What is due and not to be had is another worker's.
        return 0.0 if any(await self._step(dispatch)) else POLL_S

    async def _step(self, dispatch: Dispatch) -> tuple[int, int]:
        """One batch: how many occurrences were due, and how many letters were started."""
        await dispatch.until_room(BATCH)
        fired = await self._ask(lambda: ledger.fire(self._clock()))
        claimed = await self._ask(self._claim)
        dispatch.start(claimed)
        return fired, len(claimed)

    def _dispatch(self) -> Dispatch:
        return Dispatch(self._sender, self._clock, self._record, self._pauses)

    async def _keep_house(self) -> None:
        """Once a day: follow new time-zone data, and drop what is long past."""
        now = self._clock()
        if now - self._cleaned < DAY_MS:
            return
        self._cleaned = now
        await self._ask(lambda: planner.plan_all_after_tzdata_change(now))
        await self._ask(lambda: ledger.forget_old(now))

    def _claim(self) -> list[Letter]:
        origin = self._app.extensions["unknot.config"].origin
        now = self._clock()
        return [letters.write(claimed, origin, now) for claimed in ledger.claim(now)]

    async def _record(self, results: list[Result]) -> None:
        """Until it is done: what is not written down would be sent again."""
        while True:
            try:
                return await self._ask(partial(self._write, results))
            except SQLAlchemyError as error:
                log.error("database", extra={"error": type(error).__name__})
                await asyncio.sleep(AFTER_ERROR_S)

    def _write(self, results: list[Result]) -> None:
        ledger.record(results, self._clock())

    async def _ask(self, question: Callable[[], Value]) -> Value:
        """Ask the database in another thread: the loop must go on reading answers meanwhile."""

        def answer() -> Value:
            with self._app.app_context():
                return question()

        return await asyncio.get_running_loop().run_in_executor(self._database, answer)
