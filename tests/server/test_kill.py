"""A server that dies right after its answer has lost nothing that it acknowledged."""

import http.client
import json
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from server import create_app, limits
from server.config import Config
from tests.conftest import FULL_SIZE, close
from tests.devices import VERSION, Device, answer_of, new_id, sealed
from tests.server.live import LiveServer

KILLS = 100 if FULL_SIZE else 5
# A process that has imported everything and runs no threads: its children start in milliseconds.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.server.test_kill"])


def serve(config: Config, port: Connection) -> None:
    """Serve in a process of its own until killed; sends its port first."""
    limits.spend = no_limit
    with LiveServer(create_app(config)) as server:
        port.send(server.port)
        signal.pause()


def no_limit(key: str, **_: float) -> None:
    """Let every call pass: this test is about dying, not about allowances."""


def start(config: Config) -> tuple[int, int]:
    """A new server process: its id and port."""
    receives, sends = processes.Pipe(duplex=False)
    child = processes.Process(target=serve, args=(config, sends), daemon=True)
    child.start()
    assert receives.poll(60), "the server did not start"
    port: int = receives.recv()
    assert child.pid is not None
    return child.pid, port


def push(port: int, device: Device, rows: list[dict[str, Any]]) -> list[str]:
    """One push over the network: the acknowledged ids, as soon as the last byte of the answer is here."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = json.dumps({"e": device.epoch, "c": 0, "n": 1, "p": rows})
    headers = {
        "Unknot-Version": VERSION,
        "Authorization": f"Bearer {device.token}",
        "Content-Type": "application/json",
    }
    connection.request("POST", "/api/v1/sync", body, headers)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    assert response.status == 200, answer
    return [record for record, _ in json.loads(answer)["a"]]


@pytest.mark.xdist_group("kill")
def test_no_acknowledged_entry_dies_with_the_server(sqlite_folder: Path, database_url: str | None):
    config = Config(sqlite_folder, database_url=database_url)
    app = create_app(config)
    phone = Device(app).turns_sync_on()
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        pid, port = start(config)
        rows = [{"i": new_id(), "b": [""], "m": new_id(), "d": 0, "x": sealed()} for _ in range(3)]
        got = push(port, phone, rows)
        os.kill(pid, signal.SIGKILL)
        acknowledged.update(got)
    kept, more = set(), True
    while more:
        page = answer_of(phone.asks())
        phone.cursor, more = page["c"], page["m"]
        kept |= {row["i"] for row in page["r"]}
    assert len(acknowledged) == 3 * KILLS
    assert acknowledged - kept == set()
    close(app)
