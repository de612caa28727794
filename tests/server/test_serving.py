"""The command: starts, says where it is, and gives up in one sentence."""

import logging
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from server import cli
from tests.running import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The environment of the command, with a data folder of its own."""
    for name in ("ORIGIN", "CONTACT", "DATABASE_URL", "REGISTRATION", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNKNOT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PORT", str(free_port()))
    # Or the log of later tests goes to a stream that ended with this one.
    logger = logging.getLogger("unknot")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "propagate", logger.propagate)
    monkeypatch.setattr(logger, "level", logger.level)
    return monkeypatch


@pytest.mark.usefixtures("settings")
def test_unknot_serve_says_where_it_is_and_how_to_try_it_on_a_phone(tmp_path: Path):
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from server.cli import main; raise SystemExit(main())",
            "serve",
            "--no-reminders",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        welcome = server.stdout.readline()
        port = os.environ["PORT"]
        asked = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/status", headers={"Unknot-Version": "1/x"}
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            assert answer.status == 200
            assert answer.headers.get("Server") is None
        server.send_signal(signal.SIGTERM)
        welcome += server.stdout.read()
        log = server.stderr.read()
        server.wait(timeout=30)
    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}" in welcome
    assert "CONTACT" in welcome
    assert f"adb reverse tcp:{port} tcp:{port}" in welcome
    assert "HTTPS" in welcome
    assert '"route": "/api/v1/status"' in log


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "eighty", "PORT"),
        ("DATABASE_URL", "oracle://x", "DATABASE_URL"),
        ("REGISTRATION", "no", "open, invite or closed"),
        ("UNKNOT_DATA", "/proc/unknot", "set UNKNOT_DATA to a folder"),
    ],
)
def test_an_unusable_setting_stops_the_start_with_one_sentence(
    settings: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    words: str,
):
    settings.setenv(name, value)
    assert cli.main(["invite"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_a_port_in_use_stops_the_start_with_one_sentence(
    settings: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        settings.setenv("PORT", port)
        assert cli.main(["serve", "--no-reminders"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said[-1].startswith(f"unknot: Port {port} is in use; ")


@pytest.mark.usefixtures("settings")
def test_an_invitation_is_printed_and_kept_as_a_hash_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    assert cli.main(["invite"]) == 0
    code = capsys.readouterr().out.strip()
    assert len(code) >= 16
    for file in (tmp_path / "data").iterdir():
        assert code.encode() not in file.read_bytes(), file


@pytest.mark.usefixtures("settings")
def test_upgrade_says_which_schema_there_is(capsys: pytest.CaptureFixture[str]):
    assert cli.main(["upgrade"]) == 0
    assert "The database has schema" in capsys.readouterr().out


@pytest.mark.parametrize("command", [[], ["serve"]])
def test_help_shows_how_to_run_the_app_and_the_reminders_apart(
    command: list[str], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        cli.main([*command, "--help"])
    words = capsys.readouterr().out
    assert "unknot serve --no-reminders" in words
    assert "unknot remind" in words
