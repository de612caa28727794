"""What is seen before the app itself is there: the welcome of a first visit, and nothing that is not true."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.browser.chromium import Chromium
from tests.browser.first_steps import begin
from tests.browser.live import Live

PLACES = """(frame) => JSON.stringify(["h1", ".lead", ".knot", ".page-top > .muted"].map((part) => {
  const seen = document.querySelector(`${frame} ${part}`);
  const { x, y, width, height } = seen.getBoundingClientRect();
  return [part, seen.textContent, x, y, width, height, getComputedStyle(seen).font, getComputedStyle(seen).color];
}))"""
SHIFTS = """
globalThis.shifted = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) shifted += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 360, 1024])
def test_the_welcome_is_readable_before_the_app_is_here_and_does_not_move_then(
    chromium: Chromium, live: Live, width: int
):
    chromium.page.set_viewport_size({"width": width, "height": 740})
    chromium.page.add_init_script(SHIFTS)
    let_go = hold_the_app(chromium)
    chromium.page.goto(live.url, wait_until="commit")
    chromium.page.locator("#first h1").wait_for()
    before = json.loads(chromium.evaluate(f"({PLACES})('#first')"))
    let_go()
    chromium.sees("Which year were you born?")
    assert json.loads(chromium.evaluate(f"({PLACES})('#app')")) == before
    assert chromium.evaluate("document.getElementById('first')") is None
    assert chromium.evaluate("shifted") == 0


def test_who_has_been_here_is_not_welcomed_again(chromium: Chromium, live: Live):
    begin(chromium, live.url)
    chromium.page.add_init_script("""
      addEventListener("DOMContentLoaded", () => { globalThis.welcomed = document.getElementById("first").checkVisibility(); });
    """)
    chromium.page.goto(live.url)
    chromium.sees("I have a headache")
    assert chromium.evaluate("welcomed") is False


def hold_the_app(chromium: Chromium) -> Callable[[], None]:
    """The page comes, and the small script before it; the app stays away until the answer is called."""
    held: list[Route] = []
    gone = False

    def decide(route: Route) -> None:
        if gone:
            route.continue_()
        else:
            held.append(route)

    def let_go() -> None:
        nonlocal gone
        gone = True
        for route in held:
            route.continue_()

    chromium.page.route("**/assets/chunk-*.js", decide)
    return let_go
