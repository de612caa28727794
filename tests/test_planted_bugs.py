"""The test of the sync simulation: eight bugs that others have shipped, planted one at a time.

Each is planted in a copy of the app's own source, and the simulation must find it within 200 seeds.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from server.assets.bundles import program
from server.assets.node import install_packages, node

ROOT = Path(__file__).resolve().parent.parent
SERVER = "tests/pwa/simulation/server.ts"
ENGINE = "pwa/src/net/engine.ts"
VERSIONS = "pwa/src/core/versions.ts"

BUGS = {
    "the server takes a version whatever it descends from": (
        SERVER,
        "else if (b.includes(old.m)) {",
        "else if (b.length > 0) {",
    ),
    "a row is committed after the cursor has passed it": (SERVER, "s <= before", "s < before"),
    "the cursor is stored before its rows": (
        ENGINE,
        "  return rows.change<Exchange>([...ids]",
        "  await rows.change([], (view) => [view.progress && isCurrent(view.progress, request)"
        " ? { progress: { ...view.progress, cursor: reply.c } } : {}, undefined]);\n"
        "  return rows.change<Exchange>([...ids]",
    ),
    "what was sent is read anew when the reply comes": (
        ENGINE,
        "const sent = new Map(pushed.map(({ id, mid }) => [id, mid]));",
        "const sent = new Map((await rows.pending(PUSH)).out.map(({ id, mid }) => [id, mid]));",
    ),
    "a reply is used after another tab has started anew": (
        ENGINE,
        "return progress?.epoch === request.e && progress.cursor === request.c;",
        "return progress !== undefined || request.n === 0;",
    ),
    "an acknowledgement also confirms an edit made since": (
        VERSIONS,
        "if (out.mid === mid) return",
        "if (out.mid === mid || out.b.includes(mid)) return",
    ),
    "a deletion wins over an alternative": (
        "pwa/src/core/merge.ts",
        "same(base.data, alive)",
        "same({ ...base.data, alt: 0 }, { ...alive, alt: 0 })",
    ),
    "a merge uses a base that is no ancestor": (
        VERSIONS,
        "const usable = out.base && (out.base.gen === gen || theirs.anc.includes(out.base.mid));",
        "const usable = out.base !== null;",
    ),
}


def simulate(folder: Path, seeds: int) -> subprocess.CompletedProcess[str]:
    """Run the simulation of the sources in `folder`; it ends with 1 at the first failing seed."""
    bundle = folder / "run.mjs"
    built = subprocess.run(
        [
            program(),
            folder / "tests/pwa/simulation/run.ts",
            "--bundle",
            "--platform=node",
            "--format=esm",
            "--log-level=warning",
            f"--outfile={bundle}",
        ],
        env={"NODE_PATH": str(ROOT / "pwa/node_modules")},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    return subprocess.run(
        [node(), bundle, "1", str(seeds)], capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the app's sources and of the simulation, to be spoilt."""
    install_packages()
    shutil.copytree(ROOT / "pwa/src", tmp_path / "pwa/src")
    shutil.copytree(ROOT / "tests/pwa/simulation", tmp_path / "tests/pwa/simulation")
    return tmp_path


@pytest.mark.parametrize("bug", BUGS)
def test_the_simulation_finds_it(bug: str, sources: Path):
    name, right, wrong = BUGS[bug]
    file = sources / name
    source = file.read_text()
    assert source.count(right) == 1, f"{name} has changed: plant this bug anew"
    file.write_text(source.replace(right, wrong))
    found = simulate(sources, 200)
    assert found.returncode == 1, found.stdout + found.stderr
    assert '"lost"' in found.stdout, found.stdout + found.stderr
