"""What the library writes is, field by field, what the app's types say: the compiler is asked."""

import json
import subprocess
from pathlib import Path

from server.assets.node import install_packages, node
from server.library import build_articles, build_content, build_figures, build_poses
from tests.content.conftest import CONTENT

PWA = CONTENT.parent / "pwa"


def test_the_written_library_has_exactly_the_fields_the_app_reads(tmp_path: Path):
    install_packages()
    source = tmp_path / "written.ts"
    source.write_text(
        f'import type {{ Figures, Library, Poses }} from "{PWA}/src/core/library.ts";\n'
        f"export const library: Library = {json.dumps(build_content(CONTENT))};\n"
        f'import type {{ Reading }} from "{PWA}/src/core/reading.ts";\n'
        f"export const reading: Reading = {json.dumps(build_articles(CONTENT))};\n"
        f"export const figures: Figures = {json.dumps(build_figures(CONTENT))};\n"
        f"export const poses: Poses = {json.dumps(build_poses(CONTENT))};\n",
        "utf-8",
    )
    compiler = PWA / "node_modules/typescript/bin/tsc"
    options = [
        "--noEmit",
        "--strict",
        "--exactOptionalPropertyTypes",
        "--allowImportingTsExtensions",
        "--lib",
        "ES2022",
    ]
    done = subprocess.run(
        [node(), compiler, *options, source], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout[:4000]
