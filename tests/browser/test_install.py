"""Putting the app on a phone: what a browser asks of it, and what a person sees of it there."""

import json
from typing import Any

import pytest

from tests.browser.chromium import Chromium
from tests.browser.live import Live


@pytest.fixture
def installed(chromium: Chromium, live: Live) -> Chromium:
    chromium.open(live.url)
    chromium.worker_ready()
    return chromium


@pytest.fixture
def manifest(installed: Chromium) -> dict[str, Any]:
    answer = installed.cdp("Page.getAppManifest")
    assert answer.get("errors") == []
    found: dict[str, Any] = json.loads(answer["data"])
    return found


def test_chromium_finds_nothing_that_stands_against_installing(installed: Chromium):
    assert installed.cdp("Page.getInstallabilityErrors")["installabilityErrors"] == []


def test_the_app_is_itself_wherever_it_is_opened(manifest: dict[str, Any]):
    assert manifest["id"] == manifest["start_url"] == manifest["scope"] == "/"
    assert len(manifest["short_name"]) <= 12
    for member in (
        "name",
        "description",
        "lang",
        "dir",
        "categories",
        "display_override",
        "theme_color",
    ):
        assert manifest[member]
    # With minimal-ui an iPhone opens the app in Safari, where its entries fall under the 7-day rule.
    assert manifest["display"] == "standalone"
    # A tap on the icon must not end a routine that runs.
    assert manifest["launch_handler"]["client_mode"][0] == "navigate-existing"


def test_the_icons_fit_every_launcher(installed: Chromium, manifest: dict[str, Any]):
    drawn = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
        ("512x512", "monochrome"),
    } <= drawn
    assert all(icon["purpose"] in {"any", "maskable", "monochrome"} for icon in manifest["icons"])
    for icon in manifest["icons"]:
        size = installed.evaluate(
            f"createImageBitmap === undefined || (async (image) => (image.src = {icon['src']!r}, await image.decode(),"
            " `${image.naturalWidth}x${image.naturalHeight}`))(new Image())"
        )
        assert icon["sizes"] in {size, "any"}


def test_shortcuts_lead_to_a_headache_and_to_the_routines(
    installed: Chromium, live: Live, manifest: dict[str, Any]
):
    assert {shortcut["name"]: shortcut["url"] for shortcut in manifest["shortcuts"]} == {
        "I have a headache": "/headache",
        "Start a routine": "/routines",
    }


def test_pictures_of_both_shapes_say_what_they_show(installed: Chromium, manifest: dict[str, Any]):
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}
    for shot in manifest["screenshots"]:
        assert shot["label"]
        size = installed.evaluate(
            f"(async (image) => (image.src = {shot['src']!r}, await image.decode(),"
            " `${image.naturalWidth}x${image.naturalHeight}`))(new Image())"
        )
        assert size == shot["sizes"]


def test_an_iphone_finds_its_icon_its_start_pictures_and_may_zoom(installed: Chromium):
    tags = installed.evaluate(
        "[...document.querySelectorAll('link[rel^=apple-], meta[name^=apple-], meta[name=viewport]')]"
        ".map((tag) => [tag.rel || tag.name, tag.href || tag.content])"
    )
    named = dict(tags)
    assert named["apple-mobile-web-app-title"] == "Unknot"
    assert named["apple-touch-icon"].endswith("/icons/apple-touch-icon.png")
    assert "apple-touch-startup-image" in named
    assert "viewport-fit=cover" in named["viewport"]
    assert "maximum-scale" not in named["viewport"]
    assert "user-scalable" not in named["viewport"]
