"""LiveServer: an app behind the production server, in a thread, on a free port."""

import threading

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from tests.running import Running


class LiveServer(Running):
    """Serves the app on 127.0.0.1 while the `with` block runs; `url` has no slash at its end."""

    def __init__(self, app: Flask, port: int = 0) -> None:
        self._server = create_server(app, host="127.0.0.1", port=port, threads=4, ident=None)
        self.port: int = self._server.effective_port
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Answer."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.task_dispatcher.shutdown()
        # In its own thread: a socket closed under a loop that waits for it is an error there.
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map))
        self._thread.join(timeout=5)
