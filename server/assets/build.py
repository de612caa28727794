"""When to build, and into what: the site on disk is replaced whole, once a new one is ready."""

import fcntl
import hashlib
import sys
import tempfile
from pathlib import Path

from server.assets.node import install_packages
from server.assets.paths import CONTENT, DIST, PWA, ROOT, WORK
from server.assets.site import Site, read_site


def ensure_built() -> Site:
    """Return the current site, building it first where it is missing or older than its sources."""
    if not PWA.is_dir():
        return read_site(DIST)
    with _Turn():
        inputs = _fingerprint(times=True)
        try:
            site = read_site(DIST)
        except (FileNotFoundError, TypeError, KeyError):
            site = None
        return site if site is not None and site.inputs == inputs else build(DIST)


def build_app(_config: object = None, _options: object = None) -> None:
    """What `unknot build` does: build, and print what a first visit weighs."""
    with _Turn():
        site = build(DIST)
    first = sum(site.files[url if url != "/" else "/index.html"].packed["br"] for url in site.first)
    print(f"Built {site.build}: a first visit loads {first / 1000:.1f} kB (brotli).")


def build(out: Path = DIST, name: str | None = None) -> Site:
    """Build the whole site into `out`, which is replaced only once everything succeeded.

    The build is named after its sources, or `name` where a test wants a newer app of the same sources.

    Raises BuildError with a sentence that says what to do.
    """
    # Brings webassets and all that reads the content: a server that is built starts without.
    from server.assets.fill import fill

    if sys.stderr.isatty():
        print("Building the app ...", file=sys.stderr)
    install_packages()
    out.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-") as folder:
        fresh = Path(folder) / "site"
        (fresh / "assets").mkdir(parents=True)
        site = fill(fresh, name or _fingerprint(times=False)[:12], _fingerprint(times=True))
        old = Path(folder) / "old"
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    return site


def _fingerprint(*, times: bool) -> str:
    """Hash the sources: by size and time (quick, decides whether to build) or by content (names the build)."""
    total = hashlib.sha256()
    for path in _sources():
        stat = path.stat()
        about = f"{stat.st_size} {stat.st_mtime_ns}".encode() if times else path.read_bytes()
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + about + b"\0")
    return total.hexdigest()


def _sources() -> list[Path]:
    folders = [
        PWA / "src",
        PWA / "icons",
        PWA / "screenshots",
        CONTENT,
        ROOT / "server/assets",
        ROOT / "server/library",
    ]
    single = [PWA / "index.html", PWA / "manifest.webmanifest", PWA / "package-lock.json"]
    single += [ROOT / "server/headers.py", PWA / "tsconfig.json"]
    found = [
        path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts
    ]
    return sorted(path for path in [*found, *single] if path.is_file())


class _Turn:
    """Two builds at once (test workers, say) take turns."""

    def __enter__(self) -> None:
        WORK.mkdir(exist_ok=True)
        self.file = (WORK / "lock").open("w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()
