"""Live: the real server for browsers, which can go away, come back, and be given a newer app."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from server import create_app
from server.clock import Clock, system_clock
from server.config import Config
from tests.conftest import close
from tests.running import Running, free_port
from tests.server.live import LiveServer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Live(Running):
    """A server on a port that stays the same over `stop` and `start`, as a phone's address book wants it."""

    def __init__(self, folder: Path, clock: Clock = system_clock, **settings: object) -> None:
        self.port = free_port()
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
        self._server.start()

    def stop(self) -> None:
        """Refuse every connection."""
        if self._server:
            self._server.stop()
            self._server = None

    def deploy(self, folder: Path) -> None:
        """Hand out another build from now on."""
        self.app.extensions["unknot.dist"] = folder

    def _listen(self, environ: "WSGIEnvironment", answer: "StartResponse") -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        return self._inner(environ, answer)

    def __exit__(self, *_error: object) -> None:
        """Stop for good: the database is given back, too."""
        self.stop()
        close(self.app)
