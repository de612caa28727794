"""Files of the site: their hashes, their packed copies, their entries in site.json."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import brotli

from server.assets.site import File

TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
PACKED = {".css", ".html", ".js", ".json", ".svg", ".webmanifest"}


def digest(content: bytes) -> str:
    """Return the first 16 hex digits of the SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()[:16]


def write_json(out: Path, name: str, content: dict[str, Any]) -> str:
    """Write `content` compactly as assets/<name>.<hash>.json and return its URL."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    url = f"/assets/{name}.{digest(text)[:12]}.json"
    (out / url[1:]).write_bytes(text)
    return url


def list_files(out: Path) -> dict[str, File]:
    """Pack every text file under `out` and describe all files by URL."""
    found = sorted(path for path in out.rglob("*") if path.is_file() and path.suffix in TYPES)
    return {
        "/" + path.relative_to(out).as_posix(): _describe(path)
        for path in found
        if path.name not in {"manifest.json", "site.json"}
    }


def _describe(path: Path) -> File:
    content = path.read_bytes()
    packed = {}
    if path.suffix in PACKED:
        copies = {
            "br": brotli.compress(content, quality=11),
            "gzip": gzip.compress(content, 9, mtime=0),
        }
        for (coding, body), suffix in zip(copies.items(), (".br", ".gz"), strict=True):
            path.with_name(path.name + suffix).write_bytes(body)
            packed[coding] = len(body)
    forever = path.parent.name == "assets"
    return File(TYPES[path.suffix], digest(content), forever, len(content), packed)
