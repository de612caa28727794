"""The built app over HTTP: hashed files for ever, the page for every path of the app."""

from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request

from server.assets.build import ensure_built
from server.assets.paths import DIST
from server.assets.site import File, Site, read_site
from server.headers import page_policy

bp = Blueprint("pages", __name__)
SUFFIX = {"br": ".br", "gzip": ".gz"}


@bp.get("/", defaults={"path": ""})
@bp.get("/<path:path>")
def show(path: str) -> Response:
    """Answer with a file of the site, or with the page, whose own router knows the path."""
    site, folder = _site()
    url = f"/{path}"
    if url in site.files and url != "/index.html":
        return _send(folder, url, site.files[url])
    if not _is_screen(path):
        abort(404)
    answer = _send(folder, "/index.html", site.files["/index.html"])
    answer.headers["Content-Security-Policy"] = page_policy(site.style_hash)
    return answer


def build_name() -> str:
    """Return the name of the build on disk, or "unbuilt" before the first one."""
    try:
        return read_site(DIST).build
    except FileNotFoundError:
        return "unbuilt"


def _is_screen(path: str) -> bool:
    first, _, _ = path.partition("/")
    if first == "demo":
        return bool(current_app.extensions["unknot.config"].demo)
    return first not in {"api", "assets", "icons", "screenshots"} and "." not in path


def _send(folder: Path, url: str, file: File) -> Response:
    coding = request.accept_encodings.best_match([*file.packed, "identity"], default="identity")
    packed = coding in file.packed
    body = Path(f"{folder}{url}{SUFFIX[coding] if packed else ''}").read_bytes()
    answer = Response(body, mimetype=file.type)
    # One tag for two codings would let a cache mix them up.
    answer.set_etag(f"{file.tag}-{coding}" if packed else file.tag)
    if packed:
        answer.headers["Content-Encoding"] = coding
    if file.packed:
        answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if file.forever else "no-cache"
    )
    if url == "/sw.js":
        # The worker's own fetches are governed by the policy it came with.
        answer.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    answer.make_conditional(request)
    return answer


def _site() -> tuple[Site, Path]:
    """Return the site as it is on disk now, so that a new build is served without a restart."""
    folder: Path = current_app.extensions.get("unknot.dist", DIST)
    try:
        changed = (folder / "site.json").stat().st_mtime_ns
    except FileNotFoundError:
        ensure_built()
        changed = (folder / "site.json").stat().st_mtime_ns
    known: tuple[int, Site] | None = current_app.extensions.get("unknot.site")
    if known is None or known[0] != changed:
        known = (changed, read_site(folder))
        current_app.extensions["unknot.site"] = known
    return known[1], folder
