"""The app's own tests, one item a file: bundled by esbuild, run by Node's test runner."""

import subprocess
from pathlib import Path

import pytest

from server.assets.bundles import program
from server.assets.node import install_packages, node
from tests.conftest import FULL_SIZE

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"
# A hundred thousand simulated lives of phones take half an hour.
LONGEST_S = 3600 if FULL_SIZE else 240
FILES = sorted((ROOT / "tests/pwa").glob("*.test.ts*"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_module(file: Path, tmp_path: Path):
    install_packages()
    bundle = tmp_path / f"{file.stem}.mjs"
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
    done = subprocess.run(
        [node(), "--test", bundle], capture_output=True, text=True, timeout=LONGEST_S
    )
    assert done.returncode == 0, done.stdout[-6000:]
