"""The page itself: pwa/index.html with its style sheet and its scripts filled in."""

import base64
import hashlib
from string import Template

from server.assets.bundles import Scripts
from server.assets.paths import PWA


def build_page(build: str, style: str, scripts: Scripts) -> str:
    """Return index.html; `style` goes inline, `scripts.first` run before the page is drawn.

    The name of the build stands in the page and not in the scripts, so that an update whose scripts
    are the same downloads none of them.
    """
    template = Template((PWA / "index.html").read_text("utf-8"))
    early = "".join(f'<script src="{url}"></script>' for url in scripts.first)
    return template.substitute(build=build, style=style, early=early, main=scripts.main)


def style_hash(style: str) -> str:
    """Return the CSP source expression that allows exactly this inline style sheet."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
