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


@pytest.mark.parametrize("part", range(PARTS))
def test_simulation(part: int, tmp_path: Path):
    passes(SIMULATION, tmp_path, part=f"{part}/{PARTS}")


@pytest.mark.parametrize(
    "file",
    [file for file in FILES if file != SIMULATION],
    ids=lambda file: file.name.partition(".")[0],
)
def test_module(file: Path, tmp_path: Path):
    passes(file, tmp_path)


def passes(file: Path, folder: Path, part: str = "0/1") -> None:
    """Bundle a file of tests into `folder` and run it, or this part of it."""
    install_packages()
    bundle = folder / f"{file.stem}.mjs"
    built = subprocess.run(
        [
            program(),
            file,
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--jsx=automatic",
            "--jsx-import-source=preact",
            "--log-level=warning",
            f"--outfile={bundle}",
        ],
        cwd=PWA,
        # The tests stand outside pwa/, where node_modules is not found by walking up.
        env={"NODE_PATH": str(PWA / "node_modules")},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    # A file of tests runs without --test too, which would only start a second process.
    done = subprocess.run(
        [node(), bundle],
        env={**os.environ, "UNKNOT_PART": part},
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
    )
    assert done.returncode == 0, done.stdout[-6000:]
