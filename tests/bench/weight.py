"""What a first visit downloads, after brotli."""

from server.assets.build import ensure_built
from server.assets.site import Site
from tests.bench.stage import Stage
from tests.bench.table import Row


def measure(_stage: Stage) -> list[Row]:
    """Scripts and the whole precache, in kB of 1,000 bytes."""
    site = ensure_built()
    first = [url for url in site.first if url.endswith(".js")]
    every = [url for url in site.precache if url.endswith(".js")]
    return [
        Row("JS executed before Today", kilobytes(site, first), "kB", 50, 31, "Squoosh, all JS"),
        Row("all JS", kilobytes(site, every), "kB", 130, 675, "Excalidraw"),
        Row("whole precache", kilobytes(site, site.precache), "kB", 450),
        Row("page with its style", kilobytes(site, ["/"]), "kB"),
        Row("service worker", kilobytes(site, ["/sw.js"]), "kB", 14),
    ]


def kilobytes(site: Site, urls: list[str]) -> float:
    """The bytes of these URLs on the wire."""
    files = [site.files["/index.html" if url == "/" else url] for url in urls]
    return sum(file.packed.get("br", file.size) for file in files) / 1000
