"""What the measurements stand on: a scratch folder, servers in processes of their own, phones with profiles."""

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Playwright

from server.assets.paths import DIST, ROOT
from tests.bench.meter import Traffic
from tests.browser import machine
from tests.browser.chromium import Chromium
from tests.running import Running, free_port


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    records: int = 10_000
    diary: int = 5_000
    launches: int = 7
    loads: int = 5
    saves: int = 300
    rounds: int = 4
    """Of each sender."""
    due: int = 1_000


QUICK = Sizes(records=2_000, diary=1_000, launches=3, loads=2, saves=100, rounds=2, due=200)


class Host(Running):
    """One server on a port that stays the same over `start` and `stop`."""

    def __init__(self, data: Path, dist: Path = DIST) -> None:
        self._data, self._dist = data, dist
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Answer on the port."""
        self._process = begin("tests.bench.host", str(self.port), str(self._data), str(self._dist))

    def stop(self) -> None:
        """Refuse every connection."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate()
            self._process = None

    def traffic(self) -> Traffic:
        """The counts since it started."""
        with urllib.request.urlopen(f"{self.url}/bench/meter") as answer:
            return Traffic(**json.load(answer))


@dataclass
class Stage:
    """Shared by all measurements of a run."""

    folder: Path
    playwright: Playwright
    sizes: Sizes
    notes: list[str] = field(default_factory=list)

    def place(self, name: str) -> Path:
        """A new folder."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(mode=0o700)
        return path

    @contextmanager
    def phone(self, name: str) -> Iterator[Chromium]:
        """A browser with a new profile."""
        program = machine.chromium()
        assert program, "Chromium is missing: apt-get install chromium, or set CHROME_PATH."
        browser = Chromium(self.playwright, program, self.place(name))
        browser.start()
        try:
            yield browser
        finally:
            browser.close()


def begin(module: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a process of the bench and wait until it says that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if line.strip() != "ready":
        process.kill()
        raise RuntimeError(f"{module} did not start: {line}")
    return process
