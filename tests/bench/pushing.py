"""CPU per push: our sender, pywebpush's own two, and the cryptography that none can do without."""

import json
import subprocess
import sys
from pathlib import Path

from py_vapid import Vapid02

from server.assets.paths import ROOT
from tests.bench.stage import Stage, begin
from tests.bench.table import Row, middle

WHAT = {
    "ours": "our sender (encode(), kept connections)",
    "shared": "webpush_async(), shared session",
    "plain": "webpush() as in its README",
    "encryption": "pywebpush's encode() alone",
    "floor": "RFC 8291 by hand, nothing sent",
}
PUSHES = {"ours": 1000, "shared": 1000, "plain": 15, "encryption": 1000, "floor": 1000}


def measure(stage: Stage) -> list[Row]:
    """In turn, so that what else the machine does falls on all alike; CPU time of the sender's process only."""
    folder = stage.place("push")
    _make_key(folder)
    service = begin("tests.bench.service", str(folder))
    try:
        measured: dict[str, list[float]] = {name: [] for name in WHAT}
        for _ in range(stage.sizes.rounds):
            for name in WHAT:
                measured[name].append(_round(folder, name))
    finally:
        service.terminate()
        service.communicate()
    floor = sorted(measured["floor"])[len(measured["floor"]) // 2]
    limits = {"ours": 0.9}
    return [
        middle(
            what,
            measured[name],
            "ms",
            limit=limits.get(name),
            yardstick=None if name == "floor" else floor,
            beside="" if name == "floor" else "bare crypto",
        )
        for name, what in WHAT.items()
    ]


def _make_key(folder: Path) -> None:
    key = Vapid02()
    key.generate_keys()
    key.save_key(str(folder / "vapid.pem"))
    lines = (folder / "vapid.pem").read_text().splitlines()
    (folder / "vapid.txt").write_text("".join(lines[1:-1]))


def _round(folder: Path, name: str) -> float:
    command = [sys.executable, "-m", "tests.bench.senders", str(folder), name, str(PUSHES[name])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))
