"""The senders' side of a push service on loopback, and what a test can see and force."""

import asyncio
import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.push.rules import Registered, Reject, Taken, take

Value = TypeVar("Value")


@dataclass(frozen=True)
class Post:
    """One request of a sender and what it was answered; header names are lower-case."""

    token: str
    headers: dict[str, str]
    body: bytes
    status: int


class PushService(ABC):
    """Checks and keeps messages; how they reach the browser is each service's own matter."""

    def __init__(self) -> None:
        self.registered: dict[str, Registered] = {}
        self.posts: list[Post] = []
        self.fail_next: list[tuple[int, Mapping[str, str]]] = []
        """Statuses and headers to answer with, instead of taking the message."""
        self.long_answer = 0
        """Bytes to add to such an answer."""
        self._changed = asyncio.Event()

    @abstractmethod
    def routes(self) -> list[web.RouteDef]:
        """What the browser calls."""

    @abstractmethod
    async def pass_on(self, to: Registered, message: Taken) -> None:
        """Give the message to the browser, now or when it is back."""

    async def start(self) -> Self:
        """Listen on a free port of this machine."""
        app = web.Application(client_max_size=1 << 20)
        app.router.add_routes(self.routes())
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port: int = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        """End every connection."""
        await self._runner.cleanup()

    def expect(self, token: str) -> None:
        """Know a subscription that no browser made, for tests of the sender alone."""
        self.registered[token] = Registered(token, "nobody", "", None)

    async def wait_for(self, see: Callable[[], Value], limit: float = 20) -> Value:
        """Wait until `see()` is true, and return its value."""
        end = time.monotonic() + limit
        while not (found := see()):
            if time.monotonic() > end:
                raise TimeoutError("the push service did not see it in time")
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), 0.5)
        return found

    def changed(self) -> None:
        """Let waiting tests look again."""
        self._changed.set()

    async def receive(self, request: web.Request) -> web.Response:
        """A sender's POST."""
        body, token = await request.read(), request.match_info["token"]
        try:
            if self.fail_next:
                status, headers = self.fail_next.pop(0)
                raise Reject(status, "as the test wants" + " " * self.long_answer, headers)
            to = self.registered.get(token)
            message = take(request.headers, body, to, f"https://{request.host}")
        except Reject as refusal:
            answer = web.Response(
                status=refusal.status, text=refusal.reason, headers=refusal.headers
            )
        else:
            assert to is not None
            await self.pass_on(to, message)
            answer = web.Response(status=201)
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.posts.append(Post(token, headers, body, answer.status))
        self.changed()
        return answer


def fields(frame: Any) -> dict[str, Any]:
    """A JSON object, or an empty one."""
    return frame if isinstance(frame, dict) else {}
