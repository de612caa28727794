"""The build: what it weighs, what it lists, and that it is the same twice."""

import json
import re
from pathlib import Path

import pytest

from server.assets.build import build, ensure_built
from server.assets.paths import DIST
from server.assets.site import Site

SCRIPT_BUDGET = 50_000
ALL_SCRIPTS_BUDGET = 130_000
PRECACHE_BUDGET = 450_000
WORKER_BUDGET = 14_000
"""Bytes after brotli: what a phone downloads."""


@pytest.fixture(scope="module")
def site() -> Site:
    return ensure_built()


def packed(site: Site, url: str) -> int:
    file = site.files["/index.html" if url == "/" else url]
    return file.packed.get("br", file.size)


def scripts(site: Site) -> list[str]:
    return [url for url in site.precache if url.endswith(".js")]


def test_the_script_before_today_is_usable_stays_within_its_budget(site: Site):
    assert sum(packed(site, url) for url in site.first if url.endswith(".js")) <= SCRIPT_BUDGET


def test_the_first_screen_waits_for_two_scripts_only(site: Site):
    # Six connections of HTTP/1.1 carry twenty files in four round trips, half a second on a slow line.
    assert len([url for url in site.first if url.endswith(".js")]) == 2


def test_all_scripts_together_stay_within_their_budget(site: Site):
    assert sum(packed(site, url) for url in scripts(site)) <= ALL_SCRIPTS_BUDGET


def test_everything_for_offline_use_stays_within_its_budget(site: Site):
    assert sum(packed(site, url) for url in site.precache) <= PRECACHE_BUDGET


def test_the_worker_is_small(site: Site):
    assert packed(site, "/sw.js") <= WORKER_BUDGET


def test_the_worker_is_a_classic_script(site: Site):
    # A classic worker with an export fails with a syntax error that nobody sees.
    assert re.search(r"\bexport\b|\bimport\b(?!\()", (DIST / "sw.js").read_text("utf-8")) is None


def test_every_listed_file_is_there_and_every_script_is_listed(site: Site):
    assert all(("/index.html" if url == "/" else url) in site.files for url in site.precache)
    assert {url for url in site.files if url.startswith("/assets/")} == {
        url for url in site.precache if url.startswith("/assets/")
    }


def test_the_page_holds_no_script_of_its_own_and_names_no_other_host(site: Site):
    page = (DIST / "index.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"""(?:src|href)=["'](?!/)[^"']*""", page) == []
    assert " style=" not in page
    assert " on" not in re.sub(
        r"<style>.*?</style>|content=\"[^\"]*\"|>[^<]*<", "", page, flags=re.DOTALL
    )


def test_no_file_of_the_site_asks_another_host(site: Site):
    known = {"www.w3.org"}
    for url in scripts(site):
        hosts = re.findall(r"https?://([\w.-]+)", (DIST / url[1:]).read_text("utf-8"))
        assert set(hosts) <= known, url


def test_building_twice_gives_the_same_files(site: Site, tmp_path: Path):
    again = build(tmp_path / "again")
    assert (again.build, again.files) == (site.build, site.files)


def test_a_second_start_builds_nothing(site: Site):
    before = (DIST / "site.json").stat().st_mtime_ns
    assert ensure_built() == site
    assert (DIST / "site.json").stat().st_mtime_ns == before


def test_webassets_lists_every_script(site: Site):
    listed = json.loads((DIST / "manifest.json").read_text("utf-8"))
    named = {"/" + output.replace("%(version)s", version) for output, version in listed.items()}
    assert named == set(scripts(site))
