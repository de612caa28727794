"""What the build promises the server: every file with its type, tag and lifetime, in dist/site.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class File:
    """One file of the site."""

    type: str
    """Media type; Flask adds the charset where it is text."""
    tag: str
    """Strong validator: the first 16 hex digits of the content's SHA-256."""
    forever: bool
    """The URL holds a hash, so the content under it never changes."""
    size: int
    packed: dict[str, int]
    """Content coding ("br", "gzip") → bytes, for the copies made at build."""


@dataclass(frozen=True)
class Site:
    """A finished build."""

    build: str
    """Name of this build: 12 hex digits over every source file."""
    inputs: str
    """Fingerprint of the sources' sizes and times; a different one means: build again."""
    style_hash: str
    """CSP source expression of the inlined style sheet."""
    content_url: str
    first: list[str]
    """URLs that the page loads before it is usable."""
    precache: list[str]
    files: dict[str, File]
    """URL → file; only these are served."""

    def write(self, folder: Path) -> None:
        """Write site.json into `folder`."""
        (folder / "site.json").write_text(json.dumps(asdict(self), indent=1, sort_keys=True))


def read_site(folder: Path) -> Site:
    """Read dist/site.json; FileNotFoundError where nothing was built yet."""
    raw = json.loads((folder / "site.json").read_text("utf-8"))
    raw["files"] = {url: File(**about) for url, about in raw["files"].items()}
    return Site(**raw)
