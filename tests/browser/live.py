"""Live: the real server for browsers, which can go away, come back, and be given a newer app."""

import socket
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from server import create_app
from server.clock import Clock, system_clock
from server.config import Config
from tests.conftest import close
from tests.server.live import LiveServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Live:
    """A server on a port that stays the same over `stop` and `start`, as a phone's address book wants it."""

    def __init__(self, folder: Path, clock: Clock = system_clock, **settings: object) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        given = {"port": self.port, "origin": self.url, "demo": True, **settings}
        self.app = create_app(Config(folder, **given), clock=clock)  # type: ignore[arg-type]
        self._server: LiveServer | None = None
        self.asked: list[str] = []
        """The path of every request so far."""
        self._inner = self.app.wsgi_app
        self.app.wsgi_app = self._listen  # type: ignore[method-assign, assignment]

    def start(self) -> None:
        """Answer on the port."""
        self._server = LiveServer(self.app, self.port)
        self._server.__enter__()

    def stop(self) -> None:
        """Refuse every connection."""
        if self._server:
            self._server.__exit__(None, None, None)
            self._server = None

    def deploy(self, folder: Path) -> None:
        """Hand out another build from now on."""
        self.app.extensions["unknot.dist"] = folder

    def _listen(self, environ: "WSGIEnvironment", answer: "StartResponse") -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        return self._inner(environ, answer)

    def __enter__(self) -> "Live":
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self.stop()
        close(self.app)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
