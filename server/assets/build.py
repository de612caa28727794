"""The build in its order: content, style, scripts, page, icons, and the service worker, which lists them all, last."""

import fcntl
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from server.assets import bundles, files, page
from server.assets.node import install_packages
from server.assets.paths import CONTENT, DIST, PWA, ROOT, WORK
from server.assets.problem import BuildError
from server.assets.site import Site, read_site
from server.headers import page_policy
from server.library import ContentError, build_content, build_figures

OFFLINE_ICONS = ["/icons/icon.svg", "/icons/icon-192.png", "/icons/badge-96.png"]
"""Icons that a page or a notification shows without signal; the others serve the installer."""


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
    if sys.stderr.isatty():
        print("Building the app ...", file=sys.stderr)
    install_packages()
    out.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".building-") as folder:
        fresh = Path(folder) / "site"
        (fresh / "assets").mkdir(parents=True)
        site = _fill(fresh, name or _fingerprint(times=False)[:12])
        old = Path(folder) / "old"
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    return site


def _fill(out: Path, name: str) -> Site:
    try:
        content = files.write_json(out, "content.en", build_content(CONTENT))
        figures = files.write_json(out, "figures", build_figures(CONTENT))
    except ContentError as error:
        raise BuildError(str(error)) from error
    define = {"__BUILD__": name, "__CONTENT_URL__": content, "__FIGURES_URL__": figures}
    quoted = {key: json.dumps(value) for key, value in define.items()}
    scripts = bundles.build_scripts(out, quoted)
    style = bundles.build_style()
    (out / "index.html").write_text(page.build_page(name, style, scripts), "utf-8")
    shutil.copy(PWA / "manifest.webmanifest", out)
    shutil.copytree(PWA / "icons", out / "icons")
    shutil.copytree(PWA / "screenshots", out / "screenshots")
    first = ["/", scripts.main, *scripts.first]
    urls = [
        *first,
        *sorted({*scripts.all} - {*first}),
        content,
        figures,
        "/manifest.webmanifest",
        *OFFLINE_ICONS,
    ]
    policy = page.style_hash(style)
    precache = [[url, _revision(out, url, page_policy(policy))] for url in urls]
    (out / "sw.js").write_text(
        bundles.build_worker(
            {**quoted, "__PRECACHE__": json.dumps(precache), "__FIRST__": json.dumps(first)}
        ),
        "utf-8",
    )
    site = Site(
        build=name,
        inputs=_fingerprint(times=True),
        style_hash=policy,
        content_url=content,
        first=first,
        precache=urls,
        files=files.list_files(out),
    )
    site.write(out)
    return site


def _revision(out: Path, url: str, policy: str) -> str:
    """Name the version of a precached file by its content, which the worker checks.

    The page's policy is stored with it, so a changed policy is a changed page.
    """
    path = out / (url[1:] or "index.html")
    content = files.digest(path.read_bytes())
    return f"{content}.{files.digest(policy.encode())}" if url == "/" else content


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
