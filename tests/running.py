"""Running: what a test starts and stops again, server or stage, and the port it may stand on."""

import socket
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Running(ABC):
    """Runs while the `with` block does."""

    @abstractmethod
    def start(self) -> None:
        """Begin; what it needs is there when this returns."""

    @abstractmethod
    def stop(self) -> None:
        """End, and give back what it held."""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self.stop()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
