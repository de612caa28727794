"""The page of the bench: the app's own modules without its screens, bundled apart from the app."""

import os
import subprocess
from pathlib import Path

from server.assets.bundles import TARGET, program
from server.assets.paths import PWA

SOURCE = Path(__file__).parent / "page/page.ts"


def script() -> bytes:
    """Bundle it as the app is bundled."""
    done = subprocess.run(
        [
            program(),
            SOURCE,
            "--bundle",
            "--minify",
            "--format=esm",
            f"--target={TARGET}",
            '--define:__BUILD__="bench"',
            '--define:__CONTENT_URL__=""',
            '--define:__ARTICLES_URL__=""',
            '--define:__FIGURES_URL__=""',
            '--define:__POSES_URL__=""',
            "--log-level=warning",
        ],
        cwd=PWA,
        # The page stands outside pwa/, where node_modules is not found by walking up.
        env={**os.environ, "NODE_PATH": str(PWA / "node_modules")},
        capture_output=True,
        check=True,
    )
    return done.stdout
