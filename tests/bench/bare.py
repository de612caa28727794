"""A bare page under the app's own worker: what loading costs before there is any app."""

from pathlib import Path

from server.assets import bundles, files, page
from server.assets.site import Site
from server.headers import page_policy

NAME = "bench-bare"
SCRIPT = b"""const policy = trustedTypes.createPolicy("sw-url", { createScriptURL: (url) => url });
navigator.serviceWorker.register(policy.createScriptURL("/sw.js"));
document.getElementById("app").append(Object.assign(document.createElement("h1"), { textContent: "Today" }));
performance.mark("app-interactive");
document.documentElement.dataset.ready = "1";
"""


def build(out: Path) -> Path:
    """Write a site of one page and one script of a few lines; worker, headers and server are the app's."""
    (out / "assets").mkdir(parents=True)
    script = f"/assets/bare-{files.digest(SCRIPT)}.js"
    (out / script[1:]).write_bytes(SCRIPT)
    html = page.build_page(NAME, "", bundles.Scripts(script, [], [script]))
    (out / "index.html").write_text(html, "utf-8")
    policy = page.style_hash("")
    revision = f"{files.digest(html.encode())}.{files.digest(page_policy(policy).encode())}"
    urls = ["/", script]
    define = {
        "__BUILD__": f'"{NAME}"',
        "__CONTENT_URL__": '""',
        "__ARTICLES_URL__": '""',
        "__FIGURES_URL__": '""',
        "__POSES_URL__": '""',
        "__PRECACHE__": f'[["/", "{revision}"], ["{script}", "{files.digest(SCRIPT)}"]]',
        "__FIRST__": f'["/", "{script}"]',
    }
    (out / "sw.js").write_text(bundles.build_worker(define), "utf-8")
    listed = files.list_files(out)
    Site(NAME, "", policy, "", urls, urls, listed).write(out)
    return out
