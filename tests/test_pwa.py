"""The app's own tests, one item a file: bundled by esbuild, run by Node's test runner."""

import os
import subprocess
from pathlib import Path

import pytest

from server.assets.bundles import program
from server.assets.node import install_packages, node
from tests.conftest import FULL_SIZE

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"
FILES = sorted((ROOT / "tests/pwa").glob("*.test.ts*"))
SIMULATION = ROOT / "tests/pwa/simulation.test.ts"
# Simulated lives take longest by far. In parts all workers share them: a hundred thousand take a
# quarter of an hour of one core.
PARTS = 40 if FULL_SIZE else 2
LONGEST_S = 280


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every file of tests as a script for Node, and what they share as chunks."""
    install_packages()
    folder = tmp_path_factory.mktemp("bundles")
    command: list[str | Path] = [
        program(),
        *FILES,
        "--bundle",
        "--splitting",
        "--platform=node",
        "--format=esm",
        "--jsx=automatic",
        "--jsx-import-source=preact",
        "--log-level=warning",
        "--out-extension:.js=.mjs",
        f"--outdir={folder}",
    ]
    # The tests stand outside pwa/, where node_modules is not found by walking up.
    path = {"NODE_PATH": str(PWA / "node_modules")}
    built = subprocess.run(command, cwd=PWA, env=path, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.mark.parametrize("part", range(PARTS))
def test_simulation(part: int, bundles: Path):
    passes(bundles, SIMULATION, part=f"{part}/{PARTS}")


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if file != SIMULATION],
    ids=lambda file: file.name.partition(".")[0],
)
def test_module(file: Path, bundles: Path):
    passes(bundles, file)


def passes(bundles: Path, file: Path, part: str = "0/1") -> None:
    """Run a file of tests, or this part of it."""
    # A file of tests runs without --test too, which would only start a second process.
    done = subprocess.run(
        [node(), bundles / f"{file.stem}.mjs"],
        env={**os.environ, "UNKNOT_PART": part},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )
    assert done.returncode == 0, done.stdout[-6000:]
