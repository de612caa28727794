"""Sends what is due: a thread with an event loop, next to the web server or alone.

Woken by changes of plans in this process, it looks for itself at least once a second, so any number
of workers may share one database.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from server import ledger, messages, planner, vapid
from server.answers import Fate, Verdict, judge
from server.clock import Clock
from server.config import Config
from server.events import due_changed
from server.ledger import Claimed, Result
from server.post import Answer, Message

if TYPE_CHECKING:
    from server.push import Sender

log = logging.getLogger("unknot.reminders")
POLL_S = 1.0
AFTER_ERROR_S = 5.0
DAY_MS = 86_400_000
GATHER_S = 0.02
TOO_LARGE = 413
Value = TypeVar("Value")


@dataclass(frozen=True)
class Letter:
    """A claimed delivery, ready to be sent without the database."""

    delivery: int
    host: str
    attempts: int
    message: Message
    shorter: Message


class Posts(Protocol):
    """What the worker needs of a sender."""

    async def __aenter__(self) -> object:
        """Open its connections."""
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

    async def send(self, message: Message) -> Answer:
        """Post one message and say what came back."""
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

    def __init__(self, app: Flask, sender: Posts) -> None:
        self._app, self._sender = app, sender
        self._clock: Clock = app.extensions["unknot.clock"]
        self._hosts: dict[str, int] = {}
        self._cleaned = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)

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
            async with self._sender:
                return await self._round()

        return asyncio.run(once())

    def _run(self) -> None:
        asyncio.run(self._watch())

    def _wake(self, _app: Flask | None = None) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _watch(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._sender:
            while not self._stopping.is_set():
                pause = POLL_S
                try:
                    await self._round()
                except SQLAlchemyError as error:
                    # The database may be away for a while; reminders must outlive that.
                    log.error("database", extra={"error": type(error).__name__})
                    pause = AFTER_ERROR_S
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
                self._woken.clear()

    async def _round(self) -> int:
        await self._keep_house()
        due = await self._ask(ledger.next_due)
        if due is None or due > self._clock():
            return 0
        tried = 0
        while True:
            fired = await self._ask(lambda: ledger.fire(self._clock()))
            letters = await self._ask(self._claim)
            await self._send_all(letters)
            tried += len(letters)
            if not fired and not letters:
                return tried

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
        return [_letter(claimed, origin, now) for claimed in ledger.claim(now)]

    async def _send_all(self, letters: list[Letter]) -> None:
        """Send together, and write results as they come, so that a crash repeats as few as can be."""
        waiting = {asyncio.create_task(self._send(letter)) for letter in letters}
        while waiting:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.sleep(GATHER_S)
            done = {task for task in waiting if task.done()}
            waiting -= done
            results = [task.result() for task in done]
            await self._ask(partial(self._record, results))

    def _record(self, results: list[Result]) -> None:
        ledger.record(results, self._clock())

    async def _send(self, letter: Letter) -> Result:
        now = self._clock()
        pause = self._hosts.get(letter.host, 0) - now
        if pause > 0:
            return Result(letter.delivery, Verdict(Fate.RETRY, pause, error="host-paused"))
        answer = await self._sender.send(letter.message)
        if answer.status == TOO_LARGE:
            answer = await self._sender.send(letter.shorter)
        verdict = judge(answer, letter.host, letter.attempts, now)
        if verdict.host_too:
            self._hosts[letter.host] = now + verdict.wait
        if verdict.fate is not Fate.ACCEPTED:
            log.warning("push", extra={"host": letter.host, "outcome": verdict.error})
        return Result(letter.delivery, verdict)

    async def _ask(self, question: Callable[[], Value]) -> Value:
        """Ask the database in another thread: the loop must go on reading answers meanwhile."""

        def answer() -> Value:
            with self._app.app_context():
                return question()

        return await asyncio.to_thread(answer)


def _letter(claimed: Claimed, origin: str, now: int) -> Letter:
    """Put a delivery into words; ``now`` is UTC ms."""
    delivery = claimed.delivery
    subscription, occurrence = delivery.subscription, delivery.occurrence
    assert subscription.endpoint is not None, "the ledger hands out living subscriptions only"
    rid = occurrence.reminder.rid if occurrence else b""
    path = messages.path(delivery.kind, rid, occurrence.nominal if occurrence else "")
    topic = messages.topic(delivery.kind, rid)

    def message(payload: bytes) -> Message:
        assert subscription.endpoint is not None
        ttl = max(1, (delivery.expires_at - now) // 1000)
        return Message(
            subscription.endpoint, subscription.p256dh, subscription.auth, payload, ttl, topic
        )

    return Letter(
        delivery.id,
        urlsplit(subscription.endpoint).hostname or "",
        delivery.attempts,
        message(messages.payload(delivery.kind, origin, path, topic, silent=claimed.silent)),
        message(messages.shortest(origin, path)),
    )
