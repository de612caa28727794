"""Types, lint and form: what the tools say about the sources."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from server.assets.node import node
from server.assets.paths import PWA, ROOT, WORK

TOOLS = PWA / "node_modules/.bin"


def test_ruff_finds_nothing():
    _passes(sys.executable, "-m", "ruff", "check", "server", "tests")


def test_python_is_formatted_as_ruff_does():
    _passes(sys.executable, "-m", "ruff", "format", "--check", "server", "tests")


def test_mypy_finds_nothing_in_strict_mode():
    _passes(sys.executable, "-m", "mypy")


@pytest.mark.parametrize(
    "world", ["pwa", "pwa/src/core", "pwa/src/sw", "tests/pwa", "tests/bench/page"]
)
def test_the_compiler_finds_nothing_in(world: str):
    # What it knows of unchanged files stays under build/, as mypy's does in its own folder.
    known = WORK / "tsc" / f"{world.replace('/', '-')}.json"
    remembering = ["--incremental", "--tsBuildInfoFile", str(known)]
    project = str(ROOT / world / "tsconfig.json")
    _passes(str(node()), str(TOOLS / "tsc"), "-p", project, *remembering)


def test_oxlint_finds_nothing_with_types_at_hand():
    tool = [str(node()), str(TOOLS / "oxlint"), "--type-aware", "-c", "pwa/.oxlintrc.json"]
    _passes(*tool, "pwa/src", "tests/pwa", "tests/bench/page")


def test_shell_scripts_are_plain_sh():
    for script in [*sorted((ROOT / "bin").iterdir()), ROOT / ".ci/run"]:
        _passes("sh", "-n", str(script))


@pytest.mark.network
def test_no_python_package_has_a_known_hole():
    done = _run(
        sys.executable,
        "-m",
        "pip_audit",
        "-r",
        "requirements.lock",
        "--disable-pip",
        "-f",
        "json",
        limit=120,
    )
    if not done.stdout.strip():
        pytest.skip(f"pip-audit got no answer: {done.stderr.strip().splitlines()[-1]}")
    found = [package for package in json.loads(done.stdout)["dependencies"] if package.get("vulns")]
    assert found == []


@pytest.mark.network
def test_no_package_shipped_to_phones_has_a_known_hole():
    npm = [str(node().parent / "npm"), "audit", "--omit=dev", "--json"]
    done = _run(*npm, cwd=PWA, limit=120)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {"error": {"summary": done.stderr.strip()}}
    if "error" in answer:
        pytest.skip(f"npm audit got no answer: {answer['error'].get('summary')}")
    assert answer["vulnerabilities"] == {}


def _passes(*command: str) -> None:
    done = _run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def _run(*command: str, cwd: Path = ROOT, limit: float = 240) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(TOOLS), os.environ.get("PATH", "")])
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=limit,
    )
