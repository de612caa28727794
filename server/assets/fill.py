"""The build in its order: content, style, scripts, page, icons, and the service worker, which lists them all, last."""

import json
import shutil
from pathlib import Path

from server.assets import bundles, files, page
from server.assets.paths import CONTENT, PWA
from server.assets.problem import BuildError
from server.assets.site import Site
from server.headers import page_policy
from server.library import ContentError, build_articles, build_content, build_figures, build_poses

OFFLINE_ICONS = ["/icons/icon.svg", "/icons/icon-192.png", "/icons/badge-96.png"]
"""Icons that a page or a notification shows without signal; the others serve the installer."""


def fill(out: Path, name: str, inputs: str) -> Site:
    """Build the site called `name` from the sources with the fingerprint `inputs` into the empty folder `out`.

    Raises BuildError with a sentence that says what to do.
    """
    try:
        content = files.write_json(out, "content.en", build_content(CONTENT))
        articles = files.write_json(out, "articles.en", build_articles(CONTENT))
        figures = files.write_json(out, "figures", build_figures(CONTENT))
        poses = files.write_json(out, "poses", build_poses(CONTENT))
    except ContentError as error:
        raise BuildError(str(error)) from error
    define = {
        "__BUILD__": name,
        "__CONTENT_URL__": content,
        "__ARTICLES_URL__": articles,
        "__FIGURES_URL__": figures,
        "__POSES_URL__": poses,
    }
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
        articles,
        figures,
        poses,
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
        inputs=inputs,
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
