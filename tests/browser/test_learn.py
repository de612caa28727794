"""Articles, words, and the page for a therapist, as a person reads and uses them."""

import re

import pytest

from server.library.article_rules import SCREENS
from tests.browser.chromium import Guest
from tests.browser.first_steps import begin
from tests.browser.live import Live
from tests.browser.test_looks import broken_rules
from tests.sources import SRC


@pytest.fixture
def phone(guest: Guest, live: Live) -> Guest:
    """A phone after the first screens."""
    begin(guest, live.url)
    return guest


def test_every_screen_an_article_may_lead_to_is_in_the_app():
    routes = re.findall(r'path: "([^"]+)"', (SRC / "ui/routes.tsx").read_text("utf-8"))
    patterns = [re.sub(r":\w+", "[^/]+", route) for route in routes]
    assert [
        path for path in SCREENS if not any(re.fullmatch(known, path) for known in patterns)
    ] == []


def test_a_word_opens_its_meaning_where_it_stands_and_closes_again(phone: Guest, live: Live):
    phone.open(f"{live.url}/learn/what-trigger-points-are")
    phone.press("taut band")
    phone.sees("like a guitar string")
    assert phone.evaluate("document.querySelector('.word[aria-expanded=true]').innerText") == (
        "taut band"
    )
    phone.press("taut band")
    phone.wait("!document.body.innerText.includes('like a guitar string')")


def test_a_claim_says_what_it_rests_on(phone: Guest, live: Live):
    phone.open(f"{live.url}/learn/massage")
    phone.sees("No difference found")
    assert "Clin J Pain" not in phone.text()
    phone.press_css(".founded summary")
    phone.sees("It did no more than what it was compared with.")
    phone.sees("Clin J Pain 31:159")


def test_axe_finds_nothing_with_a_meaning_and_a_claim_opened(phone: Guest, live: Live):
    phone.open(f"{live.url}/learn/what-trigger-points-are")
    phone.press("taut band")
    phone.press_css(".founded summary")
    phone.sees("Small studies, or studies without a fair comparison.")
    assert broken_rules(phone) == []


def test_articles_lead_on_to_the_next_and_back_to_the_list(phone: Guest, live: Live):
    phone.open(f"{live.url}/routines")
    phone.sees("Desk break")
    phone.press_css("a[href='/learn']")
    phone.press_css("a[href='/learn/massage']")
    phone.sees("Read next")
    phone.press_css(".learn-next")
    phone.sees("Pressing named points")
    assert phone.evaluate("document.activeElement.innerText") == "Acupressure"


def test_a_word_is_found_by_typing_a_part_of_it(phone: Guest, live: Live):
    phone.open(f"{live.url}/learn/words")
    phone.sees("40 words")
    phone.write("Find a word", "carot")
    phone.sees("2 words")
    assert phone.evaluate("[...document.querySelectorAll('dt')].map((one) => one.innerText)") == [
        "Carotid artery",
        "Carotid sinus",
    ]


def test_questions_for_the_therapist_are_kept_and_stand_on_the_printed_page(
    phone: Guest, live: Live
):
    phone.open(f"{live.url}/learn/for-my-therapist")
    phone.sees("The safety check is not done yet.")
    phone.write("My questions", "May I use a ball?")
    phone.press("Keep my questions")
    phone.sees("Kept.")
    phone.open(f"{live.url}/learn/for-my-therapist")
    phone.page.emulate_media(media="print")
    phone.sees("May I use a ball?")
    hidden = phone.evaluate(
        "[...document.querySelectorAll('nav, button, textarea')].every((one) => !one.checkVisibility())"
    )
    assert hidden
