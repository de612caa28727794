"""Draw the PNG icons from pwa/icons/icon.svg: `python -m tests.browser.icons`.

The PNGs are committed, so that a build needs no browser.
"""

import re
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from server.assets.paths import PWA
from tests.browser.machine import CHROMIUM_SWITCHES, chromium

FOLDER = PWA / "icons"
DARK = "#171512"
PHONES = {(750, 1334): 2, (1170, 2532): 3, (1179, 2556): 3, (1290, 2796): 3}
"""iPhone screens in device pixels → pixel ratio: SE, 13 and 14, 15 and 16, Plus and Pro Max."""


def draw() -> None:
    """Write every PNG of pwa/icons."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_SWITCHES)
        page = browser.new_page()
        for name, (width, height), svg in _drawings():
            page.set_viewport_size({"width": width, "height": height})
            page.set_content(
                f"<style>*{{margin:0}}svg{{display:block;width:100vw;height:100vh}}</style>{svg}"
            )
            page.screenshot(path=FOLDER / name, omit_background=True)
        browser.close()


def _drawings() -> Iterator[tuple[str, tuple[int, int], str]]:
    icon = (FOLDER / "icon.svg").read_text("utf-8")
    square = icon.replace(' rx="112"', "")
    maskable = square.replace('viewBox="0 0 512 512"', 'viewBox="-64 -64 640 640"').replace(
        '<rect width="512" height="512"', '<rect x="-64" y="-64" width="640" height="640"'
    )
    mark = _mark(icon)
    for side in (192, 512):
        yield f"icon-{side}.png", (side, side), icon
        yield f"maskable-{side}.png", (side, side), maskable
    yield "apple-touch-icon.png", (180, 180), square
    yield "monochrome-512.png", (512, 512), mark
    yield "badge-96.png", (96, 96), mark
    for (width, height), _ in PHONES.items():
        backdrop = square.replace(
            "<rect", f'<rect x="-999" y="-999" width="2999" height="2999" fill="{DARK}"/><rect'
        )
        backdrop = backdrop.replace(
            'viewBox="0 0 512 512"',
            'viewBox="-512 -512 1536 1536" preserveAspectRatio="xMidYMid slice"',
        )
        yield f"start-{width}x{height}.png", (width, height), _mark_on(backdrop)


def _mark(icon: str) -> str:
    """Return the line alone, white on nothing; the gap at the crossing is cut by a mask."""
    paths = re.findall(r'd="([^"]+)"', icon)
    under, gap, over = (f'<path d="{path}"/>' for path in paths)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="40 20 432 432">'
        '<mask id="gap"><rect width="512" height="512" fill="#fff"/>'
        f'<g stroke="#000" stroke-width="70" fill="none" stroke-linecap="round">{gap}</g></mask>'
        '<g fill="none" stroke="#fff" stroke-width="38" stroke-linecap="round">'
        f'<g mask="url(#gap)">{under}</g>{over}</g></svg>'
    )


def _mark_on(backdrop: str) -> str:
    """Leave out the icon's own tile: a start picture shows the line on the app's dark ground."""
    return re.sub(r'<rect width="512" height="512" fill="#1f5f5b"/>', "", backdrop).replace(
        'stroke="#1f5f5b"', f'stroke="{DARK}"'
    )


if __name__ == "__main__":
    draw()
