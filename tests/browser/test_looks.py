"""What every screen must be for everyone: readable, reachable, and whole at any size of text, in any light."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import Guest
from tests.browser.first_steps import begin, note_headache
from tests.browser.live import Live

AXE = Path(__file__).parents[2] / "pwa/node_modules/axe-core/axe.min.js"
SCREENS = [
    "/",
    "/routines",
    "/routines/gentle",
    "/routines/desk-break",
    "/routines/pointer",
    "/routines/gentle/start",
    "/routines/gentle/show",
    "/muscles/suboccipitals",
    "/points/li4",
    "/routines/desk-break/edit",
    "/routines/open",
    "/find?at=temple_l.eye_lr",
    "/find/result?at=temple_l.eye_lr",
    "/find/result?at=temple_l.eye_lr&ok=1",
    "/screening",
    "/emergency",
    "/diary",
    "/diary/new",
    "/insights",
    "/learn",
    "/learn/how-pressing-works",
    "/learn/words",
    "/learn/for-my-therapist",
    "/settings",
    "/settings/sync",
    "/settings/sync/on",
    "/settings/join",
    "/settings/reminders",
    "/settings/reminders/new",
    "/settings/storage",
    "/settings/install",
    "/welcome",
    "/nowhere",
    "/demo",
    "/demo/diary",
    "/demo/insights",
]

SMALL_TARGETS = """() => {
  const small = [];
  for (const control of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    const shown = control.checkVisibility({ visibilityProperty: true });
    if (!shown || control.matches(".visually-hidden, .visually-hidden *")) continue;
    // A link inside a sentence is as high as its line; WCAG 2.5.8 excepts it.
    if (control.matches("p a, li > a:not([class]), .word") && !control.matches(".btn")) continue;
    const target = control.closest("label") ?? control;
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 || height === 0 || (width >= 47.5 && height >= 47.5)) continue;
    const name = (target.innerText || control.getAttribute("aria-label") || "").trim().slice(0, 30);
    small.push(`${control.tagName} ${name} ${Math.round(width)}x${Math.round(height)}`);
  }
  return small;
}"""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"

FOREIGN = """() => {
  document.documentElement.dir = "rtl";
  const accents = { a: "á", e: "é", i: "í", o: "ó", u: "ú", n: "ñ", c: "ç" };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.data;
    if (!/[a-z]{2}/i.test(text)) continue;
    const accented = text.replace(/[aeiounc]/g, (letter) => accents[letter]);
    words.currentNode.data = `[${accented} ${"~~~~ ".repeat(Math.ceil(text.length * 0.08))}]`;
  }
}"""
"""As words/pseudo.ts has it, and right to left: every text, that of the routines too, accented and 40 % longer."""

CUT_OFF = """() => [...document.querySelectorAll("h1, h2, p, button, a, label, li, span, legend, td, th")]
  .filter((part) => part.checkVisibility() && !part.closest(".visually-hidden"))
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .filter((part) => ["hidden", "clip"].includes(getComputedStyle(part).overflowX))
  .map((part) => part.innerText.slice(0, 40))"""


@pytest.fixture
def phone(guest: Guest, live: Live) -> Guest:
    """A phone with a running headache, so that Today and the diary have something to show."""
    begin(guest, live.url)
    note_headache(guest)
    return guest


def show(phone: Guest, live: Live, path: str) -> None:
    """Open a screen and wait until it is drawn."""
    phone.open(live.url + path)
    phone.wait(
        "document.documentElement.dataset.ready === '1'"
        " && document.querySelector('main h1')?.innerText.length > 0"
        " && document.fonts.status === 'loaded'"
    )
    # Lists and pictures come from the content file, after the heading.
    phone.wait("performance.getEntriesByType('resource').every((entry) => entry.responseEnd > 0)")


def broken_rules(phone: Guest, *rules: str) -> list[str]:
    """What axe finds wrong with the page as it is now; all its rules, or only these."""
    phone.page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = phone.page.evaluate(
        """(rules) => axe.run(document, {
          resultTypes: ["violations"], ...(rules.length ? { runOnly: rules } : {}),
        }).then((all) => all.violations)""",
        list(rules),
    )
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]


def everywhere(phone: Guest, live: Live, look: Callable[[Guest], object]) -> dict[str, object]:
    """What `look` finds wrong, by screen."""
    wrong = {}
    for path in SCREENS:
        show(phone, live, path)
        if found := look(phone):
            wrong[path] = found
    return wrong


def test_every_screen_passes_axe_with_one_heading_and_targets_for_a_thumb(phone: Guest, live: Live):
    def look(phone: Guest) -> list[str]:
        wrong: list[str] = [*broken_rules(phone), *phone.page.evaluate(SMALL_TARGETS)]
        if phone.evaluate("document.querySelectorAll('h1').length") != 1:
            wrong.append("not exactly one h1")
        if "Unknot" not in phone.evaluate("document.title"):
            wrong.append("no title")
        return wrong

    assert everywhere(phone, live, look) == {}


@pytest.mark.parametrize("theme", ["dark", "dim"])
def test_text_stands_out_in_the_dark(phone: Guest, live: Live, theme: str):
    phone.open(f"{live.url}/settings")
    phone.press({"dark": "Dark", "dim": "Dim"}[theme])
    phone.wait(f"document.documentElement.dataset.theme === '{theme}'")

    def look(phone: Guest) -> list[str]:
        # The example diary has settings of its own.
        phone.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        return broken_rules(phone, "color-contrast")

    assert everywhere(phone, live, look) == {}


def test_axe_finds_nothing_while_something_is_asked_or_told(phone: Guest, live: Live):
    phone.press("It ended earlier")
    assert broken_rules(phone) == []
    show(phone, live, "/settings/storage")
    phone.press("Delete all my entries")
    phone.sees("Delete everything on this phone?")
    assert broken_rules(phone) == []


def test_no_screen_scrolls_sideways_on_a_narrow_phone_or_with_wide_spacing(
    phone: Guest, live: Live
):
    phone.page.set_viewport_size({"width": 320, "height": 640})

    def look(phone: Guest) -> str | list[str]:
        if phone.evaluate(SIDEWAYS):
            return "scrolls sideways"
        phone.page.evaluate(SPACED)
        if phone.evaluate(SIDEWAYS):
            return "scrolls sideways with wide spacing"
        cut: list[str] = phone.page.evaluate(CUT_OFF)
        return cut

    assert everywhere(phone, live, look) == {}


def test_text_twice_as_large_scrolls_no_screen_sideways(phone: Guest, live: Live):
    def look(phone: Guest) -> bool:
        phone.evaluate("document.documentElement.style.fontSize = '225%'")
        return bool(phone.evaluate(SIDEWAYS))

    assert everywhere(phone, live, look) == {}


def test_a_longer_language_from_right_to_left_scrolls_nothing_sideways(phone: Guest, live: Live):
    def whole() -> None:
        phone.page.evaluate(FOREIGN)
        assert not phone.evaluate(SIDEWAYS), phone.path()
        assert phone.page.evaluate(CUT_OFF) == [], phone.path()

    for path in ["/", "/routines"]:
        show(phone, live, path)
        whole()
    show(phone, live, "/routines/gentle/start")
    phone.press("None of these")
    phone.sees("Step 1 of")
    whole()


def test_a_step_inside_the_app_puts_the_focus_on_the_new_heading(phone: Guest, live: Live):
    phone.press_css("nav a[href='/insights']")
    phone.sees("Your last 28 days")
    assert phone.evaluate("document.activeElement.tagName + document.activeElement.innerText") == (
        "H1Insights"
    )
    assert phone.evaluate("document.title") == "Insights · Unknot"


def test_the_keyboard_alone_starts_and_ends_a_headache(guest: Guest, live: Live):
    begin(guest, live.url)
    keys = guest.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(60):
            keys.press("Tab")
            focused = guest.evaluate(
                "document.activeElement.innerText || document.activeElement.ariaLabel || ''"
            )
            if name in focused:
                ring = guest.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert ring != "none", f"{name} shows no focus"
                return
        raise AssertionError(f"Tab never came to {name!r}")

    tab_to("I have a headache")
    keys.press("Enter")
    guest.sees("Headache since")
    tab_to("It has ended")
    keys.press("Enter")
    guest.sees("Ended at")
    tab_to("Undo")
    keys.press("Enter")
    guest.sees("Headache since")


def test_forced_colours_and_no_motion_leave_nothing_out(phone: Guest, live: Live):
    phone.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    for path in ["/", "/insights", "/diary", "/routines"]:
        show(phone, live, path)
        assert broken_rules(phone) == [], path
    moving = phone.evaluate(
        "document.getAnimations().filter((one) => one.playState === 'running').length"
    )
    assert moving == 0
