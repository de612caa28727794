"""The built app over HTTP: how long each file may be kept, how it is packed, and what its headers forbid."""

import gzip
import json

import brotli
import pytest
from flask.testing import FlaskClient

from server.assets.build import ensure_built
from server.assets.paths import DIST
from server.assets.site import Site
from tests.conftest import MakeApp

PACKINGS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture(scope="module")
def site() -> Site:
    return ensure_built()


@pytest.fixture
def database_url() -> None:
    """Pages ask no database; one kind is enough."""


def test_a_file_with_its_hash_in_its_name_is_kept_for_ever(client: FlaskClient, site: Site):
    answer = client.get(site.first[1])
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/", "/diary", "/routines/gentle", "/r/anything", "/sw.js", "/manifest.webmanifest"]
)
def test_what_may_change_is_asked_for_each_time_and_costs_nothing_if_it_did_not(
    client: FlaskClient, site: Site, path: str
):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_text_travels_packed_for_whoever_can_unpack_it(
    client: FlaskClient, site: Site, coding: str
):
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": coding})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == coding
    assert PACKINGS[coding](packed.data) == plain.data
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_the_page_may_run_its_own_scripts_and_nothing_else(client: FlaskClient, site: Site):
    headers = client.get("/").headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == f"'self' {site.style_hash}"
    assert policy["require-trusted-types-for"] == "'script'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_is_no_page_may_run_nothing_at_all(client: FlaskClient):
    for path in ("/icons/icon.svg", "/manifest.webmanifest", "/api/v1/nothing"):
        assert client.get(path).headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_https_is_remembered_only_where_there_is_https(make_app: MakeApp):
    plain = make_app().test_client().get("/")
    secure = make_app(origin="https://unknot.example.org").test_client().get("/")
    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "path",
    ["/assets/gone.js", "/icons/gone.png", "/index.html", "/wp-login.php", "/.env", "/site.json"],
)
def test_what_was_not_built_is_not_there(client: FlaskClient, site: Site, path: str):
    assert client.get(path).status_code == 404


def test_the_example_diary_is_there_only_when_asked_for(make_app: MakeApp, site: Site):
    assert make_app().test_client().get("/demo/diary").status_code == 404
    assert make_app(demo=True).test_client().get("/demo/diary").status_code == 200


def test_the_page_is_for_reading_only(client: FlaskClient, site: Site):
    assert client.post("/", data="x").status_code == 405


def test_the_list_of_the_worker_is_what_the_server_hands_out(client: FlaskClient, site: Site):
    worker = (DIST / "sw.js").read_text("utf-8")
    for url in site.precache:
        assert json.dumps(url) in worker
        assert client.get(url).status_code == 200
